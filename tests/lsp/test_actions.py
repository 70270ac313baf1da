"""What can be done about a finding, as the texts that come of it."""

from pathlib import Path

import yaml

from editing import BOOK, CLAIMS, DUTCH, ENGLISH, Desk
from magclaims.lsp import actions
from magclaims.lsp.actions import Action
from magclaims.lsp.diagnostics import span
from magclaims.lsp.pages import OpenText

PROSE = "Dat is een zin van een artikel die in het Nederlands is geschreven en die meer zegt.\n"


def offered(desk: Desk, name: str, words: str) -> dict[str, Action]:
    """What is offered at the sign | within some words, by title."""
    project, path = desk.project(), desk.path(name)
    judged = project.article(path) or project.whole()
    offset, page = desk.place(name, words), OpenText(desk.text(name))
    findings = [
        finding
        for finding in judged.by_path.get(path, ())
        if (at := span(judged, finding, path, page))[0] <= offset <= at[1]
    ]
    there = desk.there(name, words)
    asked = actions.ActionRequest(project, judged, path, there, findings, desk.page)
    return {action.title: action for action in actions.actions(asked)}


def one(desk: Desk, name: str, words: str, title: str) -> dict[Path, str]:
    found = offered(desk, name, words)
    (action,) = [action for said, action in found.items() if said.startswith(title)]
    return dict(action.texts)


def do(desk: Desk, texts: dict[Path, str]) -> set[tuple[str, str | None]]:
    """Take the new texts over unsaved, and judge again: codes and claims."""
    desk.unsaved.update(texts)
    return {(f.code, f.claim) for f in desk.project().whole().findings if f.waived is None}


def test_a_rewrite_takes_the_finding_away(desk: Desk) -> None:
    assert ("EVI007", "spatial-memory") in do(desk, {})
    texts = one(desk, DUTCH, "Creatine ver|betert dus", "Write: Bij mannelijke muizen")
    new = texts[desk.path(DUTCH)]
    assert "is niet bekend [1].\n" in new
    assert "Creatine verbetert dus ook" not in new
    assert ("EVI007", "spatial-memory") not in do(desk, texts)


def test_a_sentence_with_markup_in_it_is_left_to_its_writer(desk: Desk) -> None:
    desk.type(DUTCH, "dus ook uw ruimtelijk", "dus ook **uw ruimtelijk**")
    assert not [t for t in offered(desk, DUTCH, "Creatine ver|betert dus") if t[:5] == "Write"]


def test_a_sentence_becomes_a_draft(desk: Desk) -> None:
    found = offered(desk, DUTCH, "Creatine is |een stof")
    (title,) = [title for title in found if title.startswith("Register")]
    new = found[title].texts[desk.path(CLAIMS)]
    claim = yaml.safe_load(new)["claims"][-1]
    assert claim["draft"] is True
    assert claim["occurrences"][0]["article"] == "creatine-geheugen"
    assert new.startswith(desk.text(CLAIMS).rstrip()[:2000])


def test_no_claim_takes_the_finding_away(desk: Desk) -> None:
    before = [f for f in desk.project().whole().findings if f.code == "TXT004"]
    desk.unsaved.update(one(desk, DUTCH, "Creatine is |een stof", "This is no claim"))
    after = [f for f in desk.project().whole().findings if f.code == "TXT004"]
    assert len(after) == len(before) - 1


def test_an_article_that_nobody_registered_is_registered_with_its_claim(desk: Desk) -> None:
    name = "articles/new.md"
    desk.unsaved[desk.path(name)] = "# Zink\n\nZink verbetert de slaap van volwassenen. " + PROSE
    texts = one(desk, name, "Zink ver|betert", "Register new, zink-verbetert")
    assert yaml.safe_load(texts[desk.path(CLAIMS)])["articles"]["new"]["file"] == "new.md"


def test_a_waiver_counts_once_its_reason_is_written(desk: Desk) -> None:
    texts = one(desk, DUTCH, "Creatine ver|betert dus", "Waive EVI007 for spatial-memory")
    found = do(desk, texts)
    assert ("EVI007", "spatial-memory") in found
    assert any(code == "SCH001" for code, _ in found)
    desk.type(CLAIMS, 'reason: ""', 'reason: "synthetic"')
    desk.type(CLAIMS, 'owner: ""', 'owner: "Ann"')
    assert ("EVI007", "spatial-memory") not in do(desk, {})


def test_a_printed_reference_is_added_with_its_key(desk: Desk) -> None:
    desk.type(
        DUTCH,
        "\n3. Prokopidis",
        "\n3. Synthetic A. A synthetic trial of creatine. Made Up J. 2020;1(2):3-4. "
        "doi:10.1234/synthetic.9\n4. Prokopidis",
    )
    texts = one(desk, DUTCH, "A synthetic |trial", "Add synthetic2020")
    assert "10.1234/synthetic.9" in texts[desk.path(BOOK)]
    assert texts[desk.path(BOOK)].startswith(desk.text(BOOK).rstrip())
    listed = yaml.safe_load(texts[desk.path(CLAIMS)])["articles"]["creatine-geheugen"]
    assert listed["references"][-1] == "synthetic2020"


def test_nothing_is_offered_into_a_file_that_cannot_be_read(desk: Desk) -> None:
    desk.project().whole()
    desk.type(CLAIMS, "claims:\n", "claims: [\n")
    titles = offered(desk, DUTCH, "Creatine ver|betert dus")
    assert not [t for t in titles if t.startswith(("Waive", "Register"))]


def test_in_another_language(desk: Desk) -> None:
    titles = offered(desk, ENGLISH, "Creatine improves |attention")
    assert any(t.startswith("Waive EVI") for t in titles)
