"""How much is done, as counts: nothing here measures time, and a slow machine changes nothing."""

import gc
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

sys.path.append(str(Path(__file__).resolve().parents[1] / "benchmarks"))

from magclaims.commands.graded import examine
from magclaims.commands.parts import How, PartNames
from magclaims.commands.session import find_sources, open_case
from magclaims.config import load
from magclaims.errors import ReadError
from magclaims.judge.advice.sentences import WorkPhrase
from magclaims.judge.case import Case
from magclaims.judge.claim import authorised, formula
from magclaims.judge.claim.direction import direction_of
from magclaims.judge.claim.stated import language_of
from magclaims.judge.engine import judge
from magclaims.judge.link.links import Links
from magclaims.judge.policy import load as load_policy
from magclaims.judge.rules import sel
from magclaims.judge.units import units
from magclaims.knowledge.characters import Normal, normalise
from magclaims.knowledge.memory import forget
from magclaims.lexicon import cues, ways, wording
from magclaims.lexicon.direction import told
from magclaims.lexicon.wording import grade
from magclaims.model.registry import About, Claim, Direction, Kind, Occurrence, Strength
from magclaims.model.report import Report
from magclaims.model.review import Comment, Reviews
from magclaims.quantity import lookalikes, numbers
from magclaims.quantity.stated import read as read_numbers
from magclaims.quantity.stated_limits import stated_limits
from magclaims.read.claims import read
from magclaims.read.places import Places
from magclaims.render import RenderOptions, json
from magclaims.render.report import build
from project import write_site
from scale import write

ROOT = Path(__file__).parents[1]
MODULES = (
    "import sys\nsys.argv = ['magclaims', *sys.argv[1:]]\n"
    "from magclaims.cli import main\n"
    "try:\n    main()\nexcept SystemExit:\n    pass\n"
    "print(*sorted(sys.modules))\n"
)
NETWORK = {"httpx2", "habanero"}
PAGES = {"jinja2", "markdown_it"}


def imported(*arguments: str, folder: Path = ROOT) -> set[str]:
    """The modules that a run of the program in a folder has imported at its end."""
    command = [sys.executable, "-c", MODULES, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder)
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("sentence", ["Zink verbetert de slaap.", "Zinc may improve your sleep."])
def test_a_sentence_is_graded_without_what_judges_articles(sentence: str) -> None:
    modules = imported("grade", sentence)
    assert not modules & {"yaml", "rich", "bibtexparser", "rapidfuzz", *NETWORK, *PAGES}
    ours = {m for m in modules if m.startswith("magclaims.")}
    unneeded = (
        *("read", "match", "study", "gather", "quantity", "judge.verdict", "judge.advice"),
        "model.report",
    )
    assert not [m for m in ours if m.startswith(tuple(f"magclaims.{name}" for name in unneeded))]


PACKAGES = (
    "import importlib.metadata as metadata, os\nmetadata.entry_points = lambda **_: os._exit(9)\n"
)


def test_installed_packages_are_not_looked_through() -> None:
    command = [sys.executable, "-c", PACKAGES + MODULES, "grade", "Zinc may improve your sleep."]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("sentence", "packs"),
    [
        ("Zinc may improve your sleep.", {"en.toml"}),
        ("Neem magnesium een uur voor het slapengaan.", {"nl.toml"}),
        ("Zink senkt den Blutdruck.", {"de.toml"}),
        ("Zinc cures colds.", {"en.toml"}),
    ],
)
def test_a_sentence_needs_the_words_of_its_language_alone(
    monkeypatch: pytest.MonkeyPatch, sentence: str, packs: set[str]
) -> None:
    read: list[str] = []
    reading = cues.read

    def counted(language: str) -> Any:
        read.append(f"{language}.toml")
        return reading(language)

    monkeypatch.setattr(cues, "read", counted)
    cues.load.cache_clear()
    forget()
    examine(sentence, None, None, load_policy())
    assert set(read) == packs


