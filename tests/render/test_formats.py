"""Escaping, the arrangement for reading, and the formats text, json and github."""

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from format_samples import (
    HOSTILE,
    NL,
    WAIVER,
    claim,
    clean,
    finding,
    occurrence,
    reason,
    reference,
    sample,
    verdict_finding,
)
from magclaims.model.finding import Severity
from magclaims.model.registry import Verdict
from magclaims.model.report import Report, Skipped
from magclaims.render import FORMATS, RenderOptions, choose
from magclaims.render import escape as e
from magclaims.render import text as text_format
from magclaims.render.json import dumps, report_schema
from magclaims.render.known import state_text
from magclaims.render.language import phrases
from magclaims.render.view import arrange

ROOT = Path(__file__).parents[2]
SNAPSHOTS = Path(__file__).parent / "snapshots"
SUFFIXES = {
    "text": "txt",
    "full": "full.txt",
    "concise": "concise.txt",
    "json": "json",
    "github": "github.txt",
    "sarif": "sarif",
} | {
    "junit": "xml",
    "gitlab": "gitlab.json",
    "csv": "csv",
    "jsonld": "jsonld",
    "annotations": "annotations.json",
    "markdown": "md",
    "html": "html",
}


def text(report: Report, **options: object) -> str:
    return FORMATS["text"].render(report, RenderOptions(**options))  # type: ignore[arg-type]


def with_claim(verdict: Verdict = Verdict.OVERSTATED, quote: str = "helps") -> Report:
    view = claim("c", occurrence(verdict, quote))
    one = verdict_finding(Severity.ERROR, view)
    return clean().model_copy(update={"claims": (view,), "findings": (one,)})


# --- escaping


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("a\x1b[31mb\x1b[0mc", "abc"),
        ("a\x1b]0;title\x07b", "ab"),
        ("a\x1b]8;;http://x\x1b\\b", "ab"),
        ("a\x9b2Jb", "ab"),
        ("a\x1bcb", "ab"),
        ("a\x1b", "a"),
        ("a\r\nb\u2028c\x85d\te", "a b c d e"),
        ("a\u202eb\u2066c\u200bd\ufeffe", "abcde"),
        ("a\U000e0041b", "ab"),
        ("a\ud800b\uffffc", "a\ufffdb\ufffdc"),
        ("a\x00b\x7fc\x80d", "abcd"),
        ("  naïve – “µg” 中文 👩\u200d⚕  ", "naïve – “µg” 中文 👩\u200d⚕"),
    ],
)
def test_plain(raw: str, expected: str) -> None:
    assert e.plain(raw) == expected


def test_plain_cuts_to_the_limit() -> None:
    assert e.plain("abcdef", 4) == "abc…"
    assert e.plain("abcd", 4) == "abcd"
    assert len(e.plain("x" * 10_000_000, 100)) == 100


@pytest.mark.parametrize("raw", ["\x1b]" * 50_000, "\x1b[" + "1;" * 50_000, " \n" * 50_000])
def test_plain_of_repeated_openings_ends(raw: str) -> None:
    assert "\x1b" not in e.plain(raw)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("::error::x", ": :error::x"),
        ("a\n::error::x", "a : :error::x"),
        ("std::vector", "std::vector"),
        ("a ##[error]x", "a ## [error]x"),
        ("a ##vso[task]x", "a ## vso[task]x"),
    ],
)
def test_log_line(raw: str, expected: str) -> None:
    assert e.log_line(raw) == expected


def test_workflow_escapes() -> None:
    assert e.workflow_message("1%\r\n2") == "1%25%0D%0A2"
    assert e.workflow_property("a:b,c%") == "a%3Ab%2Cc%25"


