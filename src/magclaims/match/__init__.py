"""Is this record the work that the entry means? Field by field, then a verdict.

Pure: no network, no files but the word lists. A record that a DOI leads to is often right and the
entry sloppy, so that what can be explained (an abbreviation, a translation, another date of the
same work) is `equivalent`; what can't is `different`, and the verdict says whether enough agrees for
the record to be the same work all the same.
"""

from magclaims.match.field import FieldMatch, FieldName
from magclaims.match.journals import journal_match as compare_journals
from magclaims.match.record_match import RecordMatch
from magclaims.match.verdict import compare

__all__ = ["FieldMatch", "FieldName", "RecordMatch", "compare", "compare_journals"]
