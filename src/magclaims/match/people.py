"""Authors: initials, particles, transliteration, swapped and double names, groups."""

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from magclaims.match.field import FieldMatch, Result
from magclaims.match.text import alike, clean, knowledge, loose, small_words, words
from magclaims.model.lazily import expression
from magclaims.model.registry import Person
from magclaims.read.names import names

MAX_AUTHORS = 200
"""Authors that are compared; lists of thousands exist."""


def first_author_match(printed: Sequence[Person], record: Sequence[Person]) -> FieldMatch:
    """Compare the first author of an entry with the record's."""
    printed = _told_apart(printed, record)
    shown, real = _shown(printed[:1]), _shown(record[:1])

    def match(result: Result, how: str = "") -> FieldMatch:
        return FieldMatch("first_author", result, shown, real, how)

    if not printed or not record or _anonymous(printed[0]) or _anonymous(record[0]):
        return match("absent")
    first = printed[0]
    how = same_person(first, record[0])
    if how is not None:
        return match("equivalent" if how else "same", how)
    if _is_group(first) != _is_group(record[0]):
        return _beside_group(printed, record, match)
    for position, other in enumerate(record[1:MAX_AUTHORS], 2):
        if same_person(first, other) is not None:
            return match("different", f"that is author {position} of the record")
    return match("different")


def _beside_group(
    printed: Sequence[Person], record: Sequence[Person], match: Callable[..., FieldMatch]
) -> FieldMatch:
    """One side names a group first: it may stand further on, or the people behind it may agree."""
    (group, *behind), others = (printed, record) if _is_group(printed[0]) else (record, printed)
    if any(same_person(group, other) is not None for other in others[1:MAX_AUTHORS]):
        return match("equivalent", "the group stands in another place")
    people = [person for person in behind[:MAX_AUTHORS] if not _is_group(person)]
    if not people:
        return match("absent", "a group on one side, people on the other")
    if same_person(people[0], others[0]) is not None:
        return match("equivalent", "one side names a group as well")
    return match("different")


def authors_match(printed: Sequence[Person], record: Sequence[Person]) -> FieldMatch:
    """Compare the lists of authors; a shorter printed list is no difference."""
    printed = _told_apart(printed, record)
    shown, real = _shown(printed), _shown(record)
    if not printed or not record or _anonymous(printed[0]) or _anonymous(record[0]):
        return FieldMatch("authors", "absent", shown, real)
    few, many = printed[:MAX_AUTHORS], record[:MAX_AUTHORS]
    if any(map(_is_group, few)) != any(map(_is_group, many)) and len(few) == 1:
        return FieldMatch("authors", "absent", shown, real)
    cursor, found, ordered = 0, 0, True
    for person in few:
        places = [*range(cursor, len(many)), *range(cursor)]
        place = next((i for i in places if same_person(person, many[i]) is not None), None)
        if place is not None:
            found += 1
            ordered = ordered and place == cursor
            cursor = place + 1
    score = round(found / len(few), 3)
    if found == len(few):
        if ordered and len(few) == len(many):
            return FieldMatch("authors", "same", shown, real)
        how = "fewer are printed" if len(few) < len(many) else "in another order"
        return FieldMatch("authors", "equivalent", shown, real, how)
    if score >= 0.7 or (len(few) > len(many) and found == len(many)):
        missing = len(few) - found
        how = f"{missing} not in the record"
        return FieldMatch("authors", "equivalent", shown, real, how, score)
    return FieldMatch("authors", "different", shown, real, f"{found} of {len(few)} agree", score)


