"""The fields of a printed reference: authors, title, year, journal and the place in it.

People print references in many styles, and in none. So no style is looked for; each part is told by
what it is: the place in the journal by its numbers, the year by its brackets, a title by quotes or
by being a link, a journal by its italics or by standing before its numbers, authors by where their
initials stand. What no sign tells stays empty.
"""

from magclaims.read.article.reference_fields.authors import is_group
from magclaims.read.article.reference_fields.fields import Fields, parse

__all__ = ["Fields", "is_group", "parse"]
