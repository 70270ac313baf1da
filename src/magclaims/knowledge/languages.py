"""The languages that there are packs for: whoever adds the files of one adds the language.

`lexicon/packs/XX.sentences.toml` lets articles in XX be read, `lexicon/packs/XX.toml` lets their wording be
graded. Other data that have words by language are silent in one that they lack, or say so in English.
"""

from importlib.resources import files

_SENTENCES = ".sentences.toml"
_COMMON = "common"
_packs = sorted(
    (
        file.name
        for file in files("magclaims.lexicon").joinpath("packs").iterdir()
        if file.name.endswith(".toml")
    ),
    key=lambda name: (not name.startswith("en."), name),
)
READ = tuple(
    name.removesuffix(_SENTENCES)
    for name in _packs
    if name.endswith(_SENTENCES) and not name.startswith(_COMMON)
)
"""The languages that articles are read in, as ISO 639-1 codes; English, in which records are, first."""
GRADED = tuple(name.removesuffix(".toml") for name in _packs if not name.endswith(_SENTENCES))
"""Those of them in which wording is graded; in others no wording is judged, which is said."""
