"""How many printed references are read rightly, field by field.

    python benchmarks/references.py [--unseen] [--show N]

Real records of journal articles are printed in the styles that people use (AMA, APA, Vancouver, Harvard, MLA, Chicago,
Nature, IEEE, Wikipedia, blogs) and put into lists as they stand in articles: numbered, bulleted, footnotes, HTML lists and
tables, plain text. An item is right when every field that it prints is read as printed, and none that it does not print is
filled. Development looks at three fifths of the records and at the styles above the line; the rest is unseen, and
`--unseen` prints its figures alone.
"""

import argparse
import html
import json
import re
import zlib
from collections import Counter
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

from magclaims.gather.sources.records import work_from_crossref
from magclaims.model.registry import Person
from magclaims.model.work import Work
from magclaims.read.article.articles import Format, parse
from magclaims.read.article.model import ReferenceItem

DATA = Path(__file__).parent.parent / "../shared/crossref/works.jsonl"
GROUPS = (
    "World Health Organization",
    "EFSA Panel on Dietetic Products, Nutrition and Allergies (NDA)",
    "EFSA",
    "WHO",
    "Gezondheidsraad",
    "National Institutes of Health, Office of Dietary Supplements",
    "Voedingscentrum",
    "RIVM",
    "Scientific Committee on Food",
    "Institute of Medicine (US)",
    "Deutsche Gesellschaft für Ernährung e.V.",
    "Cochrane Collaboration",
)
REMARKS = (" 🧠", " (diermodel)", " – gratis te lezen", " [Link]", "")


@dataclass(frozen=True)
class Printed:
    """A style's text in Markdown, and the fields that it prints."""

    text: str
    authors: tuple[str, ...] = ()
    title: str = ""
    year: int | None = None
    journal: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""


@dataclass(frozen=True)
class Record:
    """A record with what the styles need."""

    people: tuple[Person, ...]
    title: str
    journal: str
    short: str
    year: int
    volume: str
    issue: str
    pages: str
    doi: str
    number: int


def records() -> Iterator[Record]:
    """Journal articles with authors, a title in plain Latin letters, a journal and a place in it."""
    for number, line in enumerate(DATA.read_text(encoding="utf-8").splitlines()):
        work: Work = work_from_crossref(json.loads(line), retrieved="2026-01-01T00:00:00Z")
        people = tuple(p for p in work.authors if p.family and p.given and p.given[0].isupper())
        title = " ".join(work.title.split()).rstrip(".")
        pages = work.pages or work.article_number
        plain = title.isprintable() and not re.search(r"[<>$\\*_\[\]|`\"“”{}]", title)
        latin = all(ord(c) < 0x250 or not c.isalpha() for c in title + work.journal)
        if (
            work.type != "journal-article"
            or not (
                people and len(people) == len(work.authors) and work.year and work.volume and pages
            )
            or not (plain and latin and len(title.split()) > 3 and work.journal)
            or title.isupper()
            or any(not re.fullmatch(r"[^\W\d_][\w'’. -]*", f"{p.family} {p.given}") for p in people)
            or any(" and " in (p.family or "") for p in people)  # a journal as the author
            or any((p.family or "").isupper() and len(p.family or "") > 3 for p in people)
        ):
            continue
        raw = json.loads(line).get("short-container-title") or [work.journal]
        yield Record(
            people, title, html.unescape(work.journal), html.unescape(raw[0]), work.year, work.volume,
            work.issue, pages.replace("--", "-"), work.doi or "", number,
        )  # fmt: skip


def is_unseen(record: Record) -> bool:
    """Whether a record is kept from development."""
    return zlib.crc32(record.doi.encode()) % 5 < 2


def initials(person: Person, dot: str = "", gap: str = "") -> str:
    """The initials of the given names: `I`, `I.`, `I. M.`; a hyphen stays in dotted ones."""
    found = []
    for part in re.split(r"[\s.]+", person.given or ""):
        letters = [piece[0].upper() for piece in part.split("-") if piece and piece[0].isalpha()]
        found.append((f"{dot}-" if dot else "").join(letters) + dot if letters else "")
    return gap.join(piece for piece in found if piece)


