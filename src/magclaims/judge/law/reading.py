"""What a sentence says that food law is about."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from magclaims.judge.law.effects import Effect, find_effects
from magclaims.judge.law.facts import (
    MAX_SENTENCE,
    MAX_VERBS,
    NEAR,
    WORDING,
    LawSentence,
    disease_words,
    is_lacking,
    is_level,
    verb_last,
    verb_words,
    word_list,
    words_regex,
)
from magclaims.judge.law.medicines import needless_medicines, stopped_medicines
from magclaims.judge.law.relief import relieved
from magclaims.judge.law.substances import find_subjects
from magclaims.knowledge.characters import normal
from magclaims.knowledge.data import load
from magclaims.knowledge.languages import GRADED
from magclaims.knowledge.regulation import official_sentences, parts
from magclaims.knowledge.small_words import any_language
from magclaims.knowledge.vocabulary import substance as known_substance
from magclaims.lexicon.wording import grade
from magclaims.model.registry import Strength


@dataclass(frozen=True, slots=True)
class Credit:
    """An effect that a sentence credits its subject with.

    Attributes:
        effect: The effect.
        verb: The verb, where it is stronger than the authorised claims; empty otherwise.
        general: Whether it is a benefit without a function ("good for your brain").
        substances: Ids of what it is credited to.
    """

    effect: Effect
    substances: tuple[str, ...]
    verb: str = ""
    general: bool = False

    @property
    def words(self) -> str:
        """What a message quotes."""
        verb, effect = self.verb.casefold(), self.effect.text.casefold()
        if effect in verb:
            return self.verb
        return self.effect.text if verb in effect else f"{self.verb} … {self.effect.text}"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one sentence says, for all rules.

    Attributes:
        index: Of the sentence.
        line: Where it starts, 1-based.
        text: As it is read.
        substances: Ids of what it is about, named here, carried over, or what the page sells.
        subject: Whether it is about a substance or the product at all.
        exempt: Whether it promises nothing whatever it names: a question, a warning, a denial.
        fragment: Whether it is a quote without its surroundings.
        official: Whether it is a wording of the register, as it stands there.
        credits: The effects that it credits its subject with.
        treats: Words of treating, preventing or curing, each with the disease; of stopping a medicine with that.
        reduces_risk: Words of reducing a risk, each with the disease.
    """

    index: int
    line: int
    text: str
    substances: tuple[str, ...]
    subject: bool
    exempt: bool
    fragment: bool
    official: bool = False
    credits: tuple[Credit, ...] = ()
    treats: tuple[str, ...] = ()
    reduces_risk: tuple[str, ...] = ()


# --- what takes a promise back ---------------------------------------------------------------------

_CONTRAST = re.compile(rf"[,;:()]|\s[–—]\s|\s(?:{any_language('but')})\s")
_REFERENCE = re.compile(
    r"\bdoi\b|10\.\d{4,9}/|\bet al\b|(?:19|20)\d\d\s?;\s?\d+|\d+\s?\(\d+\)\s?:\s?\w?\d+",
    re.IGNORECASE,
)
"""A printed reference in running text: a DOI, "et al", a volume with its pages."""
_CLAUSE = re.compile(rf"[;:(.]\s|\s(?:{any_language('and', 'but')})\s")
_BULLET = re.compile(r"^[\W_]+")


def _segment(text: str, start: int, end: int) -> str:
    """The part of a sentence, between commas and the like, that holds a match."""
    left = max((m.end() for m in _CONTRAST.finditer(text, 0, start)), default=0)
    right = next((m.start() for m in _CONTRAST.finditer(text, end)), len(text))
    return text[left:right]


def _without_praise(text: str, language: str) -> str:
    """The text without "not only" and "no side effects", which deny no effect."""
    return word_list(WORDING, language, "not_negation").sub(" ", text)


