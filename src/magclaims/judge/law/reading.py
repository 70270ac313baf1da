"""What a sentence says that food law is about."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from magclaims.judge.law.about import FRAGMENT_WORDS, AboutWhat, PageSoFar, about_of, sold_on
from magclaims.judge.law.credits import Credit, SubjectsAt, credits_of
from magclaims.judge.law.diseases import therapeutic_words
from magclaims.judge.law.facts import (
    MAX_SENTENCE,
    WORDING,
    LawSentence,
    disease_words,
    verb_words,
    word_list,
    words_regex,
)
from magclaims.judge.law.medicines import needless_medicines, stopped_medicines
from magclaims.judge.law.offers import offered
from magclaims.judge.law.product import heading_of, product_names, sells
from magclaims.judge.law.relief import relieved
from magclaims.judge.law.substances import find_subjects
from magclaims.judge.law.takes_back import BULLET, has_word_of, is_denied, is_exempt, is_negated
from magclaims.judge.law.targets import Around, complaints, has_word_of_copy
from magclaims.judge.law.verbs import has_verb
from magclaims.knowledge.characters import normal
from magclaims.knowledge.regulation import official_sentences
from magclaims.model.values import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """What one sentence says, for all rules.

    Attributes:
        line: Where it starts, 1-based.
        substances: Ids of what it is about, named here, carried over, or what the page sells.
        subject: Whether it is about a substance or the product at all.
        exempt: Whether it promises nothing whatever it names: a question, a warning, a denial.
        fragment: Whether it is a quote without its surroundings.
        official: Whether it is a wording of the register, as it stands there.
        treats: Words of treating, preventing or curing, each with the disease; of stopping a medicine with that.
        reduces_risk: Words of reducing a risk, each with the disease.
        names: Diseases that it names beside what is sold, where it tells of no research.
        mentioned: Ids of all substances that the page names, which may carry what is said of the product.
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
    names: tuple[str, ...] = ()
    mentioned: tuple[str, ...] = ()


def read_sentences(
    sentences: Sequence[LawSentence], language: str, substances: Iterable[str] = ()
) -> list[Reading]:
    """Read the sentences of one article in order, headings and list items too.

    `substances` are what it is about, besides those that the vocabulary knows.
    """
    texts = [normal(sentence.text)[:MAX_SENTENCE] for sentence in sentences]
    heading = heading_of(sentences, texts)
    sold = sells(heading, language, texts)
    names = (*substances, *(product_names(heading, language) if sold else ()))
    page = PageSoFar(
        language,
        re.compile(words_regex(names), re.IGNORECASE),
        sold_on(sentences, texts),
        product_page=sold,
        mentioned=tuple(dict.fromkeys(s.id for text in texts for s in find_subjects(text))),
    )
    return [
        _read(index, sentence, text, page)
        for index, (sentence, text) in enumerate(zip(sentences, texts, strict=True))
    ]


def _read(index: int, sentence: LawSentence, text: str, page: PageSoFar) -> Reading:
    language = page.language
    about = about_of(text, sentence, page)
    exempt = is_exempt(text, language, about.starts) or (
        page.exempt_list and sentence.kind == "item"
    )
    reading = Reading(
        index,
        sentence.line,
        text,
        about.substances,
        about.subject,
        exempt,
        sentence.kind == "fragment",
        mentioned=page.mentioned,
    )
    if about.subject and not exempt:
        reading = _said(reading, sentence, about, language)
    if not reading.exempt and not reading.official and not reading.fragment:
        reading = _offered(reading, sentence, about, page)
    if page.asked and not exempt and not reading.exempt and not reading.treats:
        reading = _answered(reading, page)
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


def _offered(reading: Reading, sentence: LawSentence, about: AboutWhat, page: PageSoFar) -> Reading:
    """What a sentence offers beside what it says outright."""
    found = offered(
        Around(
            reading.text,
            page.language,
            about.starts or ((0,) if about.subject else ()),
            reading.substances or page.sold,
            product_page=page.product_page and page.topic,
            list_of_benefits=page.benefits and sentence.kind == "item",
            names_another=bool(about.substances) and not set(about.substances) & set(page.sold),
        )
    )
    reading = replace(reading, names=found.names)
    if not found.treats and not found.credits:
        return reading
    known = {credit.effect for credit in reading.credits}
    return replace(
        reading,
        subject=True,
        substances=reading.substances or page.sold,
        credits=(*reading.credits, *(c for c in found.credits if c.effect not in known)),
        treats=tuple(dict.fromkeys((*reading.treats, *_new(found.treats, reading)))),
    )


