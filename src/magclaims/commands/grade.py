"""`magclaims grade`: the sentence, articles or lines that are given, graded and printed."""

import glob
import json
import re
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any, Literal

from magclaims.commands.grade_output import as_json, as_text, in_article, phrase_of
from magclaims.commands.graded import EvidenceKind, Graded, SentencePlace, evidence_kinds, examine
from magclaims.commands.streams import write_document
from magclaims.config import Configuration
from magclaims.errors import Exit, MagclaimsError, did_you_mean
from magclaims.files import fitting, split_part
from magclaims.judge.policy import load as load_policy
from magclaims.lexicon.graded import first_pack, not_graded
from magclaims.model.values import dataclass
from magclaims.render.escape import json_document, json_text, plain

SCHEMA = 1
GradeFormat = Literal["text", "json", "jsonl"]
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_LONGEST_LINE = 100_000
_STANDARD_INPUT = "-"
_FILE_NAME = re.compile(r"[\w./\\~-]+\.(?:md|markdown|mdx|qmd|html?|xhtml|txt)", re.IGNORECASE)
"""What can only be a file's name: nobody grades a sentence of this shape."""


@dataclass(frozen=True, slots=True)
class GradeOptions:
    """The options of `grade`, as given."""

    texts: Sequence[str] = ()
    """A sentence, in one piece or word by word; or files; or none, for standard input."""
    language: str | None = None
    evidence: str | None = None
    format: GradeFormat = "text"
    watch: bool = False
    """Whether to go on, and show what is new in the articles whenever one is saved."""


def grade(
    options: GradeOptions, configuration: Configuration, stop: threading.Event | None = None
) -> Exit:
    """Print the grades of the sentence, the articles or each line of standard input; `stop` ends the watching.

    Raises:
        MagclaimsError: An option has a value that it cannot have, an article cannot be read, or
            there is nothing to grade.
    """
    if options.language is not None and not _LANGUAGE.fullmatch(options.language):
        raise MagclaimsError(
            f"--language {plain(options.language, 40)!r}: give an ISO 639-1 code, e.g. nl"
        )
    evidence = _evidence(options.evidence)
    policy = load_policy().override(configuration.settings.policy)

    def graded_of(sentences: Iterable[_Sentence]) -> Iterator[Graded]:
        for text, language, place in sentences:
            yield replace(examine(text, language, evidence, policy), place=place)

    if options.watch:
        _watch(options, graded_of, stop or threading.Event())
        return Exit.OK
    given = _given(options)
    graded = graded_of(given.sentences)
    if options.format == "json":
        document = {"schema": SCHEMA, "sentences": [as_json(one) for one in graded]}
        write_document(json_document(document))
    elif options.format == "jsonl":
        _print_lines(graded)
    else:
        _print(graded, given)
    return Exit.OK


_Sentence = tuple[str, str | None, "SentencePlace | None"]
"""A sentence, its language (None: tell it from the words), and where it stands."""


def _watch(
    options: GradeOptions,
    graded_of: Callable[[Iterable[_Sentence]], Iterator[Graded]],
    stop: threading.Event,
) -> None:
    """Print the grades of the articles; then, of each that was saved, of the sentences that are new."""
    from magclaims.commands.paths import articles
    from magclaims.commands.terminal import note
    from magclaims.commands.watch import changes

    if options.format == "json":
        raise MagclaimsError("--watch writes no end of a JSON document: give --format jsonl")
    named = [Path(text) for text in options.texts if text != _STANDARD_INPUT]
    if not named or not all(_names_files(str(path)) for path in named):
        raise MagclaimsError("--watch is for articles: name files, folders or patterns")
    files = list(articles(named))
    before = {path: list(_sentences_of(path, options.language)) for path in files}
    show = _print_lines if options.format == "jsonl" else _print_articles
    show(graded_of(chain.from_iterable(before.values())))
    note(f"Watching {len(files)} file{'' if len(files) == 1 else 's'}; Ctrl-C ends it.")
    try:
        for saved in changes(lambda: articles(named), stop):
            for path in saved:
                try:
                    now = list(_sentences_of(path, options.language))
                except MagclaimsError as error:  # half saved, or gone again: the next save tells
                    note(f"magclaims: {error}")
                    continue
                known = Counter(text for text, _, _ in before.get(path, ()))
                before[path] = now
                new = [one for one in now if _take(known, one[0])]
                note(f"{path}: {len(new)} new sentence{'' if len(new) == 1 else 's'}")
                show(graded_of(new))
    except KeyboardInterrupt:
        return


def _take(known: Counter[str], text: str) -> bool:
    """Whether a sentence was not there before; each that was is passed over once."""
    known[text] -= 1
    return known[text] < 0