def _told_apart(printed: Sequence[Person], record: Sequence[Person]) -> Sequence[Person]:
    """The printed authors, with two that were read as one told apart where the record shows it.

    `Vermeer, Jansen` and `Anna Vermeer, Bert Jansen` are one name to BibTeX. They are two where the
    record has both, one behind the other.
    """
    printed = _out_of_braces(printed, record)
    found: list[Person] = []
    for person in printed[:MAX_AUTHORS]:
        place = len(found)
        may_be_two = place < len(record) - 1 and bool(person.given and person.family)
        if may_be_two and same_person(person, record[place]) is None:
            two = _whole(person.family), _whole(person.given)
            pairs = zip(two, record[place : place + 2], strict=True)
            if all(same_person(one, other) is not None for one, other in pairs):
                found += two
                continue
        found.append(person)
    return found


def _out_of_braces(printed: Sequence[Person], record: Sequence[Person]) -> Sequence[Person]:
    """People whose names stand in braces, as people, where the record has people alone.

    A single group beside several people is left as it is: nobody can tell `{Vermeer}` from
    `{Cochrane}`.
    """
    if any(map(_is_group, record)) or not any(map(_is_group, printed)):
        return printed
    several = len(printed) > 1 and all(map(_is_group, printed))
    found: list[Person] = []
    for person in printed:
        whole = _whole(person.name) if _is_group(person) else person
        # Acronyms are no family names.
        named = any(map(str.islower, person.name)) and bool(whole.family)
        short = several and len(words(person.name)) <= 3
        alone = len(record) == 1 and not whole.given
        is_person = bool(_SHORT_GIVEN.fullmatch(whole.given)) or (named and (short or alone))
        found.append(whole if is_person and whole.family else person)
    return found


_SHORT_GIVEN = expression(r"(?:[^\W\d_]\.?[\s-]?){1,3}")


@lru_cache(maxsize=16384)
def _whole(name: str) -> Person:
    """A name in one piece as a person."""
    people = names(name)
    return people[0] if len(people) == 1 else Person(family=name)


def same_person(a: Person, b: Person) -> str | None:
    """How a printed name and a record's are one person's: empty for the same, a reason, or None."""
    if _is_group(a) or _is_group(b):
        return _same_group(a, b)
    a_family, b_family = _family(a.family), _family(b.family)
    if not a_family or not b_family:  # a single name, with a dash for the other
        if _family(a.family + a.given) == _family(b.family + b.given):
            return ""
        alone = not a_family and not b_family and bool(_initials(a.given) and _initials(b.given))
        return "a single name" if alone and _initials_fit(a.given, b.given) else None
    fits = _initials_fit(a.given, b.given)
    if a_family == b_family:
        return "" if fits else _swapped(a, b)
    if a.given and _family(f"{a.given} {a.family}") == b_family:
        return "the family name alone"
    a_core, b_core = "".join(_core(a)), "".join(_core(b))
    if a_core and a_core == b_core and fits:
        return "with or without particles"
    if loose(a_family) == loose(b_family) and fits:
        return "transliterated"
    if fits and a.given and b.given and alike(a_family, b_family):
        return "spelled a little differently"
    return _whole_name(a, b) or _double_name(a, b) or _swapped(a, b)


def _swapped(a: Person, b: Person) -> str | None:
    """Family and given name in each other's place, as happens with Asian and Hungarian names."""
    if not a.given or not b.given:
        return None
    for one, other in ((a, b), (b, a)):
        crossed = _family(one.family) == _family(other.given)
        if crossed and _initials_fit(one.given, other.family):
            return "family and given name swapped"
    return None


def _double_name(a: Person, b: Person) -> str | None:
    """One half of a double name: García for García Márquez."""
    a_words, b_words = _core(a), _core(b)
    (short, one), (long, other) = sorted(
        ((a_words, a), (b_words, b)), key=lambda pair: len(pair[0])
    )
    if len(short) != 1 or len(long) < 2 or len(short[0]) < 3:
        return None
    givens = _initials(a.given), _initials(b.given)
    # With the first half as a middle name ("Maria Garcia Lopez"), initials still begin alike.
    begins_alike = not givens[0] or not givens[1] or givens[0][0] == givens[1][0]
    # Without a given name, what stands before the last word may be it: `_whole_name` has looked.
    halves = {long[0]} if one.given and not other.given else {long[0], long[-1]}
    return "part of a double name" if short[0] in halves and begins_alike else None