def _new(words: Sequence[str], reading: Reading) -> Iterable[str]:
    """Those of the words whose disease no other reading found in the sentence."""
    known = " ".join((*reading.treats, *reading.reduces_risk)).casefold()
    return (said for said in words if said.split(" … ")[-1].casefold() not in known)


def _answered(reading: Reading, page: PageSoFar) -> Reading:
    """A sentence behind "Migraine?": what is sold, and that it helps; or a dose of it, and nothing denied.

    It may help by what it does ("This blend prevents that ...") where the sentence names no effect of its own.
    """
    text, language = reading.text, page.language
    keys = ("helps", "doses") if reading.subject else ("doses",)
    answers = [word_list(WORDING, language, key) for key in keys]
    if reading.subject and not reading.credits:
        answers += [verb_words(language, "strong"), disease_words(language, "treat")]
    answer = next(filter(None, (words.search(text) for words in answers)), None)
    if answer is None or is_negated(text, answer, language):
        return reading
    words = tuple(f"{name}? … {answer.group()}" for name in page.asked)
    substances = reading.substances or page.sold
    return replace(reading, substances=substances, subject=True, treats=words)


def _needless(text: str, about: AboutWhat, language: str) -> tuple[str, ...]:
    """Words of a medicine that the substance makes needless; it is named, or the line begins with them."""
    line = BULLET.sub("", text)
    said = [
        words
        for start, words in needless_medicines(line, language)
        if about.subject or not line[:start].rstrip(" ,:;–")
    ]
    if len(line.split()) <= FRAGMENT_WORDS and not has_verb(line, language):
        said += [words for _, words in needless_medicines(line, language, "without")]
    return tuple(said)


def _said(reading: Reading, sentence: LawSentence, about: AboutWhat, language: str) -> Reading:
    """What a sentence that is not exempt credits its subject with."""
    text = reading.text
    official = _is_official(text)
    effects = credits_of(text, SubjectsAt(text, language, about.starts, about.named))
    treats, risk = ((), ()) if official else therapeutic_words(text, language, about.starts)
    if sentence.therapeutic and not treats and not risk:
        names = disease_words(language, "names").finditer(text)
        treats = tuple(dict.fromkeys(m.group() for m in names))
    elif (effects or treats or risk) and is_denied(text, language):
        return replace(reading, exempt=True)
    if not official:
        treats = tuple(dict.fromkeys((*treats, *relieved(text, language, about.starts))))
    return replace(reading, official=official, credits=effects, treats=treats, reduces_risk=risk)


def _is_official(text: str) -> bool:
    """Whether a text is a wording of the register, as it stands there."""
    sentences = (sentence.strip(" .*").casefold() for sentence in text.split(". "))
    return all(sentence in official_sentences() for sentence in sentences if sentence)


def _turn(
    page: PageSoFar, sentence: LawSentence, text: str, about: AboutWhat, *, exempt: bool
) -> None:
    """Keep what the next sentence may go on about."""
    page.last = about if about.subject else AboutWhat()
    # A question about the substance is answered, not sold to ("Does magnesium help against migraine?").
    asks = text.rstrip().endswith("?") and not about.subject
    page.asked = complaints(text, page.language) if asks else ()
    if sentence.kind == "item":
        return
    # "Do not use:" leads a list; a sentence with its full stop ended before it.
    page.exempt_list = exempt and not text.rstrip().endswith(("?", ".", "!"))
    page.benefits = has_word_of_copy(text, page.language, "benefits") and (
        sentence.kind == "heading" or text.rstrip().endswith(":")
    )
    if about.subject:
        page.topic = True
    elif has_word_of(text, page.language, "other_agents"):
        page.topic = False
    elif sentence.kind == "heading":
        page.topic = True
