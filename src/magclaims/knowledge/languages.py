"""The languages that there are packs for: whoever adds the files of one adds the language.

`lexicon/packs/XX.sentences.toml` lets articles in XX be read, `lexicon/packs/XX.toml` lets their wording be
graded. Other data that have words by language are silent in one that they lack, or say so in English.
"""

from magclaims.knowledge.data import languages_with

READ = languages_with("packs/{}.sentences.toml", "magclaims.lexicon")
"""The languages that articles are read in, as ISO 639-1 codes; English, in which records are, first."""
GRADED = languages_with("packs/{}.toml", "magclaims.lexicon")
"""Those of them in which wording is graded; in others no wording is judged, which is said."""