def _whole_name(a: Person, b: Person) -> str | None:
    """A record that holds the whole name in one field."""
    for whole, parted in ((b, a), (a, b)):
        if whole.given or not parted.family:
            continue
        found = words(whole.family)
        family = words(parted.family)
        if len(found) > len(family) and found[-len(family) :] == family:
            rest = " ".join(found[: -len(family)])
            if _initials_fit(parted.given, rest):
                return "the whole name in one field"
    return None


def _same_group(a: Person, b: Person) -> str | None:
    from rapidfuzz import fuzz

    a_words, b_words = words(a.name or a.family), words(b.name or b.family)
    if not a_words or not b_words:
        return None
    if a_words == b_words:
        return ""
    if _is_group(a) != _is_group(b):
        return _braced(*((a, b) if _is_group(a) else (b, a)))
    small = small_words()
    a_set, b_set = set(a_words) - small, set(b_words) - small
    short, long = sorted((a_set, b_set), key=len)
    a_form = (
        (short and len(short & long) / len(short) >= 0.75)
        or fuzz.token_sort_ratio(" ".join(a_words), " ".join(b_words)) >= 85
        or {_acronym(a_words), _acronym(b_words)} & {*a_words, *b_words} - {""}
    )
    return "a form of the group's name" if a_form else None


def _braced(group: Person, person: Person) -> str | None:
    """A family name in braces, which look like a group's: `{Vermeer}`, `{de Vries}`, `{Vermeer A}`."""
    if _family(group.name) in {_family(person.family), "".join(_core(person))}:
        return ""
    people = names(group.name)
    return same_person(people[0], person) if len(people) == 1 and people[0].given else None


def _acronym(found: Sequence[str]) -> str:
    letters = "".join(word[0] for word in found if word not in small_words())
    return letters if len(letters) >= 2 else ""


def _is_group(person: Person) -> bool:
    return bool(person.name)


def _anonymous(person: Person) -> bool:
    shown = " ".join(words(str(person)))
    return not shown or shown in knowledge()["words"]["anonymous"]


@lru_cache(maxsize=65536)
def _family(name: str) -> str:
    found = words(name)
    suffixes = knowledge()["names"]["suffixes"]
    while len(found) > 1 and found[-1] in suffixes:
        found = found[:-1]
    return "".join(found)


def _core(person: Person) -> tuple[str, ...]:
    """The family name without particles (wherever they were put) and suffixes."""
    drop = _particles()
    found = words(person.family)
    return tuple(word for word in found if word not in drop) or found


@cache
def _particles() -> frozenset[str]:
    return frozenset(knowledge()["names"]["particles"]) | frozenset(
        knowledge()["names"]["suffixes"]
    )


@lru_cache(maxsize=65536)
def _initials(given: str) -> str:
    """Initials of given names: `Long-Jun`, `LJ`, `L.-J.` and `L J` all give `lj`."""
    if re.fullmatch(r"[^\W\d_]{1,4}", given) and given.isupper():
        return "".join(words(given))
    drop = _particles()
    return "".join(
        "".join(words(part)) if part.isupper() and len(part) <= 3 else words(part)[0][0]
        for part in re.split(r"[\s.\-‐‑–]+", clean(given))
        # `E.` is an initial, `e` between two names is not.
        if words(part) and (words(part)[0] not in drop or (len(part) == 1 and part.isupper()))
    )


def _initials_fit(a: str, b: str) -> bool:
    """Whether two given names can be one person's; unknown ones can."""
    x, y = _initials(a), _initials(b)
    if not x or not y or x[0] == y[0]:
        return True
    short, long = sorted((x, y), key=len)
    return len(long) > len(short) and all(letter in long for letter in short)


def _shown(people: Sequence[Person]) -> str:
    listed = "; ".join(str(person) for person in people[:3])
    return f"{listed}; et al." if len(people) > 3 else listed