def vancouver(r: Record, most: int = 3) -> str:
    """`Slutsky I, Abumaria N, Wu LJ, et al.`; with a full stop."""
    listed = ", ".join(f"{p.family} {initials(p)}" for p in r.people[:most])
    return f"{listed}, et al." if len(r.people) > most else f"{listed}."


def apa_names(r: Record, last: str = "&", most: int = 7) -> str:
    """`Slutsky, I., Abumaria, N., & Wu, L.-J.`."""
    listed = [f"{p.family}, {initials(p, '.', ' ')}" for p in r.people[:most]]
    if len(r.people) > most:
        return ", ".join(listed[:-1]) + ", ... " + f"{last} {listed[-1]}"
    return listed[0] if len(listed) == 1 else ", ".join(listed[:-1]) + f", {last} {listed[-1]}"


def first_et_al(r: Record, others: str = "et al.", form: str = "{family}") -> str:
    """`Slutsky et al.`, where there are others."""
    p = r.people[0]
    name = form.format(
        family=p.family, dotted=initials(p, ".", " "), plain=initials(p), given=p.given
    )
    return f"{name} {others}" if len(r.people) > 1 else name


def families(r: Record, most: int | None = None) -> tuple[str, ...]:
    """The family names that a style prints."""
    return tuple(str(p.family) for p in r.people[:most])


def place(r: Record) -> str:
    """`65(2):165-177`."""
    issue = f"({r.issue})" if r.issue else ""
    return f"{r.volume}{issue}:{r.pages}"


def dash(r: Record) -> str:
    """Pages with a long dash."""
    return r.pages.replace("-", "–")


def whole(r: Record, text: str, authors: tuple[str, ...], *, journal: str = "") -> Printed:
    """A style that prints every field."""
    return Printed(text, authors, r.title, r.year, journal or r.journal, r.volume, r.issue, r.pages)


def end(title: str) -> str:
    """A title with the mark that ends it."""
    return title if title.endswith(("?", "!")) else f"{title}."


def ama(r: Record) -> Printed:
    """AMA."""
    doi = f" doi:{r.doi}" if r.number % 2 else ""
    text = f"{vancouver(r)} {end(r.title)} *{r.short.rstrip('.')}*. {r.year};{place(r)}.{doi}"
    return whole(r, text, families(r, 3), journal=r.short)


def vancouver_month(r: Record) -> Printed:
    """Vancouver, as PubMed gives it."""
    text = (
        f"{vancouver(r, 6)} {end(r.title)} {r.short.rstrip('.')}. {r.year} Mar 3;{place(r)}. "
        f"doi: {r.doi}. PMID: 99999991; PMCID: PMC9999991."
    )
    return whole(r, text, families(r, 6), journal=r.short)


def apa(r: Record) -> Printed:
    """APA, seventh edition."""
    issue = f"({r.issue})" if r.issue else ""
    text = (
        f"{apa_names(r)} ({r.year}). {end(r.title)} *{r.journal}*, *{r.volume}*{issue}, {dash(r)}. "
        f"https://doi.org/{r.doi}"
    )
    return whole(r, text, families(r, 7))


def apa_plain(r: Record) -> Printed:
    """APA as it is typed, without italics."""
    issue = f"({r.issue})" if r.issue else ""
    text = f"{apa_names(r)} ({r.year}). {end(r.title)} {r.journal}, {r.volume}{issue}, {r.pages}."
    return whole(r, text + REMARKS[r.number % 5], families(r, 7))


def harvard(r: Record) -> Printed:
    """Harvard."""
    issue = f"({r.issue})" if r.issue else ""
    name = first_et_al(r, "*et al.*", "{family}, {dotted}")
    text = f"{name} ({r.year}) '{r.title}', *{r.journal}*, {r.volume}{issue}, pp. {dash(r)}."
    return whole(r, text, families(r, 1))


