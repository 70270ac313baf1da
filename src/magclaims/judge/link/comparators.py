"""What a sentence compares with, against what a study compared with.

A trial against placebo does not carry "more than fish oil", and one against fish oil not "more than a
placebo".
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal

from magclaims.judge.claim.asserted import Asserted
from magclaims.judge.claim.stated import language_of
from magclaims.judge.link.cited import CitedWork
from magclaims.knowledge import find_substances, substance
from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.expressions import Expressions, expressions
from magclaims.knowledge.keys import fold, key
from magclaims.knowledge.phrase_list import with_gaps
from magclaims.knowledge.vocabulary import substance_relation
from magclaims.lexicon.equality import tells_equality
from magclaims.match.cognates import cognates
from magclaims.model.registry import Design, Kind, Level, Study
from magclaims.model.values import dataclass
from magclaims.model.work import Work

ComparatorFit = Literal["none", "same", "part", "other", "unknown"]
"""`none`: the sentence compares with nothing; `part`: with a class of which one medicine was tested."""
PLACEBO, NOTHING, BEFORE = "placebo", "no_treatment", "before"
_KINDS = (PLACEBO, NOTHING, BEFORE)
_ONE = frozenset({"same", "form_of"})
_REACH = 48
"""Characters behind "than" in which what is compared with stands."""
_UNCONTROLLED = frozenset(
    {Design.UNCONTROLLED_TRIAL, Design.CASE_REPORT_OR_SERIES, Design.CROSS_SECTIONAL}
)

_COMPARING = frozenset(
    {Level.HUMAN, Level.COMBINED_FORMULA, Level.SYSTEMATIC_REVIEW, Level.ANIMAL, Level.IN_VITRO}
)
"""Levels of works that compare something."""
_CONTROLLED = frozenset(
    {
        Design.RANDOMIZED_CONTROLLED_TRIAL,
        Design.CONTROLLED_CLINICAL_TRIAL,
        Design.SYSTEMATIC_REVIEW,
        Design.META_ANALYSIS,
    }
)


@dataclass(frozen=True, slots=True)
class ComparatorMatch:
    """How a study's comparators fit those that a sentence names."""

    fit: ComparatorFit
    named: tuple[str, ...]
    """What the sentence compares with."""
    tested: tuple[str, ...]
    """What the study compared with, as far as it is known."""

    @property
    def tags(self) -> frozenset[str]:
        """What it adds to the tags of a link."""
        return frozenset({f"comparator:{self.fit}"}) if self.named else frozenset()


_REPORTING = frozenset({Kind.COMPARISON, Kind.STUDY_RESULT})
_ANY_MEDICINE = "medicines"
_NOTED = "en"
"""What studies are noted in."""
_LISTS = ("than", "comparative", "equal", "equal_pair")
_VERBS = 2
"""Words that `..` stands for: "net zo goed helpen als"."""
NONE = ComparatorMatch("none", (), ())


def match_comparators(said: Asserted, source: CitedWork, level: Level) -> ComparatorMatch:
    """How what a study compared with fits what a sentence, or the claim's statement, compares with.

    Its record and its entry in the bibliography tell where nothing is noted.
    """
    if level not in _COMPARING:
        return NONE
    claim, study = said.claim, source.study
    against = [
        *named(said.occurrence.quote, said.language),
        *named(claim.statement, language_of(claim)),
    ]
    own = {_shown(name) for name in claim.about.substance}
    # What people were like before is no other treatment.
    if not against and _tells_equal(said):
        against = list(_named_of(study, said)) or list(_all_named(said))
    wanted = tuple(dict.fromkeys(n for n in against if n != BEFORE and _shown(n) not in own))
    if not wanted:
        return NONE
    works = [Work(title=source.reference.title)] if source.reference is not None else []
    tested = _tested(study, [*works, *([source.work] if source.work is not None else [])])
    if not tested:
        return ComparatorMatch(_by_design(study, wanted), wanted, ())
    if (both := _taken_by_both(study)) and _tells_base(said):
        # "Than with an SSRI and placebo" is a comparison with the placebo.
        wanted = tuple(tested[0] if _is_any(n, both) else n for n in wanted)
    fit: ComparatorFit = "other"
    if all(any(_same(name, other) for other in tested) for name in wanted):
        fit = "same"
    elif all(_is_any(name, tested) for name in wanted):
        fit = "part"
    return ComparatorMatch(fit, wanted, tested)


def _by_design(study: Study | None, wanted: tuple[str, ...]) -> ComparatorFit:
    """What the design alone tells: a trial at random, and work on animals or cells, has a group that did not get it."""
    design = study.design if study is not None else None
    if design in _UNCONTROLLED:
        return "other"
    if design is Design.LABORATORY_EXPERIMENT and set(wanted) == {NOTHING}:
        return "same"  # one without controls is hardly published
    return "same" if design in _CONTROLLED and set(wanted) <= {PLACEBO, NOTHING} else "unknown"


