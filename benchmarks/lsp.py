"""What a writer waits for: an article of 10,000 words, opened, and then one keystroke after the other.

    python benchmarks/lsp.py [WORDS]

A synthetic article in Dutch with 40 registered claims. `pass` is one pass over the text: reading it and
grading every sentence once, in a process that has read its word lists. `first` is all that happens until
the first marks could be shown, `keystroke` the median of ten changes, each in another sentence. The
pause for which the server waits (`lsp.server.PAUSE`) comes on top of the last. Processor time; the aims
are 1.5 s and 0.3 s on a machine of which one core is free, and the ratios travel between machines.
"""

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from magclaims.files import real
from magclaims.knowledge import memory
from magclaims.lexicon.wording import grade
from magclaims.lsp.diagnostics import diagnostics
from magclaims.lsp.pages import OpenText
from magclaims.lsp.projects import Projects
from magclaims.read.article.articles import parse
from reading import article
from texts import claims_of

KEYSTROKES = 10


def source(words: int) -> str:
    """An article of so many words, in Markdown, with one printed list at its end."""
    parts: list[str] = []
    while sum(len(part.split()) for part in parts) < words:
        parts.append(article(len(parts), "markdown"))
    head = [part.partition("\n## Referenties")[0] for part in parts[:-1]]
    return "\n\n".join([*head, parts[-1]])


def registry(text: str) -> str:
    """A claims file with claims in it; JSON is YAML."""
    read = parse(text, path="article.md", language="nl", format_="markdown")
    claims = [*claims_of("a", read, 1), *claims_of("b", read, 2)]
    entries = [claim.model_dump(mode="json", exclude_defaults=True) for claim in claims]
    for entry in entries:
        entry["occurrences"][0] |= {"article": "article", "strength": "causal"}
    page = {"title": "Synthetic", "language": "nl", "commercial": False, "file": "article.md"}
    return json.dumps({"articles": {"article": page}, "claims": entries})


def one_pass(text: str) -> float:
    """Seconds for reading the text and grading each sentence once."""
    memory.forget()
    begin = time.process_time()
    for sentence in parse(text, path="a", language="nl", format_="markdown").sentences:
        grade(sentence.text, "nl")
    return time.process_time() - begin


def main(words: int) -> None:
    """Print the times and their ratios to one pass."""
    text = source(words)
    grade("Magnesium verbetert de slaap.", "nl")
    passed = min(one_pass(text) for _ in range(3))
    with tempfile.TemporaryDirectory(prefix="magclaims-") as folder:
        root = real(Path(folder))
        (root / "data").mkdir()
        (root / "magclaims.toml").write_text('articles = "."\n', encoding="utf-8")
        (root / "data/claims.yaml").write_text(registry(text), encoding="utf-8")
        path = root / "article.md"
        projects = Projects()

        def marks(unsaved: str) -> tuple[float, int]:
            begin = time.process_time()
            project = projects.of(path, {path: unsaved})
            judged = project.article(path)
            found = diagnostics(judged, path, OpenText(unsaved)) if judged else []
            return time.process_time() - begin, len(found)

        memory.forget()
        first, count = marks(text)
        times = []
        for number in range(KEYSTROKES):
            at = text.index(" ", (number + 1) * len(text) // (KEYSTROKES + 2))
            text = f"{text[:at]}x{text[at:]}"
            times.append(marks(text)[0])
    keystroke = statistics.median(times)
    print(
        f"{len(text.split())} words, {count} marks: pass {passed:.2f} s; "
        f"first {first:.2f} s ({first / passed:.1f} passes); "
        f"keystroke {keystroke:.2f} s ({keystroke / passed:.2f} passes), at most {max(times):.2f} s"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
