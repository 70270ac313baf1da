"""Title and journal, in what stands behind the authors."""

import re
from collections.abc import Sequence
from functools import cache

from magclaims.model.lazily import expression
from magclaims.read.article.reference_fields.place import year_behind
from magclaims.read.article.reference_fields.quotes import quoted_title
from magclaims.read.article.reference_fields.words import A_YEAR, GAP, any_of_list


def title_and_journal(
    rest: str, italics: Sequence[str], links: Sequence[str], *, placed: bool, people: bool
) -> tuple[str, str]:
    """Title and journal in what follows the authors; `people`: no group wrote it."""
    rest = rest.strip(" ,;:–—-")
    rest = re.sub(r"^\.\s?", "", rest).strip(" ,;:–—-")
    quote = quoted_title(rest)
    if quote is not None and quote[0] == 0:
        return title_of(rest[1 : quote[1]]), _journal(rest[quote[2] :], italics, placed=placed)
    for link in links:
        begin = rest.find(link)
        if len(link.split()) > 2 and 0 <= begin <= 3:
            behind = rest[begin + len(link) :]
            return title_of(rest[begin : begin + len(link)]), _journal(
                behind, italics, placed=placed
            )
    for part in reversed(italics):
        begin = rest.rfind(part) if part else -1
        behind = rest[begin + len(part) :].strip(" .,;:()") if begin >= 0 else "?"
        if begin > 0 and not behind:
            title = re.sub(r"[.,;:]?\s[Ii]n:?\s*$", "", rest[:begin].rstrip())
            return title_of(title), part
        if begin == 0 and behind and len(part.split()) > 1:
            publisher = not placed and _PUBLISHER.match(behind)
            return title_of(part), "" if publisher else _journal(
                rest[len(part) :], italics, placed=placed
            )
    return _split(rest, placed=placed, people=people)


CUT = expression(
    rf"(?:(?<=[.?!])[\"”’']?(?:\s{GAP}[.,;:]?)?|\s?{GAP}[.,;:]?)\s+(?:[Ii]n:\s)?(?=[\"“(]?(?:[^\W_a-zß-öø-ÿ]|[a-z]{{1,3}}[A-Z][a-z]{{2}}))"
)


_PUBLISHER = expression(r"[^\W\d_][\w .,'’-]{1,40}:\s")
"""`Geneva: World Health Organization`."""


_PUBLISHED = expression(r"[^.:]{3,80}[,;]\s(?:19|20)\d\d\b")
_PLACE_PUBLISHER = expression(
    r"[^\W\d_a-z][\w'’-]{1,24}(?:\s[\w'’-]{1,24}){0,2},\s[^\W\d_a-z][^.,:;]{1,40},\s(?:19|20)\d\d,?\s\d{1,4}\s?[pS]\b"
)
"""`Paris, Masson, 2011, 220 p.`"""


def _published(rest: str, cut: re.Match[str]) -> str | None:
    """The title before a publisher with its place and year: `Title. Geneva: WHO; 2016; report 3`."""
    behind = rest[cut.end() :]
    place = _PUBLISHER.match(behind)
    named = place and _PUBLISHED.match(behind, place.end())
    return rest[: cut.start()] if named or _PLACE_PUBLISHER.match(behind) else None


_YEAR_AND_WORDS = expression(rf"\s\({A_YEAR}\s[^()]{{2,40}}\)\.?$")
"""`Frontiers in Nutrition (2025 concept study)`."""


def _split(rest: str, *, placed: bool, people: bool) -> tuple[str, str]:
    """Title and journal where only full stops or a comma part them: the likeliest of all places to cut."""
    cuts = [(cut.start() + (cut[0][0] in "\"”’'"), cut.end()) for cut in CUT.finditer(rest)]
    published = (
        () if placed else filter(None, (_published(rest, cut) for cut in CUT.finditer(rest)))
    )
    if title := next(iter(published), ""):
        return title_of(title), ""
    commas = (
        [(m.start(), m.end()) for m in re.finditer(r"[,;]\s", rest)] if people or placed else []
    )
    scored = [
        (_likely(rest[:start], rest[end:], stop=(start, end) in cuts, placed=placed), start, end)
        for start, end in (*cuts, *commas)
    ]
    best, start, end = max(scored, default=(0, 0, 0))
    if best > 0:
        title, journal = rest[:start], _YEAR_AND_WORDS.sub("", rest[end:])
        return title_of(title), _journal(journal, (), placed=placed)
    last = cuts[-1] if cuts else None
    if last and _PUBLISHER.match(rest[last[1] :]):
        return title_of(rest[: last[0]]), ""
    return title_of(rest), ""


