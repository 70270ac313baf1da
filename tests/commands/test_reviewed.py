"""What reviewers left behind, on the page, in the substantiation file and in `status`. All synthetic."""

import json
from pathlib import Path
from typing import Any

import pytest

from project import CLAIMS, Run, write_site

FILE = Path("data/reviews.json")
REGISTRY = Path("data/claims.yaml")
TEXT = Path("articles/memory.txt")
HOSTILE = "</script><img src=x onerror=alert(1)> & “ja”"
COMMENTS = (
    ("people", "verbetert uw geheugen", "Welke mensen?"),
    ("people", "maakt u slim", "Over oude woorden."),
    ("rats", "bij ratten verbeterde het geheugen", HOSTILE),
)


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_site(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")  # 2026-09-21
    return tmp_path


def comment(*rows: tuple[str, str, str]) -> None:
    """Comments in the file of reviews, as `review --apply` writes them."""
    data = json.loads(FILE.read_text()) if FILE.exists() else {"schema": 1}
    data["comments"] = [
        {
            "claim": c,
            "article": "memory",
            "quote": q,
            "by": "Bob <b>",
            "on": "2026-09-20",
            "text": t,
        }
        for c, q, t in rows
    ]
    FILE.write_text(json.dumps(data))


def substantiation(run: Run, claim: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        run("report", "--claim", claim, "--format", "json").out,
    )
    return found


def test_comments_stand_at_their_claim_and_stay_text(run: Run) -> None:
    comment(*COMMENTS)
    page = run("report").out
    cards = [card.partition("</details>")[0] for card in page.split('<details class="card')[1:]]
    (people,) = (c for c in cards if "verbetert uw geheugen" in c.partition("</q>")[0])
    assert "Welke mensen?" in people
    assert "Bob &lt;b&gt;, 20 september 2026" in people
    assert "Over oude woorden." in people, "what is about words that are gone is not lost"
    assert "bij “maakt u slim”, dat niet meer geregistreerd is" in people
    assert "2 toelichtingen" in people
    (rats,) = (c for c in cards if "ratten verbeterde" in c.partition("</q>")[0])
    assert "&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt; &amp; “ja”" in rats
    assert "1 toelichting<" in rats
    assert "<img" not in page


def test_who_reviewed_and_when_stands_in_the_substantiation_file(run: Run) -> None:
    page = run("report", "--claim", "people").out
    assert "Niemand heeft deze bewering beoordeeld." in page
    assert substantiation(run, "people")["reviewed"] is None
    run("review", "--claim", "people", "--by", "Ann Lee")
    comment(*COMMENTS)
    page = run("report", "--claim", "people").out
    assert "Beoordeeld door Ann Lee op 21 september 2026. Niets van wat beoordeeld is" in page
    assert "Welke mensen?" in page
    assert "Bob &lt;b&gt;, 20 september 2026" in page
    data = substantiation(run, "people")
    assert data["reviewed"] == {"by": "Ann Lee", "on": "2026-09-21", "changed": []}
    assert [row["text"] for row in data["comments"]] == ["Welke mensen?", "Over oude woorden."]
    assert [row["text"] for row in substantiation(run, "rats")["comments"]] == [HOSTILE]
    REGISTRY.write_text(
        CLAIMS.replace("level: animal}\n\n  - id: enz", "level: human}\n\n  - id: enz")
    )
    page = run("report", "--claim", "people").out
    assert "Niets van wat beoordeeld is" not in page
    assert "wat `slutsky2010` ervoor doet, is anders geregistreerd" in page
    (changed,) = substantiation(run, "people")["reviewed"]["changed"]
    assert changed == "what `slutsky2010` does for it is registered in another way"


def test_verdicts_that_were_given_blind_stand_there_too(run: Run) -> None:
    row = {
        "claim": "people",
        "article": "memory",
        "quote": "verbetert uw geheugen",
        "by": "Bob <b>",
        "on": "2026-09-20",
        "state": "0123456789ab-0-0",
        "own": "unsupported",
        "judged": "overstated",
    }
    FILE.write_text(json.dumps({"schema": 1, "ratings": [row]}))
    for page in (run("report", "--claim", "people").out, run("report").out):
        assert "Bob &lt;b&gt; op 20 september 2026" in page
        assert "<b>niet onderbouwd</b>" in page
    (rating,) = substantiation(run, "people")["ratings"]
    assert (rating["own"], rating["judged"]) == ("unsupported", "overstated")


def test_an_accepted_wording_that_stands_in_the_article_is_noted(run: Run) -> None:
    quote = "quote: verbetert uw geheugen\n"
    words = "Mogelijk helpt het uw geheugen"
    REGISTRY.write_text(CLAIMS.replace(quote, f"{quote}        accepted: {words}.\n"))
    (article,) = json.loads(run("status", "--format", "json").out)["articles"]
    assert (article["rewrites"], article["rewritten"]) == (["people"], [])
    assert "Die staat nog niet in het artikel." in run("report", "--claim", "people").out
    note = "Die staat in het artikel. Laat `scan --write` het citaat bijwerken"
    assert note not in run("report").out
    # Near words are not it.
    text = TEXT.read_text()
    TEXT.write_text(text.replace("Dit verbetert uw geheugen.", "Mogelijk helpt het uw slaap."))
    assert substantiation(run, "people")["places"][0]["accepted_stands"] is False
    TEXT.write_text(text.replace("Dit verbetert uw geheugen.", f"“{words}”, zegt men."))
    (article,) = json.loads(run("status", "--format", "json").out)["articles"]
    assert (article["rewrites"], article["rewritten"]) == ([], ["people"])
    assert "in the article: bring its quote up to date: people" in run("status").out.replace(
        "\n      ", " "
    )
    assert note in run("report").out
    assert "Die staat in het artikel." in run("report", "--claim", "people").out
    TEXT.unlink()
    Path("magclaims.toml").write_text("offline = true\n")
    assert substantiation(run, "people")["places"][0]["accepted_stands"] is None
    assert note not in run("report").out


def test_status_wraps_its_lines_to_the_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    many = "".join(
        CLAIMS[CLAIMS.index("  - id: people") : CLAIMS.index("  - id: enzymes")].replace(
            "id: people", f"id: people-of-the-{n}th-kind"
        )
        for n in range(9)
    )
    REGISTRY.write_text(CLAIMS.replace("  - id: enzymes", f"{many}  - id: enzymes"))
    monkeypatch.setattr("magclaims.commands.status.width_of", lambda _: 50)
    lines = run("status").out.splitlines()
    assert max(map(len, lines)) <= 50
    (first,) = (n for n, line in enumerate(lines) if "to change:" in line)
    assert lines[first + 1].startswith("      people-of-")
    whole = " ".join(line.strip() for line in lines)
    assert "people-of-the-3th-kind, people-of-the-4th-kind" in whole, "ids are not cut"
