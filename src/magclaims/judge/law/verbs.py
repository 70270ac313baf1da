"""Whether a line is a sentence: it holds a finite verb."""

from magclaims.judge.law.facts import verb_words


def has_verb(line: str, language: str) -> bool:
    """Whether a line holds a finite verb, so that it is a sentence of its own.

    Without the grammar of the language, a verb that LAW knows, behind the first word, is taken for one.
    """
    from magclaims.lexicon import cues as grammar
    from magclaims.lexicon.layout import lay_out

    pack = grammar.load(language)
    if pack is None:
        lists = (verb_words(language, "soft"), verb_words(language, "strong"))
        return any(found.start() for words in lists for found in words.finditer(line))
    tokens = pack.tokens(line)
    return bool(lay_out(pack, tokens, pack.match(tokens)).has_verb)
