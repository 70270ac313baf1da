"""The editors' page and the Markdown report."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from itertools import product

import pytest
from markdown_it import MarkdownIt

from format_samples import claim, clean, finding, occurrence, reason, reference, sample
from magclaims.model.finding import Severity
from magclaims.model.registry import Verdict
from magclaims.model.report import ArticleView, Report
from magclaims.render import FORMATS, RenderOptions
from magclaims.render.html import pages
from magclaims.render.labels import ICONS, STATUS_ICONS
from magclaims.render.labels import VERDICTS as LABELS
from magclaims.render.view import arrange

VOID = {"meta", "link", "br", "input"}


class Page(HTMLParser):
    """Collects elements, and fails on tags that do not close in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self._stack: list[str] = []
        self.feed(text)
        self.close()
        assert not self._stack

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        assert len(dict(attrs)) == len(attrs)
        if tag not in VOID:
            self._stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._stack.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._stack:
            self.texts[self._stack[-1]] = self.texts.get(self._stack[-1], "") + data

    def filtered(self) -> list[set[str]]:
        """What the filter may ask of each place: a card says its verdict and article by where it stands."""
        found, article = [], None
        for _, attributes in self.elements:
            article = attributes.get("data-a") or article
            if "data-f" in attributes:
                verdict = re.search(r"tone-(\w+)", attributes.get("class") or "")
                own = {f"v:{verdict[1]}"} if verdict else set()
                found.append({*(attributes["data-f"] or "").split(), *own, f"a:{article}"})
        return found

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def page(report: Report) -> str:
    return FORMATS["html"].render(report)


def many() -> Report:
    """More places than the list of what to fix first shows."""
    claims = tuple(
        claim(
            f"c{n}",
            occurrence(Verdict.OVERSTATED, f"quote {n}", line=n, reasons=(reason("x", "Why."),)),
        )
        for n in range(1, 21)
    )
    return clean().model_copy(update={"claims": claims})


# --- the page


@pytest.mark.parametrize("make", [sample, clean, many])
def test_the_page_is_well_formed_and_its_links_lead_somewhere(make) -> None:  # type: ignore[no-untyped-def]
    parsed = Page(page(make()))
    ids = [a["id"] for _, a in parsed.elements if "id" in a]
    assert len(set(ids)) == len(ids)
    for name, attributes in parsed.elements:
        target = attributes.get("href") or ""
        if target.startswith("#") and "=" in target:  # a filter
            wanted = {part.replace("=", ":") for part in target[1:].split("&")}
            assert any(wanted <= tokens for tokens in parsed.filtered())
        elif target.startswith("#"):
            assert target[1:] in ids
        label = attributes.get("aria-labelledby")
        assert label is None or label in ids
        assert not [a for a in attributes if a.startswith("on")], name
    assert parsed.all("html") == [{"lang": "en"}]
    assert len(parsed.all("h1")) == 1


def test_the_page_asks_for_nothing_from_outside() -> None:
    text = page(sample())
    parsed = Page(text)
    policy = parsed.all("meta")[1]["content"] or ""
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-")
    script = parsed.texts["script"]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}';" in policy
    assert len(parsed.all("script")) == 1
    assert not [a for _, a in parsed.elements if "src" in a]
    assert [a["href"] for a in parsed.all("link")] == ["data:,"]
    assert "url(" not in parsed.texts["style"]
    assert "@import" not in parsed.texts["style"]


def test_only_safe_addresses_become_links() -> None:
    for attributes in Page(page(sample())).all("a"):
        target = attributes["href"] or ""
        assert target.startswith(
            ("#", "https://doi.org/10.", "https://pubmed", "https://x.invalid")
        )
        if not target.startswith("#"):
            assert attributes["rel"] == "noopener noreferrer"
    site = reference("site", "no_identifier", asked=False).model_copy(
        update={"url": "https://example.org/page"}
    )
    bad = site.model_copy(update={"key": "bad", "url": "javascript:alert(1)"})
    text = page(clean().model_copy(update={"references": (site, bad)}))
    assert 'href="https://example.org/page"' in text
    assert "javascript:alert(1)</span>" in text


def test_hostile_text_stays_text() -> None:
    text = page(sample())
    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "{{7*7}}" in text
    assert "Copyright" not in text


def test_quotes_and_suggestions_carry_the_language_of_the_article() -> None:
    text = page(sample())
    assert '<q lang="nl" dir="auto">in ratten verbeterde het geheugen</q>' in text
    assert '<p class="write">In rats, synthetic salt was' in text  # that of the page
    odd = ArticleView(id="synthetic-en", title="t", language='x" onclick="y', source=None)
    assert "lang=" not in page(clean().model_copy(update={"articles": (odd,)})).split("<body ")[1]


