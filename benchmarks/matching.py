"""How well `magclaims.match` tells right entries from wrong ones, on perturbed real records.

Each record becomes a BibTeX entry, is spoilt in one way (or only printed in another way, which must
not be flagged), is read back by `magclaims.read.bibtex` and compared with the record. Printed are a
table per kind and the overall detection and false alarms.

    python benchmarks/matching.py [--data FILE] [--seed N] [--show KIND]

The data (Crossref records, JSON lines) are not part of the project; without them it says so and ends.
"""

import argparse
import hashlib
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import matching_titles
from magclaims.gather.sources.records import work_from_crossref
from magclaims.knowledge.notices import notice_kind
from magclaims.match import RecordMatch, compare
from magclaims.match.identity import Identity
from magclaims.model.registry import Reference
from magclaims.model.work import Work
from magclaims.read.bibtex import parse_bibliography
from matching_identity import CLEAN as CLEAN_RECORDS
from matching_identity import PLANTED, Plant, Record, judged
from matching_typed import FORMS, Write, people_of

DATA = Path(__file__).parent.parent / "../shared/crossref/works.jsonl"
SEED = 20261121
AIM_DETECTION, AIM_FALSE_ALARMS = 0.98, 0.01


@dataclass(frozen=True)
class Entry:
    """The printed fields of an entry, in plain text; `tex` writes accents and signs as TeX."""

    title: str
    authors: tuple[str, ...]
    year: str
    journal: str
    volume: str
    issue: str
    pages: str
    tex: bool = False
    kind: str = "article"
    author_text: str = ""
    """The value of `author` as typed, in the place of `authors`."""


def entry_of(work: Work) -> Entry:
    """A record as a careful writer prints it."""
    return Entry(
        title=work.title,
        authors=tuple(
            f"{p.family}, {p.given}" if p.given else p.family or f"{{{p.name}}}"
            for p in work.authors
        ),
        year=str(work.year or ""),
        journal=work.journal,
        volume=work.volume,
        issue=work.issue,
        pages=work.pages or work.article_number,
        kind="article" if work.type == "journal-article" else "misc",
    )


def bibtex(entry: Entry, *, key: str = "key", doi: str = "") -> str:
    """The entry as BibTeX; braces that would break it are left out."""
    write = to_tex if entry.tex else escape
    fields = {
        "title": write(entry.title),
        "author": entry.author_text
        or " and ".join(
            re.sub(r"\band\b", "{and}", write(name, braces=True)) for name in entry.authors
        ),
        "year": entry.year,
        "journal": write(entry.journal),
        "volume": escape(entry.volume),
        "number": escape(entry.issue),
        "pages": escape(entry.pages),
        "doi": doi,
    }
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{entry.kind}{{{key},\n{body}}}\n"


def escape(text: str, *, braces: bool = False) -> str:
    """What BibTeX needs and no more."""
    if not braces:
        text = text.replace("{", "").replace("}", "")
    return re.sub(r"(?<!\\)([&%#$_])", r"\\\1", text.replace("\\", ""))


ACCENTS = {"´": "'", "̈": '"', "̀": "`", "́": "'", "̂": "^", "̃": "~", "̧": "c ", "̌": "v "}
SIGNS = {"α": r"$\alpha$", "β": r"$\beta$", "γ": r"$\gamma$", "μ": r"$\mu$", "κ": r"$\kappa$"}
SIGNS |= {"ø": r"{\o}", "ß": r"{\ss}", "–": "--", "æ": r"{\ae}", "ł": r"{\l}"}


def to_tex(text: str, *, braces: bool = False) -> str:
    """Accents, Greek letters and dashes as TeX writes them."""
    import unicodedata

    decomposed = unicodedata.normalize("NFD", escape(text, braces=braces))
    text = re.sub(
        r"([A-Za-z])([̀-ͯ])",
        lambda m: f"{{\\{ACCENTS[m[2]]}{m[1]}}}" if m[2] in ACCENTS else m[0],
        decomposed,
    )
    text = "".join(SIGNS.get(letter, letter) for letter in text)
    return unicodedata.normalize("NFC", text)


