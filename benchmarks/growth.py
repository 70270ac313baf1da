"""How the readers' work grows with input that was made to hurt them.

Each input is read at several sizes, each twice the one before, in a process of its own that may use
`--seconds` of processor time. Printed are the seconds of processor time and the growth for the last
doubling: 2 is linear, 4 the square, 8 the cube. Inputs that end early show where.

    python benchmarks/growth.py [--seconds N] [--only TEXT]
"""

import argparse
import multiprocessing
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection

from magclaims.gather.sources.records import merge_notices
from magclaims.judge.claim.authorised import authorised
from magclaims.judge.claim.harm import denies_a_harm
from magclaims.judge.law.relief import relieved
from magclaims.judge.link.numbers import SourceNumbers, check_numbers
from magclaims.judge.link.says import clauses
from magclaims.judge.proposing import Proposer
from magclaims.lexicon.wording import grade
from magclaims.model.identifiers import find_identifiers, parse_identifier
from magclaims.model.registry import Claim
from magclaims.model.work import Notice
from magclaims.quantity.stated import read as read_numbers
from magclaims.read.article import reference_fields
from magclaims.read.article.articles import Format, parse
from magclaims.read.bibtex import parse_bibliography

Run = Callable[[int], object]
Text = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class File:
    """Input that is a file's content; called with a size, it is read."""

    suffix: str
    text: Text
    read: Callable[[str], object]

    def __call__(self, size: int) -> object:
        """Read it at that size."""
        return self.read(self.text(size))


def _bib(text: Text) -> File:
    return File(".bib", text, parse_bibliography)


def _field(name: str, value: Text) -> File:
    return _bib(lambda n: f"@article{{k, {name} = {{{value(n)}}}}}")


def _sentence(text: Text) -> File:
    return File(".txt", text, lambda sentence: grade(sentence, "en"))


FORMATS: dict[str, Format] = {"md": "markdown", "html": "html", "txt": "text"}


def _article(name: str, text: Text) -> File:
    format_ = FORMATS[name]
    return File(f".{name}", text, lambda article: parse(article, format_=format_, language="en"))


def _strings(n: int) -> str:
    doubled = "".join(f"@string{{a{i + 1} = a{i} # a{i}}}\n" for i in range(n))
    return f"@string{{a0 = {{xxxxxxxxxx}}}}\n{doubled}@misc{{k, title = a{n}}}"


def _proposed(text: Text) -> Run:
    def propose(n: int) -> object:
        sentence = text(n)
        article = parse(sentence, format_="text", language="en")
        return Proposer(article).claims(0, grade(sentence, "en"))

    return propose


def _numbers(n: int) -> object:
    said = read_numbers("; ".join(f"memory rose {i + 1}%" for i in range(n)), "en")
    source = SourceNumbers(says=read_numbers("Memory rose 5%, and mood 7%.", "en"))
    return check_numbers(said, source, ["memory"])


def _authorised(text: Text) -> Run:
    claim = Claim.model_validate(
        {
            "id": "synthetic",
            "statement": "Iron contributes to the reduction of tiredness and fatigue.",
            "kind": "effect",
            "about": {"substance": "iron", "outcome": "fatigue"},
            "occurrences": [{"article": "a", "quote": "Iron", "strength": "causal"}],
        }
    )

    def recognise(n: int) -> object:
        return authorised(claim, claim.occurrences[0], text(n))

    return recognise


def _relieved(n: int) -> object:
    return relieved("my pain is gone " * n, "en", (0,))


def _notices(n: int) -> object:
    made = [
        Notice(doi=f"10.5555/synthetic.{i}", type="correction", source="synthetic")
        for i in range(n)
    ]
    return merge_notices(made)


