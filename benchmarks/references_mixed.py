"""How many printed references are read rightly: every style with every quirk that people print them with.

    python benchmarks/references_mixed.py [--unseen] [--later] [--show N] [--style NAME] [--quirk NAME]

Styles and quirks are data (`references_mixed.toml`). An item is put together from both and from made-up facts, half of the
articles from real records where they are at hand; what is to be read is what was printed. Half of the styles and a third
of the quirks are kept from development: `--unseen` prints the figures of the items that have one of them, and shows none.
Last come the items written by hand (`references_fresh.toml`), half of them kept likewise.
"""

import argparse
import random
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import fill
from typing import Any

from magclaims.read.article.articles import Format, parse
from references import DATA, Printed, as_html, bare, document, records, wrong

ALL = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
FACTS = ALL["facts"]
LATER = FACTS | ALL["later"]
FRESH = Path(__file__).with_name("references_fresh.toml")
LISTS = ("numbered", "bullets", "footnotes", "ol", "table", "text")
Row = Mapping[str, Any]


def initials(given: str, dot: str, gap: str) -> str:
    """`Jan-Willem` as `J.-W.` or `JW`."""
    words = re.split(r"\s", given)
    joined = f"{dot}-" if dot else ""
    return gap.join(joined.join(p[0] for p in word.split("-")) + dot for word in words)


NAMES: Mapping[str, Callable[[str, str], str]] = {
    "inverted": lambda g, f: f"{f}, {initials(g, '.', ' ')}",
    "inverted_tight": lambda g, f: f"{f}, {initials(g, '.', '')}",
    "pubmed": lambda g, f: f"{f} {initials(g, '', '')}",
    "pubmed_dotted": lambda g, f: f"{f} {initials(g, '.', '')}",
    "before": lambda g, f: f"{initials(g, '.', ' ')} {f}",
    "before_tight": lambda g, f: f"{initials(g, '.', '')} {f}",
    "full": lambda g, f: f"{g} {f}",
    "full_inverted": lambda g, f: f"{f}, {g}",
    "full_first": lambda g, f: f"{f}, {g}",
    "caps_inverted_full": lambda g, f: f"{f.upper()}, {g}",
    "family": lambda _, f: f,
}


def facts(rng: random.Random, real: list[Any], style: Row, quirk: Row) -> dict[str, Any]:
    """A work: its people (given, family), a group or nobody, and the slots."""
    facts = LATER if style.get("later") else FACTS
    kind, who = style.get("kind", "article"), quirk.get("people", "")
    count = {"one": 1, "two": 2, "six": 6}.get(who) or rng.choice((1, 2, 3, 4, 5))
    names = facts[who] if who in {"particles", "hyphens"} else facts["family"]
    people = [(rng.choice(facts["given"]), f) for f in rng.sample(names, count)]
    if who == "capitals":
        people = [(g, f.upper()) for g, f in people]
    if style["names"] == "none" or who == "none":
        people = []
    s, o = rng.choice(facts["substances"]), rng.choice(facts["outcomes"])
    title = rng.choice(facts["titles"]).format(s=s, S=s[0].upper() + s[1:], o=o)
    journal, short = rng.choice(facts["journals"])
    low = rng.randint(1, 900)
    slots = {
        "year": rng.randint(1990, 2025), "title": title[0].upper() + title[1:], "journal": journal, "short": short,
        "volume": str(rng.randint(2, 150)), "issue": str(rng.randint(1, 12)), "pages": f"{low}-{low + rng.randint(2, 20)}",
        "doi": f"10.1234/made.{rng.randint(1000, 9999)}", "publisher": rng.choice(facts["publishers"]),
        "town": rng.choice(facts["towns"]), "book": rng.choice(facts["books"]), "day": rng.choice(("3 mei", "12 March", "1 juin")),
        "editor": f"{rng.choice('ABJKM')}. {rng.choice(facts['family'])}",
    }  # fmt: skip
    if kind == "paper":
        slots["journal"] = rng.choice(facts["papers"])
    if kind == "article" and real and rng.random() < 0.5:
        r = rng.choice(real)
        slots |= {
            "title": r.title, "journal": r.journal, "short": r.short, "year": r.year, "volume": r.volume, "issue": r.issue,
            "pages": r.pages, "doi": r.doi,
        }  # fmt: skip
        if people and not who:
            people = [(str(p.given), str(p.family)) for p in r.people[: rng.choice((1, 2, 3, 8))]]
    slots |= style.get("set", {}) | quirk.get("set", {})
    if "more" in quirk:
        slots["title"] = slots["title"].rstrip(" ?") + quirk["more"]
    for name in ("journal", "short"):
        slots[name] += quirk.get("journal_more", "")
    if quirk.get("stops"):
        slots["short"] = " ".join(f"{w}." if len(w) < 9 else w for w in slots["short"].split())
    if quirk.get("caps"):
        slots["title"] = slots["title"].upper()
    if quirk.get("cased"):
        slots["title"] = " ".join(w[0].upper() + w[1:] for w in slots["title"].split())
    group = who == "group" or style["names"] == "group"
    return slots | {"people": people, "group": rng.choice(facts["groups"]) if group else ""}


