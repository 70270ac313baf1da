"""What people paste, and what it identifies. All identifiers of works are synthetic (10.5555)."""

import pytest

from magclaims.model.identifiers import (
    MAX_LENGTH,
    Identifier,
    arxiv_doi,
    doi_problem,
    doi_url,
    find_dois,
    is_short_doi,
    meant_as_doi,
    normalise_doi,
    normalise_pmcid,
    normalise_pmid,
    parse_identifier,
)

SICI = "10.5555/(sici)1097-0061(200004)17:1<6::aid-yea15>3.0.co;2-v"
SICI_HASH = "10.5555/(sici)1098-2361(2000)19:1<65::aid-zoo7>3.0.co;2-#"


@pytest.mark.parametrize(
    ("pasted", "doi"),
    [
        ("10.5555/abc.1", "10.5555/abc.1"),
        (" 10.5555/ABC.1\n", "10.5555/abc.1"),
        ("doi:10.5555/abc.1", "10.5555/abc.1"),
        ("DOI: 10.5555/abc.1.", "10.5555/abc.1"),
        ("doi 10.5555/abc.1;", "10.5555/abc.1"),
        ("https://doi.org/10.5555/abc.1", "10.5555/abc.1"),
        ("https://doi.org/ 10.5555/abc.1", "10.5555/abc.1"),
        ("http://dx.doi.org/10.5555/abc.1", "10.5555/abc.1"),
        ("doi.org/10.5555/abc.1", "10.5555/abc.1"),
        ("https://doi.org/10.5555%2Fabc.1", "10.5555/abc.1"),
        ("10.5555%2Fabc.1", "10.5555/abc.1"),
        ("https://onlinelibrary.example/doi/full/10.5555/abc.1?af=R", "10.5555/abc.1"),
        ("https://onlinelibrary.example/doi/10.5555/abc.1/full", "10.5555/abc.1"),
        ("https://www.example.org/articles/10.5555/abc.1/pdf", "10.5555/abc.1"),
        ("onlinelibrary.example.com/doi/full/10.5555/abc.1?x=1", "10.5555/abc.1"),
        ("www.example.org/articles/10.5555/abc.1/pdf", "10.5555/abc.1"),
        ("https://link.example/article/10.5555/abc-1#Sec1", "10.5555/abc-1"),
        ("http://example.org/article.aspx?doi=10.5555/abc.1", "10.5555/abc.1"),
        ("https://example.org/article?id=10.5555/abc.1&x=2", "10.5555/abc.1"),
        ("(10.5555/abc.1)", "10.5555/abc.1"),
        ("<https://doi.org/10.5555/abc.1>", "10.5555/abc.1"),
        ("“10.5555/abc.1”.", "10.5555/abc.1"),
        ("10.5555/abc(1)", "10.5555/abc(1)"),
        ("10.5555/abc(1))", "10.5555/abc(1)"),
        ("10.5555/abc</a>", "10.5555/abc"),
        ("10.5555/a&lt;b&gt;c", "10.5555/a<b>c"),
        ("10.5555/a&amp;lt;b&amp;gt;c", "10.5555/a<b>c"),
        (r"10.5555/a\_b", "10.5555/a_b"),
        ("10.5555/a–b", "10.5555/a-b"),
        ("10.5555/a\u200bb", "10.5555/ab"),
        ("\u200e10.5555/a\u202cb", "10.5555/ab"),
        ("10.1000.10/123456", "10.1000.10/123456"),
        (SICI.upper(), SICI),
        (f"https://doi.org/{SICI}.", SICI),
        (doi_url(SICI), SICI),
        (SICI_HASH, SICI_HASH),
        (f"https://doi.org/{SICI_HASH},", SICI_HASH),
        (doi_url(SICI_HASH), SICI_HASH),
    ],
)
def test_a_doi_in_every_form_that_people_paste(pasted: str, doi: str) -> None:
    assert normalise_doi(pasted) == doi
    assert parse_identifier(pasted) == Identifier("doi", doi)