def test_json_text_keeps_the_data() -> None:
    data = {"a": "\x9b\u202e\U000e0041 é中"}
    encoded = e.json_text(json.dumps(data, ensure_ascii=False))
    assert json.loads(encoded) == data
    assert "é中" in encoded
    assert not set(encoded) & set("\x9b\u202e\U000e0041\ud800")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("*a* _b_ `c` [d](e) |f|", r"\*a\* \_b\_ \`c\` \[d\](e) \|f\|"),
        ("<b>&amp;", "&lt;b&gt;&amp;amp;"),
        ("@user #12 #x", "@&#8203;user #&#8203;12 #x"),
        ("https://x.y www.z.org", "https:&#8203;//x.y www&#46;z.org"),
        ("a\\|b", "a\\\\\\|b"),
    ],
)
def test_markdown(raw: str, expected: str) -> None:
    assert e.markdown(raw) == expected


def test_markdown_code() -> None:
    assert e.markdown_code("a`b|c") == r"`a'b\|c`"
    assert e.markdown_code("\x00") == ""


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("http://example.org/é\"'>", "http://example.org/%C3%A9%22'%3E"),
        ("javascript:alert(1)", None),
        ("JavaScript://example.org/%0aalert(1)", None),
        ("data:text/html,x", None),
        ("//example.org/", None),
        ("https://", None),
        ("https://user:pw@example.org/", None),
        ("https://[bad/", None),
        ("https://example.org/\nx", None),
        ("https://example.org/a b", None),
        ("https://example.org/" + "x" * 2000, None),
        (None, None),
    ],
)
def test_safe_url(url: str | None, expected: str | None) -> None:
    assert e.safe_url(url) == expected


def test_identifier_addresses() -> None:
    assert e.doi_url("10.1000/a(b)<c>;1#") == "https://doi.org/10.1000/a(b)%3Cc%3E;1%23"
    assert e.doi_url("javascript:alert(1)") is None
    assert e.doi_url('10.1000/"\n') is None
    assert e.doi_url(None) is None
    assert e.pmid_url("123") == "https://pubmed.ncbi.nlm.nih.gov/123/"
    assert e.pmid_url("12/../x") is None
    assert e.pmid_url("１２") is None
    assert e.language_tag("nl-BE") == "nl-BE"
    assert e.language_tag('nl" onclick="x') is None


# --- the registry of formats


def test_auto_is_github_only_under_github_actions() -> None:
    assert choose("auto", {"GITHUB_ACTIONS": "true"}).name == "github"
    assert choose("auto", {"GITHUB_ACTIONS": "1"}).name == "text"
    assert choose("auto", {}).name == "text"
    assert choose("sarif", {"GITHUB_ACTIONS": "true"}).name == "sarif"
    with pytest.raises(KeyError):
        choose("yaml", {})


