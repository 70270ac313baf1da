"""How long matching the registered claims takes beside reading the articles alone.

    python benchmarks/texts.py [ARTICLES]

Synthetic articles of 1,500 words and 20 registered claims each (20,000 for the default of 1,000),
at 1/4, 1/2 and all of ARTICLES. `read` is reading and splitting alone; `match` is what the TXT
rules need beside it: finding the quotes, grading every sentence, coverage, printed lists, and the
rules themselves. The aim is match / read <= 5, and the same time for each article at every size.
Then times what a pull request that touches one article waits for, beyond start-up. Processor time.
"""

import random
import sys
import time
from collections.abc import Iterator
from datetime import date

from magclaims.judge.case import Case
from magclaims.judge.engine import judge
from magclaims.judge.policy import load
from magclaims.model.registry import About, Article, Claim, Dossier, Kind, Occurrence, Strength
from magclaims.model.source_map import SourceMap
from magclaims.model.work import Gathered
from magclaims.read.article.articles import ArticleText, parse
from magclaims.read.bibtex import parse_bibliography
from reading import QUOTES, article


def claims_of(name: str, text: ArticleText, seed: int) -> Iterator[Claim]:
    """Claims whose quotes stand in the article; of every tenth one a word has changed since."""
    chosen = random.Random(seed)
    sentences = [s.text.split() for s in text.sentences if len(s.text.split()) >= 10]
    for number in range(QUOTES):
        words = chosen.choice(sentences)
        start = chosen.randrange(len(words) - 8)
        quote = words[start : start + 8]
        if number % 10 == 0:
            quote[4] = "verandering"
        yield Claim(
            id=f"{name}-{number}",
            statement="A synthetic claim.",
            kind=Kind.EFFECT,
            about=About(substance=("magnesium",)),
            occurrences=(
                Occurrence(article=name, quote=" ".join(quote), strength=Strength.CAUSAL),
            ),
        )


def case_of(texts: dict[str, ArticleText], claims: dict[str, tuple[Claim, ...]]) -> Case:
    """The articles and their claims, with nothing gathered."""
    articles = {name: Article(title=name, language="nl", commercial=False) for name in texts}
    listed = tuple(claim for name in texts for claim in claims[name])
    return Case(
        dossier=Dossier(articles=articles, claims=listed),
        source_map=SourceMap(),
        faults=(),
        bibliographies=(parse_bibliography(""),),
        gathered=Gathered(),
        policy=load(),
        today=date(2026, 1, 1),
        texts=texts,
    )


def main(count: int) -> None:
    """Print one line for each size, and one for a single article."""
    sources = {f"a{seed}": article(seed, "markdown") for seed in range(count)}
    texts = {name: parse(source, path=name) for name, source in sources.items()}
    claims = {
        name: tuple(claims_of(name, text, seed)) for seed, (name, text) in enumerate(texts.items())
    }
    for size in (count // 4, count // 2, count):
        names = list(sources)[:size]
        begin = time.process_time()
        read = {
            name: parse(sources[name], path=name, language="nl", format_="markdown")
            for name in names
        }
        middle = time.process_time()
        findings = judge(case_of(read, claims), select=["TXT"])
        end = time.process_time()
        reading, matching = middle - begin, end - middle
        print(
            f"{size:5} articles, {size * QUOTES:6} claims: read {reading:6.2f} s "
            f"({1000 * reading / size:.1f} ms each), match {matching:6.2f} s "
            f"({1000 * matching / size:.1f} ms each), match / read {matching / reading:.2f}, "
            f"{len(findings)} findings"
        )
    name = next(iter(sources))
    begin = time.process_time()
    judge(case_of({name: parse(sources[name], path=name, language="nl")}, claims))
    print(f"one article, all rules, beyond start-up: {time.process_time() - begin:.2f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