def test_a_statement_in_english_needs_no_words_of_other_languages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[str] = []
    monkeypatch.setattr(ways, "grade", lambda *arguments: read.append(arguments[1]))
    # "Regular" and "activity" begin as verbs of Spanish and French do.
    statement = "Regular meals, good rest and mental activity together lay a basis for cognition."
    forget()
    assert language_of(made_claim(statement, "Rust helpt.")) == "en"
    assert read == []


AT_THE_END = "import atexit, gc\natexit.register(lambda: print(len(gc.get_objects())))\n"  # the last to be asked


def test_what_is_left_at_the_end_is_not_looked_through() -> None:
    command = [sys.executable, "-c", AT_THE_END + MODULES, "grade", "Zinc improves sleep."]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert int(done.stdout.splitlines()[-1]) < 1000


MOST_EXPRESSIONS = 110
"""For one sentence; other packages' are half of them. `check` on data/ needs some 940."""
COMPILED = (
    "import re._compiler as compiler, sys\nsys.argv = ['magclaims', *sys.argv[1:]]\n"
    "made, compiling = [], compiler.compile\n"
    "def counted(pattern, flags=0):\n"
    "    made.append(pattern)\n"
    "    return compiling(pattern, flags)\n"
    "compiler.compile = counted\n"
    "from magclaims.cli import main\n"
    "try:\n    main()\nexcept SystemExit:\n    pass\n"
    "print()\nprint(len(made))\n"
)


def compiled(*arguments: str, folder: Path = ROOT) -> int:
    """Regular expressions that a run of the program compiles in a folder."""
    command = [sys.executable, "-c", COMPILED, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder)
    return int(done.stdout.splitlines()[-1])


def test_a_sentence_needs_few_regular_expressions() -> None:
    assert compiled("grade", "Zinc may improve your sleep.") < MOST_EXPRESSIONS


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("In a small trial, zinc may improve the sleep of adults with insomnia.", "en"),
        ("Uit een kleine studie blijkt dat zink de slaap van volwassenen kan verbeteren.", "nl"),
    ],
)
def test_few_patterns_are_tried_on_a_sentence(
    monkeypatch: pytest.MonkeyPatch, sentence: str, language: str
) -> None:
    tried, trying = [], cues._match_at

    def counted(*arguments: Any) -> Any:
        tried.append(arguments[0])
        return trying(*arguments)

    monkeypatch.setattr(cues, "_match_at", counted)
    forget()
    assert grade(sentence, language).is_claim
    assert 0 < len(tried) < 60


DAY = date(2026, 1, 1)


class Walked(tuple[Any, ...]):
    """The claims of a registry, or what was left on them, which count how often somebody goes through all."""

    __slots__ = ()
    walks = 0

    def __iter__(self) -> Iterator[Any]:
        type(self).walks += 1
        return super().__iter__()


def walks(folder: Path, claims: int) -> int:
    """How often judging a made-up registry goes through all its claims."""
    write(folder, claims)
    configuration = load(explicit=folder / "magclaims.toml").with_options({"offline": True})
    case = open_case(find_sources((), configuration), configuration).case
    counted = Walked(case.dossier.claims)
    assert len(counted) == claims
    comments = Walked(
        Comment(claim=claim.id, article="article-0", quote="x", text="Why?", by="Ann", on=DAY)
        for claim in counted
    )
    case = replace(
        case,
        dossier=case.dossier.model_copy(update={"claims": counted}),
        reviews=Reviews().model_copy(update={"comments": comments}),
    )
    Walked.walks = 0
    build(case, judge(case))
    names = PartNames(case, How())
    assert None not in [names.of(unit) for unit in units(case)]
    return Walked.walks


def test_no_claim_costs_a_walk_through_all_of_them(tmp_path: Path) -> None:
    few, many = walks(tmp_path / "few", 10), walks(tmp_path / "many", 50)
    assert many == few