def changes(style: Row, quirk: Row, work: Mapping[str, Any]) -> bool:
    """Whether a quirk can be printed in a style, and changes anything of it."""
    text: str = style["text"]
    slots = set(re.findall(r"\{(\w+)\}", text))
    has_journal = not slots.isdisjoint({"journal", "short"})
    paged = {"volume"} if quirk.get("set") else set()  # pages of a book have no letters
    unissued = not work["issue"] and "{issue}" in re.sub(r"<[^>]*>", "", text)
    doubled = "In: " in quirk.get("journal", "") and "n: {journal}" in text
    return not (
        (not quirk.get("set", {}).keys() | paged <= slots or quirk.get("only", "") not in text)
        or ({"journal", "journal_more"} & quirk.keys() and not has_journal)
        or (quirk.get("stops") and "short" not in slots)
        or unissued
        or doubled
    )


def printed(rng: random.Random, real: list[Any], style: Row, quirk: Row) -> Printed | None:
    """An item in a style with a quirk; None where the quirk changes nothing of it."""
    text: str = style["text"]
    work = facts(rng, real, style, quirk)
    if not changes(style, quirk, work):
        return None
    slots = set(re.findall(r"\{(\w+)\}", text))
    shortened = "short" in slots
    slots |= {"journal"} if shortened else set()
    told = [work["group"]] if work["group"] else [f for _, f in work["people"]]
    if (quirk.get("people") and style["names"] in {"none", "group"}) or not told:
        if quirk.get("people") and quirk["people"] != "none":
            return None
        text = re.sub(r"^\{names\}(,? \(?\{year\}\)?)[.:,]? \{title\}", r"{title}\1", text)
        text, told = re.sub(r"\{names\}[.,:]? ?(?:[–|-] )?", "", text), []
        text = text.replace("(, {year})", "({year})").replace("(year})", "({year})")
    elif not work["group"]:
        form, most = NAMES[style["names"]], style.get("most", 7)
        listed = [form(g, f) for g, f in work["people"][:most]]
        if style["names"] == "full_first":
            listed[1:] = [f"{g} {f}" for g, f in work["people"][1:most]]
        told = told[:most]
        more = len(work["people"]) > most
        between = style.get("between", ", ")
        last = between if more or len(listed) < 2 else style.get("last", ", ")
        names = last.join(filter(None, [between.join(listed[:-1]), listed[-1]]))
        work["names"] = names + (style.get("others", ", et al") if more else "")
    else:
        work["names"] = work["group"]
    if "{issue}" in text and not work["issue"]:
        text = re.sub(r"<[^>]*\{issue\}[^>]*>", "", text)
    text = re.sub(r"[<>]", "", text)
    for name in ("title", "journal", "short"):
        key = "title" if name == "title" else "journal"
        form = quirk.get(key, style.get(key, "{}"))
        more = quirk.get("more_unread", "") if key == "title" else ""
        work[f"{name}_text"] = form.format(work[name]) + more
    year = quirk.get("year", "{}").format(work["year"])
    ended = re.search(r"[?!][\"”“’'»)\]*]*$", work["title_text"].partition("](")[0])
    if ended:  # a mark of its own ends it
        text = re.sub(r"(\{title\})\.", r"\1", text)
        work["title_text"] = re.sub(r"[,.](?=[”\"]$)", "", work["title_text"])
    if text.startswith("{names}. ") and str(work.get("names", "")).endswith("."):
        text = text.replace("{names}. ", "{names} ", 1)
    shown = re.sub(r"\{(title|journal|short)\}", r"{\1_text}", text).replace("{year}", year)
    item = quirk.get("head", "") + shown.format(**work) + quirk.get("tail", "").format(**work)
    dated = "{year}" in text and any(map(str.isdigit, year))
    has = {
        name: work[name] if f"{{{name}}}" in text else "" for name in ("volume", "issue", "pages")
    }
    journal = work["short" if shortened else "journal"] if "journal" in slots else ""
    if style.get("kind") == "preprint":
        journal = "medRxiv"
    return Printed(
        item, tuple(told), work["title"], work["year"] if dated else None, journal, **has
    )


def listing(item: str, kind: int) -> tuple[str, Format]:
    """An article with a list of three items in one of twelve forms."""
    if kind < 6:
        return document([item], kind)
    first = "Jansen A, Pieters B. Zinc in made-up rats. J Invented Res. 2019;12(3):45-51."
    items = [first, item, first.replace("2019", "2018")]
    head = "Een zin over zink.\n\n## Bronnen\n\n"
    if kind == 6:
        return head + "\n\n".join(items), "markdown"
    if kind == 7:
        joined = "<br>".join(f"{n}. {as_html(i)}" for n, i in enumerate(items, 1))
        return f"<p>Een zin.</p><h2>Bronnen</h2><p>{joined}</p>", "html"
    if kind == 8:
        return head + "- Artikelen\n" + "\n".join(f"  - {i}" for i in items), "markdown"
    if kind == 9:
        return head + "\n".join(f"[{n}] {i}" for n, i in enumerate(items, 1)), "markdown"
    items = [re.sub(r"\[([^\]]+)\]\(([^)]+)\)", r"\1 \2", i).replace("*", "") for i in items]
    if kind == 10:
        lines = [fill(f"{n}. {i}", 60, subsequent_indent="   ") for n, i in enumerate(items, 1)]
        return "Een zin over zink.\n\nBronnen\n\n" + "\n".join(lines), "text"
    return "Een zin over zink.\n\nBronnen\n\n" + "\n\n".join(fill(i, 72) for i in items), "text"


