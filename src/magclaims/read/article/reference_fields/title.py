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
        if begin > 0 and not behind and len(rest[:begin].split()) > 1:
            title = re.sub(r"[.,;:]?\s[Ii]n:?\s*$", "", rest[:begin].rstrip())
            return title_of(title), part
        if begin == 0 and behind and len(part.split()) > 1:
            publisher = not placed and _PUBLISHER.match(behind)
            return title_of(part), "" if publisher else _journal(
                rest[len(part) :], italics, placed=placed
            )
    return _split(rest, placed=placed, people=people)


CUT = expression(
    rf"(?:(?<=[.?!])[\"”’']?(?:\s{GAP}[.,;:]?)?|\s?{GAP}[.,;:]?)\s+(?:[Ii]n:\s)?(?=[\"“(]?(?:[^\W_a-zß-öø-ÿ]|[a-z][A-Z][a-z]{{2}}))"
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
    """Title and journal where only full stops or a comma part them."""
    cuts = list(CUT.finditer(rest))
    chosen = None
    for match in reversed(cuts):
        before = rest[: match.start()]
        if len(before.split()) < 2 and chosen is not None:
            break
        chosen = match
        if not _is_abbreviated(before):
            break
    published = () if placed else filter(None, (_published(rest, cut) for cut in cuts))
    if title := next(iter(published), ""):
        return title_of(title), ""
    if chosen is not None:
        title, journal = rest[: chosen.start()], _YEAR_AND_WORDS.sub("", rest[chosen.end() :])
        if placed or is_journal(journal):
            return title_of(title), _journal(journal, (), placed=placed)
        if _PUBLISHER.match(journal):
            return title_of(title), ""
        return title_of(rest), ""
    comma = max(rest.rfind(", "), rest.rfind("; "))
    if comma > 0 and (people or placed):
        journal = rest[comma + 2 :]
        if len(rest[:comma].split()) > 2 and is_journal(journal):
            return title_of(rest[:comma]), _journal(journal, (), placed=placed)
    return title_of(rest), ""


def _is_abbreviated(before: str) -> bool:
    """Whether the last words before a full stop are an abbreviation within the name of a journal."""
    last = re.split(r"[.?!]\s", before.rstrip(".?!"))[-1]
    if before.endswith(("?", "!")) or last == before.rstrip("."):
        return False
    words = last.split()
    return len(words) <= 3 and all(word[:1].isupper() and len(word) <= 10 for word in words)


def is_journal(text: str) -> bool:
    """Whether a text has the form of a journal's name: few words, the longer ones with capitals."""
    text = text.strip(" .,;:()")
    words = text.split()
    longer = [word for word in words if len(word.strip(",.:")) > 4 and word[0].isalpha()]
    return (
        0 < len(words) <= 9
        and (text[0].isupper() or text[1:2].isupper())  # "eLife"
        and all(word[0].isupper() or word[1].isupper() for word in longer)
        and not any(map(str.isdigit, text))
        and _PUBLISHER.match(text) is None
    )


@cache
def _no_journal() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of_list('no_journal')})", re.IGNORECASE)


def _journal(text: str, italics: Sequence[str], *, placed: bool) -> str:
    """The journal in what stands behind a title."""
    text = re.sub(rf"^[\s.,;:–—{GAP}-]+", "", text)
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
    named = rf"[^.?!,]{{0,40}}(?:{any_of_list('numbered')})[^.?!,]{{0,15}}\d[\w/-]*"
    return re.compile(
        rf"(?<=[.?!,])\s(?:(?-i:[A-Z]{{2,}})/[\w/-]*\d[\w/-]*|{named})\.?$", re.IGNORECASE
    )


def title_of(printed: str) -> str:
    """A title as it is printed, without its quotes, its year in brackets and its last stop."""
    printed = printed.strip(' "“”„«»‘,;:–—-')
    printed = re.sub(rf"\s\({A_YEAR}\)$", "", printed)
    printed = _report().sub("", printed)
    printed = re.sub(r"^['’](?=\S)|(?<=\S)['’]$", "", printed)
    return printed.rstrip(" .,").strip()