class Corpus:
    """The records, and what a spoiler needs of the others."""

    def __init__(self, works: list[Work], records: Mapping[str, Record] | None = None) -> None:
        self.works = works
        self.records = records or {}
        self.by_journal: dict[str, list[Work]] = defaultdict(list)
        self.by_author: dict[str, list[Work]] = defaultdict(list)
        for work in works:
            if work.journal:
                self.by_journal[work.journal].append(work)
            if work.authors:
                self.by_author[work.authors[0].family.lower()].append(work)

    def other(self, work: Work, rng: random.Random, field: str) -> Work | None:
        """Another record that has the field, with another value."""
        for _ in range(50):
            candidate = rng.choice(self.works)
            value = getattr(candidate, field)
            if value and value != getattr(work, field) and candidate.doi != work.doi:
                return candidate
        return None


@dataclass(frozen=True)
class Case:
    """What a spoiler works on."""

    entry: Entry
    work: Work
    corpus: Corpus
    rng: random.Random


Spoil = Callable[[Case], Entry | None]


# --- Faults: each must be found -----------------------------------------------------------------


def other_title(at: Case) -> Entry | None:
    """The title of another record."""
    other = at.corpus.other(at.work, at.rng, "title")
    return replace(at.entry, title=other.title) if other else None


def title_word(at: Case) -> Entry | None:
    """One long word of the title replaced by another record's."""
    other = at.corpus.other(at.work, at.rng, "title")
    long_words = re.findall(r"[A-Za-z]{6,}", at.entry.title)
    new_words = re.findall(r"[A-Za-z]{6,}", other.title) if other else []
    if len(at.entry.title.split()) < 4 or not long_words or not new_words:
        return None
    old, new = at.rng.choice(long_words), at.rng.choice(new_words)
    if old.lower()[:4] == new.lower()[:4]:
        return None
    return replace(at.entry, title=at.entry.title.replace(old, new, 1))


def first_author(at: Case) -> Entry | None:
    """Another record's first author."""
    other = at.corpus.other(at.work, at.rng, "authors")
    if not at.entry.authors or other is None or not other.authors[0].family:
        return None
    new = entry_of(other).authors[0]
    if not at.work.authors[0].family or new in at.entry.authors:
        return None
    return replace(at.entry, authors=(new, *at.entry.authors[1:]))


def authors_swapped(at: Case) -> Entry | None:
    """The second author first."""
    a = at.entry.authors
    if len(a) < 2 or a[0].split(",")[0] == a[1].split(",")[0]:
        return None
    return replace(at.entry, authors=(a[1], a[0], *a[2:]))


def year(at: Case) -> Entry | None:
    """A year that is none of the record's."""
    years = [(at.work.year or 0) + d for d in (-10, -3, -2, -1, 1, 2, 3, 10)]
    years = [y for y in years if y not in at.work.other_years]
    return replace(at.entry, year=str(at.rng.choice(years))) if at.work.year else None


def journal(at: Case) -> Entry | None:
    """Another record's journal."""
    other = at.corpus.other(at.work, at.rng, "journal")
    if not at.entry.journal or other is None or at.entry.kind != "article":
        return None
    if other.journal in at.work.other_journals:
        return None
    return replace(at.entry, journal=other.journal)


def volume(at: Case) -> Entry | None:
    """Another volume."""
    if not at.entry.volume.isdigit():
        return None
    return replace(at.entry, volume=str(int(at.entry.volume) + at.rng.choice((1, 2, 10))))


def first_page(at: Case) -> Entry | None:
    """Another range of pages."""
    match = re.match(r"(\D*)(\d+)(-(\D*)(\d+))?$", at.entry.pages)
    if match is None:
        return None
    shift = at.rng.choice((3, 40, 111))
    end = f"-{match[4]}{int(match[5]) + shift}" if match[3] else ""
    return replace(at.entry, pages=f"{match[1]}{int(match[2]) + shift}{end}")


def last_page(at: Case) -> Entry | None:
    """The right first page, another last one."""
    match = re.match(r"(\D*\d+)-(\D*)(\d+)$", at.entry.pages)
    if match is None or match[1] == match[2] + match[3]:
        return None
    return replace(at.entry, pages=f"{match[1]}-{match[2]}{int(match[3]) + at.rng.choice((1, 3))}")


