"""How fast articles are read and quotes are found, and what is found in the shared articles.

    python benchmarks/reading.py [ARTICLES]

Times (processor time) synthetic articles of 1,500 words, at 1/4, 1/2 and all of ARTICLES (default 1,000): the time
for each must stay the same. Then prints what is read from the articles beside the repository.
"""

import random
import sys
import time
from collections import Counter
from pathlib import Path

from magclaims.read.article.articles import Format, parse, read
from magclaims.read.article.locate import locate

SHARED = Path(__file__).parents[2] / "shared" / "articles"
WORDS = 1500
QUOTES = 20
"""For each article: 20,000 for 1,000 articles."""
_FILLER = [
    "zink",
    "ijzer",
    "slaap",
    "geheugen",
    "hersenen",
    "neuronen",
    "receptor",
    "studie",
    "mensen",
    "dieren",
    "effect",
    "dosis",
    "vitamine",
    "helpt",
    "ondersteunt",
    "verbetert",
    "suggereert",
    "toont",
    "de",
    "het",
    "een",
    "van",
    "en",
    "in",
    "op",
    "met",
    "voor",
    "niet",
    "ook",
    "bij",
    "door",
    "naar",
    "kan",
    "wordt",
]


def article(seed: int, format_: Format) -> str:
    """A made-up article with headings, marks and a list of references."""
    rng = random.Random(seed)
    paragraphs = []
    words = 0
    while words < WORDS:
        sentences = []
        for _ in range(rng.randint(2, 6)):
            length = rng.randint(6, 25)
            chosen = [rng.choice(_FILLER) for _ in range(length)] + [f"w{rng.randint(0, 3000)}"]
            mark = rng.choice(["", "", "¹", "²", "[3]", "*"])
            sentences.append(" ".join(chosen).capitalize() + "." + mark)
            words += length
        paragraphs.append(" ".join(sentences))
        if rng.random() < 0.2:
            title = " ".join(rng.choices(_FILLER, k=4)).capitalize()
            paragraphs.append(f"## {title}" if format_ == "markdown" else title)
    listed = [
        f"{n}. Naam A, Ander B. Titel {n}. J Verz. 20{n:02}; {n}(1):1-9. doi:10.1234/x.{n}"
        for n in range(1, 9)
    ]
    if format_ == "html":
        body = "\n".join(f"<p>{text}</p>" for text in paragraphs)
        items = "".join(f"<li>{item}</li>" for item in listed)
        return f"<html><body><nav>Menu</nav><article>{body}<h2>Referenties</h2><ol>{items}</ol></article></body></html>"
    heading = "## Referenties" if format_ == "markdown" else "Referenties"
    return "\n\n".join([*paragraphs, heading, "\n".join(listed)])


def quotes(text: str, seed: int) -> list[str]:
    """Stretches of the text: a third as they are, a third in capitals, a third with a word changed."""
    rng = random.Random(seed)
    words = text.split()
    found = []
    for number in range(QUOTES):
        begin = rng.randrange(len(words) - 60)
        part = words[begin : begin + 10]
        if number % 3 == 1:
            part = [word.upper() for word in part]
        elif number % 3 == 2:
            part[4] = "veranderd"
        found.append(" ".join(part))
    return found


def measure(count: int, format_: Format) -> None:
    """Print the time of reading and of finding quotes, for `count` articles."""
    sources = [article(seed, format_) for seed in range(count)]
    begin = time.process_time()
    read_ = [parse(source, format_=format_) for source in sources]
    reading = time.process_time() - begin
    wanted = [quotes(" ".join(s.text for s in a.sentences), seed) for seed, a in enumerate(read_)]
    begin = time.process_time()
    hits = Counter(
        hit.how if (hit := locate(quote, text)) else "not found"
        for text, all_ in zip(read_, wanted, strict=True)
        for quote in all_
    )
    finding = time.process_time() - begin
    print(
        f"{format_:9} {count:5} articles  read {reading:6.2f} s ({1000 * reading / count:5.1f} ms each)"
        f"  {count * QUOTES:6} quotes {finding:6.2f} s ({1e6 * finding / count / QUOTES:5.0f} us each)  {dict(hits)}"
    )


def table() -> None:
    """Print what is read from the shared articles."""
    print(f"\n{'article':44} {'lang':4} {'sent':>4} {'refs':>4} {'marks':>5} {'tied':>4}  kinds")
    for path in sorted(SHARED.glob("*/*.*")):
        if path.suffix in {".txt", ".md", ".html"}:
            found = read(path)
            kinds = Counter(citation.kind for citation in found.citations)
            tied = sum(bool(citation.references) for citation in found.citations)
            print(
                f"{path.name:44} {found.language:4} {len(found.sentences):4} {len(found.references):4}"
                f" {len(found.citations):5} {tied:4}  {dict(kinds)}"
            )


def main() -> None:
    """Measure, then print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    formats: tuple[Format, ...] = ("text", "markdown", "html")
    for format_ in formats:
        for part in (count // 4, count // 2, count):
            measure(part, format_)
    if SHARED.is_dir():
        table()


if __name__ == "__main__":
    main()