def test_a_sentence_is_read_once_however_often_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[str] = []
    reading = normalise

    def counted(text: str) -> Normal:
        read.append(text)
        return reading(text)

    monkeypatch.setattr(wording, "normalise", counted)
    sentence = "Synthetic sentence 4711: zinc improves sleep."
    assert grade(sentence, "en") is grade(sentence, "en")
    assert read == [sentence]
    forget()
    grade(sentence, "en")
    assert read == [sentence, sentence]


def test_a_registry_is_parsed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, 5)
    parsed: list[str] = []
    parsing = yaml.parse

    def counted(text: str, **options: Any) -> Any:
        parsed.append(text)
        return parsing(text, **options)

    monkeypatch.setattr(yaml, "parse", counted)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    monkeypatch.setattr(loader, "get_single_node", None)  # what would compose it once more
    path = tmp_path / "claims.yaml"
    assert len(read([path]).dossier.claims) == 5
    assert parsed == [path.read_text(encoding="utf-8")]


def test_a_second_document_is_refused_after_what_is_worse(tmp_path: Path) -> None:
    path = tmp_path / "claims.yaml"
    path.write_text("claims: []\n---\nclaims: []\n", encoding="utf-8")
    with pytest.raises(ReadError, match="found another document"):
        read([path])
    path.write_text("claims: []\n---\nclaims: &all []\n", encoding="utf-8")
    with pytest.raises(ReadError, match="anchor"):
        read([path])


OPENED = (
    "import os, sys\nsys.argv = ['magclaims', *sys.argv[1:]]\nopened = []\n"
    "def audit(event, arguments):\n"
    "    if event == 'open' and isinstance(arguments[0], str):\n"
    "        opened.append(os.path.relpath(arguments[0]))\n"
    "sys.addaudithook(audit)\n"
    "from magclaims.cli import main\n"
    "try:\n    main()\nexcept SystemExit:\n    pass\n"
    "print()\nprint(*opened, sep='|')\n"
)


