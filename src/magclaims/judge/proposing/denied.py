"""Whether an article lists a sentence as what is not so: under "Myths", or behind "Myth:"."""

from collections.abc import Sequence

from magclaims.lexicon.word_list import lists, words_of
from magclaims.read.article.articles import Sentence

_LONGEST = 12
"""Words that what stands above a list may have."""
_LABEL = 4


def is_denied(sentences: Sequence[Sentence], index: int) -> bool:
    """Whether a sentence is what the heading or line above its list, or a label before it, denies.

    Of an item only the first sentence is: the next ones may say what is so.
    """
    sentence = sentences[index]
    language = sentence.language[:2]
    label, colon, _ = sentence.text.partition(":")
    if colon and len(words_of(label)) <= _LABEL and _denies(label, language):
        return True
    first = index == 0 or sentences[index - 1].block != sentence.block
    if sentence.kind != "list_item" or not first:
        return False
    for earlier in reversed(sentences[:index]):
        if earlier.kind == "heading" or (earlier.kind == "paragraph" and earlier.text[-1:] == ":"):
            return _denies(earlier.text, language)
        if earlier.kind != "list_item":
            return False
    return False


def _denies(text: str, language: str) -> bool:
    words, known = words_of(text), lists(language)
    said = f" {' '.join(words)} "
    phrase = next((one for one in known["denies"].whole if " " in one and f" {one} " in said), "")
    at = next((i for i, word in enumerate(words) if word in known["denies"]), None)
    turned = (
        at is not None
        and at > 0
        and (known["not"].any_of(words[at - 1 : at]) or known["none"].any_of(words[at - 1 : at]))
    )
    found = bool(phrase) or (at is not None and not turned)
    others = words_of(said.replace(f" {phrase} ", " ")) if phrase else words
    return (
        found and len(words) <= _LONGEST and "?" not in text and not known["affirms"].any_of(others)
    )