def mla(r: Record) -> Printed:
    """MLA."""
    name = first_et_al(r, "et al.", "{family}, {given}").replace(" et al.", ", et al.").rstrip(".")
    no = f" no. {r.issue}," if r.issue else ""
    mark = "" if r.title.endswith(("?", "!")) else "."
    text = f"{name}. “{r.title}{mark}” *{r.journal}*, vol. {r.volume},{no} {r.year}, pp. {dash(r)}."
    return whole(r, text, families(r, 1))


def chicago(r: Record) -> Printed:
    """Chicago."""
    first, *others = r.people[:4]
    names = [f"{first.family}, {first.given}", *(f"{p.given} {p.family}" for p in others)]
    listed = names[0] if not others else ", ".join(names[:-1]) + f", and {names[-1]}"
    no = f", no. {r.issue}" if r.issue else ""
    stop = "" if listed.endswith(".") else "."
    text = f'{listed}{stop} "{end(r.title)}" *{r.journal}* {r.volume}{no} ({r.year}): {dash(r)}.'
    return whole(r, text, families(r, 4))


def nature(r: Record) -> Printed:
    """Nature."""
    name = first_et_al(r, "et al.", "{family}, {dotted}")
    text = f"{name} {end(r.title)} *{r.short}* **{r.volume}**, {dash(r)} ({r.year})."
    return replace(whole(r, text, families(r, 1), journal=r.short), issue="")


def ieee(r: Record) -> Printed:
    """IEEE."""
    names = [f"{initials(p, '.', ' ')} {p.family}" for p in r.people[:6]]
    listed = names[0] if len(names) == 1 else ", ".join(names[:-1]) + f" and {names[-1]}"
    no = f" no. {r.issue}," if r.issue else ""
    text = f'{listed}, "{r.title}," *{r.journal}*, vol. {r.volume},{no} pp. {r.pages}, {r.year}.'
    return whole(r, text, families(r, 6))


def blog_dutch(r: Record) -> Printed:
    """A Dutch blog."""
    name = first_et_al(r, "e.a.", "{family} {plain}")
    text = f"{name} ({r.year}). {end(r.title)} {r.journal}. [Link](https://doi.org/{quote(r.doi)})"
    return Printed(text, families(r, 1), r.title, r.year, r.journal)


def blog_quoted(r: Record) -> Printed:
    """`Author et al. (year). "Title." *Journal*` and an emoji."""
    text = f'{first_et_al(r)} ({r.year}). "{end(r.title)}" *{r.journal}*{REMARKS[r.number % 5]}'
    return Printed(text, families(r, 1), r.title, r.year, r.journal)


def blog_dash(r: Record) -> Printed:
    """`Author et al. (year) – [Title](...), *Journal*`."""
    name = first_et_al(r, "et al.", "{family} {plain}")
    text = f"{name} ({r.year}) – [{r.title}](https://doi.org/{quote(r.doi)}), *{r.journal}*"
    return Printed(text, families(r, 1), r.title, r.year, r.journal)


def blog_title_first(r: Record) -> Printed:
    """`[Title](...). *Journal*, year`."""
    text = f"[{r.title}](https://doi.org/{quote(r.doi)}). *{r.journal}*, {r.year}."
    return Printed(text, (), r.title, r.year, r.journal)


def blog_spaces(r: Record) -> Printed:
    """Pages and volume with spaces, and a remark."""
    issue = f" ({r.issue})" if r.issue else ""
    pages = r.pages.replace("-", " - ")
    text = f"{vancouver(r)} {end(r.title)} {r.short.rstrip('.')} {r.year}; {r.volume}{issue}: {pages}{REMARKS[r.number % 5]}"
    return whole(r, text, families(r, 3), journal=r.short)


def group(r: Record) -> Printed:
    """A group as the author, APA."""
    name = GROUPS[r.number % len(GROUPS)]
    issue = f"({r.issue})" if r.issue else ""
    text = f"{name} ({r.year}). {end(r.title)} *{r.journal}*, {r.volume}{issue}, {dash(r)}."
    return whole(r, text, (name,))


def group_page(r: Record) -> Printed:
    """A page of an authority."""
    name = GROUPS[r.number % len(GROUPS)]
    text = f"{name.rstrip('.')}. {end(r.title)} {r.year}. https://www.example.org/{r.number}"
    return Printed(text, (name,), r.title, r.year)