def test_what_to_fix_first() -> None:
    first = page(sample()).split('id="first"')[1].split('id="claims"')[0]
    verdicts = [">unsupported<", ">overstated<", ">partly supported<"]
    order = [">bad2019<", ">poe2017<", ">moe2016<", *verdicts]
    places = [first.index(word) for word in order]
    assert places == sorted(places)
    assert "2 places rest on it" in first
    assert "Retraction, 4 March 2025, says Crossref" in first
    assert "verlaagt stress" not in first


def test_one_cause_is_told_once_with_all_its_places() -> None:
    first = page(many()).split('id="first"')[1].split('id="claims"')[0]
    assert first.count('<li id="cause-') == 1
    assert "20 places say more than it supports" in first
    assert first.count('href="#p-') == 20
    assert "<details><summary>20 places in 1 article</summary>" in first


def test_errors_in_files_are_not_forgotten() -> None:
    broken = finding("SCH001", "broken-entry", Severity.ERROR, "The entry does not end.")
    report = clean().model_copy(update={"findings": (broken,)})
    text = page(report)
    assert "Nothing: no error" not in text
    assert '<a href="#findings">1 error in the files' in text
    out = FORMATS["markdown"].render(report)
    assert "1 error in the files and the other references: see below." in out


def test_a_bad_reference_shows_what_its_finding_says() -> None:
    first = page(sample()).split('id="first"')[1].split('id="claims"')[0]
    assert "bad2019 was retracted" in first
    assert "Remove the reference, and what rests on it." in first
    assert "The registries say that there is no such work." in first


def test_a_clean_report_says_that_nothing_is_to_be_fixed() -> None:
    text = page(clean())
    assert "No place in the articles needs a change" in text
    assert "Nothing: no error, no retracted or wrong reference" in text
    assert "without the network" in text
    assert "legal advice" not in text
    assert "legal advice" in page(sample())


def test_bibliographies_alone() -> None:
    report = sample().model_copy(update={"claims": (), "articles": (), "findings": ()})
    text = page(report)
    assert "No claims were checked" in text
    assert "No article is registered." in text
    nothing = page(report.model_copy(update={"references": ()}))
    assert "No references." in nothing


def test_verdicts_are_told_by_word_and_icon() -> None:
    text = page(sample())
    for verdict in Verdict:
        assert f'<b class="badge tone-{verdict.value}">{LABELS[verdict]}</b>' in text
        assert f'.tone-{verdict.value}{{--icon:"{ICONS[verdict.value]}"' in text
    for status, icon in STATUS_ICONS.items():
        assert f'.tone-{status}{{--icon:"{icon}"' in text


# --- contrast (WCAG 2.2, success criterion 1.4.3: 4.5 to 1 for text)


def _themes() -> dict[str, dict[str, str]]:
    style = Page(page(clean())).texts["style"]
    blocks = re.findall(r":root ?\{(.*?)\}", style, re.DOTALL)
    values = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})\b", block)) for block in blocks]
    return dict(zip(("light", "dark", "print"), values, strict=True))


