"""The words of a language that readers of a report see: `phrases/<language>.toml`."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from typing import Any

from magclaims.judge.words import words
from magclaims.knowledge.data import languages_with, load
from magclaims.knowledge.language_detection import UNKNOWN, detect
from magclaims.knowledge.sentence_pack import load_pack
from magclaims.model.finding import Finding
from magclaims.model.values import dataclass
from magclaims.render.said import Retold, said

DEFAULT = "en"


languages = partial(languages_with, "phrases/{}.toml", "magclaims.render")
"""The languages that a report can be written in, English first."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """One language; `data` is its file."""

    code: str
    data: Mapping[str, Any]

    def __call__(self, key: str, **slots: object) -> str:
        """A sentence or word of the page, its slots filled.

        Raises:
            KeyError: There is no such key, or a slot of it is missing.
        """
        template = str(self.data["page"][key])
        return template.format_map(slots) if slots else template

    def of(self, table: str, code: str, /, **slots: object) -> str:
        """A sentence of another table than the page's, its slots filled.

        Raises:
            KeyError: There is no such sentence, or a slot of it is missing.
        """
        return str(self.data[table][code]).format_map(slots)

    def listed(self, several: Iterable[str]) -> str:
        """Several words as a sentence has them: "a, b and c"."""
        return words(self.code).listed(several)

    def quoted(self, text: str) -> str:
        """A text in the quotation marks of the language."""
        return f"{self('open_quote')}{text}{self('close_quote')}"

    def word(self, table: str, code: str | None) -> str:
        """What a code is called; its own words where the table has none for it."""
        found = self.data[table].get(code or "")
        if found is None:
            return (code or "").replace("_", " ")
        return str(found if isinstance(found, str) else found[0])

    def meaning(self, table: str, code: str) -> str:
        """What a code means, in a sentence; empty where the table does not say."""
        found = self.data[table].get(code)
        return str(found[1]) if found is not None and not isinstance(found, str) else ""

    def counted(self, number: int, noun: str) -> str:
        """A number with its noun: `1 error`, `2 errors`."""
        one, many = self.data["noun"][noun]
        return f"{self.number(number)} {one if number == 1 else many}"

    def number(self, value: int) -> str:
        """A whole number with the language's separator."""
        return f"{value:,}".replace(",", self.data["date"]["thousands"])

    def day(self, moment: str) -> str:
        """A day in words; as it is where it is not a whole ISO 8601 date."""
        year, month, day = [*moment[:10].split("-"), "", ""][:3]
        if not (year.isdigit() and month.isdigit() and day.isdigit() and 1 <= int(month) <= 12):
            return moment
        names: Sequence[str] = self.data["date"]["months"]
        template = str(self.data["date"]["day"])
        return template.format(day=int(day), month=names[int(month) - 1], year=year)

    def told(self, text: str) -> str | None:
        """What a service or the lock file is said to have answered; None where that is not known here."""
        if self.code == DEFAULT:
            return text
        for code, pattern in _told():
            found = pattern.fullmatch(text)
            if found is None:
                continue
            slots = found.groupdict()
            within = {name: self.told(slots[name]) for name in ("rest", "last") if name in slots}
            if None in within.values():
                continue
            slots.update({name: str(said) for name, said in within.items()})
            if "services" in slots:
                slots["services"] = self.listed(slots["services"].split(" and "))
            return str(self.data["told"][code]).format_map(slots)
        return None

    def said(self, text: str | None) -> Retold | None:
        """What a finding says in English, in this language; None where that has no words for it."""
        found = said(text, self.code) if text else None
        if found is None:
            return None
        whole = f"{found.text[:1].upper()}{found.text[1:]}"
        return found._replace(
            text=whole if whole.endswith((".", "?", "”", '"', self("close_quote"))) else f"{whole}."
        )

    def message(self, finding: Finding) -> str:
        """What a finding says, in one line; with the English where words of it are not known here."""
        if self.code == DEFAULT:
            return finding.message
        told, rule = self.said(finding.message), self.rule(finding.code)
        if told is not None and told.whole:
            return told.text
        text = told.text if told is not None else rule[0] if rule else ""
        return f"{text} ({finding.message})" if text else finding.message

    def verdict(self, quote: str, verdict: str, reasons: Iterable[str]) -> str:
        """What a finding says that repeats a verdict, in one line."""
        why = f"{self('semicolon')} ".join(reasons)
        return f"{self.quoted(quote)} ({self.word('verdict', verdict)}){self('colon')} {why}"

    def instead(self, finding: Finding) -> str:
        """What to do about a finding; empty where it says nothing of it."""
        told = self.said(finding.suggestion) if self.code != DEFAULT else None
        return told.text if told is not None and told.whole else finding.suggestion or ""

    def rule(self, code: str) -> tuple[str, str, str] | None:
        """What a rule finds, what to do instead, and why; None in the language of its manual page."""
        if self.code == DEFAULT:
            return None
        found = load(f"rules.{self.code}.toml", "magclaims.knowledge").get(code)
        return (str(found[0]), str(found[1]), str(found[2])) if found else None


@cache
def phrases(language: str) -> Phrases:
    """The phrases of a language; the English ones where it has no file."""
    code = language.lower()[:2]
    if code not in languages():
        code = DEFAULT
    return Phrases(code, load(f"phrases/{code}.toml", "magclaims.render"))


@cache
def _told() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The English sentences as patterns, by code."""
    return tuple(
        (code, re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(template))))
        for code, template in phrases(DEFAULT).data["told"].items()
    )


def foreign(text: str, language: str) -> str | None:
    """The language that a text seems to be in, where it is not that of the page; for `lang` alone.

    Short texts tell little: where no language is sure, English is taken if more of its frequent words
    stand in the text than of those of the page.
    """
    found = detect(text)
    if found == UNKNOWN:
        words = [word.lower() for word in _WORD.findall(text)]
        ours, english = (
            sum(word in load_pack(code).stop_words for word in words)
            for code in (language, DEFAULT)
        )
        found = DEFAULT if english > ours else language
    return found if found != language else None


_WORD = re.compile(r"[^\W\d_]+")