FORMS = [
    "info:doi/{}",
    "info:doi:{}",
    "info:doi/urn:doi:{}",
    "urn:doi:{}",
    "urn:doi/{}",
    "doi:doi:{}",
    "doi://{}",
    "doi/{}",
    "DOI{}",
    "doi={}",
    "doi.{}",
    "hdl:{}",
    "https:/doi.org/{}",
    "http:/dx.doi.org/{}",
    "https//doi.org/{}",
    "https;//doi.org/{}",
    "htps://doi.org/{}",
    "ttps://doi.org/{}",
    "https://doi.org//{}",
    "https://doi.org.{}",
    "https://doi.org:{}",
    "doi.org:{}",
    "https://www.doi.org/{}",
    "HTTPS://DOI.ORG/{}",
    "https://doi.org/doi:{}",
    "https://doi.org/https://doi.org/{}",
    "http://dx.doi.org/doi:{}",
    "https://hdl.handle.net/{}",
    "https://doi.org/{}?utm_source=x",
    "https://doi-org.proxy.example/{}",
    "(doi:{})",
    "[doi:{}]",
    '"{}"',
    "\\doi{<}",
    "{\\doi{<}}",
    "\\url{https://doi.org/<}",
    "\\href{https://doi.org/<}{text}",
]
LINES = """
DOI: https://doi.org/{}
DOI : {}
doi：{}
DOI. {}
DOI nr. {}
DOI-nummer: {}
{} [doi]
{} doi
doi:{}; PMID: 20000001
{} PMID 20000001
{}. Epub 2012
<a href="https://doi.org/{}">a page</a>
DOI:\u00a0{}
DOI:{} (accessed 2020)
""".strip().splitlines()


@pytest.mark.parametrize("form", [*FORMS, *LINES])
def test_a_doi_in_odd_wrappings(form: str) -> None:
    pasted = form.replace("<", "10.5555/Abc.1") if "{<" in form or "/<" in form else form
    pasted = pasted.replace("{}", "10.5555/Abc.1")
    assert "10.5555/Abc.1" in pasted
    assert normalise_doi(pasted) == "10.5555/abc.1"
    assert parse_identifier(pasted) == Identifier("doi", "10.5555/abc.1")


@pytest.mark.parametrize(
    "doi", ["10.5555/a?b://doi.org/c", "10.5555/a#b,doi.org/1", "10.5555/a://doi.org?b"]
)
def test_an_address_within_a_doi_is_a_part_of_it(doi: str) -> None:
    assert normalise_doi(doi) == doi
    assert normalise_doi("https://doi.org/10.5555/a?ref=doi.org#top") == "10.5555/a"


@pytest.mark.parametrize("backslashes", [1, 2, 3, 40])
def test_what_was_escaped_for_tex_more_than_once_is_one_doi(backslashes: int) -> None:
    doi = normalise_doi("10.5555/a" + "\\" * backslashes + "_b")
    assert doi == "10.5555/a_b"
    assert normalise_doi(doi) == doi


@pytest.mark.parametrize(
    ("pasted", "doi"),
    [
        ("10/gcm9d5", "10/gcm9d5"),
        ("doi:10/B2z2.", "10/b2z2"),
        ("https://doi.org/10/gcm9d5", "10/gcm9d5"),
        ("https://doi.org/gcm9d5", "10/gcm9d5"),
        ("https:/doi.org/gcm9d5", "10/gcm9d5"),
        ("https://doi.org/resources", None),
        ("10/12", None),
        ("3/10/ab", None),
        ("see 10/ab", None),
    ],
)
def test_short_dois(pasted: str, doi: str | None) -> None:
    assert normalise_doi(pasted) == doi
    assert doi is None or (is_short_doi(doi) and doi_problem(doi) is None)
    assert not is_short_doi("10.5555/abc")


