"""What a sentence is about: named in it, carried over from the one before, or left out."""

import re
from collections.abc import Sequence
from dataclasses import field, replace

from magclaims.judge.law.effects import find_effects
from magclaims.judge.law.facts import (
    WORDING,
    LawSentence,
    disease_words,
    is_lacking,
    is_level,
    verb_words,
    word_list,
)
from magclaims.judge.law.product import named_by_form
from magclaims.judge.law.substances import find_subjects
from magclaims.judge.law.takes_back import BULLET, has_word_of
from magclaims.judge.law.verbs import has_verb
from magclaims.knowledge import substance as known_substance
from magclaims.knowledge.data import load
from magclaims.knowledge.phrase_list import PhraseList
from magclaims.knowledge.regulation import parts
from magclaims.knowledge.small_words import any_language
from magclaims.model.values import dataclass

_OFTEN = 4
"""One in so many sentences names what a page is about, where its heading does not."""
FRAGMENT_WORDS = 8
"""Words of a line without a verb ("Tegen angst en paniek"), at most."""


@dataclass(frozen=True, slots=True)
class AboutWhat:
    """What a sentence is about: ids of substances, and where they stand."""

    substances: tuple[str, ...] = ()
    starts: tuple[int, ...] = ()
    product: bool = False
    named: tuple[tuple[int, str], ...] = ()

    def at_the_start(self) -> "AboutWhat":
        """The same for a sentence that goes on about it without naming it."""
        return replace(self, starts=(0,), named=tuple((0, id_) for id_ in self.substances))

    @property
    def subject(self) -> bool:
        """Whether it is about a substance or the product at all."""
        return bool(self.substances or self.starts or self.product)


@dataclass(slots=True)
class PageSoFar:
    """What the sentences so far were about."""

    language: str
    named: re.Pattern[str]
    sold: tuple[str, ...]
    """What the page is about: the substances of its heading, else the one it names most."""
    product_page: bool = False
    """Whether its heading is the name of a product, and not the title of an article."""
    mentioned: tuple[str, ...] = ()
    """All substances that it names anywhere."""
    benefits: bool = False
    """Whether the line that leads a list says that benefits follow."""
    last: AboutWhat = field(default_factory=AboutWhat)
    topic: bool = True
    """Whether a line without a subject goes on about the product: the last heading or sentence was
    about it, or about nothing else that acts."""
    asked: tuple[str, ...] = ()
    """The diseases that the sentence before asks about ("Troubled by migraine?")."""
    exempt_list: bool = False
    """Whether the line that leads a list promises nothing ("Do not use:")."""


def _own(text: str, sentence: LawSentence, page: PageSoFar) -> AboutWhat:
    """The substances and product words that a sentence names itself."""
    language = page.language
    verbs = [m.start() for s in ("soft", "strong") for m in verb_words(language, s).finditer(text)]
    named: list[tuple[int, str]] = []
    starts: list[int] = []
    for found in find_subjects(text):
        level = found.level or is_level(text, found.end)
        acted_on = level and any(verb < found.start for verb in verbs)
        if acted_on or is_lacking(text, found.start, found.end):
            continue
        named += [(found.start, part) for part in parts(found.id)]
        starts.append(found.start)
    product = [m.start() for m in word_list(WORDING, language, "product").finditer(text)]
    product += named_by_form(text, language)
    starts += [*product, *(m.start() for m in page.named.finditer(text))]
    for name in sentence.substances:
        known = known_substance(name, text)
        named.append((0, known.id if known else name))
        starts.append(0)
    if product and not named:
        named = [(product[0], id_) for id_ in page.sold]
    ids = tuple(dict.fromkeys(id_ for _, id_ in named))
    return AboutWhat(ids, tuple(sorted(set(starts))), bool(product), tuple(named))


def _starts_with_pronoun(text: str, language: str) -> bool:
    """Whether a sentence goes on about the one before: "This helps", "Daarnaast helpt het"."""
    opening = " ".join(BULLET.sub("", text).split()[:6])
    pronoun = word_list(WORDING, language, "pronoun").match(opening)
    if pronoun is None:
        adverb = word_list(WORDING, language, "adverb").match(opening)
        return adverb is not None and (
            word_list(WORDING, language, "pronoun").search(opening) is not None
        )
    rest = opening[pronoun.end() :].lstrip()
    follows = (
        word_list(WORDING, language, "pronoun_next"),
        verb_words(language, "soft"),
        verb_words(language, "strong"),
        disease_words(language, "treat"),
        disease_words(language, "relieve"),
    )
    return any(pattern.match(rest) for pattern in follows)