def _likely(title: str, journal: str, *, stop: bool, placed: bool) -> int:
    """How likely a title ends here and a journal begins; nothing speaks for it where it is not above 0.

    A journal has capitals and stands right before its numbers; a title has several words, and a full stop behind
    it is none of an abbreviation in the journal's name ("Void J. Food").
    """
    words = len(title.split())
    named = is_journal(_YEAR_AND_WORDS.sub("", journal))
    if not named and not (stop and placed):
        return 0
    points = 4 * named + 2 * stop
    points -= (words < _FEWEST_OF_TITLE) + 3 * (not stop and words <= _FEWEST_OF_TITLE)
    if stop and _is_abbreviated(title):
        points -= 5
    return points


_FEWEST_OF_TITLE = 2
_SHORT = 4


def _is_abbreviated(before: str) -> bool:
    """Whether the last words before a full stop are an abbreviation within the name of a journal."""
    if before.endswith(("?", "!")):
        return False
    last = re.split(r"[.?!]\s", before.rstrip(".?!"))[-1]
    behind_comma = last.rsplit(", ", 1)[-1]
    if len(behind_comma) <= _SHORT:  # "..., J. Void", not "..., China. J Void"
        last = behind_comma
    words = last.split()
    if last == before.rstrip("."):
        return False
    return len(words) <= 3 and all(word[:1].isupper() and len(word) <= 10 for word in words)


def is_journal(text: str) -> bool:
    """Whether a text has the form of a journal's name: few words, the longer ones with capitals."""
    text = text.strip(" .,;:()")
    words = text.split()
    longer = [word for word in words if len(word.strip(",.:")) > 4 and word[0].isalpha()]
    return (
        0 < len(words) <= 9
        and any(map(str.isupper, text[:4].split()[0]))  # "eLife", "medRxiv"
        and all(any(map(str.isupper, word[:4])) for word in longer)
        and not any(map(str.isdigit, text))
        and _PUBLISHER.match(text) is None
    )


@cache
def _no_journal() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of_list('no_journal')})", re.IGNORECASE)


def _journal(text: str, italics: Sequence[str], *, placed: bool) -> str:
    """The journal in what stands behind a title."""
    text = re.sub(rf"^[\s.,;:–—{GAP}-]+", "", text)
    text = re.sub(r"^\([^()\d]{2,30}\)[\s.,;:]+", "", text)  # "(review), J Void"
    text = re.sub(r"^[Ii]n:?\s", "", text)
    for part in italics:
        if part and text.startswith(part):
            return part
    text, _ = year_behind(f" {text}")
    text = re.sub(r"[\s(]+$|\s[–—-]\s[a-zß-ÿ].*$", "", text.strip())
    text = re.sub(r"\s\([^()]*[a-z]{3}[^()]*\)$", "", text) if len(text.split()) > 6 else text
    journal = text.strip(f" .,;:–—-({GAP}")
    return journal if placed or not _no_journal().search(journal) else ""


@cache
def _report() -> re.Pattern[str]:
    """The number of a report behind its title: `EMA/HMPC/150846/2015`, `Clinical guideline CG999`."""
    named = rf"[^.?!,]{{0,40}}(?:{any_of_list('numbered')})(?:[^.?!,]|[Nn]r\.){{0,15}}\d[\w/-]*"
    return re.compile(
        rf"(?<=[.?!,])\s(?:(?-i:[A-Z]{{2,}})/[\w/-]*\d[\w/-]*|{named})\.?$", re.IGNORECASE
    )


def title_of(printed: str) -> str:
    """A title as it is printed, without its quotes, its year in brackets and its last stop."""
    bare = printed.strip(' "“”„«»‘,;:–—-')
    closing = '"' if bare.count('"') % 2 else "”" if bare.count("“") > bare.count("”") else ""
    # A quote at the end that was opened within: Reply: "Does it matter?"
    printed = bare + closing if closing and printed.rstrip(" ,;:.").endswith(closing) else bare
    printed = re.sub(rf"\s\({A_YEAR}\)$", "", printed)
    printed = _report().sub("", printed)
    printed = re.sub(r"^['’](?=\S)|(?<=\S)['’]$", "", printed)
    return printed.rstrip(" .,").strip()
