"""The words of a language that advice is made of: `knowledge/suggestions.<language>.toml`."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from string import Formatter
from typing import Any

from magclaims.knowledge import outcome, substance
from magclaims.knowledge.data import languages_with
from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.facets import facet_words
from magclaims.knowledge.keys import key
from magclaims.knowledge.small_words import of_language
from magclaims.model.local_text import LocalText, local
from magclaims.model.registry import Level, Subject
from magclaims.model.values import dataclass

languages = partial(languages_with, "suggestions.{}.toml")
"""The languages in which advice can be written."""
DEFAULT = "en"
"""The language of advice for articles in a language that has no file."""
_PLAIN_WORD = re.compile(r"[^\W\d_]*[a-z]{4,}")
_WHOLE_WORD = re.compile(r"[^\W\d_]+(?![^\W_])")
Slot = Callable[[], str | None]
"""Gives what stands in a slot; None where that is not known in the language."""


@dataclass(frozen=True, slots=True)
class Words:
    """One language; `data` is its file."""

    code: str
    data: Mapping[str, Any]

    def say(self, code: str, slots: Mapping[str, Slot], table: str = "say") -> str | None:
        """A piece of advice from a section, by its code; None where a slot of it is not known.

        Raises:
            KeyError: There is no such advice, or no such slot.
        """
        template = self.data[table][code]
        values = {}
        for _, name, _, _ in Formatter().parse(template):
            value = slots[name]() if name else ""
            if value is None:
                return None
            if name:
                values[name] = value
        return self.fill(template, **values)

    def fill(self, template: str, **values: str) -> str:
        """A template with its slots filled, each value joined to what stands before it."""
        text = ""
        for literal, name, case, _ in Formatter().parse(template):
            value = values[name] if name else ""
            shown = self.cased(value, case) if case else value
            text = joined(text + literal, shown, self.data.get("join", {}))
        return text

    def cased(self, text: str, case: str) -> str:
        """A name in a grammatical case, by the endings of its words: "gesunden Männern mit Diabetes".

        What stands behind a preposition or begins a clause stays as it is.
        """
        table = self.data["case"][case]
        until = "|".join(map(re.escape, table.get("until", ())))
        head = re.split(rf"(?<!\w)(?=(?:{until})(?!\w))", text, maxsplit=1)[0] if until else text
        endings = sorted(table["endings"].items(), key=lambda pair: -len(pair[0]))

        def word(found: re.Match[str]) -> str:
            own = found[0]
            if own in table.get("keep", ()):
                return own
            changed = (own[: -len(old)] + new for old, new in endings if own.endswith(old))
            return str(table["words"].get(own) or next(changed, own))

        return _WHOLE_WORD.sub(word, head) + text[len(head) :]

    def bare(self, name: str) -> str:
        """A name without its article."""
        found = next((a for a in _articles(self.code) if name.startswith(a)), "")
        return name[len(found) :]

    def people(self, name: LocalText) -> str | None:
        """Who took part, or whom a sentence is about; None where there is no word for them."""
        return name.in_language(self.code) or self.name(str(name))

    def people_listed(self, names: Iterable[LocalText]) -> str | None:
        """Several of them; None where one has no name, or there are none."""
        return self._all(map(self.people, names))

    def word(self, name: str) -> str:
        """One of the small words."""
        return str(self.data["word"][name])

    def addressed(self, said: str) -> tuple[str, str | None]:
        """Advice by whom it speaks to: the writer of the article, and who keeps the registry, if anything."""
        own, lead, rest = said.partition(self.word("keeper"))
        return own.rstrip(), f"{lead}{rest}" if lead else None

    def name(self, name: str) -> str | None:
        """What a species, a group or a substance is called; None where there is no word for it."""
        found = self.data["name"].get(name)
        return str(found) if found else (name if self.code == DEFAULT else None)

    def is_plural(self, name: str) -> bool:
        """Whether a name begins with an article of the plural, or with one and a noun that is listed as plural."""
        begins = map(re.escape, self.data["word"].get("plural_articles", ()))
        return re.match(rf"(?:{'|'.join(begins) or '(?!)'})(?!\w)", name) is not None

    def among(self, who: str | None, level: Level) -> str:
        """In whom: "bij ratten", "in gekweekte cellen"; people where nobody is given."""
        template = self.word("in_cells" if level is Level.IN_VITRO else "in_group")
        return self.fill(template, who=who or self.data["name"]["people"])

    def subjects(self, subjects: Iterable[Subject]) -> str | None:
        """In whom: "people and animals"; None where it is in nobody, as of products that were tested."""
        names = self.data["name"]
        return self.listed(names[s.value] for s in subjects if s.value in names) or None

    def listed(self, words: Iterable[str]) -> str:
        """Several words as a sentence has them: "a, b and c"."""
        *some, last = dict.fromkeys(words) or ("",)
        if not some:
            return last
        joins = self.word("and")
        return self.fill("{some} {and_} {last}", some=", ".join(some), and_=joins, last=last)

    def substance(self, name: str) -> str | None:
        """What a substance is called; None where only its English description is known."""
        given = local(name).in_language(self.code)
        if given and self.code != DEFAULT:
            return given
        known = substance(name)
        if self.code == DEFAULT:
            return known.name() if known else name
        shown = known.name() if known else name
        listed = known.names.get(self.code) if known and not known.unsure else None
        names = self.data["name"]
        found = names.get(f"{shown}, eaten") or names.get(shown) or (listed[0] if listed else None)
        if found or not _is_proper(shown):
            return str(found) if found else None
        if known is not None or not shown.islower():
            return shown
        # An English word that no list has: it may be one of daily life, and needs an article in some languages.
        word = self.data["word"]
        if word["article_needed"] or shown.endswith(tuple(word["english_endings"])):
            return None
        return shown.capitalize() if word.get("capital_nouns") else shown

    def label(self, name: str) -> str | None:
        """What a substance is called in a list: as `substance`, without its article."""
        found = self.substance(name)
        return self.bare(found) if found else None

    def substances(self, names: Iterable[str]) -> str | None:
        """Several substances; None where one has no name in the language."""
        return self._all(self.substance(name) for name in names)

    def outcome(self, name: str) -> str | None:
        """An outcome as a sentence has it, with its article; None where there is no name for it."""
        given, known = local(name).in_language(self.code), outcome(name)
        own = self.data["object"].get(known.id) if known else None
        if self.code == DEFAULT:
            return str(own) if own and known and key(name) == key(known.name()) else str(name)
        if given or (is_symbol(name) and not own):
            return given or str(name)
        # One of the two blood pressures is not the blood pressure, and satiety is no appetite.
        part = self.data["part"].get(" ".join(name.lower().split()))
        if part or facet_words(name):
            return str(part) if part else None
        return (
            str(own or (self.code in known.names and known.name(self.code, article=True)) or "")
            or None
            if known
            else None
        )

    def outcome_label(self, name: str) -> str | None:
        """What an outcome is called in a list: as `outcome`, without its article.

        Where an adjective ends otherwise then, or the article has a case, [label] has the words.
        """
        known, found = outcome(name), self.outcome(name)
        own = self.data.get("label", {}).get(known.id) if known and not facet_words(name) else None
        return str(own) if own else self.bare(found) if found else None

    def labels(self, names: Iterable[str]) -> str | None:
        """Several outcomes without their articles; None where one has no name, or there are none."""
        return self._all(map(self.outcome_label, names))

    def quantity(self, text: str) -> str:
        """An amount with its unit ("1.5 g a day"); as it is where a word of it is not known in the language."""
        table = self.data.get("quantity")
        made, at = "", 0
        while table and at < len(text):
            found = _amount(self.code).match(text, at)
            if found is None:
                return text
            said = found[0]
            if found["word"]:
                said = table["words"][said.lower()]
            elif found["number"]:
                said = said.translate(str.maketrans(table["signs"]))
            made, at = made + said, found.end()
        return made or text

    def outcomes(self, names: Iterable[str]) -> str | None:
        """Several outcomes; None where one has no name in the language."""
        return self._all(self.outcome(name) for name in names)

    def each(self, texts: Iterable[str]) -> str | None:
        """Several texts by language; None where one is not given in the language."""
        return self._all(local(text).in_language(self.code) for text in texts)

    def _all(self, found: Iterable[str | None]) -> str | None:
        several = list(found)
        known = [text for text in several if text]
        return self.listed(known) if known and len(known) == len(several) else None


@cache
def words(language: str) -> Words:
    """The words of a language; the English ones where it has no file."""
    code = language.lower()[:2]
    code = code if code in languages() else DEFAULT
    return Words(code, load_data(f"suggestions.{code}.toml"))


@cache
def _amount(language: str) -> re.Pattern[str]:
    """An English number, a word of an amount that the language knows, a unit, or a sign between them.

    "1.000" is a thousand in some languages: it is none of these.
    """
    known, units = (
        "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
        for names in (words(language).data["quantity"]["words"], load_data("units.toml")["symbols"])
    )
    return re.compile(
        rf"(?P<number>(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d\d?)?(?![.,]?\d))"
        rf"|(?<!\w)(?P<word>{known})(?!\w)|(?<!\w)(?:{units})(?!\w)|[-–/%() ±<>≥≤=]|, ",
        re.IGNORECASE,
    )


@cache
def _articles(language: str) -> tuple[str, ...]:
    """The articles of a language as names begin with them: "de ", "l'"."""
    words_ = of_language("the", language)
    return tuple(word if word.endswith("'") else f"{word} " for word in words_)


def joined(text: str, value: str, joins: Mapping[str, str]) -> str:
    """A text with a value behind it, where two words that meet may change each other.

    `joins` has a word with a blank and the beginning of the next -> both as written; the longest that fits counts.
    """
    for meeting in sorted(joins, key=len, reverse=True):
        word, _, begins = meeting.partition(" ")
        if value.lower().startswith(begins) and re.search(rf"(?<!\w){word} $", text):
            both = joins[meeting]
            if both.endswith(begins):  # the value keeps its capitals
                both, begins = both.removesuffix(begins), ""
            return text[: -len(word) - 1] + both + value[len(begins) :]
    return text + value


def is_symbol(name: str) -> bool:
    """Whether a name is the same in every language: NF-κB, HbA1c."""
    return not _PLAIN_WORD.search(name)


def sentence_case(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


_LATIN = ("us", "um", "is", "ii", "ae", "ea", "ia", "ens")


def _is_proper(name: str) -> bool:
    """Whether a name is one in every language: a single word, or one of which each has a capital, a digit or Latin's end.

    "Mediterranean diet" is none.
    """
    words = name.split()
    return len(words) == 1 or all(
        word.endswith(_LATIN) or any(c.isupper() or c.isdigit() for c in word) for word in words
    )