SEEN: tuple[Callable[[Record], Printed], ...] = (
    ama, vancouver_month, apa, apa_plain, harvard, mla, chicago, nature, ieee, blog_dutch, blog_quoted, blog_dash,
    blog_title_first, blog_spaces, group, group_page,
)  # fmt: skip

# --- unseen: written before anything was developed on the styles above, and only measured ------------


def cse(r: Record) -> Printed:
    """CSE, name and year."""
    listed = ", ".join(f"{p.family} {initials(p)}" for p in r.people[:5])
    text = f"{listed}. {r.year}. {end(r.title)} {r.short.rstrip('.')}. {place(r)}."
    return whole(r, text, families(r, 5), journal=r.short)


def wikipedia_en(r: Record) -> Printed:
    """The English Wikipedia."""
    listed = "; ".join(f"{p.family}, {p.given}" for p in r.people[:4])
    issue = f" ({r.issue})" if r.issue else ""
    text = f'{listed} ({r.year}). "{r.title}". *{r.journal}*. **{r.volume}**{issue}: {dash(r)}.'
    return whole(r, text, families(r, 4))


def wikipedia_de(r: Record) -> Printed:
    """The German Wikipedia."""
    listed = ", ".join(f"{initials(p, '.', ' ')} {p.family}" for p in r.people[:4])
    no = f", Nr. {r.issue}" if r.issue else ""
    text = f"{listed}: *{end(r.title)}* In: *{r.journal}.* Band {r.volume}{no}, {r.year}, S. {dash(r)}."
    return whole(r, text, families(r, 4))


def dutch_harvard(r: Record) -> Printed:
    """Harvard as Dutch schools teach it."""
    names = [f"{p.family}, {initials(p, '.')}" for p in r.people[:3]]
    listed = names[0] if len(names) == 1 else ", ".join(names[:-1]) + f" en {names[-1]}"
    no = f", nr. {r.issue}" if r.issue else ""
    text = f"{listed} ({r.year}), ‘{r.title}’, *{r.journal}*, jrg. {r.volume}{no}, p. {r.pages}"
    return whole(r, text, families(r, 3))


def cell(r: Record) -> Printed:
    """Cell."""
    listed = apa_names(r, "and", 5)
    text = f"{listed} ({r.year}). {end(r.title)} {r.short.rstrip('.')} *{r.volume}*, {dash(r)}."
    return replace(whole(r, text, families(r, 5), journal=r.short), issue="")


UNSEEN: tuple[Callable[[Record], Printed], ...] = (
    cse,
    wikipedia_en,
    wikipedia_de,
    dutch_harvard,
    cell,
)

FIRST = "Jansen A, Pieters B. Zinc in made-up rats. J Invented Res. 2019;12(3):45-51."


def document(items: list[str], kind: int) -> tuple[str, Format]:
    """An article with a list; the first and last items are made up, so that each has neighbours."""
    listed = [FIRST, *items, FIRST.replace("2019", "2018")]
    head = "Een zin over zink.\n\n## Bronnen\n\n"
    if kind == 0:
        return head + "\n".join(f"{n}. {item}" for n, item in enumerate(listed, 1)), "markdown"
    if kind == 1:
        return head + "\n".join(f"- {item}" for item in listed), "markdown"
    if kind == 2:
        return "Zin.\n\n" + "\n".join(f"[^{n}]: {i}" for n, i in enumerate(listed, 1)), "markdown"
    tagged = [as_html(item) for item in listed]
    if kind == 3:
        rows = "".join(f"<li>{item}</li>" for item in tagged)
        return f"<p>Een zin.</p><h2>Bronnen</h2><ol>{rows}</ol>", "html"
    if kind == 4:
        rows = "".join(f"<tr><td>{n}</td><td>{i}</td></tr>" for n, i in enumerate(tagged, 1))
        return f"<p>Een zin.</p><h2>Bronnen</h2><table>{rows}</table>", "html"
    plain = [re.sub(r"\[([^\]]+)\]\(([^)]+)\)", r"\1 \2", i).replace("*", "") for i in listed]
    return "Een zin.\n\nBronnen\n\n" + "\n".join(
        f"[{n}] {i}" for n, i in enumerate(plain, 1)
    ), "text"


