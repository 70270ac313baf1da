"""Claims files in, faults with their places out."""

from pathlib import Path

import pytest

from magclaims.errors import ReadError
from magclaims.knowledge.data import load as load_data
from magclaims.model.registry import Design, Kind, Level, Relation, Strength, Subject
from magclaims.read.claims import Registry, read

HEAD = """\
articles:
  a: {title: Synthetic, language: nl, commercial: false, references: [ref]}
"""
CLAIM = """\
claims:
  - id: one
    statement: It is a synthetic claim.
    kind: effect
    about: {substance: magnesium, outcome: memory}
    occurrences:
      - article: a
        quote: een synthetische bewering
        strength: causal
    evidence:
      - {reference: ref, level: animal}
"""


def load(tmp_path: Path, text: str) -> Registry:
    path = tmp_path / "claims.yaml"
    path.write_text(text, encoding="utf-8")
    return read([path])


def faults(registry: Registry) -> list[tuple[int, int, str]]:
    return [(f.location.line, f.location.column, f.message) for f in registry.faults]


def test_a_good_file_has_no_faults_and_every_value_its_place(tmp_path: Path) -> None:
    registry = load(tmp_path, HEAD + CLAIM)
    assert registry.faults == ()
    claim = registry.dossier.claims[0]
    assert claim.about.substance == ("magnesium",)
    assert claim.occurrences[0].strength.label == "causal"
    at = registry.source_map.at
    assert (at("claims", "one").line, at("claims", "one").column) == (4, 5)
    assert at("claims", "one", "evidence", 0, "level").column == 33
    assert at("claims", "one", "occurrences", 0, "hedged") == at("claims", "one", "occurrences", 0)


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "says"),
    [
        ("level: animal", "level: rat", 13, 33, "`evidence[0].level` should be"),
        ("level: animal", "level: animal, hue: red", 13, 41, "unknown field `evidence[0].hue`"),
        ("strength: causal", "strength: strong", 11, 19, "should be 'none', 'correlational'"),
        ("    kind: effect\n", "", 4, 5, "`kind` is missing"),
        ("kind: effect", "kind: efect", 6, 11, "`kind` should be"),
        ("een synthetische bewering", "a " * 13, 10, 16, "has 13 words"),
        ("level: animal}", "level: animal, relation: partial}", 13, 9, "`missing` should say"),
    ],
)
def test_a_fault_says_where_and_what(
    tmp_path: Path, old: str, new: str, line: int, column: int, says: str
) -> None:
    found = faults(load(tmp_path, HEAD + CLAIM.replace(old, new)))
    assert [(f[0], f[1]) for f in found] == [(line, column)]
    assert says in found[0][2]


@pytest.mark.parametrize(
    ("old", "new", "meant"),
    [
        ("level: animal", "level: meta-analysis", "systematic_review"),
        ("level: animal", "level: RCT", "human"),
        ("level: animal", "level: Animal", "animal"),
        ("level: animal", "level: mice", "animal"),
        ("kind: effect", "kind: side effect", "precaution"),
        ("strength: causal", "strength: hedged", "conditional"),
    ],
)
def test_another_word_for_a_value_is_told_what_it_stands_for(
    tmp_path: Path, old: str, new: str, meant: str
) -> None:
    (fault,) = load(tmp_path, HEAD + CLAIM.replace(old, new)).faults
    assert fault.suggestion == f"did you mean `{meant}`?"


def test_every_word_for_a_value_stands_for_a_value_and_is_none() -> None:
    values = {
        "level": {*Level},
        "design": {*Design},
        "kind": {*Kind},
        "strength": {each.label for each in Strength},
        "subjects": {*Subject},
        "relation": {*Relation},
    }
    table = load_data("enumerated.toml")
    assert table.keys() == values.keys()
    for name, words in table.items():
        assert set(words.values()) <= values[name]
        assert values[name].isdisjoint(words)