INPUTS: dict[str, tuple[Run, tuple[int, ...]]] = {
    "authors: blanks": (_field("author", lambda n: "A" + " " * n + "B"), (2000, 4000, 8000, 16000, 32000)),
    "authors: and": (_field("author", lambda n: " and ".join(["A B"] * n)), (1000, 2000, 4000, 8000, 16000)),
    "authors: commas": (_field("author", lambda n: "," * n), (2000, 4000, 8000, 16000, 32000)),
    "authors: A, B": (_field("author", lambda n: "A, B, " * n), (1000, 2000, 4000, 8000)),
    "authors: et al.": (_field("author", lambda n: "A et al. " * n), (1000, 2000, 4000, 8000)),
    "authors: y": (_field("author", lambda n: "A y " * n), (1000, 2000, 4000, 8000)),
    "authors: braces": (_field("author", lambda n: "{" * n + "A" + "}" * n), (500, 1000, 2000, 4000, 8000)),
    "authors: points": (_field("author", lambda n: "." * n), (2000, 4000, 8000, 16000)),
    "authors: initials": (_field("author", lambda n: "A." * n), (2000, 4000, 8000, 16000)),
    "authors: brackets": (_field("author", lambda n: "(" * n), (2000, 4000, 8000, 16000)),
    "authors: TeX": (_field("author", lambda n: r"\'" * n), (1000, 2000, 4000)),
    "title: braces": (_field("title", lambda n: "{" * n + "}" * n), (1000, 2000, 4000, 8000)),
    "title: TeX": (_field("title", lambda n: r"\foo{x} $a$ " * n), (200, 400, 800, 1600)),
    "title: dollars": (_field("title", lambda n: "$" * n), (1000, 2000, 4000, 8000)),
    "url: braces": (_field("url", lambda n: r"\url{" * n + "}" * n), (1000, 2000, 4000, 8000)),
    "pages: dashes": (_field("pages", lambda n: "1 - " * n), (2000, 4000, 8000, 16000)),
    "bib: fields": (_bib(lambda n: "@a{k," + ",".join(f"f{i}={{x}}" for i in range(n)) + "}"), (2000, 4000, 8000, 16000)),
    "bib: unclosed": (_bib(lambda n: "@article{k, title={x\n" * n), (500, 1000, 2000, 4000)),
    "bib: same key": (_bib(lambda n: "@misc{k, title={x}}\n" * n), (500, 1000, 2000, 4000)),
    "bib: no commas": (_bib(lambda n: "@misc{k, " + "a = {x} " * n + "}"), (200, 400, 800, 1600)),
    "bib: comments": (_bib(lambda n: "@misc{k,\n" + "% a = {x\n" * n + "}"), (1000, 2000, 4000, 8000)),
    "bib: @": (_bib(lambda n: "@" * n), (1000, 2000, 4000, 8000)),
    "bib: @string": (_bib(_strings), (14, 15, 16, 17, 18, 19, 20, 40, 60)),
    "identifier: slashes": (lambda n: parse_identifier("10." + "/" * n), (4000, 8000, 16000, 32000)),
    "identifier: doi:": (lambda n: find_identifiers("doi:" * n), (2000, 4000, 8000, 16000)),
    "identifier: digits": (lambda n: find_identifiers("10.1234" * n), (2000, 4000, 8000, 16000)),
    "identifier: http": (lambda n: find_identifiers("https://" * n), (2000, 4000, 8000, 16000)),
    "printed: commas": (lambda n: reference_fields.parse("A, " * n), (500, 1000, 2000, 4000)),
    "printed: blanks": (lambda n: reference_fields.parse("A" + " " * n + "B"), (2000, 4000, 8000)),
    "printed: digits": (lambda n: reference_fields.parse("1" * n), (2000, 4000, 8000)),
    "printed: years": (lambda n: reference_fields.parse("(2019). " * n), (200, 400, 800, 1600)),
    "printed: quotes": (lambda n: reference_fields.parse('"' * n), (1000, 2000, 4000, 8000)),
    "printed: initials": (lambda n: reference_fields.parse("A. " * n), (500, 1000, 2000, 4000)),
    "propose: superscripts": (_proposed(lambda n: "Zinc" + "¹" * n + " improves memory in adults."), (24, 100, 200, 400)),
    "authorised: superscripts": (_authorised(lambda n: "Iron" + "¹" * n + "x"), (24, 100, 200, 400)),
    "authorised: marks": (_authorised(lambda n: "Iron" + "[1]" * n + "x"), (24, 100, 200, 400)),
    "numbers: one measure": (_numbers, (150, 300, 600, 1200)),
    "notices": (_notices, (500, 1000, 2000, 4000)),
    "md: wide table": (_article("md", lambda n: "|a" * n + "|\n" + "|-" * n + "|\n" + ("|zinc" * n + "|\n") * 3), (250, 500, 1000, 2000)),
    "md: long table": (_article("md", lambda n: "|a|b|\n|-|-|\n" + "|zinc|sleep|\n" * n), (250, 500, 1000, 2000)),
    "md: brackets": (_article("md", lambda n: "[" * n), (1000, 2000, 4000, 8000)),
    "md: links": (_article("md", lambda n: "[a](b) " * n), (500, 1000, 2000, 4000)),
    "md: open links": (_article("md", lambda n: "[a](" * n), (500, 1000, 2000, 4000)),
    "md: stars": (_article("md", lambda n: "*a " * n), (500, 1000, 2000, 4000)),
    "md: quotes": (_article("md", lambda n: ">" * n + "a"), (500, 1000, 2000, 4000)),
    "md: lists": (_article("md", lambda n: "\n".join(" " * i + "- a" for i in range(n))), (50, 100, 200, 400)),
    "md: backticks": (_article("md", lambda n: "".join("`" * i + " " for i in range(n))), (100, 200, 400, 800)),
    "md: marks": (_article("md", lambda n: "Zinc helps [1]. " * n), (250, 500, 1000, 2000)),
    "md: authors": (_article("md", lambda n: "Zinc helps (Vermeer et al., 2012; " * n), (100, 200, 400, 800)),
    "md: headings": (_article("md", lambda n: "# Zinc\n" * n), (500, 1000, 2000, 4000)),
    "md: one sentence": (_article("md", lambda n: "zinc and " * n), (1000, 2000, 4000, 8000)),
    "md: points": (_article("md", lambda n: "a. " * n), (1000, 2000, 4000, 8000)),
    "md: reference list": (_article("md", lambda n: "Zinc [1].\n\n## References\n\n" + "".join(f"{i}. Vermeer A. Zinc. J Zinc. 2019;1:1-2.\n" for i in range(n))), (50, 100, 200, 400)),
    "md: footnotes": (_article("md", lambda n: "".join(f"Zinc[^{i}]. " for i in range(n)) + "\n\n" + "".join(f"[^{i}]: Vermeer 2019\n" for i in range(n))), (50, 100, 200, 400)),
    "html: open tags": (_article("html", lambda n: "<div>" * n + "a"), (1000, 2000, 4000, 8000)),
    "html: <": (_article("html", lambda n: "<" * n), (1000, 2000, 4000, 8000)),
    "html: comments": (_article("html", lambda n: "<!--" * n), (1000, 2000, 4000, 8000)),
    "html: attributes": (_article("html", lambda n: "<p " + "a=b " * n + ">x</p>"), (1000, 2000, 4000, 8000)),
    "html: p": (_article("html", lambda n: "<p>Zinc helps.</p>" * n), (250, 500, 1000, 2000)),
    "html: entities": (_article("html", lambda n: "<p>" + "&amp;" * n + "</p>"), (1000, 2000, 4000, 8000)),
    "html: close tags": (_article("html", lambda n: "<p>a" + "</b>" * n), (1000, 2000, 4000, 8000)),
    "html: script": (_article("html", lambda n: "<script>" * n), (1000, 2000, 4000, 8000)),
    "txt: blanks": (_article("txt", lambda n: "a" + " " * n + "b"), (2000, 4000, 8000, 16000)),
    "txt: lines": (_article("txt", lambda n: "Zinc helps\n" * n), (500, 1000, 2000, 4000)),
    "txt: digits": (_article("txt", lambda n: "1" * n), (2000, 4000, 8000)),
    "txt: marks": (_article("txt", lambda n: "[1-9]" * n), (500, 1000, 2000)),
    "grade: may": (_sentence(lambda n: "zinc may " * n), (50, 100, 200, 400)),
    "grade: not": (_sentence(lambda n: "not " * n), (100, 200, 400, 800)),
    "grade: improves": (_sentence(lambda n: "zinc improves sleep, " * n), (25, 50, 100, 190)),
    "grade: commas": (_sentence(lambda n: "," * n), (1000, 2000, 3900)),
    "grade: numbers": (_sentence(lambda n: "5 mg " * n), (100, 200, 400, 780)),
    "law: pain that is gone": (_relieved, (125, 250, 500, 1000, 2000)),
    "harm: one clause": (lambda n: denies_a_harm("good " * n, "en"), (4000, 8000, 16000, 32000)),
    "says: one clause": (lambda n: list(clauses("good " * n, "en")), (2000, 4000, 8000, 16000)),
}  # fmt: skip