def as_html(item: str) -> str:
    """The little Markdown of the styles as HTML."""
    item = html.escape(item, quote=False)
    item = re.sub(r"\[([^\]]+)\]\(([^)]+)\)", r'<a href="\2">\1</a>', item)
    item = re.sub(r"\*\*([^*]+)\*\*", r"<b>\1</b>", item)
    return re.sub(r"\*([^*]+)\*", r"<em>\1</em>", item)


def bare(text: str) -> str:
    """Letters and digits."""
    return "".join(c for c in text.casefold() if c.isalnum())


def wrong(
    printed: Printed,
    read: ReferenceItem | None,
    groups: Container[str] = frozenset(map(bare, GROUPS)),
) -> list[str]:
    """The fields that were read wrongly; `groups`: the names, bare, that are no people's."""
    if read is None:
        return ["item"]
    pairs = {
        "authors": (True, are_named(read.authors, printed.authors, groups)),
        "title": (bare(printed.title), bare(read.title)),
        "year": (printed.year, read.year),
        "journal": (bare(printed.journal), bare(read.journal)),
        "volume": (bare(printed.volume), bare(read.volume)),
        "issue": (bare(printed.issue), bare(read.issue)),
        "pages": (bare(printed.pages), bare(read.pages)),
    }
    return [name for name, (wanted, found) in pairs.items() if wanted != found]


def are_named(read: Sequence[str], told: Sequence[str], groups: Container[str]) -> bool:
    """Whether names are those that were printed: of people the family name tells, of groups all of it.

    "C. Ving Ching" may be of the family Ching or Ving Ching: what the name is split into is another's work.
    """
    pairs = [(bare(a), bare(b)) for a, b in zip(read, told, strict=False)]
    return len(read) == len(told) and all(
        a == b or (b not in groups and (a.startswith(b) or a.endswith(b))) for a, b in pairs
    )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--unseen", action="store_true", help="only what is unseen in development")
    parser.add_argument(
        "--show", type=int, default=0, help="show so many wrong items of each style"
    )
    options = parser.parse_args()
    if not DATA.is_file():
        print("the records are not at hand (../shared/crossref/works.jsonl)")
        return
    every = list(records())
    held = [r for r in every if is_unseen(r)]
    seen = [r for r in every if r not in held]
    chosen: list[tuple[Callable[[Record], Printed], list[Record]]]
    if options.unseen:
        chosen = [(s, held) for s in SEEN] + [(s, every) for s in UNSEEN]
    else:
        chosen = [(s, seen) for s in SEEN]
    totals: Counter[str] = Counter()
    print(
        f"{len(every)} records, {len(held)} of them unseen\n{'style':18} items right     % of which wrong in"
    )
    for style, over in chosen:
        faults: Counter[str] = Counter()
        right = 0
        shown = 0
        for index, record in enumerate(over):
            item = style(record)
            text, format_ = document([item.text], index % 6)
            if format_ == "text":  # neither italics nor links are left
                item = replace(item, text=text)
            found = parse(text, format_=format_).references
            read = found[1] if len(found) == 3 else None
            bad = wrong(item, read)
            right += not bad
            faults.update(bad)
            if bad and shown < options.show:
                shown += 1
                print(
                    f"\n{style.__name__}/{index % 6} {bad} ({len(found)} items)\n   {item.text if format_ != 'text' else text}"
                )
                if read is not None:
                    print(
                        f"   {read.authors} | {read.title} | {read.journal} | {read.year} {read.volume} {read.issue} {read.pages}"
                    )
        totals.update(items=len(over), right=right)
        print(
            f"{style.__name__:18} {len(over):5} {right:5} {100 * right / len(over):5.1f} {dict(faults) or ''}"
        )
    print(
        f"{'all':18} {totals['items']:5} {totals['right']:5} {100 * totals['right'] / totals['items']:5.1f}"
    )


if __name__ == "__main__":
    main()
