"""Commands that people read speak the language of the settings. All of it is synthetic."""

import io
import json
import re
from pathlib import Path
from string import Formatter

import pytest

from magclaims.commands import review as review_command
from magclaims.commands import scan as scan_command
from magclaims.commands.terminal import Questions
from magclaims.judge.reasons import say
from magclaims.model.finding import Phrase
from magclaims.render.language import DEFAULT, Phrases, languages, phrases
from project import Run, write_project
from standin import StandIn

OTHERS = [code for code in languages() if code != DEFAULT]
TABLES = ("scan", "apart", "ask", "look", "condition", "read_by")
DOI, RETRACTED = "10.1016/j.neuron.2009.12.026", "10.5555/synthetic.retracted"
ARTICLE = """\
# Minerals

Zinc shortens colds.[1] Iron may reduce fatigue. Does zinc work? Zinc shortens colds.[1]

## References

1. Doe A. A made-up trial of zinc. Synth Rec. 2019;3:1. doi:10.5555/printed.one
"""


def speak(folder: Path, code: str) -> Phrases:
    settings = folder / "magclaims.toml"
    own = settings.read_text(encoding="utf-8") if settings.exists() else ""
    settings.write_text(f'language = "{code}"\n{own}', encoding="utf-8")
    return phrases(code)


