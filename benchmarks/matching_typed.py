"""Entries as people type them, for `matching.py`: names of authors and of journals in every form.

Each form is a way to write what the record says, so nothing may be flagged; the same forms with
another work's first author must be.
"""

import random
import re
from collections.abc import Callable, Mapping, Sequence

from magclaims.model.registry import Person

Write = Callable[[Sequence[Person], random.Random], str | None]
"""Writes the authors of a record as the value of `author`; None where the form does not fit them."""

OTHERS = (
    "et al.", "et al", "et. al.", "[et al.]", "e.a.", "u.a.", "en anderen", "und andere", "et coll.",
    "y cols.", "y otros", "and others", "and colleagues", r"\emph{et al.}", "\\textit{et al}", "...",
)  # fmt: skip
BETWEEN = ("en", "und", "et", "y", "&", r"\&", "and", "e")
SUFFIXES = ("III", "Jr.", "Jr", "MD", "M.D.", "PhD", "MD, PhD", "Ph.D.", "MSc", "RD", "3rd", "II")


def letters(given: str) -> str:
    """The initials of given names, without points: `Long-Jun` gives `LJ`."""
    if re.fullmatch(r"[A-Z]{1,3}", given):
        return given
    return "".join(part[0] for part in re.split(r"[\s.\-‐]+", given) if part).upper()[:3]


def dotted(given: str) -> str:
    """The same as `L. J.`."""
    return " ".join(f"{letter}." for letter in letters(given))


def behind(person: Person) -> str:
    """`Slutsky I`."""
    return f"{person.family} {letters(person.given)}"


def before(person: Person) -> str:
    """`I. Slutsky`."""
    return f"{dotted(person.given)} {person.family}"


def comma(person: Person) -> str:
    """`Slutsky, I.`."""
    return f"{person.family}, {dotted(person.given)}"


def first_only(make: Callable[[Person], str], text: str) -> Write:
    """The first author, and a word for the others."""
    return lambda people, _rng: text.format(make(people[0])) if len(people) > 1 else None


def any_others(people: Sequence[Person], rng: random.Random) -> str | None:
    """The first one to three, and any word for the others."""
    if len(people) < 4:
        return None
    few = people[: rng.choice((1, 2, 3))]
    make = rng.choice((behind, comma))
    return f"{(', ' if make is behind else ' and ').join(map(make, few))}{rng.choice((', ', ' '))}{rng.choice(OTHERS)}"


def two(make: Callable[[Person], str]) -> Write:
    """Two or three authors with a word of any language between the last ones."""

    def write(people: Sequence[Person], rng: random.Random) -> str | None:
        few = people[: rng.choice((2, 3))]
        if len(few) < 2:
            return None
        listed = ", ".join(map(make, few[:-1]))
        return f"{listed} {rng.choice(BETWEEN)} {make(few[-1])}"

    return write


def listed(make: Callable[[Person], str], separator: str, last: str | None = None) -> Write:
    """All authors (up to eight) with a separator between them."""

    def write(people: Sequence[Person], _rng: random.Random) -> str | None:
        few = [make(person) for person in people[:8]]
        if len(few) < 2:
            return None
        if last is None:
            return separator.join(few)
        return separator.join(few[:-1]) + last + few[-1]

    return write


def full(person: Person) -> str:
    """`Inna Slutsky`."""
    return f"{person.given} {person.family}"


def full_list(people: Sequence[Person], _rng: random.Random) -> str | None:
    """Given and family names, with commas between the people."""
    return ", ".join(map(full, people[:8])) if len(people) > 1 else None


def capitals(people: Sequence[Person], rng: random.Random) -> str | None:
    """Family names in capitals."""
    make = rng.choice(
        (
            lambda p: f"{p.family.upper()}, {p.given}",
            lambda p: f"{p.family.upper()} {letters(p.given)}",
        )
    )
    return " and ".join(map(make, people[:4]))


def suffix(people: Sequence[Person], rng: random.Random) -> str | None:
    """A suffix or degree behind the first author, where people put it."""
    first, word = people[0], rng.choice(SUFFIXES)
    forms = [f"{comma(first)}, {word}", f"{full(first)}, {word}", f"{behind(first)}, {word}"]
    if word in {"III", "Jr.", "Jr", "II", "3rd"}:
        forms += [f"{first.family}, {word}, {first.given}", f"{full(first)} {word}"]
        forms += [f"{first.family} {word}, {first.given}", f"{behind(first)} {word}"]
    rest = "".join(f" and {comma(person)}" for person in people[1:3])
    return rng.choice(forms) + rest