def by_hand(name: str, *, show: bool) -> None:
    """Print how many of the items written by hand are right, and the wrong ones that may be shown."""
    found = tomllib.loads(FRESH.read_text(encoding="utf-8"))["item"]
    items = [i for i in found if i.get("look", "seen") == name]
    faults: list[list[str]] = []
    for i in items:
        authors = tuple(i.get("group", i.get("authors", ())))
        rest = {name: i.get(name, "") for name in ("journal", "volume", "issue", "pages")}
        item = Printed(i["text"], authors, i["title"], i.get("year"), **rest)
        format_: Format
        if i["list"] == "html":
            first = "<li>Jansen A, Pieters B. Zinc in made-up rats. J Invented Res. 2019;12(3):45-51.</li>"
            text, format_ = f"<h2>Bronnen</h2><ol>{first}<li>{item.text}</li>{first}</ol>", "html"
        else:
            text, format_ = document([item.text], LISTS.index(i["list"]))
        read = parse(text, format_=format_).references
        bad = wrong(item, read[1] if len(read) == 3 else None, set(map(bare, i.get("group", ()))))
        if bad:
            faults.append([f"{n}!" if len(read) == 3 and getattr(read[1], n) else n for n in bad])
            if show:
                print(
                    f"{i['style']}: {faults[-1]} ({len(read)} items)\n   {item.text}\n   {read[1]}"
                )
    false = sum(any(n.endswith("!") for n in bad) for bad in faults)
    print(
        f"by hand, {name}: {len(items) - len(faults)} of {len(items)} items right, {false} with a wrong field"
    )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--unseen", action="store_true", help="only what is kept from development")
    parser.add_argument(
        "--show", type=int, default=0, help="show so many wrong items of each style"
    )
    parser.add_argument("--style", default="", help="only this style")
    parser.add_argument("--quirk", default="", help="only this quirk")
    parser.add_argument("--later", action="store_true", help="only with what was added later")
    options = parser.parse_args()
    real = list(records()) if DATA.is_file() else []
    by_style: Counter[tuple[str, bool]] = Counter()
    by_quirk: Counter[tuple[str, bool]] = Counter()
    fields: Counter[str] = Counter()
    false = 0
    for style in ALL["style"]:
        for number, quirk in enumerate(ALL["quirk"]):
            held = bool(style.get("held") or quirk.get("held"))
            named = options.style in {"", style["name"]} and options.quirk in {"", quirk["name"]}
            rng = random.Random(f"{style['name']} {quirk['name']}")
            item = printed(rng, real, style, quirk)
            late = bool(style.get("later") or quirk.get("later"))
            if held != options.unseen or not named or item is None or late < options.later:
                continue
            text, format_ = listing(item.text, quirk.get("list", number % 4 // 3))
            found = parse(text, format_=format_).references
            read = found[1] if len(found) == 3 else None
            bad = wrong(item, read, set(map(bare, FACTS["groups"] + LATER["groups"])))
            by_style[style["name"], not bad] += 1
            by_quirk[quirk["name"], not bad] += 1
            fields.update(bad)
            false += any(getattr(read, name, None) for name in bad)
            if bad and not options.unseen and by_style[style["name"], False] <= options.show:
                print(
                    f"{style['name']} / {quirk['name']}: {bad} ({len(found)} items)\n   {item.text}"
                )
                if read:
                    print(
                        f"   {read.authors} | {read.title} | {read.year} | {read.journal} | {read.volume} | {read.issue} | {read.pages}"
                    )
    for title, counts in (("style", by_style), ("quirk", by_quirk)):
        shares = []
        for name in dict.fromkeys(name for name, _ in counts):
            right, all_ = counts[name, True], counts[name, True] + counts[name, False]
            shares.append((right / all_, name, right, all_))
        print(
            f"\nworst {title}s: "
            + ", ".join(f"{n} {r}/{a}" for s, n, r, a in sorted(shares)[:25] if s < 0.95)
        )
    right, count = sum(n for (_, ok), n in by_style.items() if ok), by_style.total()
    print(
        f"\n{right} of {count} items right ({100 * right / max(1, count):.1f} %), {false} with a wrong field; {dict(fields)}"
    )
    if not options.style + options.quirk:
        for name in ("kept", "second") if options.unseen else ("seen",):
            by_hand(name, show=options.show > 0 and not options.unseen)


if __name__ == "__main__":
    main()