def _left_out(text: str, language: str) -> bool:
    """Whether a line leaves its subject out: "Helpt bij slapeloosheid.", "- Tegen angst en paniek"."""
    line = BULLET.sub("", text)
    words = line.split()
    if not words:
        return False
    prepositions = "|".join(map(re.escape, load("diseases.toml")["words"][language]["against"]))
    if re.match(rf"(?:{prepositions})\s", line, re.IGNORECASE):
        return len(words) <= FRAGMENT_WORDS and not has_verb(line, language)
    if _opens(line, disease_words(language, "slogan")):
        return True
    if _opens(line, disease_words(language, "healed")) and not has_verb(line, language):
        return len(words) <= FRAGMENT_WORDS  # "The natural painkiller."
    offered = next(
        (
            found
            for key in ("relieve", "treat", "like_medicine")
            if (found := disease_words(language, key).search(line))
        ),
        None,
    )
    if offered and len(words) <= FRAGMENT_WORDS and not has_verb(line, language):
        # "Exercise for arthritis" offers something else.
        before = line[: offered.start()]
        if disease_words(language, "medicine").search(before):
            return False
        return not has_word_of(before, language, "other_agents")
    if _promises_reader(line, language) or _better(line, language):
        return True
    ending = load(WORDING)[language]["third_person"]
    # An adverb may stand first: "Naturally relieves", "Helpt", "Zacht en natuurlijk".
    for number in range(min(2, len(words))):
        rest = " ".join(words[number:])
        first = words[number].rstrip(".,:!").casefold()
        opens = any(
            pattern.match(rest)
            for pattern in (
                verb_words(language, "soft"),
                verb_words(language, "strong"),
                disease_words(language, "treat"),
                disease_words(language, "relieve"),
            )
        ) or any(effect.said and effect.start == 0 for effect in find_effects(rest, language))
        if opens and first.endswith(ending) and (number == 0 or _is_adverb(words[0])):
            return True
    return False


def _opens(line: str, pattern: PhraseList) -> bool:
    """Whether a line begins with one of the words, or with one word before it ("Say goodbye to")."""
    found = pattern.search(line)
    return found is not None and len(line[: found.start()].split()) <= 1


def _promises_reader(line: str, language: str) -> bool:
    """Whether a line promises something of the reader's body: "Your skin will look younger"."""
    opening = word_list(WORDING, language, "possessive").match(line)
    if opening is None:
        return False
    better = word_list(WORDING, language, "comparatives").search(line, opening.end())
    return better is not None and any(
        effect.start < better.start() for effect in find_effects(line[: better.start()], language)
    )


def _better(line: str, language: str) -> bool:
    """Whether a line without a verb begins with what gets better: "Stronger nails in thirty days"."""
    better = word_list(WORDING, language, "comparatives").match(line)
    if better is None or len(line.split()) > FRAGMENT_WORDS or has_verb(line, language):
        return False
    return any(
        len(line[better.end() : effect.start].split()) <= 1
        for effect in find_effects(line, language)
        if effect.start >= better.end()
    )


def _is_adverb(word: str) -> bool:
    return word.casefold().endswith(tuple(any_language("adverb").split("|")))


def about_of(text: str, sentence: LawSentence, page: PageSoFar) -> AboutWhat:
    """What a sentence is about: named here, carried over by a pronoun, or left out."""
    own = _own(text, sentence, page)
    if own.substances or own.starts:
        return own
    if page.last.subject and _starts_with_pronoun(text, page.language):
        return page.last.at_the_start()
    if page.topic and sentence.kind != "fragment" and _left_out(text, page.language):
        about = page.last if page.last.substances else AboutWhat(page.sold)
        return replace(about, product=True).at_the_start()
    return own


def sold_on(sentences: Sequence[LawSentence], texts: Sequence[str]) -> tuple[str, ...]:
    """What the page is about: the substances of its first heading, else the one it names most.

    Under a heading that names none, only one that every fourth sentence names is taken for it: the
    product may have a name that the vocabulary does not know.
    """
    headed = False
    for sentence, text in zip(sentences, texts, strict=True):
        if sentence.kind == "heading":
            found = tuple(dict.fromkeys(subject.id for subject in find_subjects(text)))
            if found:
                return found
            headed = True
            break
    counts: dict[str, int] = {}
    for text in texts:
        for id_ in {subject.id for subject in find_subjects(text)}:
            counts[id_] = counts.get(id_, 0) + 1
    most = max(counts.values(), default=0)
    if headed and most * _OFTEN < len(texts):
        return ()
    return tuple(id_ for id_, count in counts.items() if count == most)[:1]