def named(text: str, language: str) -> Iterator[str]:
    """What a text compares with: names of substances, or one of placebo, nothing and before."""
    code, folded = language.lower()[:2], fold(text)
    says = _expressions(code)
    for match in says["than"].finditer(folded):
        if _weak(match[0]) and not says["comparative"].search(folded, 0, match.start()):
            continue
        yield from _what(text[match.end() : match.end() + _REACH], code)
    for match in says["equal"].finditer(folded):
        yield from _what(text[match.end() : match.end() + _REACH], code)


def says_as_well(text: str, language: str) -> bool:
    """Whether a text says that something does as well as something else that can be named."""
    code = language.lower()[:2]
    return any(
        next(_what(text[m.end() : m.end() + _REACH], code), None) is not None
        for m in _expressions(code)["equal"].finditer(fold(text))
    )


def are_equal(said: Asserted, study: Study | None) -> bool:
    """Whether a sentence says that it did as well as what the study has beside it."""
    is_named = any(True for _ in _named_of(study, said))
    return is_named and said.claim.kind in _REPORTING and worded_as_equal(said)


def _tells_equal(said: Asserted) -> bool:
    """Whether a comparison says, by its words and by its statement, that neither of two did better."""
    return said.claim.kind is Kind.COMPARISON and worded_as_equal(said)


def worded_as_equal(said: Asserted) -> bool:
    """Whether its words and the statement say that neither of two did better."""
    worded = _says_equal(said.words, said.language)
    return worded and _says_equal(said.claim.statement, language_of(said.claim))


def _says_equal(text: str, language: str) -> bool:
    code = language.lower()[:2]
    if says_as_well(text, code) or tells_equality(text, code, compares=True):
        return True
    folded, denies = fold(text), load_data("comparators.toml")["denies"]
    return any(
        not set(folded[: match.start()].split()[-1:]) & set(denies)
        for match in _expressions(code)["equal_pair"].finditer(folded)
    )


def _named_of(study: Study | None, said: Asserted) -> Iterator[str]:
    """What a study compared with, as far as the sentence or the statement names it."""
    texts = (said.words, said.claim.statement)
    mentions = {m.id for text in texts for m in find_substances(text)}
    words = {word for text in texts for word in re.findall(r"[^\W\d_]+", fold(text))}
    for name in study.comparator if study is not None else ():
        known, last = substance(name), fold(name).split()[-1:]
        # "Cough syrup" is told as "syrup", cetirizine as "Cetirizin".
        if (known is not None and known.id in mentions) or any(
            part in word or cognates(part, word) for part in last for word in words
        ):
            yield name


def _all_named(said: Asserted) -> Iterator[str]:
    """All that the sentence and the statement name."""
    for text in (said.occurrence.quote, said.claim.statement):
        yield from _medicines_in(fold(text))
        yield from _substances_in(text)


def _what(behind: str, code: str) -> Iterator[str]:
    """What a text begins with, as something to compare with."""
    data = load_data("comparators.toml")
    behind = re.split(r"[.,;:!?()]", behind, maxsplit=1)[0]
    words = re.findall(r"[^\W_]+", fold(behind))
    if not words or words[0].isdigit():
        return
    stops = set(data["stops"].get(code, ()))
    end = next((i for i, word in enumerate(words) if i and word in stops), len(words))
    phrase = " ".join(words[:end])
    for kind in _KINDS:
        if _holds(phrase, data[kind].get(code, ())):
            yield kind
            return
    if any(re.match(rf"{re.escape(fold(name))}\b", phrase) for name in data["not"].get(code, ())):
        return
    medicines = list(_medicines_in(phrase))
    if medicines:
        yield from medicines
        return
    mentions = [m for m in find_substances(behind) if len(behind[: m.start].split()) < end]
    for mention in mentions:
        yield _name(mention.id)


def _tested(study: Study | None, works: Iterable[Work]) -> tuple[str, ...]:
    """What a study compared with: as noted, else by its title and abstract."""
    if study is not None and study.comparator:
        both = _taken_by_both(study)
        noted = [name for text in study.comparator for name in _noted(text)]
        return tuple(dict.fromkeys(NOTHING if name in both else name for name in noted))
    found: list[str] = []
    for work in works:
        text = f"{work.title}. {work.abstract or ''}"
        if re.search(r"\bplacebo\b", text, re.IGNORECASE):
            found.append(PLACEBO)
        found.extend(name for name in named(text, "en") if name != BEFORE)
        given = {_shown(name) for name in (study.ingredients if study else ())}
        if re.search(
            r"\b(?:versus|vs\.?|compared (?:with|to)|head-to-head)\b", work.title, re.IGNORECASE
        ):
            found.extend(n for n in _substances_in(work.title) if _shown(n) not in given)
    return tuple(dict.fromkeys(found))