def test_naming_the_formats_imports_none_of_them() -> None:
    code = (
        "import sys, magclaims.render\n"
        "heavy = {'rich', 'jinja2', 'magclaims.render.text', 'magclaims.render.html'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("make", [sample, clean])
def test_every_format_is_deterministic_and_free_of_control_characters(name: str, make) -> None:  # type: ignore[no-untyped-def]
    out = FORMATS[name].render(make())
    assert out == FORMATS[name].render(make())
    assert out.endswith("\n")
    assert not out.endswith("\n\n")
    assert not set(out) & set("\x00\x07\x1b\x7f\x9b\r\u202e\u202c\ufeff\u2028")
    out.encode("utf-8")


@pytest.mark.parametrize("name", FORMATS)
def test_snapshot(name: str) -> None:
    """The whole output; write it anew with UPDATE_SNAPSHOTS=1 and read the difference."""
    path = SNAPSHOTS / f"report.{SUFFIXES[name]}"
    out = FORMATS[name].render(sample())
    if os.environ.get("UPDATE_SNAPSHOTS"):
        path.write_text(out, encoding="utf-8", newline="\n")
    assert out == path.read_text(encoding="utf-8")


# --- the arrangement


def test_every_finding_is_shown_exactly_once() -> None:
    view = arrange(sample())
    shown = [
        *(p.verdict for p in view.places if p.verdict and not p.verdict.waived),
        *(f for p in view.places for f in p.open),
        *view.findings,
        *view.waived,
    ]
    assert sorted(f.message for f in shown) == sorted(f.message for f in view.report.findings)


def test_two_places_at_one_position_do_not_share_a_finding() -> None:
    twice = claim("c", occurrence(Verdict.OVERSTATED, "a"), occurrence(Verdict.OVERSTATED, "b"))
    o = twice.occurrences[0]
    one = finding(
        "EVI002",
        "overstated",
        Severity.ERROR,
        "x",
        path=o.path,
        line=o.line,
        column=o.column,
        about=("c", None, o.article),
    )
    report = clean().model_copy(update={"claims": (twice,), "findings": (one,)})
    assert [p.verdict for p in arrange(report).places] == [one, None]


def test_worst_first_and_the_baseline_last() -> None:
    found = [(p.occurrence.verdict, p.baseline) for p in arrange(sample()).worst_places]
    assert found == [
        (Verdict.UNSUPPORTED, False),
        (Verdict.OVERSTATED, False),
        (Verdict.PARTLY_SUPPORTED, False),
        (Verdict.CONTRADICTED, True),
    ]


def test_an_article_without_an_entry_is_still_shown() -> None:
    view = arrange(with_claim().model_copy(update={"articles": ()}))
    assert [g.article.id for g in view.groups] == ["synthetic-en"]


# --- text


def test_every_finding_starts_a_line_that_editors_can_jump_to() -> None:
    report = sample()
    lines = text(report, width=60, verbosity="verbose").splitlines()
    for f in report.findings:
        head = f"{f.path}:{f.line}:{f.column}: {f.code} "
        assert any(line.startswith(head) for line in lines), head


RATS = "studied rats; the sentence reads as if it were about people"


def repeated() -> Report:
    """One cause in three places of two articles, with two examples of the same advice (synthetic)."""
    advice = ('Say who it was, e.g. "In rats a."', 'Say who it was, e.g. "In rats b."')
    places = [("en", "one", advice[0]), ("en", "two", advice[0]), ("nl", "three", advice[1])]
    views = [
        claim(
            f"c{line}",
            occurrence(
                Verdict.OVERSTATED,
                words,
                article=article,
                line=line,
                found=None,
                reasons=(reason("x", RATS), reason("y", f"only of {words}")),
                suggestion=write,
                usable=("doe2020",),
            ),
        )
        for line, (article, words, write) in enumerate(places, start=1)
    ]
    found = tuple(verdict_finding(Severity.ERROR, view) for view in views)
    return clean().model_copy(update={"claims": tuple(views), "findings": found})


def test_one_cause_is_told_once_with_its_places_beneath() -> None:
    lines = text(repeated(), summary=False).splitlines()
    assert lines[0].startswith("1. Doe 2020") or lines[0].startswith("1. doe2020")
    assert "3 places" in lines[0]
    assert [line for line in lines if RATS in line] == [f"    why: {RATS}"]
    assert [line for line in lines if "Say who" in line] == [
        '    write: Say who it was, e.g. "In rats a."'
    ]
    assert "(1 place with another example: -v shows each)" in lines[3]
    assert [line.split("“")[-1] for line in lines[4:10]] == [
        "    in en",
        "one”",
        "two”",
        "    in nl",
        "three”",
        "",
    ]


def test_another_advice_of_the_same_cause_stands_apart_from_the_place_above() -> None:
    report = repeated()
    *same, last = report.claims
    (place,) = last.occurrences
    other = place.model_copy(update={"suggestion": "Leave it out."})
    claims = (*same, last.model_copy(update={"occurrences": (other,)}))
    lines = text(report.model_copy(update={"claims": claims}), summary=False).splitlines()
    at = lines.index("    write: Leave it out.")
    assert lines[at - 1] == ""
    assert "“three”" in " ".join(lines[at + 1 : at + 3])


@pytest.mark.parametrize("how", ["full", "verbose"])
def test_each_place_is_told_whole_where_that_is_asked_for(how: str) -> None:
    out = (
        FORMATS["full"].render(repeated(), RenderOptions())
        if how == "full"
        else text(repeated(), verbosity="verbose")
    )
    assert out.count(RATS) == 3
    assert "only of three" in out
    assert "In rats b." in out


def test_concise_is_one_line_a_finding() -> None:
    out = FORMATS["concise"].render(sample(), RenderOptions(summary=False))
    places = [f"{f.path}:{f.line}:{f.column}: {f.code}" for f in sample().findings if not f.waived]
    lines = out.splitlines()
    assert all(any(line.startswith(place) for place in places) for line in lines)
    assert len(lines) == sum(not (f.waived or f.baseline) for f in sample().findings)
    quiet = FORMATS["concise"].render(sample(), RenderOptions(summary=False, verbosity="quiet"))
    assert {line.split()[2] for line in quiet.splitlines()} == {"error:"}


def test_text_wraps_at_the_width_but_never_inside_a_word() -> None:
    quote = " ".join(["word"] * 200)
    for width in (60, 100):
        lines = text(with_claim(quote=quote), width=width, summary=False).splitlines()
        assert max(map(len, lines)) <= width
    assert "x" * 300 in text(with_claim(quote="x" * 300), width=60)


def test_wide_characters_count_as_two_columns() -> None:
    lines = text(with_claim(quote="漢字 " * 50), width=60, summary=False).splitlines()
    assert all(sum(2 if c in "漢字" else 1 for c in line) <= 60 for line in lines)


def test_a_wrapped_line_is_never_a_workflow_command() -> None:
    out = text(with_claim(quote="::error::x " * 100), width=40)
    assert not [line for line in out.splitlines() if line.strip().startswith("::")]


def test_colour_only_where_asked_and_markup_stays_text() -> None:
    assert "\x1b[" in text(sample(), color=True)
    assert "\x1b" not in text(sample())
    assert "[bold red]x[/]" in text(sample(), width=1000)


def test_quiet_shows_errors_alone() -> None:
    out = text(sample(), verbosity="quiet")
    assert "EVI002 overstated" in out
    assert "DOI001 error" in out
    assert "retracted bad2019" in out
    for absent in ("partly supported (", "TXT002", "REF004", "Waived", "roe2021", "old.txt"):
        assert absent not in out
    assert "no answer: Crossref" in out


def test_normal_hides_what_is_supported_and_verbose_shows_it() -> None:
    assert "geheugen" not in text(sample())
    out = text(sample(), verbosity="verbose")
    assert "supported “in ratten verbeterde het geheugen”" in out
    assert "The sentence names the animals." in out
    assert "unsupported (waived)" in out


def test_a_verdict_whose_rule_was_left_out_is_shown_only_when_verbose() -> None:
    report = with_claim().model_copy(update={"findings": ()})
    assert "helps" not in text(report)
    assert ":1:1: overstated “helps”" in text(report, verbosity="verbose")


def test_never_says_not_retracted() -> None:
    for name in FORMATS:
        out = FORMATS[name].render(sample()).lower()
        assert "not retracted" not in out
        assert "no retraction" not in out.replace("knew of no retraction", "")
    assert "no notice as of 2 January 2026 (Crossref): doe2020" in text(sample())


def test_notices_of_another_work_say_nothing_about_this_one() -> None:
    other = reference("x", "mismatch", reason="The record is another work.")
    assert state_text(other, phrases("en")) == (
        "The record is another work; asked on 2 January 2026 (Crossref)"
    )


def test_unverified_is_said_with_its_reason() -> None:
    out = text(sample())
    assert "unverified (1), Crossref: 503: roe2021" in out
    assert "1 reference is unverified: not wrong, and not checked." in out
    offline = sample().model_copy(update={"offline": True})
    assert "unverified (offline)" in text(offline)


def test_the_summary_can_stand_alone() -> None:
    report = sample()
    whole, summary = text(report), text_format.summary(report, RenderOptions())
    assert summary.startswith("Checked 6 claims")
    assert whole == text(report, summary=False) + "\n" + summary


def test_bibliographies_alone_have_no_empty_article_section() -> None:
    report = sample().model_copy(update={"claims": (), "articles": ()})
    out = text(report)
    assert out.startswith("articles/synthetic-en.txt:12:5: EVI002 error: ")
    assert "Files and references" not in out


def test_law_says_once_that_it_is_no_advice() -> None:
    assert text(sample()).count("not legal advice") == 1
    assert "legal" not in text(clean())


# --- json


def test_json_is_the_model() -> None:
    report = sample()
    out = FORMATS["json"].render(report)
    assert Report.model_validate_json(out) == report
    data = json.loads(out)
    assert list(data)[:4] == ["schema", "tool", "checked_at", "offline"]
    assert data["schema"] == 1
    assert data["claims"][1]["occurrences"][0]["quote"] == HOSTILE


def test_the_schema_in_the_repository_is_current_and_holds() -> None:
    schema = report_schema()
    assert (ROOT / "schema" / "report.schema.json").read_text(encoding="utf-8") == schema
    jsonschema.Draft202012Validator.check_schema(json.loads(schema))
    for report in (sample(), clean()):
        jsonschema.validate(json.loads(FORMATS["json"].render(report)), json.loads(schema))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"schema": 2}, json.loads(schema))


