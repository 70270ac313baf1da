"""What holds for any text, tried on made-up ones; `make fuzz` tries many more of them."""

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.append(str(Path(__file__).resolve().parents[2] / "benchmarks"))

from fuzz import NAMES
from holds import HOLDS
from magclaims.model.identifiers import doi_problem, doi_url, find_dois, normalise_doi

quick = settings(max_examples=60, deadline=None, derandomize=True, database=None)
"""The same examples each time, however slow the machine is."""

ODD = "\x00\x01\x1b[31m\x7f\x85\u2028\u200b\u202e\ufeff\ufffd\ud800{}[]()<>\"'`|*_#@%&\\$~^=;:,.!?/-–—…½²α中🧪\r\n\t "
FORMS = {
    "bibliography": (
        "@article{a, title = {Zinc}, author = {A, B and others}, doi = {10.5555/x}}",
        "@string{", "@misc{", "}", "{", '"', " # ", " and ", "doi = ", "year = 2019", ",", r"\'e", "%",
    ),
    "registry": (
        "claims:\n", "  - id: x\n", "    statement: y\n", "articles: {}\n", "studies:\n  a: {design: x}\n",
        "- ", ": ", "{", "}", "[", "]", "&a ", "*a", "!!", "|\n", "\n---\n", "'", '"', "null", "  ",
    ),
    "markdown": (
        "Zinc helps [1]. ", "[1] ", "[^a]", "\n\n[^a]: note\n", "## References\n\n1. Maker A. Zinc. 2019.\n",
        "| a | b |\n|--|--|\n", "**", "`", "](", "<b>", "---\n", "> ", "- ", "\n\n", "&amp;",
    ),
    "html": (
        "<p>", "</p>", "<sup>1</sup>", "<ol><li>", "<a href='https://x.org]/'>", "<!--", "-->", "<script>",
        "<table><tr><td>", "</", "<img alt='Zinc helps'>", "&nbsp;", "&#0;", "<style>", "Zinc helps. ",
    ),
    "text": ("Zinc helps. ", "[1]", "(Doe et al., 2019)", "\n\n", "References\n", "1. ", "Dr. ", "e.g. "),
    "identifiers": (
        "10.5555/", "doi:", "https://doi.org/", "PMID ", "PMC", "arXiv:", "2101.00001", "123456", "%2F",
        "&lt;", "10/ab1", "NBK12", "https://pubmed.ncbi.nlm.nih.gov/", "?doi=", "#", "(", ")",
    ),
    "printed": ("Maker A, ", "et al. ", "(2019). ", "Zinc and sleep. ", "Synth Rec. ", "2019;3(2):1-9.", "https://", "&"),
    "tex": (r"\'", r"\alpha", "{", "}", "$", "^2", r"\textit{", r"\foo", "``", "--", "~"),
    "quantities": ("1.5", "2,500", "mg", "µg", " per day", "%", "n=", "over ", "-", " tot ", "twelve ", "IU", "x 10", "½"),
    "grading": ("Zinc ", "verbetert ", "may improve ", "niet ", "sleep", "not ", ", because ", "hilft ", "?", "als "),
    "titles": ("Zinc and sleep", ": ", "a trial", "\n", "Zink en slaap", "in rats", " (Review)", "...", "β-", "reply to"),
    "harmless": ("::error::", "##[", "\x1b[31m", "\x1b]0;", "\x9b2J", "\n", "\u202e", "=1+1", "@you", "://"),
}  # fmt: skip


def texts(name: str) -> st.SearchStrategy[str]:
    """Texts put together from what the reader looks for and from what disturbs it."""
    piece = st.one_of(
        st.sampled_from(FORMS[name]), st.text(alphabet=ODD, max_size=4), st.text(max_size=6)
    )
    return st.lists(piece, max_size=14).map("".join)


def test_each_reader_is_tried() -> None:
    assert set(HOLDS) == set(NAMES) == set(FORMS)


@pytest.mark.parametrize("name", HOLDS)
def test_it_holds_for_any_text(name: str) -> None:
    holds = HOLDS[name]

    @quick
    @given(texts(name))
    def tried(text: str) -> None:
        holds(text)

    tried()


# --- DOIs ----------------------------------------------------------------------------------------

suffixes = st.text(
    alphabet="abcdefghijklmnopqrstuvwxyz0123456789.-_()<>;:/+", min_size=1, max_size=30
)
dois = (
    st.builds("10.{}/{}".format, st.integers(1000, 999_999_999), suffixes)
    .filter(lambda doi: normalise_doi(doi) == doi)
)  # fmt: skip
WRAPPED: dict[str, Callable[[str], str]] = {
    "itself": str,
    "upper case": str.upper,
    "doi:": "doi:{}".format,
    "DOI: ": "DOI: {}".format,
    "info": "info:doi/{}".format,
    "urn": "urn:doi:{}".format,
    "braces": "{{{}}}".format,
    "tex": r"\doi{{{}}}".format,
    "joiner": lambda doi: doi[:8] + "\u200b" + doi[8:],
    "direction": "\u202a{}\u202c".format,
    "blanks": "  {}\n".format,
    "quoted": doi_url,
}


@quick
@given(dois, st.sampled_from(sorted(WRAPPED)))
def test_a_doi_is_read_from_all_that_people_put_around_it(doi: str, form: str) -> None:
    assert normalise_doi(WRAPPED[form](doi)) == doi


@quick
@given(dois, st.text(alphabet="abc.,;:!? \n", max_size=10))
def test_a_doi_in_a_sentence_is_that_doi(doi: str, words: str) -> None:
    found = find_dois(f"{words} https://doi.org/{doi} {words}")
    assert found == (normalise_doi(f"https://doi.org/{doi}"),)


@quick
@given(dois, st.integers(0, 30), st.sampled_from("\x01\x07\x1b\x7f\x9b"))
def test_a_doi_holds_no_control_character(doi: str, place: int, control: str) -> None:
    broken = doi[: 9 + place] + control + doi[9 + place :] + "x"
    assert normalise_doi(broken) is None
    assert "control character" in (doi_problem(broken) or "")
    assert all(found.isprintable() for found in find_dois(broken))


# --- what a fault is -----------------------------------------------------------------------------


@quick
@given(dois, st.integers(0, 20))
def test_another_digit_is_another_doi(doi: str, which: int) -> None:
    digits = [match.start() for match in re.finditer(r"\d", doi)]
    at = digits[which % len(digits)]
    other = doi[:at] + str((int(doi[at]) + 1) % 10) + doi[at + 1 :]
    assert normalise_doi(other) != doi
