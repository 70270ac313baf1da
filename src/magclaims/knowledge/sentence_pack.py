"""The part of a language pack that reading needs: packs/<code>.sentences.toml."""

from dataclasses import fields
from functools import cached_property, lru_cache

from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.languages import READ
from magclaims.model.values import dataclass


@dataclass(frozen=True)
class SentencePack:
    """Word lists, in lower case; what each means is said in nl.sentences.toml."""

    abbreviations: frozenset[str]
    may_end: frozenset[str]
    before_number: frozenset[str]
    single_letter_after: frozenset[str]
    others: frozenset[str]
    reference_headings: frozenset[str]
    disclaimers: frozenset[str]
    months: frozenset[str]
    source_words: frozenset[str]
    stop_words: frozenset[str]
    usual_words: frozenset[str]
    letters: frozenset[str]

    @cached_property
    def spaced(self) -> frozenset[str]:
        """Abbreviations that are written with a space ("z. b.")."""
        return frozenset(entry for entry in self.abbreviations | self.may_end if " " in entry)

    def __or__(self, other: "SentencePack") -> "SentencePack":
        return SentencePack(
            *(getattr(self, f.name) | getattr(other, f.name) for f in fields(SentencePack))
        )


@lru_cache(maxsize=16)
def load_pack(language: str) -> SentencePack:
    """The lists of a language with the common ones; those of all languages where it has no pack."""
    code = language[:2].lower()
    common = _read("common")
    if code in READ:
        return common | _read(code)
    for known in READ:
        common |= _read(known)
    return common


@lru_cache(maxsize=1)
def every_pack() -> SentencePack:
    """The lists of all languages: reference lists are headed and written in any of them."""
    return load_pack("und")


def _read(name: str) -> SentencePack:
    raw = load_data(f"packs/{name}.sentences.toml", "magclaims.lexicon")
    absent = [f.name for f in fields(SentencePack) if f.name not in raw]
    if absent:
        raise ValueError(f"lexicon/packs/{name}.sentences.toml lacks {', '.join(absent)}")
    return SentencePack(*(frozenset(raw[f.name]) for f in fields(SentencePack)))