def is_negated(text: str, match: re.Match[str] | Effect, language: str) -> bool:
    """Whether the part of the sentence with the match is negated ("not only" is no negation)."""
    if isinstance(match, Effect):
        part = _segment(text, match.start, match.end)
    else:
        part = _segment(text, match.start(), match.end())
    part = _without_praise(part, language)
    return word_list(WORDING, language, "negation").search(part) is not None


def _has(text: str, language: str, key: str) -> bool:
    return word_list(WORDING, language, key).search(text) is not None


def _weak_evidence(text: str, language: str) -> bool:
    """Whether a sentence says that the evidence is weak, and reports no result."""
    return (
        _has(text, language, "evidence")
        and _has(text, language, "weak")
        and not _has(text, language, "reports")
    )


def is_exempt(text: str, language: str) -> bool:
    """Whether a sentence promises nothing, whatever it names.

    Questions, disclaimers, denials, warnings, care advice, links, printed references, sentences on
    weak evidence or on what was only investigated, and studies of animals or cells. What a study found
    in people is no exemption: a seller who reports it makes the claim.
    """
    if text.rstrip(" *\"”’'").endswith("?") or _REFERENCE.search(text):
        return True
    if word_list(WORDING, language, "navigation").match(_BULLET.sub("", text)):
        return True
    if any(_has(text, language, key) for key in ("disclaimer", "nobody", "care", "open")):
        return True
    if _has(text, language, "not_people") or _weak_evidence(text, language):
        return True
    return _has(_without_praise(text, language), language, "warning")


def _denied(text: str, language: str) -> bool:
    """Whether the grammar of the language says that every effect in the sentence is denied."""
    if language not in GRADED:
        return False
    wording = grade(text, language)
    return wording.strength is Strength.NONE and wording.negated is not None


# --- effects ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Subjects:
    """Where in a sentence its subject stands.

    Attributes:
        starts: Offsets of what it is about; 0 where that is carried over or left out.
    """

    text: str
    language: str
    starts: tuple[int, ...]
    named: tuple[tuple[int, str], ...] = ()
    """Offset and id of each substance; 0 where that is carried over or left out."""

    def credited(self, at: int) -> tuple[str, ...]:
        """The substances that stand before a place; all where none does ("with", "thanks to").

        What stands behind the verb is what is acted on: calcium lowers the absorption of iron.
        """
        before = dict.fromkeys(id_ for start, id_ in self.named if start <= at)
        return tuple(before) or tuple(dict.fromkeys(id_ for _, id_ in self.named))

    def before(self, at: int) -> bool:
        """Whether the subject stands before a place, or behind it with "with", "by" or a colon."""
        return any(start <= at for start in self.starts) or self.by

    @property
    def by(self) -> bool:
        """Whether a subject follows "with", "by", "thanks to", or a colon, or a customer tells of it."""
        if word_list(WORDING, self.language, "testimony").search(self.text):
            return True
        by = word_list(WORDING, self.language, "by")
        return any(
            by.search(before) is not None or before.rstrip().endswith(":")
            for before in (self.text[max(0, start - 25) : start] for start in self.starts)
        )

    def acts(self, verb: re.Match[str], effect: Effect) -> bool:
        """Whether a verb can make the effect one of the subject.

        The verb follows the subject and comes before the effect; in Dutch and German it may end the
        clause, or stand before the subject where something else opens it. Only with "with", "by" and
        the like does the subject come last.
        """
        better = word_list(WORDING, self.language, "comparatives")
        in_order = (
            verb.start() <= effect.start or verb_last(self.language) or better.match(verb.group())
        )
        return (
            self.by
            or (bool(in_order) and any(start <= verb.start() for start in self.starts))
            or self._inverted(verb, effect)
        )

    def _inverted(self, verb: re.Match[str], effect: Effect) -> bool:
        """Whether the subject follows the verb: "In winter verbetert zink de slaap"."""
        said = verb.start() + len(
            verb.group().split()[0]
        )  # "geeft ... energie" goes around its subject
        behind = next((start for start in self.starts if start >= said), None)
        if behind is None or effect.start < behind or len(self.text[said:behind].split()) > 1:
            return False
        opening = _CLAUSE.split(self.text[: verb.start()])[-1].strip()
        fronted = word_list(WORDING, self.language, "fronted").match(opening)
        other = (verb_words(self.language, "soft"), verb_words(self.language, "strong"))
        return fronted is not None and not any(words.search(opening) for words in other)