def _print_lines(graded: Iterable[Graded]) -> None:
    for one in graded:
        write_document(json_text(json.dumps(as_json(one), ensure_ascii=False)) + "\n")


@dataclass(frozen=True, slots=True)
class _Given:
    """What is to be graded: text, language (None: tell it from the words) and place of each."""

    sentences: Iterable[_Sentence]
    of_articles: bool = False
    alone: bool = False
    """It is one sentence, which need not be repeated."""


def _print(graded: Iterable[Graded], given: _Given) -> None:
    if given.of_articles:
        _print_articles(graded)
        return
    for number, one in enumerate(graded):
        sys.stdout.write(("\n" if number else "") + as_text(one, not given.alone))
        sys.stdout.flush()


def _print_articles(graded: Iterable[Graded]) -> None:
    """What asserts something, with its place; the other sentences are counted."""
    shown = passed = 0
    ungraded: Counter[str] = Counter()
    languages: set[str] = set()
    known: set[str] = set()
    for one in graded:
        languages.add(one.language)
        if one.wording is not None:
            known.add(one.language)
        if one.wording is None:
            ungraded[not_graded(one.language)] += 1
        elif one.asserts:
            sys.stdout.write(in_article(one, one.wording))
            sys.stdout.flush()
            shown += 1
        else:
            passed += 1
    for why, count in sorted(ungraded.items()):
        sys.stdout.write(f"{count} sentence{'' if count == 1 else 's'} {why}\n")
    if passed:
        language = languages.pop() if len(languages) == 1 else "en"
        form = f"{'more' if shown else 'only'}_{'one' if passed == 1 else 'many'}"
        sys.stdout.write(f"{phrase_of(language, form, count=str(passed))}\n")
    for code in sorted(known):
        if first_pack(code):
            sys.stdout.write(f"{phrase_of(code, 'first_pack')}\n")


def _evidence(name: str | None) -> EvidenceKind | None:
    if name is None:
        return None
    wanted = name.strip().lower().replace("-", "_")
    found = next((kind for kind in evidence_kinds() if kind.id == wanted), None)
    if found is None:
        known = [kind.id for kind in evidence_kinds()]
        near = did_you_mean(wanted, known)
        raise MagclaimsError(
            f"--evidence {plain(name, 40)!r}{plain(near) or ' is not known'}\nIt may be {', '.join(known)}."
        )
    return found


def _given(options: GradeOptions) -> _Given:
    """The sentence, the sentences of articles, or the lines of standard input."""
    texts, language = options.texts, options.language
    if not texts or texts == (_STANDARD_INPUT,):
        if sys.stdin is None or sys.stdin.isatty():
            raise MagclaimsError("give a sentence, or sentences on standard input, one a line")
        return _Given((line, language, None) for line in _lines(sys.stdin.buffer))
    if all(_names_files(text) for text in texts):
        return _Given(_of_articles(texts, language), of_articles=True)
    sentence = " ".join(texts).strip()
    if not sentence:
        raise MagclaimsError("the sentence is empty")
    if len(texts) == 1 and _FILE_NAME.fullmatch(sentence):
        raise MagclaimsError(f"{plain(sentence)}: there is no such file")
    return _Given([(sentence, language, None)], alone=True)


def _names_files(text: str) -> bool:
    """Whether an argument that may also be a sentence names a file, a folder or a pattern."""
    if text == _STANDARD_INPUT:
        return True
    if not text.strip():
        return False
    try:
        return Path(split_part(text)[0]).exists() or (
            glob.has_magic(text) and any(fitting(Path(text)))
        )
    except (OSError, ValueError):  # longer than a name can be, or with a NUL
        return False


def _of_articles(texts: Iterable[str], language: str | None) -> Iterator[_Sentence]:
    # Reading articles costs more imports than grading a sentence does.
    from magclaims.commands.paths import articles

    files = articles([Path(text) for text in texts])
    return chain.from_iterable(_sentences_of(path, language) for path in files)


def _sentences_of(path: Path, language: str | None) -> Iterator[_Sentence]:
    from magclaims.read.article.articles import read

    article = read(path, language)
    for sentence in article.sentences:
        if sentence.kind not in {"reference", "disclaimer"}:
            place = SentencePlace(article.path, sentence.line, sentence.column)
            yield sentence.text, sentence.language, place


def _lines(stream: Any) -> Iterator[str]:
    number, found = 0, False
    while line := stream.readline(_LONGEST_LINE):
        number += 1
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8").strip()
        except UnicodeDecodeError as error:
            raise MagclaimsError(f"standard input, line {number}: is not UTF-8") from error
        if text:
            found = True
            yield text
    if not found:
        from magclaims.commands.terminal import note

        note("no sentence stood on standard input")
