"""What must hold whatever a reader is given; tests and `make fuzz` feed them, each in its own way.

Each function takes a text and returns nothing. It raises where a promise is broken; what a reader
refuses (`ReadError`) is an answer.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from magclaims.errors import ReadError
from magclaims.knowledge.characters import normalise
from magclaims.knowledge.memory import forget
from magclaims.lexicon.wording import grade
from magclaims.match.titles import title_match
from magclaims.model.identifiers import (
    MAX_LENGTH,
    doi_url,
    find_identifiers,
    is_short_doi,
    normalise_doi,
    parse_identifier,
)
from magclaims.quantity.numbers import find_quantities
from magclaims.quantity.quantities import compare
from magclaims.read import claims, tex
from magclaims.read.article import reference_fields
from magclaims.read.article.articles import Format, parse
from magclaims.read.bibtex import parse_bibliography
from magclaims.render import escape

LANGUAGES = ("nl", "en", "de", "fr", "es")
GRADED = ("nl", "en", "de")
PATH = Path("synthetic.yaml")


def language_for(text: str) -> str:
    """A language, the same for the same text."""
    return LANGUAGES[len(text) % len(LANGUAGES)]


def bibliography(text: str) -> None:
    """Places lie in the file; a second reading says the same; identifiers are in their normal form."""
    try:
        read = parse_bibliography(text)
    except ReadError:
        return
    lines = text.count("\n") + text.count("\r") + 2
    for key, reference in read.references.items():
        assert reference.key == key
        if reference.doi:
            assert normalise_doi(reference.doi) == reference.doi
        assert reference.model_dump_json()
    for fault in read.faults:
        assert fault.message
        assert 1 <= fault.location.line <= lines
    assert parse_bibliography(text).references == read.references


def registry(text: str) -> None:
    """Faults are data, with a place in the file."""
    try:
        read = claims.read([PATH], {PATH: text})
    except ReadError:
        return
    lines = len(text.splitlines()) + 2
    for fault in read.faults:
        assert fault.message
        assert 1 <= fault.location.line <= lines
    assert read.dossier.model_dump_json()


def _article(format_: Format) -> Callable[[str], None]:
    def holds(text: str) -> None:
        """Sentences stand where they say."""
        read = parse(text, format_=format_, language=language_for(text))
        for sentence in read.sentences:
            assert sentence.text.strip()
            assert 0 <= sentence.offset <= sentence.end <= len(text)
            assert sentence.line >= 1
            assert sentence.column >= 1
        for citation in read.citations:
            assert 0 <= citation.sentence < len(read.sentences)
        numbers = [sentence.block for sentence in read.sentences if sentence.kind == "paragraph"]
        assert numbers == sorted(numbers)
        assert parse(text, format_=format_, language=language_for(text)) == read

    return holds


def identifiers(text: str) -> None:
    """The normal form of a normal form is itself; what is found in a text is one."""
    found = [*find_identifiers(text), *filter(None, [parse_identifier(text)])]
    for one in found:
        assert one.value
        if one.kind == "doi" and not is_short_doi(one.value):  # bare, 10/182 may be a fraction
            assert normalise_doi(one.value) == one.value
            assert not any(
                unicodedata.category(character) in {"Cc", "Cs"} for character in one.value
            )
            address = doi_url(one.value)  # escaped, it may be longer than any identifier
            assert len(address) > MAX_LENGTH or normalise_doi(address) == one.value
        elif one.kind != "doi" and "10." not in one.value:  # an address may hold a DOI, too
            again = parse_identifier(one.value if one.kind == "bookshelf" else str(one))
            assert again == one, (one, again)


def printed(text: str) -> None:
    """Fields are words of the line, and the same a second time."""
    fields = reference_fields.parse(text)
    assert fields == reference_fields.parse(text)
    assert fields.year is None or 1000 <= fields.year <= 9999


def tex_text(text: str) -> None:
    """No control sequence is left of what was an accent; decoding ends."""
    assert isinstance(tex.decode(text), str)


def quantities(text: str) -> None:
    """An expression stands where it says, is ordered, and is the same as itself."""
    for one in find_quantities(text, language_for(text)):
        assert normalise(text[one.start : one.end]).text.strip() == one.text
        assert one.low.is_finite()
        assert one.high.is_finite()
        assert one.low <= one.high
        assert one.step > 0
        assert compare(one, one).outcome == "same"
        more = replace(one, low=one.high * 3, high=one.high * 3)
        if one.high > 0:
            assert compare(more, one).outcome == "claimed_larger"
            assert compare(one, more).outcome == "claimed_smaller"


def grading(text: str) -> None:
    """A grade is told by words of the sentence, and by nothing that was graded before."""
    language = GRADED[len(text) % len(GRADED)]
    first = grade(text, language)
    forget()
    assert grade(text, language) == first


def titles(text: str) -> None:
    """A title is itself; beside another the same is said both times, and nothing without a reason."""
    one, _, other = text.partition("\n")
    same = title_match(one, one)
    assert same.result in {"same", "absent"}, same
    assert title_match(one, other) == title_match(one, other)
    upper = title_match(one, one.replace(" ", "  "))
    assert not upper.differs, upper


def harmless(text: str) -> None:
    """Nothing that comes from outside is a command to who reads it."""
    for out in (escape.plain(text), escape.log_line(text)):
        assert "\n" not in out
        assert "\r" not in out
        assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in out)
        assert not set(out) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
        out.encode()
    assert not escape.log_line(text).lstrip().startswith("::")
    assert "##[" not in escape.log_line(text)
    short = escape.plain(text, 20)
    assert len(short) <= 20
    assert escape.plain(escape.plain(text)).split() == escape.plain(text).split()


HOLDS: dict[str, Callable[[str], None]] = {
    "bibliography": bibliography,
    "registry": registry,
    "markdown": _article("markdown"),
    "html": _article("html"),
    "text": _article("text"),
    "identifiers": identifiers,
    "printed": printed,
    "tex": tex_text,
    "quantities": quantities,
    "grading": grading,
    "titles": titles,
    "harmless": harmless,
}
"""By the name of the reader."""