def _taken_by_both(study: Study | None) -> tuple[str, ...]:
    """What both groups of an add-on trial took: the SSRI of "placebo added to an SSRI", or of "an SSRI alone"."""
    if study is None:
        return ()
    noted = [text for text in study.comparator if _names_base(text, _NOTED)]
    found = [name for text in noted for name in (*_medicines_in(fold(text)), *_substances_in(text))]
    return tuple(n for n in found if not any(_same(n, own) for own in study.ingredients))


def _tells_base(said: Asserted) -> bool:
    """Whether a sentence or its statement says that what it compares with was taken by both groups."""
    texts = (
        (said.occurrence.quote, said.language),
        (said.claim.statement, language_of(said.claim)),
    )
    return any(
        _names_base(behind, language) or _says("added", text, language)
        for text, language in texts
        for behind in _behind_than(text, language)
    )


def _behind_than(text: str, language: str) -> Iterator[str]:
    yield from _expressions(language.lower()[:2])["than"].split(fold(text), maxsplit=1)[1:]


def _names_base(text: str, language: str) -> bool:
    """Whether a text names a sham, or says that something was taken alone, or added to something."""
    return any(_says(name, text, language) for name in (PLACEBO, "alone", "added"))


def _says(name: str, text: str, language: str) -> bool:
    return _holds(fold(text), load_data("comparators.toml")[name].get(language.lower()[:2], ()))


def is_against_another(study: Study | None) -> bool:
    """Whether a study is noted as comparing with a treatment, and not with placebo, nothing or before."""
    noted = study.comparator if study is not None else ()
    return any(name not in _KINDS for text in noted for name in _noted(text))


def _noted(text: str) -> Iterator[str]:
    folded = fold(text)
    data = load_data("comparators.toml")
    for kind in _KINDS:
        for names in data[kind].values():
            if _holds(folded, names):
                yield kind
                return
    yield next(_medicines_in(folded), text)


def _medicines_in(folded: str) -> Iterator[str]:
    """The medicines that a folded text names."""
    return (name for name, pattern in _medicines() if pattern.search(folded))


def _substances_in(text: str) -> Iterator[str]:
    return (_name(m.id) for m in find_substances(text))


def _holds(folded: str, names: Iterable[str]) -> bool:
    """Whether a folded text has any of the names as whole words."""
    return any(re.search(rf"\b{re.escape(fold(name))}\b", folded) for name in names)


def _is_any(wanted: str, tested: Iterable[str]) -> bool:
    """Whether what is wanted is one of what was tested, or a class of which one was."""
    return any(_same(wanted, other) or _stands_for(wanted, other) for other in tested)


def _stands_for(wanted: str, tested: str) -> bool:
    """Whether what was tested is one of the class of medicines that is wanted."""
    known: dict[str, dict[str, list[str]]] = load_data("comparators.toml")["medicines"]
    members = known.get(wanted, {}).get("members", [])
    if wanted == _ANY_MEDICINE and tested not in _KINDS and substance(tested) is None:
        return True  # what no list of foods and supplements has, and is no sham
    return tested in members or any(_stands_for(member, tested) for member in members)


def _same(wanted: str, tested: str) -> bool:
    if wanted == NOTHING and tested == PLACEBO:
        return True  # "the control group"
    return key(wanted) == key(tested) or (
        not {wanted, tested} & set(_KINDS) and substance_relation(wanted, tested) in _ONE
    )


def _name(id_: str) -> str:
    known = substance(id_)
    return known.name() if known is not None else id_


def _shown(name: str) -> str:
    """One key for all names of a substance."""
    known = substance(name)
    return known.id if known is not None else key(name)


def _weak(word: str) -> bool:
    """Whether a word compares only beside a comparative: `dan` is "then", too."""
    return any(word.strip() in words for words in load_data("comparators.toml")["weak"].values())


@cache
def _medicines() -> tuple[tuple[str, re.Pattern[str]], ...]:
    known = load_data("comparators.toml")["medicines"]
    return tuple(
        (name, re.compile(rf"\b(?:{'|'.join(map(_as_pattern, entry['names']))})"))
        for name, entry in known.items()
    )


def _as_pattern(name: str) -> str:
    """A name as a whole word; one that ends in * begins a word."""
    whole = re.escape(fold(name.removesuffix("*")))
    return whole if name.endswith("*") else rf"{whole}\b"


@cache
def _expressions(code: str) -> Expressions:
    data = load_data("comparators.toml")
    lists = {name: data[name].get(code, ()) for name in _LISTS}
    return expressions("comparators", lists, lambda phrase: with_gaps(fold(phrase), _VERBS))