def english_in(shown: str) -> list[str]:
    """Pieces of English sentences of three words or more that stand in what was shown."""
    pieces = {
        text.strip()
        for table in TABLES
        for template in phrases(DEFAULT).data[table].values()
        for text, *_ in Formatter().parse(template)
    }
    return [one for one in pieces if len(re.findall(r"[a-z]{2,}", one)) > 2 and one in shown]


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Has a command ask on a stream; what was shown is read from the stream."""

    def give(*actions: str, prompt: str) -> io.StringIO:
        shown = io.StringIO()

        def questions(t: Phrases) -> Questions:
            letters = re.findall(r"\[(\w)\]", t.of("ask", prompt))
            english = re.findall(r"\[(\w)\]", phrases(DEFAULT).of("ask", prompt))
            own = dict(zip(english, letters, strict=True))
            typed = "".join(f"{own.get(one, one)}\n" for one in actions)
            return Questions(io.StringIO(typed), shown, t)

        monkeypatch.setattr(scan_command, "questions", questions)
        monkeypatch.setattr(review_command, "questions", questions)
        return shown

    return give


@pytest.mark.parametrize("code", OTHERS)
def test_scan_speaks_the_language_and_json_english(run: Run, tmp_path: Path, code: str) -> None:
    (tmp_path / "m.md").write_text(ARTICLE)
    english = json.loads(run("scan", "m.md", "-f", "json").out)
    t = speak(tmp_path, code)
    seen, done = run("scan", "m.md"), run("scan", "m.md", "--write", "--language", "en")
    assert (seen.code, done.code) == (0, 0)
    for word in ("causal", "unregistered", "can_write"):
        assert t.of("scan", word) in seen.out
    assert t.of("apart", "question") in seen.out
    assert t.counted(2, "claim") in done.out
    assert not english_in(seen.out + done.out)
    (tmp_path / "data" / "claims.yaml").unlink()
    (tmp_path / "data" / "references.bib").unlink()
    assert json.loads(run("scan", "m.md", "-f", "json").out) == english


@pytest.mark.parametrize("code", OTHERS)
def test_questions_are_asked_and_answered_in_the_language(  # type: ignore[no-untyped-def]
    run: Run, tmp_path: Path, code: str, answer
) -> None:
    (tmp_path / "m.md").write_text(ARTICLE)
    (tmp_path / "magclaims.toml").write_text('articles = "."\n')
    t = speak(tmp_path, code)
    everything = (t.of("ask", "all"), "", "", "", "", "", "")
    shown = answer("e", *everything, "l", "nowhere", "a", "n", prompt="keys")
    result = run("scan", "m.md", "--interactive", "--language", "en", "--offline")
    assert (result.code, result.err) == (0, "")
    assert t.of("ask", "number", number=1, of=2) in shown.getvalue()
    unwrapped = re.sub(r"\n +", " ", shown.getvalue())
    assert t.of("ask", "no_reference") in unwrapped
    assert t.of("ask", "tally", accepted=1, skipped=0) in shown.getvalue()
    assert not english_in(shown.getvalue())


@pytest.mark.parametrize("code", OTHERS)
def test_lookup_speaks_the_language(run: Run, tmp_path: Path, online: StandIn, code: str) -> None:
    write_project(tmp_path)
    english = json.loads(run("lookup", DOI, "-f", "json").out)
    t = speak(tmp_path, code)
    found, gone = run("lookup", DOI).out, run("lookup", RETRACTED).out
    missing = run("lookup", "10.5555/synthetic.nowhere").out
    assert t.of("look", "known", key="slutsky2010", claims="rats, people") in found
    assert t.of("look", "nothing", why=t.of("condition", "retracted")) in gone
    assert t.word("notice", "retraction").upper() in gone
    assert f"\n{say(Phrase('the_work'), code)} " in found
    assert "crossref:" not in gone
    assert not english_in(found + gone + missing)
    assert json.loads(run("lookup", DOI, "-f", "json").out) == english


@pytest.mark.parametrize("code", OTHERS)
def test_review_speaks_the_language(  # type: ignore[no-untyped-def]
    run: Run, tmp_path: Path, code: str, answer
) -> None:
    write_project(tmp_path)
    t = speak(tmp_path, code)
    shown = answer("r", "s", prompt="review_keys")
    assert run("review", "--by", "Ann", "--offline").code == 0
    assert t.of("read_by", "tally", done=1, left=2) in shown.getvalue()
    assert t.of("read_by", "never") in shown.getvalue()
    named = run("review", "--by", "Ann", "--claim", "people", "--offline").out
    assert t.word("verdict", "overstated") in named
    assert not english_in(shown.getvalue() + named)


@pytest.mark.parametrize("code", languages())
def test_each_action_has_a_letter_that_begins_its_word(code: str) -> None:
    for prompt, number in (("keys", 6), ("review_keys", 3)):
        text = phrases(code).of("ask", prompt)
        letters = re.findall(r"\[(\w)\]", text)
        assert len(set(letters)) == len(letters) == number
        assert len(re.findall(r"(?<!\S)\[\w\]\w", text)) == number
        assert all(letter.isascii() for letter in letters)
        shown = phrases(code).of("ask", "enter", keys=text)
        assert len(shown) < 80, "it fits into a narrow terminal"


def test_a_language_without_words_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "m.md").write_text(ARTICLE)
    speak(tmp_path, "it")
    result = run("scan", "m.md")
    assert result.code == 2
    assert "there are words in" in result.err


@pytest.mark.parametrize("code", OTHERS)
def test_errors_and_notes_speak_the_language_of_the_settings(
    run: Run, tmp_path: Path, code: str
) -> None:
    write_project(tmp_path)
    assert "there is no claim `nobody`" in run("review", "--by", "Ann", "--claim", "nobody").err
    t = speak(tmp_path, code)
    cases = {
        ("review", "--by", "Ann", "--claim", "nobody"): ("no_claim", {"what": "`nobody`"}),
        ("review", "--by", "Ann"): ("reviews_nothing", {}),
        ("scan", "nowhere.md"): ("no_file", {}),
        ("scan", "-", "--interactive"): ("", {}),
        ("check", "--drafts", "--offline"): ("no_drafts", {}),
    }
    for command, (what, slots) in cases.items():
        result = run(*command)
        # What the language has no words for stays English, and is told all the same.
        assert t.of("told", what, **slots) in result.err if what else "--interactive" in result.err
    near = run("review", "--by", "Ann", "--claim", "peopl").err
    assert (
        t.of("told", "meant", rest=t.of("told", "no_claim", what="`peopl`"), what="`people`")
        in near
    )
    assert (
        t.of("told", "report_in", path="r.html") in run("report", "-o", "r.html", "--offline").out
    )
