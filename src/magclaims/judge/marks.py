"""Citation marks in the words of a sentence: they cite, and say nothing.

Where a mark stands and what it cites is read from the article (`read.article.citations`); here only words are at hand.
Each mark is read in one way alone, so that a long row of them takes no longer than its length.
"""

import re

_HIGH = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_ANYWHERE = re.compile(
    rf"\s*\[\^?[\d{_HIGH}⁻, –-]{{1,20}}\]|⁽[{_HIGH}⁻, –-]{{1,20}}⁾|\s*\[\*\]|(?<=[\w.,;:)])[{_HIGH}]+"
    r"|\s*\((?=[^()]*[^\W\d_])[^()]{0,120}\b(?:19|20)\d\d[a-z]?\)"
)
_BEHIND = re.compile(
    rf"(?<![{_HIGH}])(?:\s*+(?:\[(?:\^[\w-]++|[\d{_HIGH}, –-]++)\]?|\(\d++\)|[{_HIGH}]++))++\W*+$"
)


def without_marks(text: str) -> str:
    """The text without numbers in brackets or above the line, and without authors with a year."""
    return _ANYWHERE.sub("", text)


def without_marks_behind(text: str) -> str:
    """The text without the marks at its end, and what is no word behind them.

    A mark whose closing bracket was cut off counts, too.
    """
    return _BEHIND.sub("", text)