def _measure(name: str, size: int, seconds: int, out: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    run, _ = INPUTS[name]
    run(1)  # what is loaded once does not count
    start = time.process_time()
    try:
        run(size)
        said = ""
    except Exception as error:  # noqa: BLE001 -- an honest refusal is an answer, too: it is shown
        said = f"{type(error).__name__}: {error}"[:60]
    out.send((time.process_time() - start, said))


def growth(name: str, seconds: int) -> str:
    """A row of the table."""
    times: list[float] = []
    context = multiprocessing.get_context("fork")
    said = ""
    for size in INPUTS[name][1]:
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_measure, args=(name, size, seconds, theirs))
        process.start()
        theirs.close()
        try:
            took, said = ours.recv()
        except EOFError:
            return (
                f"{name:22}  over {seconds} s at {size}: {' '.join(f'{t:.2f}' for t in times)}  !!"
            )
        finally:
            process.join()
        times.append(took)
    ratio = times[-1] / max(times[-2], 0.01)
    mark = "  !!" if ratio > 2.8 and times[-1] > 0.1 else ""
    return f"{name:22}  {ratio:4.1f}  {' '.join(f'{t:.2f}' for t in times)}{mark}  {said}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    for name in INPUTS:
        if options.only in name:
            print(growth(name, options.seconds), flush=True)


if __name__ == "__main__":
    main()
