"""The editors' page of made-up registries in a real browser: its size, and what a keystroke in the search takes.

    python benchmarks/page.py                  # 400 and 10,000 claims, as one file and as a folder
    python benchmarks/page.py 400 --rounds 9   # a multiple of 400

The first letter is told apart: what was not drawn until then is drawn for it, and all texts are read.

Twenty claims an article (`scale.py`), with texts made up at hand, so that the page shows the articles
themselves. A keystroke is timed within the page, from the event to the frame that shows its result,
in turn with a plain filter of a bare list of as many texts: show what includes the words, hide the
rest. The ratio of the two medians travels between machines, milliseconds do not.
"""

import argparse
import re
import statistics
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from browser import Tab, browser, missing
from magclaims.commands.check import CheckOptions, judged
from magclaims.commands.report import texts
from magclaims.config import load
from magclaims.judge.rule import RULES
from magclaims.model.report import ClaimView, OccurrenceView, Report
from magclaims.render import RenderOptions
from magclaims.render.html import INDEX, pages, render
from scale import write

BASE = 400
"""Claims that are judged; larger registries are these several times."""
WORDS = "slaap"
"""What is typed, a letter at a time; of it, each prefix shows fewer places."""
KEYSTROKE = """
const [value, done] = arguments;
const field = document.querySelector('input[name=q]');
field.value = value;
const from = performance.now();
field.dispatchEvent(new Event('input', {bubbles: true}));
requestAnimationFrame(() => requestAnimationFrame(() => {
  document.documentElement.offsetHeight;
  done(performance.now() - from);
}));
"""
"""Milliseconds from the event to the frame after the one that applied it, with its layout."""
PLAIN = """
const [value, done] = arguments;
const items = [...document.querySelectorAll('li')];
const from = performance.now();
requestAnimationFrame(() => {
  for (const item of items) item.hidden = !item.textContent.toLowerCase().includes(value);
  requestAnimationFrame(() => {
    document.documentElement.offsetHeight;
    done(performance.now() - from);
  });
});
"""


def judged_registry(folder: Path) -> tuple[Report, RenderOptions]:
    """A made-up registry of `BASE` claims with texts at hand, judged."""
    write(folder, BASE)
    registry = (folder / "claims.yaml").read_text()
    articles = folder / "articles"
    articles.mkdir()
    quotes: dict[str, list[str]] = {}
    for name, quote in re.findall(r"article: (\S+)\n\s+quote: (.+)", registry):
        quotes.setdefault(name, []).append(quote)
    for name, found in quotes.items():
        words = "\n\n".join(f"{q[:1].upper()}{q[1:]}. Een zin zonder bewering." for q in found)
        (articles / f"{name}.txt").write_text(f"{words}\n")
    (folder / "claims.yaml").write_text(
        re.sub(r"  (article-\d+):\n", r"  \1:\n    file: \1.txt\n", registry)
    )
    settings = folder / "magclaims.toml"
    settings.write_text(settings.read_text() + 'articles = "articles"\noffline = true\n')
    configuration = load(explicit=settings)
    case, report = judged(CheckOptions(), configuration, language="nl", quietly=True)
    return report, RenderOptions(rules=tuple(RULES.values()), texts=texts(case))