def _luminance(color: str) -> float:
    digits = color[1:] if len(color) == 7 else "".join(c * 2 for c in color[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_contrast(theme: str) -> None:
    colors = _themes()[theme]
    pairs = [
        *product(("ink", "soft", "link"), ("page", "card")),
        *product(("ink", "soft"), ("wash", "supported-wash")),
        *((v.value, f"{v.value}-wash") for v in Verdict),
        *((v.value, "card") for v in Verdict),
    ]
    for one, other in pairs:
        assert _contrast(colors[one], colors[other]) >= 4.5, (theme, one, other)


# --- Markdown


def rendered(report: Report) -> str:
    """The report as GitHub would show it: CommonMark with tables and bare links."""
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    return str(parser.render(FORMATS["markdown"].render(report)))


def test_markdown_holds_no_markup_from_outside() -> None:
    out = rendered(sample())
    assert "<script" not in out
    assert "evil.invalid" in out
    links = re.findall(r'href="([^"]*)"', out)
    assert links
    assert all(link.startswith("https://doi.org/10.5555/") for link in links)
    assert re.findall(r"@(?!\u200b)\w", out) == []


def test_markdown_tables_keep_their_columns() -> None:
    out = rendered(sample())
    for table in re.findall(r"<table>.*?</table>", out, re.DOTALL):
        rows = [len(re.findall(r"<t[hd][ >]", row)) for row in table.split("</tr>")[:-1]]
        assert len(set(rows)) == 1
    assert out.count("<table>") == 4


def test_markdown_lists_what_to_fix_first_and_where() -> None:
    out = FORMATS["markdown"].render(sample())
    first = out.split("## Fix first")[1].split("\n## ")[0]
    assert re.findall(r"^(\d+)\. ", first, re.MULTILINE) == list("1234567")
    assert "“improves your memory within weeks” (synthetic-en, line 12)" in first
    assert "**advice:** In rats" in first


def test_markdown_tells_one_cause_once() -> None:
    out = FORMATS["markdown"].render(many())
    first = out.split("## Fix first")[1].split("\n## ")[0]
    assert first.count("20 places say more than it supports") == 1
    assert "; and 15 more" in first


def test_markdown_of_a_clean_and_of_an_empty_report() -> None:
    assert "Nothing: no error" in FORMATS["markdown"].render(clean())
    empty = clean().model_copy(update={"claims": (), "references": ()})
    out = FORMATS["markdown"].render(empty)
    assert "No claim of this article is registered." in out
    assert "## References" not in out


def test_the_sentence_stands_around_the_quoted_words_and_stays_text() -> None:
    place = occurrence(Verdict.OVERSTATED, "improves memory").model_copy(
        update={
            "sentence": "It <b>really</b> improves memory, they say.",
            "words": "improves memory",
        }
    )
    report = clean().model_copy(update={"claims": (claim("c", place),)})
    text = page(report)
    assert "&lt;b&gt;really&lt;/b&gt; <mark>improves memory</mark>, they say." in text


# --- in another language


def test_the_dutch_page_has_no_english_word_but_what_comes_from_outside() -> None:
    text = page(sample().model_copy(update={"language": "nl"}))
    parsed = Page(text)
    assert parsed.all("html") == [{"lang": "nl"}]
    assert "Gecontroleerd op 2 januari 2026" in text
    assert "Geaccepteerd door ed tot en met 1 januari 2027" in text
    for word in ("Fix first", "Advice", '"Why"', "Copy", "unsupported<", "What the words"):
        assert word not in text
    # A message of a rule is told in Dutch by its rule; its own words are marked as English.
    assert "Geen register kent dit nummer." in text
    assert '<div class="small soft" lang="en"><p>Declared conditional, graded causal.</p>' in text


def test_the_dutch_markdown_is_dutch() -> None:
    out = FORMATS["markdown"].render(sample().model_copy(update={"language": "nl"}))
    assert out.startswith("# Beweringen en bewijs")
    assert "## Eerst aanpakken" in out
    assert "(synthetic-en, regel 12)" in out
    assert "Fix first" not in out


def test_a_language_without_phrases_is_english() -> None:
    assert "Fix first" in page(sample().model_copy(update={"language": "it"}))


# --- in a folder


def test_the_folder_has_an_index_and_a_page_for_each_article() -> None:
    made = pages(sample(), RenderOptions())
    assert set(made) == {"index.html", "synthetic-en.html", "synthetic-nl.html"}
    parsed = {name: Page(text) for name, text in made.items()}
    ids = {
        name: {a["id"] for _, a in found.elements if "id" in a} for name, found in parsed.items()
    }
    for name, found in parsed.items():
        for _, attributes in found.elements:
            file, _, fragment = (attributes.get("href") or "").partition("#")
            if "=" in fragment:  # a filter shows something of its own page
                wanted = {part.replace("=", ":") for part in fragment.split("&")}
                assert any(wanted <= tokens for tokens in found.filtered())
            if ":" in file or "=" in fragment or not (file or fragment):
                continue
            assert file in {"", *made}
            assert not fragment or fragment in ids[file or name], (name, file, fragment)
    assert not parsed["index.html"].all("blockquote")
    assert "improves your memory within weeks" in made["synthetic-en.html"]
    assert "in ratten verbeterde" not in made["synthetic-en.html"]


def test_names_of_articles_become_no_paths() -> None:
    report = sample()
    articles = tuple(
        ArticleView(id=name, title="x", language="en", source=None)
        for name in ("../../etc/passwd", "index", "Ünï", "a/b", "a b", "---")
    )
    made = pages(report.model_copy(update={"claims": (), "articles": articles}), RenderOptions())
    assert len(made) == 7
    assert all(re.fullmatch(r"[a-z0-9-]+\.html", name) for name in made)


def test_the_anchor_of_a_place_stays_when_others_come_and_go() -> None:
    one, two = (claim(n, occurrence(Verdict.OVERSTATED, f"quote {n}")) for n in ("a", "b"))
    both = arrange(clean().model_copy(update={"claims": (one, two)}))
    alone = arrange(clean().model_copy(update={"claims": (two,)}))
    assert both.places[1].anchor == alone.places[0].anchor
    twice = arrange(clean().model_copy(update={"claims": (one, one)}))
    assert twice.places[0].anchor != twice.places[1].anchor


def test_advice_names_works_and_tells_what_to_note_in_the_registry_apart() -> None:
    """Editors know no keys of the bibliography, and write in no registry."""
    said = "Cite Synthetic 2020 [known] [other]. For the registry: note what it says."
    place = occurrence(Verdict.OVERSTATED, "a synthetic quote", suggestion=said).model_copy(
        update={"evidence_needed": "Already known: Synthetic 2020 [known]."}
    )
    known = reference("known", "verified")
    report = sample().model_copy(
        update={"claims": (claim("synthetic", place),), "references": (known,)}
    )
    page = FORMATS["html"].render(report)
    assert ">Cite Synthetic 2020 [other].</p>" in page
    assert ">For the registry: note what it says.</small>" in page
    assert "Already known: Synthetic 2020." in page
