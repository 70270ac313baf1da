"""A title in quotes."""

import re
from itertools import islice

_MOST_QUOTES = 20
_OPENING = {'"': '"', "“": "”", "„": "“”", "«": "»", "‘": "’", "'": "'", "”": "”"}


def quoted_title(text: str) -> tuple[int, int, int] | None:
    """A title in quotes: where the quote opens, where its text ends, and where the rest begins."""
    openings = re.finditer(r"(?:^|(?<=[\s(]))(?:[\"“„‘'”](?=\S)|«(?=\s?\S))", text)
    for match in islice(openings, _MOST_QUOTES):
        closing = _OPENING[match.group()]
        endings = re.compile(rf"[{closing}](?=[\s.,;:)]|$)").finditer(text, match.end())
        for stop in (end.start() for end in islice(endings, _MOST_QUOTES)):
            # “a “second” one”
            if closing not in "\"'" and text.count(match.group(), match.end(), stop) > text.count(
                closing, match.end(), stop
            ):
                continue
            alone = text[stop - 1] in ".?!" or text[stop + 1 : stop + 2] in {".", ","}
            if len(text[match.end() : stop].split()) < (1 if alone and closing not in "'’" else 2):
                continue
            # A plain apostrophe may stand within a title; the last one that is followed by a stop ends it.
            if (
                closing in "'’"
                and not re.match(r"[.,;:]|\s*$|\s[(–—-]", text[stop + 1 :])
                and text[stop - 1] not in ".,?!"
            ):
                continue
            return match.start(), stop, stop + 1
    return None