def titled(people: Sequence[Person], rng: random.Random) -> str | None:
    """A title before the first author."""
    title = rng.choice(("Dr.", "Prof.", "Prof. Dr.", "prof. dr. ir.", "Dr"))
    return f"{title} {full(people[0])}" + "".join(f" and {full(p)}" for p in people[1:3])


def braced(people: Sequence[Person], rng: random.Random) -> str | None:
    """The family name in braces."""
    make = rng.choice(
        (
            lambda p: f"{{{p.family}}}, {p.given}",
            lambda p: f"{{{p.family}}}, {dotted(p.given)}",
            lambda p: f"{p.given} {{{p.family}}}",
            lambda p: f"{{{p.family}}} {letters(p.given)}",
            lambda p: f"{{{p.family}}}",
        )
    )
    return " and ".join(map(make, people[:4]))


def braced_whole(people: Sequence[Person], rng: random.Random) -> str | None:
    """A whole name, or the whole list, in braces."""
    few = people[:3]
    forms = [
        " and ".join(f"{{{comma(p)}}}" for p in few),
        " and ".join(f"{{{behind(p)}}}" for p in few),
        f"{{{' and '.join(map(comma, few))}}}",
        f"{{{', '.join(map(behind, few))}}}",
    ]
    return rng.choice(forms)


def particle_behind(people: Sequence[Person], _rng: random.Random) -> str | None:
    """`Berg A van der`, as some lists have it."""
    first = people[0]
    found = re.match(
        r"((?:van|von|de|der|den|del|da|di|la|le|ter|ten)\b\s?)+", first.family, re.IGNORECASE
    )
    if not found or found.end() == len(first.family):
        return None
    particle, family = found.group().strip().lower(), first.family[found.end() :]
    rest = "".join(f", {behind(person)}" for person in people[1:3])
    return f"{family} {letters(first.given)} {particle}{rest}"


def family_names(people: Sequence[Person], rng: random.Random) -> str | None:
    """Family names alone, three of them."""
    if len(people) < 3:
        return None
    a, b, c = (person.family for person in people[:3])
    return f"{a}, {b} {rng.choice(('and', '&', 'en', 'und'))} {c}"


FORMS: Mapping[str, Write] = {
    "`Vermeer, A., et al.`": first_only(comma, "{}, et al."),
    "`Vermeer et al.`": first_only(lambda p: p.family, "{} et al."),
    "`Vermeer A, et al.`": first_only(behind, "{}, et al."),
    "`Vermeer A et al`": first_only(behind, "{} et al"),
    "`A. Vermeer et al.`": first_only(before, "{} et al."),
    "`Vermeer, A. and et al.`": first_only(comma, "{} and et al."),
    "any word for the others": any_others,
    "`Vermeer A en Jansen B`": two(behind),
    "`A. Vermeer und B. Jansen`": two(before),
    "`Vermeer & Jansen`": two(lambda p: p.family),
    "Vancouver, commas": listed(behind, ", "),
    "Vancouver, commas, points": listed(
        lambda p: f"{p.family} {dotted(p.given).replace(' ', '')}", ", "
    ),
    "Vancouver, `and` at the end": listed(behind, ", ", " and "),
    "APA, commas": listed(comma, ", ", ", & "),
    "APA, commas alone": listed(comma, ", "),
    "IEEE": listed(before, ", ", ", and "),
    "full names, commas": full_list,
    "full names, `and`": listed(full, " and "),
    "semicolons": listed(comma, "; "),
    "semicolons, no space": listed(behind, ";"),
    "capitals": capitals,
    "suffix or degree": suffix,
    "title": titled,
    "family name in braces": braced,
    "all in braces": braced_whole,
    "particle behind": particle_behind,
    "family names": family_names,
}
"""By name: ways to write the authors."""


def people_of(authors: Sequence[Person]) -> tuple[Person, ...]:
    """The authors of a record, where all are people with family and given names; else none."""
    usable = all(
        p.family and p.given and not re.search(r"[,;{}]|\band\b", str(p.family + p.given))
        for p in authors
    )
    return tuple(authors) if usable else ()