def volume_and_issue(at: Case) -> Entry | None:
    """Volume and issue in each other's place."""
    if (
        not (at.entry.volume.isdigit() and at.entry.issue.isdigit())
        or at.entry.volume == at.entry.issue
    ):
        return None
    return replace(at.entry, volume=at.entry.issue, issue=at.entry.volume)


def another_work(at: Case) -> Entry | None:
    """Everything of another record."""
    other = at.corpus.other(at.work, at.rng, "title")
    return entry_of(other) if other else None


def near_journal(at: Case) -> Entry | None:
    """Everything of another record of the same journal."""
    near = [w for w in at.corpus.by_journal.get(at.work.journal, ()) if w.title != at.work.title]
    return entry_of(at.rng.choice(near)) if near else None


def near_author(at: Case) -> Entry | None:
    """Another title, volume and pages by the same authors in the same journal and year."""
    other = at.corpus.other(at.work, at.rng, "title")
    if not at.work.authors or other is None or not at.entry.volume.isdigit() or not at.entry.pages:
        return None
    spoilt = first_page(at)
    return replace(spoilt, title=other.title) if spoilt else None


def correction(at: Case) -> Entry | None:
    """The entry means a correction of the work."""
    if len(at.entry.title) < 15 or re.match(
        r"correct|retract|erratum|decision|review", at.entry.title, re.IGNORECASE
    ):
        return None
    label = at.rng.choice(("Correction: ", "Corrigendum to ", "Erratum: ", "Reply to: "))
    return replace(at.entry, title=label + at.entry.title)


def words_appended(at: Case) -> Entry | None:
    """Words behind the title that it does not have, and that change what it says."""
    title = matching_titles.lengthened(at.entry.title, at.rng.choice(matching_titles.APPENDED))
    return replace(at.entry, title=title) if title else None


def animal_cut(at: Case) -> Entry | None:
    """The title without the animals at its end."""
    title = matching_titles.without_animal(at.entry.title)
    return replace(at.entry, title=title) if title else None


FAULTS: Mapping[str, tuple[str, Spoil]] = {
    "title of another work": ("title", other_title),
    "one word of the title": ("title", title_word),
    "words appended to the title": ("title", words_appended),
    "`in mice` cut from the title": ("title", animal_cut),
    "first author": ("first_author", first_author),
    "first two authors swapped": ("first_author", authors_swapped),
    "year": ("year", year),
    "journal": ("journal", journal),
    "volume": ("volume", volume),
    "first page": ("pages", first_page),
    "last page": ("pages", last_page),
    "volume and issue swapped": ("volume", volume_and_issue),
    "DOI of another work": ("other_work", another_work),
    "near miss: same journal": ("other_work", near_journal),
    "near miss: same authors": ("other_work", near_author),
    "DOI of the work itself": ("other_work", correction),
}


# --- Clean: each must stay clean ----------------------------------------------------------------


def as_is(at: Case) -> Entry | None:
    """Nothing changed."""
    return at.entry


def abbreviated(at: Case) -> Entry | None:
    """A short title that the record has."""
    short = [j for j in at.work.other_journals if j != at.work.journal]
    return replace(at.entry, journal=at.rng.choice(short)) if short else None


def iso4(at: Case) -> Entry | None:
    """Long words of the journal cut to three to five letters."""
    names = at.entry.journal.replace("&", "and").split()
    kept = [w for w in names if w.lower() not in {"of", "the", "and", "for", "in", "on", "de"}]
    if len(kept) < 2 or at.entry.kind != "article":
        return None
    cut = [w if len(w) <= 5 or w.isupper() else f"{w[: at.rng.choice((3, 4, 5))]}." for w in kept]
    return replace(at.entry, journal=" ".join(cut))


def initials(at: Case) -> Entry | None:
    """Given names as initials."""

    def short(name: str) -> str:
        family, _, given = name.partition(", ")
        letters = "".join(f"{part[0]}." for part in re.split(r"[\s.\-]+", given) if part)
        return f"{family}, {letters}" if letters else name

    return (
        replace(at.entry, authors=tuple(map(short, at.entry.authors))) if at.entry.authors else None
    )


