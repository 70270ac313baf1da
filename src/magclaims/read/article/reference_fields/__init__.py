"""The fields of a printed reference: authors, title, year, journal and the place in it.

People print references in many styles, and in none. So no style is looked for: an item is cut where
a part can end (`marks`), each part is worth points for what it may be (`guesses`), and the reading
of the whole that is worth most is taken (`likeliest`). What no reading holds stays empty.
"""

from magclaims.read.article.reference_fields.fields import parse
from magclaims.read.article.reference_fields.names import is_group

__all__ = ["is_group", "parse"]
