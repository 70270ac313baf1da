"""The inflected forms of a verb, so that an editor writes `remmen` and every form is found.

Only regular rules live here, and only of languages in which spelling changes with the form; others
have a table in their pack. Irregular forms are data in the language pack, under `[irregular]`:
what is given there replaces what the rules make.

The forms carry the tags that the scope rules need:

- `finite`: third person singular present ("reduces", "verlaagt"); always asserts something.
- `base`: English base form or Dutch infinitive; both can also be a plural present.
- `stem`: Dutch bare stem ("verlaag"): imperative, first person or inverted second person.
- `past`: past tense; in English, and for Dutch `-de`/`-te`, also the form of an adjective.
- `part`: past participle where it differs from the past tense.
- `marked`: the infinitive with its marker inside ("abzubauen").
- `ing`: English -ing, Dutch -end(e).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from magclaims.model.values import dataclass

Forms = dict[str, str]
"""Form -> tag."""
Irregular = Mapping[str, Sequence[str]]
"""Tag -> forms that replace the regular ones."""

_VOWELS = "aeiou"
_INSEPARABLE = ("be", "ge", "ver", "ont", "her", "er")
_LONG_INSEPARABLE = ("onder", "over", "mis")
"""Prefixes that are words as well, so that no spelling tells where they end."""
_UNSTRESSED = ("be", "ver", "ont")
"""Prefixes of verbs that are made of a word in -er ("verbeteren", "verouderen")."""
# Dutch weak verbs take -te and -t after these sounds ('t kofschip), -de and -d after all others.
_VOICELESS = ("t", "k", "f", "s", "ch", "p", "x")


def english(verb: str, irregular: Irregular | None = None) -> Forms:
    """All forms of an English verb, e.g. `reduce` -> reduces, reduced, reducing."""
    irregular = irregular or {}
    finite = _english_s(verb)
    doubled = verb + verb[-1] if _doubles(verb) else verb
    if verb.endswith("e"):
        past, ing = verb + "d", verb[:-1] + "ing"
    elif verb.endswith("y") and verb[-2] not in _VOWELS:
        past, ing = verb[:-1] + "ied", verb + "ing"
    else:
        past, ing = doubled + "ed", doubled + "ing"
    regular = {"ing": [ing], "part": [], "past": [past], "finite": [finite], "base": [verb]}
    return _tagged(regular, irregular)


def _english_s(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ies"
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return verb + "es"
    return verb + "s"


def _doubles(verb: str) -> bool:
    """One syllable, ending in vowel + consonant: stop -> stopped."""
    return (
        len(verb) > 2
        and verb[-2] in _VOWELS
        and verb[-1] not in "aeiouwxy"
        and sum(map(verb.count, _VOWELS)) == 1
    )


def dutch(verb: str, irregular: Irregular | None = None) -> Forms:
    """All forms of a Dutch verb that is not separable, e.g. `remmen` -> rem, remt, remde, geremd.

    A stem whose last syllable is unstressed ("bufferen" -> "buffer") can't be told from one that is
    stressed ("stimuleren" -> "stimuleer") by its letters: -eren is taken as stressed but after a
    prefix and another syllable ("verergeren"), and the pack gives the `stem` of the others.
    """
    irregular = irregular or {}
    voiced = verb.removesuffix("en") if verb.endswith("en") else verb.removesuffix("n")
    stem = irregular["stem"][0] if "stem" in irregular else _dutch_stem(voiced)
    soft = "t" if voiced.endswith(_VOICELESS) else "d"
    participle = stem if stem.endswith(soft) else stem + soft
    if not verb.startswith((*_INSEPARABLE, *_LONG_INSEPARABLE)):
        participle = "ge" + participle
    regular = {
        "ing": [verb + "d", verb + "de"],
        "part": [participle, participle + "e"],
        "past": [stem + soft + "e", stem + soft + "en"],
        "stem": [stem],
        "finite": [stem if stem.endswith("t") else stem + "t"],
        "base": [verb],
    }
    return _tagged(regular, irregular)


def _dutch_stem(voiced: str) -> str:
    """The stem as it is spelled at the end of a word: verlag -> verlaag, remm -> rem, lev -> leef."""
    if len(voiced) > 2 and voiced[-1] == voiced[-2] and voiced[-1] not in _VOWELS:
        return voiced[:-1]
    stem = voiced
    if _open_syllable(voiced) and not _of_a_word_in_er(voiced):
        stem = voiced[:-1] + voiced[-2] + voiced[-1]
    return stem[:-1] + {"v": "f", "z": "s"}.get(stem[-1], stem[-1])


def _of_a_word_in_er(voiced: str) -> bool:
    """Whether a verb is made of a word in -er: "verergeren", and not "verteren"."""
    prefix = next((p for p in _UNSTRESSED if voiced.startswith(p)), None)
    if prefix is None or not voiced.endswith("er"):
        return False
    return not set(_VOWELS).isdisjoint(voiced.removeprefix(prefix)[:-2])


def _open_syllable(voiced: str) -> bool:
    """Whether the last vowel is long and must be doubled once the syllable is closed."""
    if len(voiced) < 2 or voiced[-1] in _VOWELS + "w" or voiced[-2] not in "aeou":
        return False
    if len(voiced) > 2 and voiced[-3] in _VOWELS:
        return False
    root = next(
        (voiced.removeprefix(p) for p in _INSEPARABLE if voiced.startswith(p) and len(voiced) > 5),
        voiced,
    )
    one_syllable = sum(letter in _VOWELS for letter in root) <= 1
    return one_syllable or not voiced.endswith(("el", "en", "em"))


def _tagged(regular: Mapping[str, Sequence[str]], irregular: Irregular) -> Forms:
    """Put regular and irregular forms together; a later tag wins where two share a spelling."""
    forms: Forms = {}
    for tag, made in regular.items():
        for form in irregular.get(tag, made):
            forms[form] = tag
    return forms


@dataclass(frozen=True, slots=True)
class Template:
    """The inflection of a language whose spelling needs no rules: `[inflection]` of its pack."""

    endings: tuple[str, ...]
    """What an infinitive ends in, the first that fits."""
    link: str
    """Stands between the stem and an ending where the stem ends in one of `link_after`."""
    link_after: tuple[str, ...]
    ge: str
    """Begins a participle, but not after these prefixes and of verbs with these endings."""
    without_ge: tuple[str, ...]
    without_ge_endings: tuple[str, ...]
    forms: Mapping[str, Sequence[str]]
    """Tag -> forms, made of {verb}, {stem}, {e} (the link) and {ge}."""

    def __call__(self, verb: str, irregular: Irregular | None = None) -> Forms:
        """All forms of a verb."""
        ending = next((e for e in self.endings if verb.endswith(e)), "")
        stem = verb.removesuffix(ending)
        bare = verb.startswith(self.without_ge) or verb.endswith(self.without_ge_endings)
        parts = {
            "verb": verb,
            "stem": stem,
            "e": self.link if stem.endswith(self.link_after) else "",
            "ge": "" if bare else self.ge,
        }
        regular = {
            tag: [form.format(**parts) for form in forms] for tag, forms in self.forms.items()
        }
        return _tagged(regular, irregular or {})


def template(data: Mapping[str, Any]) -> Template:
    """The inflection that a pack describes."""
    return Template(
        endings=tuple(data["endings"]),
        link=data.get("link", ""),
        link_after=tuple(data.get("link_after", ())),
        ge=data.get("ge", ""),
        without_ge=tuple(data.get("without_ge", ())),
        without_ge_endings=tuple(data.get("without_ge_endings", ())),
        forms=data["forms"],
    )


class Inflector:
    """The forms of the verbs of one language, as its pack has them: by a table, or by the spelling."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Read the irregular verbs, and how the others are inflected.

        Args:
            data: A pack; a particle is parted from its verb by a bar ("op|bouwen").
        """
        self._irregular: Mapping[str, Irregular] = data.get("irregular", {})
        self._marker: str = data["infinitive"]["marker"]
        given = data.get("inflection", [])
        tables = [template(one) for one in (given if isinstance(given, list) else [given])]
        self._regular = _by_ending(tables) if tables else SPELLED[data["language"]]
        self._prefixes = tables[0].without_ge if tables else PREFIXES.get(data["language"], ())
        self._made: dict[str, Forms] = {}

    def __call__(self, verb: str) -> Forms:
        """All forms of a verb."""
        if verb not in self._made:
            particle, parted, base = verb.rpartition("|")
            self._made[verb] = (
                self._joined(particle, base)
                if parted
                else self._regular(verb, self._irregular.get(verb, self._inherited(verb)))
            )
        return self._made[verb]

    def _joined(self, particle: str, base: str) -> Forms:
        """The forms of a verb that are one word with its particle.

        A bare stem stands apart ("hang ... samen"): joined it is a noun ("de samenhang").
        """
        forms = {particle + form: tag for form, tag in self(base).items() if tag != "stem"}
        forms[particle + self._marker + base] = "marked"
        return forms

    def _inherited(self, verb: str) -> Irregular | None:
        """The irregular forms of the verb behind a prefix: "ontnam" as "nam", "ontnomen" as "genomen"."""
        for prefix in self._prefixes:
            irregular = self._irregular.get(verb.removeprefix(prefix))
            if verb.startswith(prefix) and irregular is not None:
                return {
                    tag: [prefix + (f.removeprefix("ge") if tag == "part" else f) for f in forms]
                    for tag, forms in irregular.items()
                }
        return None


def _by_ending(tables: Sequence[Template]) -> Callable[[str, Irregular | None], Forms]:
    """Of several tables (French -er, -ir, -uire), the first with the verb's ending counts."""

    def inflected(verb: str, irregular: Irregular | None = None) -> Forms:
        fitting = (one for one in tables if verb.endswith(one.endings))
        return next(fitting, tables[-1])(verb, irregular)

    return inflected


SPELLED = {"en": english, "nl": dutch}
"""Languages in which spelling decides: doubled letters, long and short vowels."""

PREFIXES = {"nl": (*_INSEPARABLE, *_LONG_INSEPARABLE)}
"""Prefixes whose verbs have the irregular forms of the verb behind them."""