def _credits(text: str, subjects: _Subjects) -> tuple[Credit, ...]:
    """The effects that a sentence credits its subject with."""
    language = subjects.language
    soft = list(verb_words(language, "soft").finditer(text))[:MAX_VERBS]
    strong = list(verb_words(language, "strong").finditer(text))[:MAX_VERBS]
    general = [m.span() for m in word_list(WORDING, language, "general").finditer(text)]
    found = []
    for effect in find_effects(text, language):
        if is_negated(text, effect, language) or not subjects.before(effect.start):
            continue
        acting = sorted(
            (verb for verb in (*soft, *strong) if subjects.acts(verb, effect)),
            key=lambda verb: verb.start(),
        )
        if effect.said:
            found.append(Credit(effect, subjects.credited(effect.start)))
        elif acting:
            verb = _nearest(
                [v for v in strong if subjects.acts(v, effect)],
                [v for v in soft if subjects.acts(v, effect)],
                effect,
            )
            if verb and not effect.less and word_list(WORDING, language, "lowering").match(verb):
                continue
            broad = any(start <= effect.start < end for start, end in general)
            credited = subjects.credited(acting[0].start())
            found.append(Credit(effect, credited, verb or "", broad))
    return tuple(found)


_CONJUNCTION = re.compile(rf",|\s(?:{any_language('and')})\s")


def _nearest(
    strong: Sequence[re.Match[str]], soft: Sequence[re.Match[str]], effect: Effect
) -> str | None:
    """The strong verb that governs an effect: the one that is nearer than any soft verb.

    A verb behind "and" or a comma governs what follows it, not the word before.
    """
    strong = [
        verb
        for verb in strong
        if not _CONJUNCTION.search(verb.string, effect.end, max(verb.start(), effect.end))
    ]

    def distance(verb: re.Match[str]) -> int:
        return max(verb.start() - effect.end, effect.start - verb.end(), 0)

    if not strong:
        return None
    verb = min(strong, key=distance)
    if soft and min(map(distance, soft)) <= distance(verb):
        return None
    return verb.group()


# --- diseases --------------------------------------------------------------------------------------


def _gap(text: str, one: re.Match[str], other: re.Match[str]) -> int:
    """Words between two matches; a large number where they overlap or a full stop is between."""
    first, second = sorted((one, other), key=lambda match: match.start())
    if second.end() <= first.end():
        return 0  # "beugt ... vor", "lost ... op" stand on both sides
    if first.end() > second.start():
        return NEAR + 1
    between = text[first.end() : second.start()]
    return NEAR + 1 if re.search(r"[.;:]\s", between) else len(between.split())


_Pair = tuple[re.Match[str], str]
"""A disease in a text, and the words that make it a target."""


def _pairs(text: str, key: str, language: str, *, near: int = NEAR) -> list[_Pair]:
    """Diseases and signs, each with the first verb near it that acts on it.

    Dutch and German may put the verb last; elsewhere what follows the disease is another clause.
    """
    barred = [m.span() for m in disease_words(language, "not_treat").finditer(text)]
    acting = [
        verb
        for verb in disease_words(language, key).finditer(text)
        if not any(start <= verb.start() < end for start, end in barred)
        and not is_negated(text, verb, language)
    ][:MAX_VERBS]
    found = []
    for thing in disease_words(language, "names").finditer(text):
        for verb in acting:
            around = verb.start() <= thing.start() and thing.end() <= verb.end()
            in_order = verb.end() <= thing.start() or around or verb_last(language)
            if in_order and _gap(text, verb, thing) <= near:
                said = verb.group() if around else f"{verb.group()} … {thing.group()}"
                found.append((thing, said))
                break
    return found