def test_each_file_of_a_project_is_opened_once(tmp_path: Path) -> None:
    write_site(tmp_path)
    command = [sys.executable, "-c", OPENED, "check", "--exit-zero"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    opened = done.stdout.splitlines()[-1].split("|")
    files = ["articles/memory.txt", "data/claims.yaml", "data/references.bib", "magclaims.toml"]
    opened = [name for name in opened if not name.startswith("..")]
    assert sorted(name for name in opened if (tmp_path / name).is_file()) == files


def test_what_has_not_changed_is_not_read_again(tmp_path: Path) -> None:
    write(tmp_path, 20)
    check = ("check", "--offline", "--exit-zero", "--format", "json", "--output", "report.json")
    assert "bibtexparser" in imported(*check, folder=tmp_path)
    first = (tmp_path / "report.json").read_text(encoding="utf-8")
    assert "bibtexparser" not in imported(*check, folder=tmp_path)
    again = (tmp_path / "report.json").read_text(encoding="utf-8")
    lines = zip(first.splitlines(), again.splitlines(), strict=True)
    assert [one for one, other in lines if one != other and "checked_at" not in one] == []


def made_report(folder: Path, claims: int) -> tuple[Case, Report]:
    """A made-up registry, and the report on it."""
    write(folder, claims)
    configuration = load(explicit=folder / "magclaims.toml").with_options({"offline": True})
    case = open_case(find_sources((), configuration), configuration).case
    made = build(case, judge(case))
    assert len(made.claims) == claims
    return case, made


def blocks(folder: Path, claims: int) -> int:
    """Blocks of memory that the report on a made-up registry holds, with all that it was made of."""
    gc.collect()
    before = sys.getallocatedblocks()
    _made = made_report(folder, claims)
    gc.collect()
    return sys.getallocatedblocks() - before


MOST_BLOCKS = 600
"""For a claim with its link, its view and its findings: some 420 with Python 3.11."""


def test_a_claim_holds_no_more_memory_than_before(tmp_path: Path) -> None:
    blocks(tmp_path / "first", 40)  # what is loaded and remembered once
    few, many = blocks(tmp_path / "few", 40), blocks(tmp_path / "many", 120)
    assert (many - few) / 80 < MOST_BLOCKS


def test_places_of_a_claim_take_bytes(tmp_path: Path) -> None:
    write(tmp_path, 40)
    places = read([tmp_path / "claims.yaml"]).source_map.places
    assert isinstance(places, Places)
    claims = [entry for name, entry in places.entries.items() if name[0] == "claims"]
    assert len(claims) == 40
    assert len({id(entry.form) for entry in claims}) == 1
    assert {entry.marks.itemsize * len(entry.marks) for entry in claims} == {
        8 * len(claims[0].form)
    }


def test_the_longest_piece_of_json_does_not_grow_with_the_site(tmp_path: Path) -> None:
    few, many = (
        max(map(len, json.pieces(made_report(tmp_path / str(claims), claims)[1], RenderOptions())))
        for claims in (40, 120)
    )
    assert many < 2 * few


def made_claim(statement: str, quote: str) -> Claim:
    """A made-up claim on zinc and sleep."""
    return Claim(
        id="made",
        statement=statement,
        kind=Kind.EFFECT,
        about=About(substance=("zinc",), outcome=("sleep",)),
        occurrences=(Occurrence(article="made", quote=quote, strength=Strength.CAUSAL),),
    )


@pytest.mark.parametrize("quote", ["Zink ondersteunt de slaap", "Magnesium does wonders"])
def test_few_authorised_wordings_are_held_against_a_quote(
    monkeypatch: pytest.MonkeyPatch, quote: str
) -> None:
    compared, comparing = [], authorised._is_part

    def counted(*arguments: Any, **options: Any) -> bool:
        compared.append(arguments)
        return comparing(*arguments, **options)

    monkeypatch.setattr(authorised, "_is_part", counted)
    claim = made_claim("Synthetic statement.", quote)
    assert authorised.authorised(claim, claim.occurrences[0], None) is None
    assert len(compared) < len(authorised._wordings()) / 5


def test_which_way_a_claim_goes_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read, reading = [], told

    def counted(*arguments: Any) -> Any:
        read.append(arguments)
        return reading(*arguments)

    monkeypatch.setattr("magclaims.judge.claim.direction.told", counted)
    forget()
    claim = made_claim("Zinc improves sleep 4711.", "zink")
    assert [direction_of(claim) for _ in range(5)] == [Direction.IMPROVES] * 5
    assert len(read) == 1


def counted_calls(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> list[Any]:
    """What a function of a module is called with from now on."""
    calls: list[Any] = []
    original = getattr(module, name)

    def counted(*arguments: Any, **options: Any) -> Any:
        calls.append(arguments)
        return original(*arguments, **options)

    monkeypatch.setattr(module, name, counted)
    return calls


def test_a_sentence_is_held_against_the_authorised_claims_of_its_substances(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls = counted_calls(monkeypatch, formula, "_found")
    assert formula.same_meaning("Zink ondersteunt het geheugen van volwassenen 4711") is None
    of_zinc = [row for _, row in formula._rows()["zinc"]]
    assert 0 < len(calls) <= len(of_zinc) * len(formula._languages())


def test_a_statement_without_a_word_of_direction_is_not_graded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls = counted_calls(monkeypatch, ways, "grade")
    assert not ways.says_a_relation("Synthetic statement 4711 on zinc and memory.", "nl")
    assert calls == []
    assert ways.says_a_relation("Zink verbetert 4711 keer het geheugen.", "nl")
    assert ways.says_a_relation("Le zinc n'améliore pas la mémoire.", "fr")
    assert len(calls) == 2


def test_the_quantities_of_a_sentence_are_found_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = counted_calls(monkeypatch, numbers, "_quantity")
    forget()
    sentence = "Adults took 4711 mg of zinc for 12 weeks."
    read_numbers(sentence, "en", about=("zinc",))
    stated_limits(sentence, "en", about=("zinc",))
    read_numbers(sentence, "en", contents=True)
    assert len(calls) == 2


def test_look_alikes_are_looked_for_where_their_marks_stand(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls = counted_calls(monkeypatch, lookalikes, "_not_quantities")
    assert lookalikes.without_lookalikes("300 mg zink 4711") == "300 mg zink 4711"
    assert calls == []
    masked = lookalikes.without_lookalikes("Op 12 mei 4711 mg zink (3)")
    assert [masked.count("\0"), len(calls)] == [len("12 mei 4711") + len("(3)"), 1]


def test_a_work_is_worded_once_for_the_advice_and_for_the_law(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write(tmp_path, 20)
    configuration = load(explicit=tmp_path / "magclaims.toml").with_options({"offline": True})
    case = open_case(find_sources((), configuration), configuration).case
    assert all(article.commercial for article in case.dossier.articles.values())
    calls = counted_calls(monkeypatch, WorkPhrase, "_findings")
    build(case, judge(case))
    links = sum(len(claim.evidence) for claim in case.dossier.claims)
    assert 0 < len(calls) <= links


def one_article(folder: Path, claims: int) -> None:
    """A made-up article whose claims lean on two studies in turn; on sleep, one of them found nothing."""
    write(folder, 1)
    head = "articles:\n  made:\n    title: Synthetic\n    language: en\n    references: [made0, made1]\nstudies:\n"
    study = (
        "  {}:\n    design: randomized_controlled_trial\n    subjects: human\n    sample_size: 48\n"
        "    ingredients: zinc\n    outcomes: [{{name: sleep, direction: {}}}, {{name: memory, direction: better}}]\n"
    )
    claim = (
        "  - id: claim-{0}\n    statement: In synthetic trial {0} zinc improved {1}.\n    kind: study_result\n"
        "    about: {{substance: zinc, outcome: {1}}}\n    occurrences:\n"
        "      - {{article: made, quote: Zinc improved {1} in trial {0}, strength: none, reported: true}}\n"
        "    evidence: [{{reference: made{2}, level: human, relation: supports}}]\n"
    )
    entry = (
        "@article{{made{0}, title = {{Synthetic {0}}}, author = {{Maker, A.}}, year = {{2010}}}}\n"
    )
    texts = (claim.format(n, ("sleep", "memory")[n % 2], n % 2) for n in range(claims))
    studies = study.format("made0", "better") + study.format("made1", "no_difference")
    (folder / "claims.yaml").write_text(f"{head}{studies}claims:\n{''.join(texts)}")
    (folder / "references.bib").write_text("".join(map(entry.format, range(2))))


def test_what_others_say_of_a_study_is_read_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    spoken = counted_calls(monkeypatch, sel, "_on")
    linked = counted_calls(monkeypatch, Links, "link")
    for claims in (10, 40):
        one_article(tmp_path, claims)
        configuration = load(explicit=tmp_path / "magclaims.toml").with_options({"offline": True})
        case = open_case(find_sources((), configuration), configuration).case
        spoken.clear()
        linked.clear()
        otherwise = [found for found in judge(case) if found.code == "EVI018"]
        assert len(otherwise) == claims / 2
        # Of each claim on sleep, the study that it is not linked to, and what the others say of that one.
        assert len(spoken) <= claims
        # Of each claim its link, alone and with the others; the study that agrees is not asked.
        assert len(linked) <= 2.5 * claims


MOST_OF_A_SECOND_CHECK = 330
"""Regular expressions, half of them other packages'; before those for reading articles waited, some 500."""


def test_a_second_check_reads_neither_vocabulary_nor_what_it_needs_not(tmp_path: Path) -> None:
    write(tmp_path, 20)
    check = ("check", "--offline", "--exit-zero", "--format", "json", "--output", "report.json")
    imported(*check, folder=tmp_path)
    names = "from magclaims.knowledge.vocabulary import vocabulary\nprint(vocabulary.cache_info().misses)"
    command = [sys.executable, "-c", f"{MODULES}{names}", *check]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout.splitlines()[-1] == "0"
    assert compiled(*check, folder=tmp_path) < MOST_OF_A_SECOND_CHECK
    assert "multiprocessing" not in imported(*check, folder=tmp_path)
