"""`magclaims grade`: how strong a sentence is, which words make it so, and what it needs."""

import glob
import json
import re
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, Literal

from magclaims.config import Configuration
from magclaims.errors import Exit, MagclaimsError
from magclaims.files import split_part
from magclaims.judge.claim.harm import never_harms, safety_strength
from magclaims.judge.policy import Policy, PolicyRow
from magclaims.judge.policy import load as load_policy
from magclaims.knowledge.data import load as load_data
from magclaims.knowledge.languages import GRADED
from magclaims.lexicon.graded import first_pack, not_graded, pack_language
from magclaims.lexicon.language import UNKNOWN, detect, told_by_one
from magclaims.lexicon.wording import CueMatch, Wording, explain
from magclaims.lexicon.wording import grade as grade_sentence
from magclaims.model.registry import Kind, Strength, Subject
from magclaims.render.escape import json_document, json_text, log_line, plain
from magclaims.spelling import did_you_mean
from magclaims.streams import write_document

SCHEMA = 1
GradeFormat = Literal["text", "json", "jsonl"]
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_LONGEST_LINE = 100_000
_STANDARD_INPUT = "-"
_FILE_NAME = re.compile(r"[\w./\\~-]+\.(?:md|markdown|mdx|qmd|html?|xhtml|txt)", re.IGNORECASE)
"""What can only be a file's name: nobody grades a sentence of this shape."""
_NAMED = {Subject.ANIMAL: "level:animal", Subject.IN_VITRO: "level:in_vitro"}
_PEOPLE = frozenset({"level:human", "level:combined_formula"})
_OTHERS = frozenset({f"kind:{Kind.STUDY_RESULT.value}", "wrong_subjects"})
"""The tags of a sentence on a study of others than those whom it names."""


def _say(language: str, phrase: str, **parts: str) -> str:
    """A phrase in the language of the sentence; in English where the tool has none in that one."""
    phrases = load_data("grade.toml")
    code = language.lower().partition("-")[0].partition("_")[0]
    text: str = phrases.get(code, phrases["en"])[phrase]
    return text.format(**parts)


@dataclass(frozen=True, slots=True)
class EvidenceKind:
    """A kind of evidence that a writer can have at hand."""

    id: str
    says: Mapping[str, str]
    """How a list names it, by language; English is always there."""
    tags: frozenset[str]

    def named(self, language: str) -> str:
        """Its name in a language, else in English."""
        return self.says.get(language.partition("-")[0], self.says["en"])


@lru_cache(maxsize=1)
def evidence_kinds() -> tuple[EvidenceKind, ...]:
    """The kinds of `knowledge/evidence_kinds.toml`, from weak to strong."""
    return tuple(
        EvidenceKind(
            entry["id"],
            {"en": entry["says"], **{c: entry[c] for c in GRADED if c in entry}},
            frozenset(entry["tags"]),
        )
        for entry in load_data("evidence_kinds.toml")["kind"]
    )


@dataclass(frozen=True, slots=True)
class Carried:
    """What a kind of evidence lets the sentence say."""

    kind: EvidenceKind
    ceiling: Strength | None
    """The most that it may say; None where it may say nothing."""
    row: PolicyRow
    """The row of the policy that decides."""

    @property
    def as_said(self) -> bool:
        """Whether the ceiling is what the source itself says."""
        return self.row.ceiling == "as_said"

    def allows(self, strength: Strength) -> bool:
        """Whether a sentence of this strength stays within it."""
        return self.ceiling is not None and strength <= self.ceiling


@dataclass(frozen=True, slots=True)
class Graded:
    """Everything that `grade` shows of one sentence."""

    text: str
    language: str
    wording: Wording | None
    """None where the sentence is not graded."""
    needs: tuple[EvidenceKind, ...] = ()
    """Kinds of evidence that carry it, from weak to strong; empty where it needs none."""
    at_hand: Carried | None = None
    suggestion: str | None = None
    place: "SentencePlace | None" = None

    harmless: Strength = Strength.NONE
    """How strongly it says that something does no harm, which holds no word of an effect."""

    @property
    def safety(self) -> bool:
        """Whether it says that something does no harm."""
        return self.harmless > Strength.NONE

    @property
    def strength(self) -> Strength:
        """How strongly it says what evidence has to carry: an effect, or that there is no harm."""
        return max(self.wording.strength, self.harmless) if self.wording else Strength.NONE

    @property
    def asserts(self) -> bool:
        """Whether it says something that evidence has to carry."""
        return self.strength > Strength.NONE