def test_a_claim_that_lost_a_part_of_its_evidence_says_so(tmp_path: Path) -> None:
    (fault,) = load(tmp_path, HEAD + CLAIM.replace("level: animal", "level: RCT")).faults
    assert (fault.claim, fault.lost) == ("one", "evidence")


def test_a_typing_error_gets_a_hint(tmp_path: Path) -> None:
    registry = load(tmp_path, HEAD + CLAIM.replace("statement:", "statment:"))
    assert {f.suggestion for f in registry.faults} >= {"did you mean `statement`?"}


def test_what_is_not_broken_is_kept(tmp_path: Path) -> None:
    text = HEAD + CLAIM.replace("evidence:\n", "evidence:\n      - {reference: x, level: humans}\n")
    registry = load(tmp_path, text)
    assert [e.reference for e in registry.dossier.claims[0].evidence] == ["ref"]
    assert len(registry.faults) == 1


def test_an_optional_field_that_is_broken_is_left_out(tmp_path: Path) -> None:
    registry = load(tmp_path, HEAD + "studies:\n  ref: {design: guess, note: kept}\n")
    assert registry.dossier.studies["ref"].note == "kept"
    assert len(registry.faults) == 1


def test_duplicate_ids_and_keys_are_told_and_the_first_stays(tmp_path: Path) -> None:
    second = CLAIM.removeprefix("claims:\n").replace("It is", "It was")
    registry = load(tmp_path, HEAD + CLAIM + second + "waivers: []\nwaivers: []\n")
    assert [f.kind for f in registry.faults] == ["duplicate", "duplicate"]
    assert registry.dossier.claims[0].statement.startswith("It is")


def test_ids_must_differ_between_files_too(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(CLAIM)
    registry = read([tmp_path / "b.yaml", tmp_path / "a.yaml"])
    (fault,) = registry.faults
    assert fault.location.path.endswith("b.yaml")
    assert "a.yaml" in fault.message


def test_yaml_guesses_nothing(tmp_path: Path) -> None:
    text = "articles:\n  a: {title: 2025, language: no, commercial: yes, published: 2025-11-03}\n"
    article = load(tmp_path, text).dossier.articles["a"]
    assert (article.title, article.language, article.commercial) == ("2025", "no", True)
    assert article.published == "2025-11-03"


@pytest.mark.parametrize("text", ["", "# nothing\n", "claims:\n", "claims: []\n", "studies: ~\n"])
def test_an_empty_registry_is_no_fault(tmp_path: Path, text: str) -> None:
    registry = load(tmp_path, text)
    assert registry.faults == ()
    assert registry.dossier.claims == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- a\n", "should be a mapping"),
        ("claims: {a: 1}\n", "`claims` should be a list"),
        ("studies: [a]\n", "`studies` should be a mapping"),
        ("clams: []\n", "unknown field `clams`"),
        ("? [a]\n: b\n", "a key should be plain text"),
        ("claims: [text]\n", "should be a mapping of fields"),
    ],
)
def test_a_file_of_the_wrong_shape_is_a_fault(tmp_path: Path, text: str, says: str) -> None:
    messages = [f.message.lower() for f in load(tmp_path, text).faults]
    assert any(says.lower() in message for message in messages)


@pytest.mark.parametrize(
    ("data", "line", "column", "says"),
    [
        (b"claims:\n  - id: [\n", 3, 1, "is not YAML"),
        (b"claims: []\nb: \xe9\n", 2, 4, "not UTF-8"),
        (b"a: &x [1]\nb: *x\n", 1, 4, "anchor"),
        (b"a: \x07\n", 1, 4, "is not YAML"),
        (b"a: " + b"[" * 60 + b"]" * 60, 1, 43, "nested deeper"),
        (b"a: 1\n---\nb: 2\n", 2, 1, "is not YAML"),
    ],
)
def test_a_file_that_cannot_be_read_says_where(
    tmp_path: Path, data: bytes, line: int, column: int, says: str
) -> None:
    path = tmp_path / "claims.yaml"
    path.write_bytes(data)
    with pytest.raises(ReadError, match=says) as caught:
        read([path])
    assert (caught.value.line, caught.value.column) == (line, column)


