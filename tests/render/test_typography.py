"""Texts of the program are set as each language sets them: quotation marks, and in French the spaces."""

import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest

from magclaims.knowledge.data import load
from magclaims.render.language import languages, phrases

TOLD = (
    ("magclaims.knowledge", ("suggestions", "reasons", "rules", "guidance")),
    ("magclaims.render", ("said", "said_rules", "said_fields")),
)
OTHERS = tuple(code for code in languages() if code != "en")
CODE = re.compile(r"`[^`]*`|\{who\}: reviews: |\{\{[^}]*\}\}|(?<!\w)'10\.'|\(Keuringsraad [^()]*\)")
"""What is no text of the language: fields, the beginning of a DOI, an act under its own name."""


def texts(of: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a language in a file, with where it stands; of rows the one behind the English."""
    if isinstance(of, str):
        yield name, CODE.sub("code", of)
    elif isinstance(of, list):
        for one in of:
            yield from texts(one[1] if name == ".said" else one, name or "")
    elif isinstance(of, dict):
        for key, one in of.items():
            yield from texts(one, f"{name}.{key}")


def all_texts(language: str) -> Iterator[tuple[str, str]]:
    """The same of all files of a language."""
    yield from texts(dict(phrases(language).data), "")
    for package, names in TOLD:
        for name in names:
            file = f"{name}.{language}.toml"
            if files(package).joinpath(file).is_file():
                yield from texts(dict(load(file, package)))


@pytest.mark.parametrize("language", OTHERS)
def test_texts_have_the_quotation_marks_of_their_language(language: str) -> None:
    ours = phrases(language)("open_quote").strip(), phrases(language)("close_quote").strip()
    for name, text in all_texts(language):
        strange = set('"“”„«»') - {*ours}
        assert not strange & set(text), (name, text)
        assert not re.search(r"(?<![\w'])'(?!\{)[^'{}]+'(?!\w)", text), (name, text)


def test_french_has_a_narrow_no_break_space_before_signs_of_two_parts() -> None:
    for name, text in all_texts("fr"):
        assert not re.search(
            r"[^\u202f\s\d(][;:?!](?=\s|$)|[ \u00a0][;:?!»]|«[^\u202f]|[^\u202f]»", text
        ), (name, text)


@pytest.mark.parametrize("language", [code for code in languages() if code != "fr"])
def test_other_languages_have_none(language: str) -> None:
    for name, text in all_texts(language):
        assert not re.search(r"\w[ \u202f][;:?!](?=\s|$)", text), (name, text)
