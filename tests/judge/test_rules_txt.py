"""An article and its registry in; places and codes of the TXT rules out. All of it is synthetic."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from magclaims.commands.texts import read_texts
from magclaims.judge.case import Case
from magclaims.judge.engine import judge
from magclaims.judge.policy import load
from magclaims.lexicon.passages import passage
from magclaims.lexicon.wording import grade
from magclaims.model.finding import Finding, Severity
from magclaims.model.registry import Strength, Subject
from magclaims.model.work import Gathered, Work
from magclaims.read.bibtex import parse_bibliography
from magclaims.read.claims import read as read_dossier
from project import Run

BIBLIOGRAPHY = """\
@article{jansen2020,
  author = {Jansen, A. and de Vries, B.},
  title = {Magnesium and the memory of synthetic rats in a maze},
  journal = {Journal of Made-up Trials},
  year = 2020, volume = 12, number = 3, pages = {101--119},
  doi = {10.5555/jansen}
}
@article{pieters2021,
  author = {Pieters, C.},
  title = {A randomised study of sleep in people who do not exist},
  journal = {Journal of Made-up Trials},
  year = 2021, volume = 13, pages = {7--9},
  pmid = {12345}
}
@online{page, title = {A page of facts}, url = {https://www.example.org/facts/}}
"""
FIRST = (
    "Jansen A, de Vries B. Magnesium and the memory of synthetic rats in a maze. "
    "Journal of Made-up Trials. 2020;12(3):101-119. doi:10.5555/jansen"
)
PRINTED = (
    f"1. {FIRST}\n2. Pieters C. A randomised study of sleep in people who do not exist. "
    "Journal of Made-up Trials. 2021;13:7-9. https://pubmed.ncbi.nlm.nih.gov/12345/\n"
)
ARTICLE = f"""\
# Synthetic article

Magnesium may improve memory in adults. [1] It comes in a silvery box.

Magnesium supports sleep. [2]

## References

{PRINTED}"""

CLAIM = """\
  - id: %s
    statement: %s
    kind: %s
    about: {substance: magnesium, outcome: memory}
    occurrences:
"""
OCCURRENCE = "      - {article: %s, quote: '%s', strength: %s%s}\n"
HEAD = """\
articles:
  one:
    title: Synthetic article
    language: en
    file: one.md
    commercial: false
    references: [jansen2020, pieters2021]
"""
SECOND = HEAD.removeprefix("articles:\n").replace("one", "two")


def claim(name: str, *occurrences: str, kind: str = "effect", statement: str = "A claim.") -> str:
    return CLAIM % (name, statement, kind) + "".join(occurrences)


def occurrence(
    quote: str, strength: str = "conditional", more: str = "", article: str = "one"
) -> str:
    return OCCURRENCE % (article, quote, strength, more)


MEMORY = claim("memory", occurrence("may improve memory", more=", hedged: true, subjects: human"))
SLEEP = claim("sleep", occurrence("Magnesium supports sleep"))


def case_of(
    folder: Path,
    claims: str = MEMORY + SLEEP,
    article: str = ARTICLE,
    *,
    other: str | None = None,
    head: str = HEAD,
    bibliography: str = BIBLIOGRAPHY,
    gathered: Gathered | None = None,
    **more: Any,
) -> Case:
    registry = folder / "claims.yaml"
    articles = head + (SECOND if other is not None else "")
    registry.write_text(f"{articles}claims:\n{claims}", encoding="utf-8")
    (folder / "one.md").write_text(article, encoding="utf-8")
    if other is not None:
        (folder / "two.md").write_text(other, encoding="utf-8")
    dossier = read_dossier([registry])
    texts, absent = read_texts(dossier.dossier.articles, folder)
    assert not dossier.faults
    assert not absent
    return Case(
        dossier=dossier.dossier,
        source_map=dossier.source_map,
        faults=dossier.faults,
        bibliographies=(parse_bibliography(bibliography),),
        gathered=gathered or Gathered(),
        policy=load(),
        today=date(2026, 11, 21),
        texts=texts,
        **more,
    )


def found(case: Case, select: str = "TXT") -> list[Finding]:
    return list(judge(case, select=[select]))


def places(findings: list[Finding]) -> list[tuple[int, int, str, str]]:
    return [(f.line, f.column, f.code, f.severity.value) for f in findings]


def test_an_article_as_it_was_registered_has_no_findings(tmp_path: Path) -> None:
    assert found(case_of(tmp_path)) == []


def test_without_the_text_nothing_is_said(tmp_path: Path) -> None:
    case = case_of(tmp_path, claim("gone", occurrence("never written")))
    assert found(Case(**{**case.__dict__, "texts": {}})) == []


# --- quotes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quote", "expected", "says"),
    [
        ("wards off every dragon of the north", ("TXT001", "error"), "is not in"),
        ("Magnesium, supports sleep", ("TXT002", "note"), "with other signs"),
        ("MAGNESIUM SUPPORTS SLEEP", ("TXT002", "note"), "with other signs"),
        ("Magnesium supports deep sleep", ("TXT002", "warning"), '"deep" was left out'),
        ("Magnesium improves memory in adults", ("TXT002", "error"), "from causal to conditional"),
    ],
)
def test_a_quote_that_changed(
    tmp_path: Path, quote: str, expected: tuple[str, str], says: str
) -> None:
    findings = found(case_of(tmp_path, claim("changed", occurrence(quote))), "TXT00")
    hits = [f for f in findings if f.code in {"TXT001", "TXT002"}]
    assert [(f.code, f.severity.value) for f in hits] == [expected]
    assert says in hits[0].message


def test_a_number_that_changed_is_an_error(tmp_path: Path) -> None:
    article = ARTICLE.replace("a silvery box", "part in more than 600 reactions of the body")
    quote = occurrence("part in more than 300 reactions of the body", "none")
    case = case_of(tmp_path, claim("number", quote, kind="quantity"), article)
    (hit,) = found(case, "TXT002")
    assert (hit.line, hit.severity) == (3, Severity.ERROR)
    assert '"300" is now "600"' in hit.message


def test_a_word_put_in_is_shown(tmp_path: Path) -> None:
    article = ARTICLE.replace("supports sleep", "supports quiet sleep")
    (hit,) = found(case_of(tmp_path, SLEEP, article), "TXT002")
    assert (hit.line, hit.column) == (5, 1)
    assert '"quiet" was added' in hit.message


# --- wording ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("occurrence_", "expected", "says"),
    [
        (occurrence("Magnesium supports sleep"), None, ""),
        (occurrence("Magnesium supports sleep", "causal"), "warning", 'conditional: "supports"'),
        (occurrence("Magnesium supports sleep", more=", hedged: true"), "note", "is not hedged"),
        (occurrence("may improve memory"), None, ""),
        (occurrence("may improve memory", more=", hedged: false"), "note", "declared not"),
        (
            occurrence("Magnesium supports sleep", more=", therapeutic: true"),
            "note",
            "is not therapeutic, and is declared to be",
        ),
        (occurrence("comes in a silvery box"), "note", "which stands"),
    ],
)
def test_a_wording_that_differs(
    tmp_path: Path, occurrence_: str, expected: str | None, says: str
) -> None:
    hits = found(case_of(tmp_path, claim("wording", occurrence_)), "TXT003")
    assert [hit.severity.value for hit in hits] == ([expected] if expected else [])
    assert all(says in hit.message for hit in hits)


def test_a_therapeutic_sentence_is_a_warning(tmp_path: Path) -> None:
    article = ARTICLE.replace("supports sleep", "cures insomnia")
    claims = claim("cure", occurrence("Magnesium cures insomnia", "causal"))
    assert not found(case_of(tmp_path, claims, article), "TXT003")
    declared = occurrence("Magnesium cures insomnia", "causal", ", therapeutic: false")
    (hit,) = found(case_of(tmp_path, claim("cure", declared), article), "TXT003")
    assert hit.severity is Severity.WARNING
    assert "is therapeutic, and is declared not" in hit.message


def test_the_verdict_is_made_with_the_graded_wording(tmp_path: Path) -> None:
    case = case_of(tmp_path, claim("wording", occurrence("may improve memory", "causal")))
    (assessed,) = case.assessments["wording"].occurrences
    assert assessed.strength_source == "graded"
    assert assessed.occurrence.strength is Strength.CONDITIONAL
    assert assessed.occurrence.hedged
    assert assessed.occurrence.subjects == (Subject.HUMAN,)


def test_declared_animals_and_reports_are_held_against_the_text(tmp_path: Path) -> None:
    more = ", subjects: animal, reported: true"
    case = case_of(tmp_path, claim("rats", occurrence("may improve memory", more=more)))
    (assessed,) = case.assessments["rats"].occurrences
    assert Subject.ANIMAL not in assessed.occurrence.subjects
    assert not assessed.occurrence.reported
    assert [hit.severity for hit in found(case, "TXT014")] == [Severity.ERROR]


def test_what_is_declared_stands_where_no_words_assert_it(tmp_path: Path) -> None:
    case = case_of(tmp_path, claim("shine", occurrence("comes in a silvery box", "causal")))
    (assessed,) = case.assessments["shine"].occurrences
    assert (assessed.strength_source, assessed.occurrence.strength) == ("declared", Strength.CAUSAL)


def test_a_dose_is_not_graded(tmp_path: Path) -> None:
    claims = claim("dose", occurrence("may improve memory", "none"), kind="quantity")
    case = case_of(tmp_path, claims)
    assert case.assessments["dose"].occurrences[0].strength_source == "declared"


def test_a_textbook_matter_is_a_note(tmp_path: Path) -> None:
    textbook = claim("mineral", occurrence("Magnesium supports sleep", "causal")).replace(
        "kind: effect", "kind: general_knowledge\n    basis: common_mineral"
    )
    (hit,) = found(case_of(tmp_path, textbook), "TXT003")
    assert hit.severity is Severity.NOTE


@pytest.mark.parametrize(
    ("sentence", "quote", "expected"),
    [
        ("Magnesium helps to regulate calcium and prevents stress.", "helps to regulate", 2),
        ("Magnesium helps to regulate calcium and prevents stress.", "prevents stress", 3),
        ("Magnesium helps to regulate calcium and prevents stress.", "calcium", 3),
        ("Magnesium does not improve sleep.", "not improve sleep", 0),
        ("Magnesium verhoogt A, wat B kan ondersteunen.", "kan ondersteunen", 2),
        ("Magnesium verhoogt A, wat B kan ondersteunen.", "verhoogt A", 3),
    ],
)
def test_a_quote_has_the_strength_of_its_own_words(
    sentence: str, quote: str, expected: int
) -> None:
    language = "nl" if "verhoogt" in sentence else "en"
    start = sentence.index(quote)
    assert passage(grade(sentence, language), start, start + len(quote)).strength == expected


# --- coverage --------------------------------------------------------------------------------------


def test_a_sentence_that_nobody_registered(tmp_path: Path) -> None:
    findings = found(case_of(tmp_path, MEMORY), "TXT004")
    assert places(findings) == [(5, 1, "TXT004", "note")]
    assert '"Magnesium supports sleep.' in findings[0].message


def test_headings_references_and_advice_are_no_claims(tmp_path: Path) -> None:
    article = ARTICLE.replace("# Synthetic article", "# What magnesium is").replace(
        "It comes in a silvery box.", "Take it with water."
    )
    assert found(case_of(tmp_path, article=article), "TXT004") == []


def test_a_quote_over_two_sentences_covers_both(tmp_path: Path) -> None:
    article = ARTICLE.replace("It comes in a silvery box.", "It improves sleep.")
    claims = claim("both", occurrence("memory in adults. It improves sleep.")) + SLEEP
    assert found(case_of(tmp_path, claims, article), "TXT004") == []


@pytest.mark.parametrize(
    ("least", "claims", "expected"),
    [
        (None, MEMORY, []),
        (50.0, MEMORY, []),
        (51.0, MEMORY, ["error"]),
        (30.0, MEMORY, ["note"]),
        (100.0, MEMORY + SLEEP, []),
    ],
)
def test_coverage_may_only_rise(
    tmp_path: Path, least: float | None, claims: str, expected: list[str]
) -> None:
    findings = found(case_of(tmp_path, claims, options={"coverage": least}), "TXT005")
    assert [f.severity.value for f in findings] == expected
    assert all(f.line == 2 and f.article == "one" for f in findings)


def test_coverage_that_rose_says_what_to_set(tmp_path: Path) -> None:
    (hit,) = found(case_of(tmp_path, MEMORY, options={"coverage": 30.0}), "TXT005")
    assert hit.suggestion == "set `coverage = 50`, so that it cannot fall again"


# --- marks and the printed list ----------------------------------------------------------------------


def test_a_mark_without_a_reference(tmp_path: Path) -> None:
    case = case_of(tmp_path, article=ARTICLE.replace("sleep. [2]", "sleep. [2,7]"))
    assert places(found(case, "TXT006")) == [(5, 27, "TXT006", "error")]


def test_a_footnote_without_its_text(tmp_path: Path) -> None:
    case = case_of(tmp_path, article=ARTICLE.replace("sleep. [2]", "sleep. [2][^lost]"))
    hits = [f for f in found(case, "TXT006") if "[^lost]" in f.message or "lost" in f.message]
    assert [f.severity.value for f in hits] == ["error"]


def test_marks_without_any_list(tmp_path: Path) -> None:
    article = (
        ARTICLE[: ARTICLE.index("## References")]
        .replace("[1]", "<sup>1</sup>")
        .replace("[2]", "<sup>2</sup>")
    )
    (hit,) = found(case_of(tmp_path, article=article), "TXT006")
    assert "2 citation marks and no list" in hit.message


def test_a_name_and_a_year_without_a_reference(tmp_path: Path) -> None:
    article = ARTICLE.replace("sleep. [2]", "sleep (Bakker et al., 1999). [2]")
    assert places(found(case_of(tmp_path, article=article), "TXT006")) == [
        (5, 27, "TXT006", "warning")
    ]


@pytest.mark.parametrize(
    ("doi", "expected"),
    [("10.5555/jansen", []), ("10.5555/unknown", [(5, 32, "TXT006", "note")])],
)
def test_a_link_to_a_work(
    tmp_path: Path, doi: str, expected: list[tuple[int, int, str, str]]
) -> None:
    article = ARTICLE.replace("sleep. [2]", f"sleep. [2] [study](https://doi.org/{doi})")
    assert places(found(case_of(tmp_path, article=article), "TXT006")) == expected


def test_a_reference_that_is_never_cited(tmp_path: Path) -> None:
    case = case_of(tmp_path, article=ARTICLE.replace(" [2]", ""))
    assert places(found(case, "TXT007")) == [(10, 4, "TXT007", "warning")]


def test_a_name_in_passing_does_not_cite_the_list(tmp_path: Path) -> None:
    article = ARTICLE.replace(" [2]", "").replace(" [1]", " (Jansen et al., 2020)")
    case = case_of(tmp_path, article=article)
    assert [mark.references for mark in case.texts["one"].citations] == [(0,)]
    assert found(case, "TXT007") == []


def test_an_article_without_marks_cites_nothing(tmp_path: Path) -> None:
    case = case_of(tmp_path, article=ARTICLE.replace(" [2]", "").replace(" [1]", ""))
    assert found(case, "TXT007") == []


@pytest.mark.parametrize(
    ("old", "new", "severity", "says"),
    [
        ("101-119", "101-109", "warning", 'pages "101-109" for "101-119"'),
        ("synthetic rats", "synthetic mice", "error", 'title "mice" for "rats"'),
        ("2020;12", "2010;12", "error", 'year "2010" for "2020"'),
        ("Jansen A, de Vries B", "Bakker Q", "error", "first author"),
        (
            "Magnesium and the memory of synthetic rats in a maze",
            "Magnesium en het geheugen van synthetische ratten in een doolhof",
            "note",
            "translated title",
        ),
        (
            FIRST.partition(". ")[2].partition(" doi")[0],
            "On the spots of giraffes. Made-up Zoo. 1980;1:2-3.",
            "error",
            "differs from the bibliography",
        ),
        (
            FIRST.partition(" doi")[0],
            "Bakker Q. On the spots of giraffes. Made-up Zoo. 1980;1:2-3.",
            "error",
            "another work than `jansen2020`",
        ),
    ],
)
def test_a_reference_printed_otherwise(
    tmp_path: Path, old: str, new: str, severity: str, says: str
) -> None:
    assert old in ARTICLE
    findings = found(case_of(tmp_path, article=ARTICLE.replace(old, new)), "TXT008")
    assert places(findings) == [(9, 4, "TXT008", severity)]
    assert says in findings[0].message
    assert findings[0].reference == "jansen2020"


def test_the_record_goes_before_the_entry(tmp_path: Path) -> None:
    work = Work(
        doi="10.5555/jansen",
        title="Magnesium and the memory of synthetic rats in a maze",
        year=2020,
        volume="12",
        issue="3",
        pages="101-121",
        retrieved="2026-11-21T00:00:00Z",
    )
    case = case_of(tmp_path, gathered=Gathered({"jansen2020": work}, asked=True))
    (hit,) = found(case, "TXT008")
    assert 'differs from the record: pages "101-119" for "101-121"' in hit.message


def test_a_web_page_is_not_compared_by_its_title(tmp_path: Path) -> None:
    article = ARTICLE + "3. Example. Something about facts. https://example.org/facts\n"
    head = HEAD.replace("pieters2021]", "pieters2021, page]")
    case = case_of(tmp_path, article=article, head=head)
    assert [f.code for f in found(case)] == ["TXT007"]


@pytest.mark.parametrize(
    ("references", "article", "expected", "says"),
    [
        ("pieters2021, jansen2020", ARTICLE, [9, 10], "is number 2 in the registry"),
        ("jansen2020", ARTICLE, [10], "which `references` of the article lacks"),
        ("jansen2020, pieters2021, page", ARTICLE, [7], "not printed: page"),
        (
            "jansen2020, pieters2021",
            ARTICLE + "3. Bakker Q. On the spots of giraffes. Made-up Zoo. 1980;1:2-3.\n",
            [11],
            "is in no entry of the bibliography",
        ),
    ],
)
def test_a_list_that_differs(
    tmp_path: Path, references: str, article: str, expected: list[int], says: str
) -> None:
    head = HEAD.replace("jansen2020, pieters2021", references)
    findings = found(case_of(tmp_path, article=article, head=head), "TXT009")
    assert sorted(f.line for f in findings) == expected
    assert says in findings[0].message


def test_an_item_without_identifier_is_told_by_title_and_author(tmp_path: Path) -> None:
    article = ARTICLE.replace(" doi:10.5555/jansen", "")
    head = HEAD.replace("jansen2020, pieters2021", "pieters2021, jansen2020")
    findings = found(case_of(tmp_path, article=article, head=head), "TXT009")
    assert [f.reference for f in findings] == ["jansen2020", "pieters2021"]


def test_an_item_that_tells_nothing_is_taken_by_its_place(tmp_path: Path) -> None:
    lines = ARTICLE.splitlines()
    lines[8] = "1. Some words about rats and a maze. https://example.com/elsewhere"
    case = case_of(tmp_path, article="\n".join(lines))
    assert found(case, "TXT009") == []
    assert [(item.key, item.how) for item in case.printed["one"]] == [
        ("jansen2020", "position"),
        ("pieters2021", "identifier"),
    ]


STUDY = "studies:\n  jansen2020: {design: %s, subjects: %s}\n"


@pytest.mark.parametrize(
    ("words", "design", "expected"),
    [
        ("(2020 concept study)", "randomized_controlled_trial", ["TXT010"]),
        ("(animal study)", "randomized_controlled_trial", ["TXT010"]),
        ("(dierstudie)", "laboratory_experiment", []),
        ("(randomised trial)", "laboratory_experiment", ["TXT010"]),
        ("(maze trial)", "laboratory_experiment", []),
    ],
)
def test_a_study_called_otherwise(
    tmp_path: Path, words: str, design: str, expected: list[str]
) -> None:
    article = ARTICLE.replace("101-119.", f"101-119. {words}")
    subjects = "animal" if design == "laboratory_experiment" else "human"
    case = case_of(tmp_path, article=article, head=HEAD + STUDY % (design, subjects))
    findings = found(case, "TXT010")
    assert [f.code for f in findings] == expected
    assert all(f.line == 9 and f.severity is Severity.WARNING for f in findings)


def test_the_words_of_the_title_are_left_alone(tmp_path: Path) -> None:
    study = STUDY.replace("jansen2020", "pieters2021") % ("cohort", "human")
    article = ARTICLE.replace("A randomised study", "A randomised trial")
    bibliography = BIBLIOGRAPHY.replace("A randomised study", "A randomised trial")
    case = case_of(tmp_path, article=article, head=HEAD + study, bibliography=bibliography)
    assert found(case, "TXT010") == []


# --- one claim in two places -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Magnesium may improve memory.", "Magnesium improves memory.", ["warning"]),
        ("Magnesium supports memory.", "Magnesium improves memory.", ["note"]),
        ("Magnesium may improve memory.", "Magnesium can improve memory.", []),
        ("Magnesium may improve memory.", "In rats, magnesium improves memory.", []),
        (
            "In rats, magnesium may improve memory.",
            "In rats, magnesium improves memory.",
            ["warning"],
        ),
    ],
)
def test_a_hedge_that_is_lost(tmp_path: Path, first: str, second: str, expected: list[str]) -> None:
    occurrences = (occurrence(first), occurrence(second, article="two"))
    claims = claim("memory", *occurrences)
    findings = found(case_of(tmp_path, claims, first + "\n", other=second + "\n"), "TXT011")
    assert [f.severity.value for f in findings] == expected
    assert all(f.path.endswith("two.md") and f.line == 1 for f in findings)


def test_a_definition_has_no_hedge_to_lose(tmp_path: Path) -> None:
    first, second = "Magnesium may improve memory.", "Magnesium improves memory."
    claims = claim("m", occurrence(first), occurrence(second, article="two"), kind="definition")
    assert found(case_of(tmp_path, claims, first, other=second), "TXT011") == []


@pytest.mark.parametrize(
    ("first", "second", "kind", "expected"),
    [
        ("Take 200 mg a day.", "Take 2000 mg a day.", "quantity", ["TXT012"]),
        ("Take 200 mg a day.", "Take 0.2 g a day.", "quantity", []),
        (
            "More than 300 enzymes need it.",
            "More than 600 enzymes need it.",
            "quantity",
            ["TXT012"],
        ),
        ("More than 300 enzymes need it.", "In 2 trials it was seen.", "quantity", []),
        ("It is needed.", "It is needed.", "effect", []),
    ],
)
def test_numbers_that_differ(
    tmp_path: Path, first: str, second: str, kind: str, expected: list[str]
) -> None:
    occurrences = (occurrence(first, "none"), occurrence(second, "none", article="two"))
    claims = claim("dose", *occurrences, kind=kind)
    findings = found(case_of(tmp_path, claims, first, other=second), "TXT012")
    assert [f.code for f in findings] == expected


def test_numbers_beside_the_quote_count_for_quantities_alone(tmp_path: Path) -> None:
    texts = ("It helps memory, at 200 mg a day.", "It helps memory, at 500 mg a day.")
    for kind, expected in (("quantity", 1), ("effect", 0)):
        pair = (occurrence("It helps memory"), occurrence("It helps memory", article="two"))
        case = case_of(tmp_path, claim("x", *pair, kind=kind), texts[0], other=texts[1])
        assert len(found(case, "TXT012")) == expected


# --- languages without a pack ------------------------------------------------------------------------


def test_a_language_without_a_pack_is_not_graded(tmp_path: Path, run: Run) -> None:
    article = (
        "Magnezio plibonigas la memoron de plenkreskuloj, kaj ĝi estas mineralo en manĝaĵoj.\n"
    )
    head = HEAD.replace("language: en", "language: eo")
    claims = claim("eo", occurrence("plibonigas la memoron", "none"))
    case = case_of(tmp_path, claims, article, head=head)
    assert case.assessments["eo"].occurrences[0].strength_source == "declared"
    assert found(case, "TXT00") == []
    result = run("check", "claims.yaml", "--articles", ".", "-f", "json")
    assert "not graded: it is in `eo`" in result.out


# --- the registered articles -------------------------------------------------------------------------


def test_the_two_articles(shared: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    root = Path(__file__).resolve().parents[2]
    registry = root / "data" / "claims.yaml"
    monkeypatch.chdir(root)
    dossier = read_dossier([registry])
    texts, absent = read_texts(dossier.dossier.articles, shared / "articles" / "seeds")
    assert not absent
    case = Case(
        dossier=dossier.dossier,
        source_map=dossier.source_map,
        faults=dossier.faults,
        bibliographies=(parse_bibliography((root / "data" / "references.bib").read_text()),),
        gathered=Gathered(),
        policy=load(),
        today=date(2026, 11, 21),
        texts=texts,
        options={"coverage": 100.0},
    )
    findings = found(case)
    codes = {f.code for f in findings}
    assert not codes & {"TXT001", "TXT002", "TXT004", "TXT005", "TXT006", "TXT007", "TXT009"}
    printed = {(f.reference, f.severity.value) for f in findings if f.code == "TXT008"}
    assert printed == {
        ("slutsky2010", "note"),
        ("hausenblas2024", "note"),
        ("sun2016", "error"),
        ("lopresti2026", "error"),
    }
    assert [f.reference for f in findings if f.code == "TXT010"] == ["lopresti2026"]
    graded = [
        (said.strength, claim_.occurrences[index].strength)
        for claim_ in dossier.dossier.claims
        for index in range(len(claim_.occurrences))
        if (said := case.passages.get((claim_.id, index)))
    ]
    agree = sum(one == other for one, other in graded)
    assert agree / len(graded) >= 0.85