def vancouver(at: Case) -> Entry | None:
    """The first author as `Slutsky I, et al.`, nothing of the others."""
    first = at.work.authors[0] if at.work.authors else None
    if first is None or not first.family or not first.given:
        return None
    letters = "".join(part[0] for part in re.split(r"[\s.\-]+", first.given) if part).upper()
    return replace(at.entry, authors=(f"{first.family} {letters[:3]}, et al.",), issue="")


def subtitle(at: Case) -> Entry | None:
    """The title up to its colon."""
    head = re.split(r": | – |\? ", at.entry.title, maxsplit=1)[0]
    if head == at.entry.title or re.match(
        r"correct|retract|erratum|peer review|re$", head, re.IGNORECASE
    ):
        return None
    return replace(at.entry, title=head) if len(head) > 12 else None


def tex(at: Case) -> Entry | None:
    """Accents, Greek letters and dashes as TeX."""
    return replace(at.entry, tex=True)


def noise(at: Case) -> Entry | None:
    """Other case, quotes, dashes and ampersands."""
    title = at.entry.title.replace("-", at.rng.choice("‐–-")).replace("'", "’").replace('"', "”")
    title = title.replace(" and ", at.rng.choice((" & ", " and ")))
    return replace(
        at.entry,
        title=at.rng.choice(
            (title.upper(), title.title(), title.lower(), f"{title}.", f"“{title}”")
        ),
        pages=at.entry.pages.replace("-", "–"),
        journal=at.entry.journal.replace(" and ", " & ").upper(),
    )


def other_year(at: Case) -> Entry | None:
    """The print year for the online year, or the reverse."""
    years = [y for y in at.work.other_years if y != at.work.year]
    return replace(at.entry, year=str(at.rng.choice(years))) if years else None


def short_pages(at: Case) -> Entry | None:
    """165-77 for 165-177."""
    match = re.match(r"(\d+)-(\d+)$", at.entry.pages)
    if match is None or len(match[1]) != len(match[2]) or match[1] == match[2]:
        return None
    kept = 0
    while match[1][kept] == match[2][kept]:
        kept += 1
    return replace(at.entry, pages=f"{match[1]}–{match[2][kept:]}")


def transliterated(at: Case) -> Entry | None:
    """ö as oe, é as e, α as alpha."""
    table = {"ö": "oe", "ü": "ue", "ä": "ae", "ø": "oe", "é": "e", "ß": "ss", "á": "a"}
    table |= {"í": "i", "ó": "o", "ñ": "n", "ç": "c", "å": "a", "ã": "a", "α": "alpha"}
    table |= {"β": "beta", "γ": "gamma", "μ": "mu"}
    text = "".join(at.entry.authors) + at.entry.title
    if not any(letter in text for letter in table):
        return None
    swap = str.maketrans(table)
    return replace(
        at.entry,
        title=at.entry.title.translate(swap),
        authors=tuple(name.translate(swap) for name in at.entry.authors),
    )


def no_authors(at: Case) -> Entry | None:
    """Without authors."""
    return replace(at.entry, authors=()) if at.entry.authors else None


def retracted(at: Case) -> Entry | None:
    """With RETRACTED before the title."""
    return replace(at.entry, title=f"RETRACTED: {at.entry.title}")


def latin_name(at: Case) -> Entry | None:
    """A Latin name in brackets behind the first word."""
    first, _, rest = at.entry.title.partition(" ")
    if not rest or re.search(r"[(\[]", at.entry.title):
        return None
    if re.match(r"author|correct|re(view|sponse|ply|tract)|erratum", first, re.IGNORECASE):
        return None  # a label, not a title
    return replace(at.entry, title=f"{first} (Zyxus communis L.) {rest}")