def times(report: Report, options: RenderOptions, number: int) -> tuple[Report, RenderOptions]:
    """The same report so many times side by side, under other names: pages ask for no verdicts."""

    def named(name: str, n: int) -> str:
        return name if n == 0 else f"{name}-{n}"

    def occurrence(o: OccurrenceView, n: int) -> OccurrenceView:
        cause = o.cause
        if cause is not None and cause.reference is not None:
            cause = cause.model_copy(update={"reference": named(cause.reference, n)})
        keys = tuple(named(key, n) for key in o.evidence)
        changed = {"article": named(o.article, n), "evidence": keys, "cause": cause}
        return o.model_copy(update=changed)

    def claim(c: ClaimView, n: int) -> ClaimView:
        evidence = tuple(
            e.model_copy(update={"reference": named(e.reference, n)}) for e in c.evidence
        )
        places = tuple(occurrence(o, n) for o in c.occurrences)
        changed = {"id": named(c.id, n), "evidence": evidence, "occurrences": places}
        return c.model_copy(update=changed)

    copies = range(number)
    verdicts = {v: n * number for v, n in report.summary.verdicts.items()}
    summary = {"claims": report.summary.claims * number, "verdicts": verdicts}
    whole = report.model_copy(
        update={
            "summary": report.summary.model_copy(update=summary),
            "claims": tuple(claim(c, n) for n in copies for c in report.claims),
            "references": tuple(
                r.model_copy(update={"key": named(r.key, n)})
                for n in copies
                for r in report.references
            ),
            "articles": tuple(
                a.model_copy(
                    update={
                        "id": named(a.id, n),
                        "references": tuple(named(key, n) for key in a.references),
                    }
                )
                for n in copies
                for a in report.articles
            ),
        }
    )
    sources = {
        named(name, n): replace(
            source, found={(named(c, n), i): found for (c, i), found in source.found.items()}
        )
        for n in copies
        for name, source in options.texts.items()
    }
    return whole, replace(options, texts=sources)


def timed(tab: Tab, code: str, value: str) -> float:
    """Milliseconds."""
    return float(tab.driver.execute_async_script(code, value))  # type: ignore[no-untyped-call, unused-ignore]


def measure(tab: Tab, plain: Path, rounds: int) -> tuple[float, float]:
    """The median of a keystroke on the open page and on the bare list, in turn."""
    ours: list[float] = []
    bare: list[float] = []
    tab.driver.switch_to.new_window("tab")
    other = tab.driver.current_window_handle
    tab.open(plain)
    (first,) = (h for h in tab.driver.window_handles if h != other)
    for _ in range(rounds):
        for letters in range(1, len(WORDS) + 1):
            tab.driver.switch_to.window(first)
            ours.append(timed(tab, KEYSTROKE, WORDS[:letters]))
            tab.driver.switch_to.window(other)
            bare.append(timed(tab, PLAIN, WORDS[:letters]))
    tab.driver.close()
    tab.driver.switch_to.window(first)
    return statistics.median(ours), statistics.median(bare)


def main() -> None:
    """Print a row for each page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("claims", nargs="*", type=int, default=[400, 10_000])
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    if (why := missing()) is not None:
        sys.exit(f"no browser: {why}")
    print(
        "claims  page        bytes    nodes  ready ms  first letter ms  keystroke ms  bare list ms  ratio"
    )
    with tempfile.TemporaryDirectory() as scratch, browser(Path(scratch) / "profile") as driver:
        tab = Tab(driver)
        driver.set_script_timeout(600)
        report, options = judged_registry(Path(scratch) / "registry")
        for claims in given.claims:
            folder = Path(scratch) / str(claims)
            folder.mkdir()
            made = times(report, options, -(-claims // BASE))
            found = {"one.html": render(*made), **pages(*made)}
            largest = max(
                (name for name in found if name not in {"one.html", INDEX}),
                key=lambda n: len(found[n]),
            )
            for name in ("one.html", INDEX, largest):
                page, plain = folder / name, folder / f"plain-{name}"
                page.write_text(found[name])
                tab.open(page)
                ready = tab.until("performance.getEntriesByType('navigation')[0].loadEventEnd")
                nodes = tab.js("document.getElementsByTagName('*').length")
                listed = tab.js(
                    "[...document.querySelectorAll('[data-f]')].map((n) => n.textContent)"
                )
                plain.write_text(
                    "<!DOCTYPE html><meta charset=utf-8><ul>"
                    + "".join(f"<li>{t.replace('&', '&amp;').replace('<', '&lt;')}" for t in listed)
                )
                first = timed(tab, KEYSTROKE, WORDS[:1])
                ours, bare = measure(tab, plain, given.rounds)
                shown = {"one.html": "one file", INDEX: "index"}.get(name, "article")
                print(
                    f"{claims:6}  {shown:8} {page.stat().st_size:9} {nodes:8} {ready:9.0f} "
                    f"{first:16.0f} "
                    f"{ours:13.1f} {bare:13.1f} {ours / bare:6.2f}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