@pytest.mark.parametrize(
    "text",
    [
        "info:doi/10.5555",
        "doi:10,5555/j.x",
        "10. 5555/j.x",
        "10.5555/ j.x y",
        "doi 10.5555 j.x",
        "urn:doi:x",
        "https:/doi.org/a b",
    ],
)
def test_a_broken_doi_is_no_free_text(text: str) -> None:
    assert normalise_doi(text) is None
    assert meant_as_doi(text)


@pytest.mark.parametrize(
    "text",
    [
        "magnesium 10 mg",
        "10,000 steps a day",
        "Doi T, 2010",
        "digital object identifiers",
        "10.5 g",
    ],
)
def test_words_with_numbers_are_free_text(text: str) -> None:
    assert not meant_as_doi(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "magnesium and sleep",
        "10.5555",
        "10.5555/",
        "10.5555/ abc",
        "10.5555/abc 1",
        "see 10.5555/abc",
        "110.5555/abc",
        "10.12/abc",
        "10.5555/" + "a" * MAX_LENGTH,
        "10.5555/)))...",
    ],
)
def test_what_is_no_doi(text: str) -> None:
    assert normalise_doi(text) is None


@pytest.mark.parametrize(
    ("pasted", "kind", "value"),
    [
        ("PMID: 20000001", "pmid", "20000001"),
        ("pmid20000001.", "pmid", "20000001"),
        ("PubMed ID 20000001", "pmid", "20000001"),
        ("20000001", "pmid", "20000001"),
        ("PMID: 00012", "pmid", "12"),
        ("https://pubmed.ncbi.nlm.nih.gov/20000001/", "pmid", "20000001"),
        ("https://www.ncbi.nlm.nih.gov/pubmed/20000001?dopt=Abstract", "pmid", "20000001"),
        ("https://europepmc.org/article/MED/20000001", "pmid", "20000001"),
        ("PMC1000001", "pmcid", "PMC1000001"),
        ("PMCID: PMC1000001.2", "pmcid", "PMC1000001"),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC1000001/", "pmcid", "PMC1000001"),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1000001", "pmcid", "PMC1000001"),
        ("https://europepmc.org/article/PMC/PMC1000001", "pmcid", "PMC1000001"),
        ("arXiv:2101.00001v2", "arxiv", "2101.00001"),
        ("2101.00001", "arxiv", "2101.00001"),
        ("https://arxiv.org/pdf/2101.00001v2.pdf", "arxiv", "2101.00001"),
        ("https://arxiv.org/abs/hep-th/9901001", "arxiv", "hep-th/9901001"),
        ("NBK100001", "bookshelf", "NBK100001"),
        ("https://www.ncbi.nlm.nih.gov/books/NBK100001/", "bookshelf", "NBK100001"),
        ("ncbi.nlm.nih.gov/books/NBK100001", "bookshelf", "NBK100001"),
        ("https://example.org/page/", "url", "https://example.org/page/"),
        ("www.example.org/page", "url", "https://www.example.org/page"),
        ("https://[::1", "url", "https://[::1"),
        ("<https://example.org/page>", "url", "https://example.org/page"),
        ("https://pubmed.ncbi.nlm.nih.gov/000/", "url", "https://pubmed.ncbi.nlm.nih.gov/000/"),
    ],
)
def test_other_identifiers(pasted: str, kind: str, value: str) -> None:
    found = parse_identifier(pasted)
    assert found is not None
    assert (found.kind, found.value) == (kind, value)


@pytest.mark.parametrize(
    "text", ["", "magnesium", "2020", "PMID: 0", "PMC", "e.g. this", "\x00", "https://,"]
)
def test_free_text_is_no_identifier(text: str) -> None:
    assert parse_identifier(text) is None


def test_an_identifier_prints_with_its_kind() -> None:
    assert str(Identifier("pmid", "1")) == "pmid:1"
    assert str(Identifier("url", "https://example.org")) == "https://example.org"