CLEAN: Mapping[str, Spoil] = {
    "as recorded": as_is,
    "journal abbreviated (recorded)": abbreviated,
    "journal abbreviated (words cut)": iso4,
    "initials only": initials,
    "first author et al., no issue": vancouver,
    "subtitle dropped": subtitle,
    "TeX": tex,
    "typographic noise": noise,
    "another of its years": other_year,
    "pages shortened": short_pages,
    "transliterated": transliterated,
    "no authors": no_authors,
    "RETRACTED before the title": retracted,
    "a Latin name in brackets": latin_name,
}


def typed(write: Write) -> Spoil:
    """The authors as people type them."""

    def form(at: Case) -> Entry | None:
        people = people_of(at.work.authors)
        text = write(people, at.rng) if people else None
        return replace(at.entry, author_text=text) if text else None

    return form


def typed_wrong(write: Write) -> Spoil:
    """The same, with another work's first author in front."""

    def form(at: Case) -> Entry | None:
        other = at.corpus.other(at.work, at.rng, "authors")
        people = people_of(at.work.authors)
        theirs = people_of(other.authors) if other else ()
        if not people or not theirs or theirs[0].family in {p.family for p in people}:
            return None
        text = write((theirs[0], *people[1:]), at.rng)
        return replace(at.entry, author_text=text) if text else None

    return form


TYPED: Mapping[str, Spoil] = {kind: typed(write) for kind, write in FORMS.items()}
TYPED_WRONG: Mapping[str, tuple[str, Spoil]] = {
    f"first author, {kind}": ("first_author", typed_wrong(write)) for kind, write in FORMS.items()
}


def flagged(match: RecordMatch) -> bool:
    """Whether a user would be told that something is wrong (another language is not counted)."""
    return match.verdict in {"same_work_with_differences", "other_work", "notice", "version"}


def as_expected(match: RecordMatch, expected: str) -> bool:
    """Whether the finding names what was spoilt."""
    if expected == "other_work":
        return match.verdict in {"other_work", "notice"}
    return expected in match.differences or match.verdict == "other_work"


def without_doi(found: Identity, work: Work, expected: str) -> str:
    """What became of an entry without DOI: `judged`, `told`, `missed`; or `quiet`, `alarm`, `missed`."""
    named = found.match.differences if found.match else ()
    if expected == "none":
        # Another work that comes near is worth a look; that it is the one, nobody may say.
        return "quiet" if found.work is None else "alarm"
    if expected == "clean":
        if named or any(near.work == work and near.match.unlike for near in found.near):
            return "alarm"
        return "quiet" if found.work == work else "missed"
    if found.work == work and expected in named:
        return "judged"
    first = found.near[0] if found.near else None
    return "told" if first and first.work == work and expected in first.match.unlike else "missed"


def read(entry: Entry) -> Reference | None:
    """The entry after a round through BibTeX; None where the record can't be written as BibTeX."""
    bibliography = parse_bibliography(bibtex(entry))
    return None if bibliography.faults else bibliography.references.get("key")


def usable(work: Work) -> bool:
    """Whether an article would cite it: it has a title, and authors or a journal.

    A notice that has the very title of the work that it corrects is no clean entry for it.
    """
    notice = bool(work.notice_of) and notice_kind(work.title) is None
    kind = work.type in {"component", "journal", "journal-issue"}
    return bool(work.title and (work.authors or work.journal)) and not kind and not notice