@dataclass(frozen=True, slots=True)
class SentencePlace:
    """Where a sentence stands: line and column from 1."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


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
    """Grade the sentence, the articles or each line of standard input, and print the grades.

    Args:
        options: What was given.
        configuration: The settings.
        stop: Ends the watching.

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
            sys.stdout.write(_in_article(one, one.wording))
            sys.stdout.flush()
            shown += 1
        else:
            passed += 1
    for why, count in sorted(ungraded.items()):
        sys.stdout.write(f"{count} sentence{'' if count == 1 else 's'} {why}\n")
    if passed:
        language = languages.pop() if len(languages) == 1 else "en"
        form = f"{'more' if shown else 'only'}_{'one' if passed == 1 else 'many'}"
        sys.stdout.write(f"{_say(language, form, count=str(passed))}\n")
    for code in sorted(known):
        if first_pack(code):
            sys.stdout.write(f"{_say(code, 'first_pack')}\n")


def _evidence(name: str | None) -> EvidenceKind | None:
    if name is None:
        return None
    wanted = name.strip().lower().replace("-", "_")
    found = next((kind for kind in evidence_kinds() if kind.id == wanted), None)
    if found is None:
        known = [kind.id for kind in evidence_kinds()]
        near = did_you_mean(wanted, known)
        raise MagclaimsError(
            f"--evidence {plain(name, 40)!r}: it may be {', '.join(known)}{plain(near)}"
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
            glob.has_magic(text) and any(glob.iglob(text, recursive=True))  # noqa: PTH207 - absolute
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
    number = 0
    while line := stream.readline(_LONGEST_LINE):
        number += 1
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8").strip()
        except UnicodeDecodeError as error:
            raise MagclaimsError(f"standard input, line {number}: is not UTF-8") from error
        if text:
            yield text


def examine(
    text: str, language: str | None, evidence: EvidenceKind | None, policy: Policy
) -> Graded:
    """Grade one sentence and put it beside the policy.

    Args:
        text: The sentence.
        language: ISO 639-1; told from the words where it is None.
        evidence: What the writer has at hand.
        policy: The table of ceilings.
    """
    code = language or _language_of(text)
    pack = pack_language(code)
    if pack is None:
        return Graded(text, code, None)
    wording = grade_sentence(text, pack)
    harmless = safety_strength(text, pack)
    safety = harmless > Strength.NONE
    if safety and wording.strength is Strength.NONE and never_harms(text, pack):
        wording = replace(wording, hedged=False)  # "cannot be overdosed" leaves no room
    strength = max(wording.strength, harmless)
    carried = [_carried(kind, wording, policy, safety=safety) for kind in evidence_kinds()]
    at_hand = next((c for c in carried if c.kind == evidence), None)
    suggestion = None
    if at_hand is not None and not at_hand.allows(strength):
        suggestion = _advice(text, pack, wording, at_hand, policy, safety=safety)
    needs = (c.kind for c in carried if strength > Strength.NONE and c.allows(strength))
    return Graded(text, code, wording, tuple(needs), at_hand, suggestion, harmless=harmless)


def _advice(
    text: str, pack: str, wording: Wording, at_hand: Carried, policy: Policy, *, safety: bool
) -> str | None:
    """What to write instead: of the effect and of the safety, as far as the evidence carries neither."""
    # Most sentences need no advice, and it takes half of the program.
    from magclaims.judge.advice import for_sentence
    from magclaims.judge.advice.general import on_safety
    from magclaims.judge.words import words

    kind = at_hand.kind
    effect = _carried(kind, wording, policy) if safety else at_hand
    said = []
    if wording.strength > Strength.NONE and not effect.allows(wording.strength):
        advice = for_sentence(
            text,
            pack,
            effect.row,
            kind.tags,
            subjects=wording.subjects,
            # Advice is in English where there are no words of advice in the language.
            passes=lambda proposed: _passes(proposed, words(pack).code, kind, policy),
        )
        said += [advice] if advice else []
    if safety:
        said.append(on_safety(pack))
    return " ".join(dict.fromkeys(said)) or None


def _passes(text: str, pack: str, kind: EvidenceKind, policy: Policy) -> bool:
    """Whether a sentence stays within a kind of evidence."""
    wording, harmless = grade_sentence(text, pack), safety_strength(text, pack)
    carried = _carried(kind, wording, policy, safety=harmless > Strength.NONE)
    return carried.allows(max(wording.strength, harmless))


def _language_of(text: str) -> str:
    """The language of the text; of a few words, the one whose pack knows more of them."""
    code = detect(text)
    if code != UNKNOWN:
        return code
    # Three packs are a fifth of the run, and most sentences need one.
    one = told_by_one(text)
    if one in GRADED and grade_sentence(text, one).cues:
        return one
    known = {pack: len(grade_sentence(text, pack).cues) for pack in GRADED}
    best, *others = sorted(known, key=lambda pack: -known[pack])
    return best if known[best] > max(known[pack] for pack in others) else UNKNOWN


def _carried(
    kind: EvidenceKind, wording: Wording, policy: Policy, *, safety: bool = False
) -> Carried:
    """What a kind of evidence lets a sentence with these subjects say, by the policy."""
    tags = {*kind.tags, "relation:supports", f"kind:{Kind.EFFECT.value}", "formula_subject"}
    if safety:
        tags.add("safety")
    if wording.invokes_people:
        tags.add("invokes_people")
    if wording.reported:
        tags.add("reported")
    named = {level for subject, level in _NAMED.items() if subject in wording.subjects}
    if named & tags:
        tags.add("names_subjects")
    elif named and not wording.invokes_people and tags & _PEOPLE:
        return Carried(kind, None, policy.verdict(_OTHERS))
    row = policy.ceiling(tags)
    return Carried(kind, _ceiling(row), row)


def _ceiling(row: PolicyRow) -> Strength | None:
    if row.ceiling in {None, "nothing"}:
        return None
    # An authority carries what it says; whether that is as much, the writer has to see.
    return Strength.CAUSAL if row.ceiling == "as_said" else Strength[str(row.ceiling).upper()]


# --- output ------------------------------------------------------------------------------------------


def as_json(graded: Graded) -> dict[str, Any]:
    """One sentence as it stands in the JSON output."""
    wording = graded.wording
    head: dict[str, Any] = {
        "text": graded.text,
        "language": graded.language,
        "graded": wording is not None,
        "first_pack": first_pack(graded.language) is not None,
    }
    if graded.place is not None:
        place = graded.place
        head |= {"path": place.path, "line": place.line, "column": place.column}
    if wording is None:
        return {**head, "reason": not_graded(graded.language)}
    at_hand = graded.at_hand
    return {
        **head,
        "is_claim": wording.is_claim or graded.safety,
        "safety": graded.safety,
        "strength": wording.strength.label,
        "negated": wording.negated.label if wording.negated is not None else None,
        "hedged": wording.hedged,
        "therapeutic": wording.therapeutic,
        "subjects": [subject.value for subject in wording.subjects],
        "reported": wording.reported,
        "invokes_people": wording.invokes_people,
        "decided_by": [_cue(cue) for cue in wording.decided_by],
        "cues": [_cue(cue) for cue in wording.cues],
        "needs": [kind.id for kind in graded.needs],
        "evidence": None
        if at_hand is None
        else {
            "kind": at_hand.kind.id,
            "ceiling": _label(at_hand),
            "carries": at_hand.allows(graded.strength),
            "row": at_hand.row.id,
        },
        "suggestion": graded.suggestion,
    }


def _label(carried: Carried) -> str:
    if carried.as_said:
        return "as_said"
    return "nothing" if carried.ceiling is None else carried.ceiling.label


def _cue(cue: CueMatch) -> dict[str, Any]:
    return {
        "kind": cue.kind,
        "text": cue.text,
        "start": cue.start,
        "end": cue.end,
        "status": cue.status,
        "explanation": cue.explanation,
    }


def as_text(graded: Graded, show: bool) -> str:  # noqa: FBT001 - one switch
    """One sentence in plain lines; `show` repeats the sentence itself."""
    lines = [f'"{graded.text}"'] if show else []
    if graded.wording is None:
        lines.append(not_graded(graded.language))
    else:
        lines += _wording_lines(graded, graded.wording)
    return _lines_of(lines)


def _in_article(graded: Graded, wording: Wording) -> str:
    """One sentence of an article: place, strength and sentence; then the words that decide."""
    lines = [f"{graded.place}: {_strength(graded, wording)} “{graded.text}”"]
    if graded.safety:
        lines.append(f"  {_say(graded.language, 'safety')}")
    lines += [f"  {line}" for line in dict.fromkeys(explain(wording))]
    if graded.at_hand is not None:
        lines += [f"  {line}" for line in _at_hand(graded, graded.at_hand)]
    return _lines_of(lines)


def _lines_of(lines: Iterable[str]) -> str:
    return "".join(f"{'  ' * line.startswith('  ')}{log_line(line).strip()}\n" for line in lines)


def _strength(graded: Graded, wording: Wording) -> str:
    names = ("hedged", "therapeutic", "reported")
    marks = [_say(graded.language, name) for name in names if getattr(wording, name)]
    only_safe = graded.safety and wording.strength is Strength.NONE
    label = "safety" if only_safe else wording.strength.label
    return label + (f" ({', '.join(marks)})" if marks else "")


def _wording_lines(graded: Graded, wording: Wording) -> Iterable[str]:
    language = graded.language
    only_safe = graded.safety and wording.strength is Strength.NONE
    told = "safety" if only_safe else wording.strength.label
    yield f"{_strength(graded, wording)}: {_say(language, told)}"
    if graded.safety and not only_safe:
        yield f"  {_say(language, 'safety')}"
    if wording.negated is not None and not only_safe:
        yield f"  {_say(language, 'denies', strength=wording.negated.label)}"
    if not wording.is_claim and not graded.safety:
        yield f"  {_say(language, 'no_claim')}"
    for line in dict.fromkeys(explain(wording)):
        yield f"  {line}"
    yield f"  {_say(language, 'about', who=_about(wording, language))}"
    if graded.needs:
        yield _say(language, "needs_safety" if graded.safety else "needs")
        yield from (f"  {kind.named(language)}" for kind in graded.needs)
    elif graded.asserts:
        yield _say(language, "nothing_carries")
    if graded.at_hand is not None:
        yield from _at_hand(graded, graded.at_hand)
    if first_pack(graded.language):
        yield _say(language, "first_pack")


def _about(wording: Wording, language: str) -> str:
    named = [
        _say(language, subject.value)
        for subject in wording.subjects
        if subject not in {Subject.UNSTATED, Subject.NONE}
    ]
    if Subject.HUMAN not in wording.subjects and wording.invokes_people:
        named.append(_say(language, "reader"))
    return ", ".join(named) or _say(language, "nobody")


def _at_hand(graded: Graded, at_hand: Carried) -> Iterable[str]:
    language = graded.language
    kind = at_hand.kind.named(language)
    if not graded.asserts:
        yield _say(language, "no_effect", kind=kind)
        return
    label = _label(at_hand)
    most = _say(language, label if label in {"as_said", "nothing"} else f"most_{label}")
    fits = "fits" if at_hand.allows(graded.strength) else "fits_not"
    yield _say(language, fits, kind=kind, most=most)
    if graded.suggestion:
        yield _say(language, "instead", text=graded.suggestion)
