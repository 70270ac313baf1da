"""The vocabulary of a run: its files and the user's, and what a name in it means."""

from collections.abc import Mapping, Sequence

from magclaims.errors import ConfigError
from magclaims.knowledge.data import languages_with
from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.keys import key
from magclaims.knowledge.memory import forget, remembered
from magclaims.knowledge.vocabulary.compositions import add_compositions
from magclaims.knowledge.vocabulary.entries import OutcomeTerm, SubstanceTerm, Vocabulary
from magclaims.knowledge.vocabulary.loader import Loader, add_file
from magclaims.knowledge.vocabulary.names import FoundName

_user_files: tuple[tuple[str, str], ...] = ()


def use(given: Sequence[tuple[str, str]]) -> None:
    """Add the user's own files, by name and text, to the vocabulary, for this run.

    They are TOML as the package's own: [substance.<category>] and [outcome.<family>] hold new entries, or further
    names of known ones.

    Raises:
        ConfigError: A file is not TOML, or holds an entry that cannot be, or a name that means
            something else already; with file, line and what.
    """
    global _user_files  # noqa: PLW0603 - the vocabulary is the run's, as its settings are
    if tuple(given) == _user_files:
        return
    _user_files = tuple(given)
    forget()
    try:
        vocabulary()
    except ConfigError:
        _user_files = ()
        raise


@remembered
def vocabulary() -> Vocabulary:
    """All entries of the package's files and the user's."""
    words = Vocabulary()
    loader = Loader(words)
    further = map("names.{}.toml".format, languages_with("vocabulary/names.{}.toml"))
    for name in ("substances.toml", "outcomes.toml", *further):
        loader.add(load_data(f"vocabulary/{name}"))
    loader.functions(load_data("outcomes.toml")["outcome"])
    add_compositions(words)
    loader.inflect(load_data("outcomes.toml")["endings"])
    loader.own = False
    for path, text in _user_files:
        add_file(loader, path, text)
    return words


def substances() -> Mapping[str, SubstanceTerm]:
    """All substances, by id."""
    return vocabulary().substances


@remembered
def substance(name: str, context: str = "") -> SubstanceTerm | None:
    """The substance that `name` (an id or any name, whole) means; None where none has it, or it stays ambiguous.

    Case, accents, hyphens and spaces do not count; words of the context decide between two meanings.
    """
    words = vocabulary()
    ids = words.substance_names.meaning(name, context)
    return words.substances[ids[0]] if len(ids) == 1 else words.substances.get(name)


@remembered
def find_substances(text: str) -> tuple[FoundName, ...]:
    """The substances that `text` names, from left to right, the longest name first."""
    return tuple(vocabulary().substance_names.find(text))


@remembered
def find_outcomes(text: str) -> tuple[FoundName, ...]:
    """The outcomes that `text` names; see `find_substances`."""
    return tuple(vocabulary().outcome_names.find(text))


def outcomes() -> Mapping[str, OutcomeTerm]:
    """All outcomes, by id."""
    return vocabulary().outcomes


@remembered
def outcome(name: str) -> OutcomeTerm | None:
    """The outcome that `name` (an id or any name, whole) means; see `substance`.

    Where it stays ambiguous, the one that the list has first.
    """
    words = vocabulary()
    ids = words.outcome_names.meaning(name)
    return words.outcomes.get(ids[0] if ids else name)


def pole(name: str) -> int:
    """-1 for a name of which more is less of the outcome that has it ("dry skin", of hydration), else 1."""
    return -1 if key(name) in vocabulary().inverse else 1


def is_inert(name: str) -> bool:
    """Whether `name` is a placebo, filler or solvent: never an active ingredient."""
    return key(name) in vocabulary().inert