def load(path: Path) -> Iterator[tuple[Work, Record]]:
    """The records of a file of JSON lines, as they are judged and as they are."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield work_from_crossref(record, retrieved=""), record


@dataclass(frozen=True)
class Trial:
    """One run over the records: the same seed gives the same entries."""

    corpus: Corpus
    seed: int
    show: str

    def matches(
        self, kind: str, spoil: Spoil, wrong: Callable[[RecordMatch], bool]
    ) -> list[RecordMatch]:
        """Compare each record with its entry after it was printed or spoilt in one way."""
        rng = random.Random(f"{self.seed} {kind}")
        found = []
        for work in self.corpus.works:
            entry = spoil(Case(entry_of(work), work, self.corpus, rng))
            reference = read(entry) if entry is not None else None
            if reference is None:
                continue
            match = compare(reference, work)
            found.append(match)
            if self.show == kind and wrong(match):
                explain(work, match)
        return found

    def faults(self, kinds: Mapping[str, tuple[str, Spoil]]) -> tuple[int, int]:
        """Print a table of faults; how many were flagged, of how many."""
        caught = spoilt = 0
        print(f"{'fault':44}{'n':>6}{'found':>8}{'as expected':>13}   verdicts")
        for kind, (expected, spoil) in kinds.items():
            matches = self.matches(kind, spoil, lambda match: not flagged(match))
            found = sum(map(flagged, matches))
            right = sum(as_expected(match, expected) for match in matches)
            caught, spoilt = caught + found, spoilt + len(matches)
            print(row(kind, matches, f"{share(found, matches):>8}{share(right, matches):>13}"))
        return caught, spoilt

    def clean(self, kinds: Mapping[str, Spoil]) -> tuple[int, int]:
        """Print a table of clean forms; how many were flagged, of how many."""
        alarms = clean = 0
        print(f"{'clean, printed otherwise':44}{'n':>6}{'alarms':>8}{'':13}   verdicts")
        for kind, form in kinds.items():
            matches = self.matches(kind, form, flagged)
            wrong = sum(map(flagged, matches))
            alarms, clean = alarms + wrong, clean + len(matches)
            print(row(kind, matches, f"{share(wrong, matches):>8}{'':13}"))
        return alarms, clean

    def planted(self, kinds: Mapping[str, Plant]) -> tuple[int, int]:
        """Print how often what was planted on the records was told for what it is."""
        told = total = 0
        for kind, plant in kinds.items():
            rng = random.Random(f"{self.seed} {kind}")
            right = n = 0
            for work in self.corpus.works:
                reference = read(entry_of(work))
                record = self.corpus.records[work.doi or ""]
                outcome = plant(record, reference, rng) if reference else None
                if outcome is None:
                    continue
                n, right = n + 1, right + outcome
                if self.show == kind and not outcome:
                    print(f"  {work.doi}: {work.title}")
            told, total = told + right, total + n
            print(f"{kind:44}{n:>6}{right / max(n, 1):>8.1%}")
        return told, total

    def taken_out(self, kinds: Mapping[str, tuple[str, Spoil]]) -> tuple[int, int]:
        """Print how often a fault is found on an entry whose DOI was taken out.

        The search finds the record and four others, of the same journal or author where there are.
        `judged`: the record is accepted as the work, and the fault is a finding. `told`: it is not sure
        to be the work, and the message that shows it names the fault ("if it is this work: ...").
        Entries without a fault, and those whose record is not found, must be told nothing.
        """
        caught = total = 0
        print(f"{'fault, DOI taken out':44}{'n':>6}{'judged':>8}{'told':>8}{'caught':>8}")
        for kind, (expected, spoil) in kinds.items():
            rng = random.Random(f"{self.seed} without DOI {kind}")
            counts = Counter[str]()
            for work in self.corpus.works:
                entry = spoil(Case(entry_of(work), work, self.corpus, rng)) if work.doi else None
                reference = read(entry) if entry is not None else None
                if reference is None:
                    continue
                others = self.found_beside(work, rng)
                offered = others if expected == "none" else [*others[:2], work, *others[2:]]
                found = judged(reference, None, offered)
                outcome = without_doi(found, work, expected)
                counts[outcome] += 1
                if self.show == f"without DOI: {kind}" and outcome not in {"judged", "quiet"}:
                    print(f"  {work.doi}: {found.status} {found.match and found.match.reason}")
                    for near in found.near:
                        print(f"     near: {near.work.doi} {near.work.title} {near.match.unlike}")
            n = max(counts.total(), 1)
            if expected in {"none", "clean"}:
                good = counts["quiet"]
                print(
                    f"{kind:44}{n:>6}{good / n:>8.1%} right, "
                    f"{counts['alarm'] / n:.1%} told of a fault that is none"
                )
            else:
                good = counts["judged"] + counts["told"]
                shares = (counts["judged"] / n, counts["told"] / n, good / n)
                print(f"{kind:44}{n:>6}" + "".join(f"{s:>8.1%}" for s in shares))
            caught, total = caught + good, total + n
        return caught, total

    def found_beside(self, work: Work, rng: random.Random) -> list[Work]:
        """Four other records: of the same journal or first author first."""
        near = [*self.corpus.by_journal.get(work.journal, ())]
        if work.authors:
            near += self.corpus.by_author.get(work.authors[0].family.lower(), ())
        near = [other for other in near if other.doi != work.doi and other.title != work.title]
        rest = [other for other in self.corpus.works if other.title != work.title]
        return [*rng.sample(near, min(2, len(near))), *rng.sample(rest, 4)][:4]


def run(works: list[Work], records: Mapping[str, Record], seed: int, show: str) -> int:
    """Spoil, compare, count and print; 0 where the aims are met on both parts, else 1."""
    print(f"{len(works)} records, seed {seed}")
    parts = {
        "rows to tune on": [work for work in works if not is_unseen(work)],
        "rows kept unseen": [work for work in works if is_unseen(work)],
    }
    met = [part(name, rows, records, seed, show) for name, rows in parts.items()]
    print()
    met.append(matching_titles.table(works))
    return 0 if all(met) else 1


def is_unseen(work: Work) -> bool:
    """Whether a record is one of the three in ten that nobody looks at while tuning."""
    return hashlib.sha256((work.doi or "").encode()).digest()[0] % 10 < 3


WITHOUT_DOI: Mapping[str, tuple[str, Spoil]] = {
    "as recorded": ("clean", as_is),
    "first author et al.": ("clean", vancouver),
    "the record is not found": ("none", as_is),
    **{kind: FAULTS[kind] for kind in ("year", "journal", "volume", "first page", "first author")},
    "one word of the title": FAULTS["one word of the title"],
}


def part(name: str, works: list[Work], records: Mapping[str, Record], seed: int, show: str) -> bool:
    """The tables of one part of the records; whether it meets the aims."""
    trial = Trial(Corpus(works, records), seed, "" if "unseen" in name else show)
    print(f"\n=== {name}: {len(works)} records\n")
    caught, spoilt = trial.faults({**FAULTS, **TYPED_WRONG})
    print()
    alarms, clean = trial.clean({**CLEAN, **TYPED})
    print("\nwhich work is meant, told rightly")
    trial.planted({**PLANTED, **CLEAN_RECORDS})
    trial.taken_out(WITHOUT_DOI)
    detection, false_alarms = caught / max(spoilt, 1), alarms / max(clean, 1)
    print(
        f"\n{name}: detection    {caught}/{spoilt} = {detection:.2%} (aim: {AIM_DETECTION:.0%} or more)"
    )
    print(
        f"{name}: false alarms {alarms}/{clean} = {false_alarms:.2%} (aim: {AIM_FALSE_ALARMS:.0%} or less)"
    )
    return detection >= AIM_DETECTION and false_alarms <= AIM_FALSE_ALARMS


def explain(work: Work, match: RecordMatch) -> None:
    """Print what was compared, field by field."""
    print(f"  {work.doi}: {match.verdict}: {match.reason}")
    for name, field in match.fields.items():
        print(f"    {name:13}{field.result:11}{field.printed!r} | {field.record!r} {field.how}")


def row(kind: str, matches: list[RecordMatch], figures: str) -> str:
    """A line of the table."""
    counts = Counter(match.verdict for match in matches)
    listed = ", ".join(f"{verdict} {n}" for verdict, n in counts.most_common())
    return f"{kind:44}{len(matches):>6}{figures}   {listed}"


def share(part: int, matches: list[RecordMatch]) -> str:
    """A percentage."""
    return f"{part / len(matches):.1%}" if matches else "-"


def main() -> int:
    """Read the options and run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, default=DATA, help="Crossref records, JSON lines")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--show", default="", help="print the misses of one kind")
    options = parser.parse_args()
    if not options.data.is_file():
        print(f"skipped: there are no records at {options.data}")
        return 0
    loaded = [(work, record) for work, record in load(options.data) if usable(work)]
    records = {work.doi or "": record for work, record in loaded}
    return run([work for work, _ in loaded], records, options.seed, options.show)


if __name__ == "__main__":
    sys.exit(main())