@pytest.mark.parametrize("raw", ["10.5555/abc", "10.5555/ABC", r"10.5555/a\_b", SICI, " 10.5555/x"])
def test_a_clean_doi_field_is_no_problem(raw: str) -> None:
    assert doi_problem(raw) is None


@pytest.mark.parametrize(
    ("raw", "why", "should_be"),
    [
        ("https://doi.org/10.5555/abc", "address", "10.5555/abc"),
        ("doi:10.5555/abc", "label", "10.5555/abc"),
        ("info:doi/10.5555/abc", "label", "10.5555/abc"),
        ("https:/doi.org/10.5555/abc", "address", "10.5555/abc"),
        (r"\doi{10.5555/abc}", "TeX", "10.5555/abc"),
        ("10.5555%2Fabc", "percent-encoded", "10.5555/abc"),
        ("10.5555/a–b", "typographic dash", "10.5555/a-b"),
        ("10.5555/abc.", "characters that do not belong", "10.5555/abc"),
        ("10.5555/ab c", "space", "10.5555/abc"),
        ("", "empty", ""),
        ("10.5555", "only the prefix", "10.<registrant>"),
        ("5555/abc", "begin with '10.'", "10.<registrant>"),
        ("PMC1000001", "PMCID", "10.<registrant>"),
        ("20000001", "PMID", "10.<registrant>"),
        ("NBK100001", "Bookshelf", "10.<registrant>"),
        ("https://example.org/x", "URL", "10.<registrant>"),
        ("n/a", "no DOI", "10.<registrant>"),
        ("x" * (MAX_LENGTH + 1), "characters", "no DOI"),
    ],
)
def test_a_malformed_doi_field_says_why_and_what_it_should_be(
    raw: str, why: str, should_be: str
) -> None:
    problem = doi_problem(raw)
    assert problem is not None
    assert why in problem
    assert should_be in problem


def test_dois_within_free_text() -> None:
    text = 'See 10.5555/a (and https://doi.org/10.5555/B), "10.5555/c". 10.5555/a again.'
    assert find_dois(text) == ("10.5555/a", "10.5555/b", "10.5555/c")
    assert len(find_dois(" ".join(f"10.5555/{n}" for n in range(101)))) == 100
    assert find_dois("none here, 3.10.5555/x neither") == ()


def test_pmid_and_pmcid_fields() -> None:
    assert normalise_pmid("20000001") == "20000001"
    assert normalise_pmid("12") == "12"
    assert normalise_pmid("PMID: 20000001") == "20000001"
    assert normalise_pmid("0") is None
    assert normalise_pmid("10.5555/abc") is None
    assert normalise_pmid("1234567890") is None
    assert normalise_pmcid("1000001") == "PMC1000001"
    assert normalise_pmcid("pmc1000001") == "PMC1000001"
    assert normalise_pmcid("0") is None
    assert normalise_pmcid("abc") is None


def test_arxiv_and_its_doi() -> None:
    assert arxiv_doi("2101.00001") == "10.48550/arxiv.2101.00001"


@pytest.mark.parametrize("text", ["(" * 2000, "10.5555/" + ")" * 2000, "https://" + "a." * 900])
def test_hostile_text_is_answered(text: str) -> None:
    parse_identifier(text)
    assert doi_problem(text) is not None


@pytest.mark.parametrize(
    ("raw", "doi"),
    [
        ("10.5555/a%41", "10.5555/aa"),
        ("https://doi.org/10.5555/a%2541", "10.5555/aa"),  # encoded twice
        ("10.5555/a%25252541", "10.5555/aa"),
        ("10.5555/a%2", "10.5555/a%2"),
    ],
)
def test_a_normal_form_is_its_own_normal_form(raw: str, doi: str) -> None:
    assert normalise_doi(raw) == doi
    assert normalise_doi(doi) == doi