def _against(text: str, language: str, subjects: Sequence[int]) -> list[_Pair]:
    """Find "Magnesium tegen migraine": no verb is needed, but the subject stands right before."""
    prepositions = "|".join(map(re.escape, load("diseases.toml")["words"][language]["against"]))
    before = re.compile(rf"(?<!\w)(?:{prepositions})\s+(?:[\w-]+\s+)?$", re.IGNORECASE)
    pairs = []
    for thing in disease_words(language, "names").finditer(text):
        found = before.search(text[max(0, thing.start() - 40) : thing.start()])
        start = max((s for s in subjects if s < thing.start()), default=None)
        if found is None or start is None:
            continue
        between = text[start : thing.start()]
        if len(between.split()) <= NEAR // 2:
            pairs.append((thing, f"{found.group().strip()} {thing.group()}"))
    return pairs


def _like_medicines(text: str, language: str) -> list[_Pair]:
    """Find "a natural alternative to statins": what is offered in the place of a medicine."""
    pairs: list[_Pair] = []
    for offer in disease_words(language, "like_medicine").finditer(text):
        medicine = disease_words(language, "medicine").search(text, offer.end())
        if medicine and _gap(text, offer, medicine) <= NEAR // 2:
            pairs.append((medicine, f"{offer.group()} … {medicine.group()}"))
    return pairs


def _risks(text: str, language: str) -> list[_Pair]:
    """Find "reduces the risk of dementia"."""
    lowered = disease_words(language, "reduce").search(text)
    pairs: list[_Pair] = []
    if lowered is None:
        return pairs
    for risk in disease_words(language, "risk").finditer(text):
        ill = disease_words(language, "names").search(text, risk.end())
        if ill and not is_negated(text, risk, language):
            pairs.append((ill, f"{lowered.group()} … {risk.group()} … {ill.group()}"))
    return pairs