def test_an_absent_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file"):
        read([tmp_path / "absent.yaml"])


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "claims.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + HEAD.encode())
    assert "a" in read([path]).dossier.articles


def test_a_rejected_waiver_leaves_its_marks_to_nobody(tmp_path: Path) -> None:
    path = tmp_path / "claims.yaml"
    path.write_text(
        "waivers:\n"
        "  - rule: EVI002\n"
        "    subject: one\n"
        "    reason: no owner, and no date\n"
        "  - rule: EVI007\n"
        "    subject: two\n"
        "    reason: whole\n"
        "    owner: Ann\n"
        "    until: 2030-01-31\n"
    )
    registry = read([path])
    assert {fault.location.line for fault in registry.faults} == {2}
    assert [waiver.subject for waiver in registry.dossier.waivers] == ["two"]
    assert registry.source_map.at("waivers", 0).line == 5
    assert registry.source_map.at("waivers", 0, "until").line == 9


def test_a_draft_is_put_aside(tmp_path: Path) -> None:
    entry = (
        "  - id: {id}\n    {draft}\n    statement: {says}\n    kind: effect\n"
        "    about: {{substance: {substance}, outcome: {outcome}}}\n"
        "    occurrences: [{{article: a, quote: x, strength: none}}]\n"
    )
    rows = [
        ("said", "draft: true", "Zinc helps.", "zinc", "sleep"),
        ("statement", "", "TODO", "zinc", "sleep"),
        ("substance", "", "Zinc helps.", "TODO", "sleep"),
        ("outcome", "draft: false", "Zinc helps.", "zinc", "TODO"),
        ("filled", "draft: false", "Zinc helps with a to-do list.", "zinc", "sleep"),
    ]
    names = ("id", "draft", "says", "substance", "outcome")
    path = tmp_path / "claims.yaml"
    path.write_text(
        "claims:\n" + "".join(entry.format(**dict(zip(names, row, strict=True))) for row in rows)
    )
    registry = read([path])
    assert not registry.faults
    assert [draft.id for draft in registry.drafts] == ["said", "statement", "substance", "outcome"]
    assert [claim.id for claim in registry.dossier.claims] == ["filled"]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\u2028"])
@pytest.mark.parametrize(
    "lines",
    [
        ["articles:", "  a:", "    title: A", "    language: nl", "# end", "studies:", "  s: {design: cohort,",
         "    subjects: human}", "claims: []"],
        ["articles: {a: {title: A,", "  language: nl}, b: {title: B,", " language: en}}"],
        ["{articles: {a: {title: A, language: nl}}, studies: {s: {subjects: human}}}"],
    ],
)  # fmt: skip
def test_the_lines_of_an_entry_hold_all_its_places(
    tmp_path: Path, lines: list[str], ending: str
) -> None:
    marks = load(tmp_path, ending.join(lines)).source_map
    assert marks.entries
    for (section, key), entry in marks.entries.items():
        own = [mark for place, mark in marks.places.items() if place[:2] == (section, key)]
        assert min(mark.line for mark in own) == entry.line
        assert all(entry.line <= mark.line < entry.end for mark in own)


def test_an_entry_is_told_by_its_lines_and_not_by_their_place(tmp_path: Path) -> None:
    text = "articles:\n  a:\n    title: A\n    language: nl\n  b:\n    title: B\n    language: nl\n"
    before = load(tmp_path, text).source_map.entries
    after = load(tmp_path, "# remark\n" + text.replace("title: B", "title: C")).source_map.entries
    a, b = ("articles", "a"), ("articles", "b")
    assert (before[a].digest, before[a].line + 1) == (after[a].digest, after[a].line)
    assert before[b].digest != after[b].digest