def test_every_field_of_the_findings_is_described() -> None:
    definitions = json.loads(report_schema())["$defs"]
    for model in ("Finding", "OccurrenceView", "EvidenceView", "NoticeView"):
        for name, field in definitions[model]["properties"].items():
            assert "description" in field, f"{model}.{name}"


# --- github


def test_github_annotates_worst_first_and_leaves_out_what_is_accepted() -> None:
    report = sample()
    lines = FORMATS["github"].render(report).splitlines()
    commands = [line.split(" ", 1)[0] for line in lines if line.startswith("::")]
    assert commands == ["::error"] * 3 + ["::warning"] * 3 + ["::notice"] * 2
    assert not [line for line in lines if WAIVER.reason in line or "EVI003" in line]
    assert lines[-1].startswith("Findings: 3 errors, 3 warnings, 2 notes")


def test_github_escapes_properties_and_messages() -> None:
    out = FORMATS["github"].render(sample())
    assert (
        "::notice file=data/odd%2Cname%3Ax.bib,line=9,col=2,"
        "title=REF004 unused-reference::"
        "data/odd,name:x.bib:9:2: REF004 100%25 unused: roe2021\n"
    ) in out


def test_github_holds_one_command_a_line_and_none_from_outside() -> None:
    skipped = (Skipped(what="::error::x", why="##[error]y\n::warning::z"),)
    out = FORMATS["github"].render(sample().model_copy(update={"skipped": skipped}))
    for line in out.splitlines():
        if line.startswith("::"):
            properties = line[2:].split("::", 1)[0]
            assert properties.count("=") == 4
        else:
            assert "##[" not in line
            assert line.startswith(
                ("No answer", "Not checked", "Checked", "Verdicts", "Findings", "1 ")
            )


def test_github_caps_a_message() -> None:
    long = finding("SCH001", "broken", Severity.ERROR, "x" * 100_000, about=(None, None, NL))
    out = FORMATS["github"].render(clean().model_copy(update={"findings": (long,)}))
    assert max(map(len, out.splitlines())) < 2000


@pytest.mark.parametrize(
    "words",
    [
        "".join(map(chr, range(0x300))),
        '\u2028\u2029\u202e\ufeff\U000e0001"\\/ end',
        "half a character: \ud800",
    ],
)
def test_json_is_what_python_writes(words: str) -> None:
    report = sample()
    told = report.findings[0].model_copy(update={"message": words})
    report = report.model_copy(update={"findings": (told, *report.findings[1:])})
    written = FORMATS["json"].render(report, None)
    assert written == dumps(report.model_dump(mode="json", by_alias=True))
    assert json.loads(written)["findings"][0]["message"] == words.replace("\ud800", "\ufffd")