def therapeutic_words(
    text: str, language: str, starts: Sequence[int]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a sentence says to treat, and the risks that it says to reduce; a risk is not both.

    Args:
        text: The sentence.
        language: One of `languages()`.
        starts: Offsets of its subject.
    """
    subjects = _Subjects(text, language, tuple(starts))
    risks = _risks(text, language)
    risky = {ill.start() for ill, _ in risks}
    pairs = [
        *_pairs(text, "treat", language),
        *_pairs(text, "relieve", language, near=NEAR // 2),
        *_against(text, language, starts),
        *_like_medicines(text, language),
    ]

    def kept(group: Iterable[_Pair]) -> tuple[str, ...]:
        seen: set[int] = set()
        words = []
        for thing, said in group:
            if thing.start() in seen or is_negated(text, thing, language):
                continue
            if subjects.before(thing.start()):
                seen.add(thing.start())
                words.append(said)
        return tuple(dict.fromkeys(words))

    return kept(pair for pair in pairs if pair[0].start() not in risky), kept(risks)


# --- the subject -----------------------------------------------------------------------------------

_OFTEN = 4
"""One in so many sentences names what a page is about, where its heading does not."""
_FRAGMENT_WORDS = 8
"""Words of a line without a verb ("Tegen angst en paniek"), at most."""


@dataclass(frozen=True, slots=True)
class _About:
    """What a sentence is about: ids of substances, and where they stand."""

    substances: tuple[str, ...] = ()
    starts: tuple[int, ...] = ()
    product: bool = False
    named: tuple[tuple[int, str], ...] = ()

    def at_the_start(self) -> "_About":
        """The same for a sentence that goes on about it without naming it."""
        return replace(self, starts=(0,), named=tuple((0, id_) for id_ in self.substances))

    @property
    def subject(self) -> bool:
        return bool(self.substances or self.starts or self.product)


@dataclass(slots=True)
class _Page:
    """What the sentences so far were about."""

    language: str
    named: re.Pattern[str]
    sold: tuple[str, ...]
    """What the page is about: the substances of its heading, else the one it names most."""
    last: _About = field(default_factory=_About)
    topic: bool = True
    """Whether a line without a subject goes on about the product: the last heading or sentence was
    about it, or about nothing else that acts."""
    asked: tuple[str, ...] = ()
    """The diseases that the sentence before asks about ("Troubled by migraine?")."""
    exempt_list: bool = False
    """Whether the line that leads a list promises nothing ("Do not use:")."""


def _own(text: str, sentence: LawSentence, page: _Page) -> _About:
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
    starts += [*product, *(m.start() for m in page.named.finditer(text))]
    for name in sentence.substances:
        known = known_substance(name, text)
        named.append((0, known.id if known else name))
        starts.append(0)
    if product and not named:
        named = [(product[0], id_) for id_ in page.sold]
    ids = tuple(dict.fromkeys(id_ for _, id_ in named))
    return _About(ids, tuple(sorted(set(starts))), bool(product), tuple(named))


def _starts_with_pronoun(text: str, language: str) -> bool:
    """Whether a sentence goes on about the one before: "This helps", "Daarnaast helpt het"."""
    opening = " ".join(_BULLET.sub("", text).split()[:6])
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
    line = _BULLET.sub("", text)
    words = line.split()
    if not words:
        return False
    prepositions = "|".join(map(re.escape, load("diseases.toml")["words"][language]["against"]))
    if re.match(rf"(?:{prepositions})\s", line, re.IGNORECASE):
        return len(words) <= _FRAGMENT_WORDS and not _has_verb(line, language)
    if _opens(line, disease_words(language, "slogan")):
        return True
    offered = next(
        (
            found
            for key in ("relieve", "treat", "like_medicine")
            if (found := disease_words(language, key).search(line))
        ),
        None,
    )
    if offered and len(words) <= _FRAGMENT_WORDS and not _has_verb(line, language):
        # "Exercise for arthritis" offers something else.
        return not _has(line[: offered.start()], language, "other_agents")
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


def _opens(line: str, pattern: re.Pattern[str]) -> bool:
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
    if better is None or len(line.split()) > _FRAGMENT_WORDS or _has_verb(line, language):
        return False
    return any(
        len(line[better.end() : effect.start].split()) <= 1
        for effect in find_effects(line, language)
        if effect.start >= better.end()
    )


def _is_adverb(word: str) -> bool:
    return word.casefold().endswith(tuple(any_language("adverb").split("|")))


def _has_verb(line: str, language: str) -> bool:
    """Whether a line holds a finite verb, so that it is a sentence of its own.

    Without the grammar of the language, a verb that LAW knows, behind the first word, is taken for one.
    """
    if language not in GRADED:
        lists = (verb_words(language, "soft"), verb_words(language, "strong"))
        return any(found.start() for words in lists for found in words.finditer(line))
    from magclaims.lexicon import cues as grammar
    from magclaims.lexicon.layout import lay_out

    pack = grammar.load(language)
    if pack is None:
        return False
    tokens = pack.tokens(line)
    return bool(lay_out(pack, tokens, pack.match(tokens)).has_verb)


def _about(text: str, sentence: LawSentence, page: _Page) -> _About:
    """What a sentence is about: named here, carried over by a pronoun, or left out."""
    own = _own(text, sentence, page)
    if own.substances or own.starts:
        return own
    if page.last.subject and _starts_with_pronoun(text, page.language):
        return page.last.at_the_start()
    if page.topic and sentence.kind != "fragment" and _left_out(text, page.language):
        about = page.last if page.last.substances else _About(page.sold)
        return replace(about, product=True).at_the_start()
    return own


def read_sentences(
    sentences: Sequence[LawSentence], language: str, substances: Iterable[str] = ()
) -> list[Reading]:
    """Read the sentences of one article, in order.

    Args:
        sentences: In order, headings and list items too.
        language: One of `languages()`.
        substances: What the article is about, besides the substances that the vocabulary knows.
    """
    texts = [normal(sentence.text)[:MAX_SENTENCE] for sentence in sentences]
    page = _Page(
        language, re.compile(words_regex(substances), re.IGNORECASE), _sold(sentences, texts)
    )
    return [
        _read(index, sentence, text, page)
        for index, (sentence, text) in enumerate(zip(sentences, texts, strict=True))
    ]


def _sold(sentences: Sequence[LawSentence], texts: Sequence[str]) -> tuple[str, ...]:
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


def _read(index: int, sentence: LawSentence, text: str, page: _Page) -> Reading:
    language = page.language
    about = _about(text, sentence, page)
    exempt = is_exempt(text, language) or (page.exempt_list and sentence.kind == "item")
    reading = Reading(
        index,
        sentence.line,
        text,
        about.substances,
        about.subject,
        exempt,
        sentence.kind == "fragment",
    )
    if about.subject and not exempt:
        reading = _said(reading, sentence, about, language)
        if page.asked and not reading.exempt and not reading.treats:
            answer = word_list(WORDING, language, "helps").search(text)
            if answer and not is_negated(text, answer, language):
                words = tuple(f"{name}? … {answer.group()}" for name in page.asked)
                reading = replace(reading, treats=words)
    stopped = (*stopped_medicines(text, language), *_needless(text, about, language))
    listed = page.exempt_list and sentence.kind == "item"
    if stopped and not listed and (about.subject or page.sold):
        reading = replace(
            reading,
            substances=reading.substances or page.sold,
            subject=True,
            exempt=False,
            treats=tuple(dict.fromkeys((*reading.treats, *stopped))),
        )
    _turn(page, sentence, text, about, exempt=exempt)
    return reading


def _needless(text: str, about: _About, language: str) -> tuple[str, ...]:
    """Words of a medicine that the substance makes needless; it is named, or the line begins with them."""
    line = _BULLET.sub("", text)
    said = [
        words
        for start, words in needless_medicines(line, language)
        if about.subject or not line[:start].rstrip(" ,:;–")
    ]
    if len(line.split()) <= _FRAGMENT_WORDS and not _has_verb(line, language):
        said += [words for _, words in needless_medicines(line, language, "without")]
    return tuple(said)


def _said(reading: Reading, sentence: LawSentence, about: _About, language: str) -> Reading:
    """What a sentence that is not exempt credits its subject with."""
    text = reading.text
    official = _is_official(text)
    effects = _credits(text, _Subjects(text, language, about.starts, about.named))
    treats, risk = ((), ()) if official else therapeutic_words(text, language, about.starts)
    if sentence.therapeutic and not treats and not risk:
        names = disease_words(language, "names").finditer(text)
        treats = tuple(dict.fromkeys(m.group() for m in names))
    elif (effects or treats or risk) and _denied(text, language):
        return replace(reading, exempt=True)
    if not official:
        treats = tuple(dict.fromkeys((*treats, *relieved(text, language))))
    return replace(reading, official=official, credits=effects, treats=treats, reduces_risk=risk)


def _is_official(text: str) -> bool:
    """Whether a text is a wording of the register, as it stands there."""
    sentences = (sentence.strip(" .*").casefold() for sentence in text.split(". "))
    return all(sentence in official_sentences() for sentence in sentences if sentence)


def _turn(page: _Page, sentence: LawSentence, text: str, about: _About, *, exempt: bool) -> None:
    """Keep what the next sentence may go on about."""
    page.last = about if about.subject else _About()
    # A question about the substance is answered, not sold to ("Does magnesium help against migraine?").
    asks = text.rstrip().endswith("?") and not about.subject
    names = disease_words(page.language, "names").finditer(text) if asks else ()
    page.asked = tuple(dict.fromkeys(m.group() for m in names))
    if sentence.kind == "item":
        return
    page.exempt_list = exempt and not text.rstrip().endswith("?")
    if about.subject:
        page.topic = True
    elif _has(text, page.language, "other_agents"):
        page.topic = False
    elif sentence.kind == "heading":
        page.topic = True
