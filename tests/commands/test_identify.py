"""`lookup` understands what people have at hand: a text with a DOI, a page, an own key, a slip."""

import copy

import pytest

from magclaims.knowledge.publishers import other, page
from project import REFERENCES, Run, write_project
from standin import StandIn
from standin.records import RECORDS

DOI = "10.1016/j.neuron.2009.12.026"


@pytest.mark.parametrize(
    "text",
    [
        f"Slutsky et al. 2010, Neuron, doi:{DOI}. Accessed today.",
        f"see https://doi.org/{DOI} (and nothing else)",
        f"De studie ({DOI}) vond dit bij ratten",
    ],
)
def test_a_doi_anywhere_in_a_text(run: Run, online: StandIn, text: str) -> None:
    result = run("lookup", *text.split())
    assert result.code == 0
    assert f"doi:{DOI}" in result.out
    assert "which stands in it" in result.err


def test_several_works_in_a_text_are_a_question(run: Run, online: StandIn) -> None:
    result = run("lookup", f"{DOI} and 10.3390/nu14245235")
    assert result.code == 2
    assert "look up one" in result.err or "space" in result.err
    result = run("lookup", f"Compare {DOI} with 10.3390/nu14245235")
    assert result.code == 2
    assert (
        f"more than one work in this: doi:{DOI}, doi:10.3390/nu14245235; look up one" in result.err
    )


def test_what_begins_as_a_doi_is_not_cut(run: Run, online: StandIn) -> None:
    result = run("lookup", "10.1016/j.neuron 2009.12.026")
    assert result.code == 2
    assert "it has a space in it" in result.err


@pytest.mark.parametrize(
    ("text", "says"),
    [("PMID:abc", "is no PMID"), ("99999999999", "is no PMID"), ("pmcid x", "is no PMCID")],
)
def test_what_was_meant_as_a_number_is_not_searched_for(
    run: Run, online: StandIn, text: str, says: str
) -> None:
    result = run("lookup", text)
    assert result.code == 2
    assert says in result.err


def test_words_need_no_quotes(run: Run, online: StandIn) -> None:
    result = run("lookup", "elevating", "brain", "magnesium", "learning", "memory")
    assert result.code == 0
    assert DOI in result.out


def test_an_own_key(run: Run, tmp_path, online: StandIn) -> None:  # type: ignore[no-untyped-def]
    write_project(tmp_path)
    result = run("lookup", "slutsky2010")
    assert result.code == 0
    assert "In the bibliography as slutsky2010" in result.out
    result = run("lookup", "factsheet")
    assert result.code == 2
    assert "factsheet: the entry of the bibliography has no DOI" in result.err


@pytest.mark.parametrize(
    ("doi", "says"),
    [
        ("10.1016/j.neuron.2009.12.025", f"did you mean {DOI} (slutsky2010)?"),
        ("10.1016/j.neuron.2009.12.206", f"did you mean {DOI} (slutsky2010)?"),
        ("10.1016/j.neuron.2009.12.26", f"did you mean {DOI} (slutsky2010)?"),
        ("10.1016/j.neuron.2009.13.020", "not known to Crossref"),
    ],
)
def test_a_slip_in_an_own_doi(run: Run, tmp_path, online: StandIn, doi: str, says: str) -> None:  # type: ignore[no-untyped-def]
    write_project(tmp_path, references=REFERENCES)
    result = run("lookup", doi)
    assert result.code == 1
    assert says in result.out
    assert ("did you mean" in result.out) is ("did you mean" in says)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("ISBN 978-3-16-148410-0", "this ISBN is the number of a book"),
        ("9783161484100", "this ISBN is"),
        ("NCT01234567", "NCT01234567: this NCT number is the registration of a trial"),
        ("https://clinicaltrials.gov/study/NCT01234567", "this NCT number is"),
        ("ISRCTN12345678", "this ISRCTN number is"),
        ("EudraCT 2004-000446-20", "this EudraCT number is"),
        ("CRD42021281027", "this PROSPERO number is the registration of a review"),
        ("ISSN 2072-6643", "this ISSN is the number of a journal"),
    ],
)
def test_a_number_of_something_else_is_said_to_be_it(run: Run, text: str, says: str) -> None:
    result = run("lookup", text)
    assert result.code == 2
    assert says in result.err
    assert run("lookup", text, "--add").code == 2


@pytest.mark.parametrize("text", ["12345678", "2015", "1997 2003", "vitamin D 2000-400 trial"])
def test_a_plain_number_is_none_of_these(text: str) -> None:
    assert other(text) is None


@pytest.mark.parametrize(
    ("url", "doi"),
    [
        ("https://www.mdpi.com/2072-6643/14/24/5235", "10.3390/nu14245235"),
        ("https://www.mdpi.com/2072-6643/14/24/5235/htm", "10.3390/nu14245235"),
        ("http://mdpi.com/1422-0067/9/3/45", "10.3390/ijms9030045"),
        ("https://www.nature.com/articles/s41586-000-0000-0", "10.1038/s41586-000-0000-0"),
        ("https://www.nature.com/articles/nature00000.pdf?x=1", "10.1038/nature00000.pdf"),
        ("https://elifesciences.org/articles/00000", "10.7554/elife.00000"),
        ("https://peerj.com/articles/0000/", "10.7717/peerj.0000"),
    ],
)
def test_pages_whose_doi_follows_from_the_address(url: str, doi: str) -> None:
    found = page(url)
    assert found is not None
    assert found.doi == doi.removesuffix(".pdf")


@pytest.mark.parametrize(
    "url",
    [
        "https://www.mdpi.com/0000-0000/14/24/5235",
        "https://www.mdpi.com/journal/nutrients",
        "https://www.nature.com/collections/abc",
        "https://example.org/nature.com/articles/s41586-000-0000-0",
        "https://notnature.com/articles/s41586-000-0000-0",
    ],
)
def test_other_pages_are_not_guessed(url: str) -> None:
    assert page(url) is None


def test_a_page_leads_to_its_work(run: Run, online: StandIn) -> None:
    result = run("lookup", "https://www.mdpi.com/2072-6643/14/24/5235")
    assert result.code == 0
    assert "doi:10.3390/nu14245235" in result.out
    assert "which MDPI makes of this address" in result.err


@pytest.mark.parametrize(
    "url",
    [
        "https://www.cell.com/neuron/fulltext/S0896-6273(09)01044-7",
        "https://www.sciencedirect.com/science/article/pii/S0896627309010447?via%3Dihub",
    ],
)
def test_a_page_with_a_publishers_number(run: Run, online: StandIn, url: str) -> None:
    record = copy.deepcopy(RECORDS[0])
    assert record["DOI"] == DOI
    online.records[DOI] = {**record, "alternative-id": ["S0896627309010447"]}
    result = run("lookup", url)
    assert result.code == 0, result.err
    assert f"doi:{DOI}" in result.out
    assert "which Crossref has for S0896627309010447" in result.err
    unknown = run("lookup", url.replace("4-7", "4-8").replace("447", "448"))
    assert unknown.code == 2
    assert "Crossref knows no article by its number" in unknown.err


def test_a_publishers_number_without_network_is_no_answer(run: Run) -> None:
    url = "https://www.cell.com/neuron/fulltext/S0896-6273(09)01044-7"
    for more in ([], ["--add"]):
        result = run("lookup", url, *more)
        assert result.code == 3
        assert "could not be asked" in result.err
