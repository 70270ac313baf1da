"""Printed references as people write them, field by field (printed_items.txt)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from magclaims.read.article.articles import parse

ITEMS = Path(__file__).with_name("printed_items.txt")
UNREAD = pytest.mark.xfail(strict=True, reason="not read rightly yet")


def items() -> Iterator[object]:
    printed = ""
    for line in ITEMS.read_text(encoding="utf-8").splitlines():
        if line.startswith("=>"):
            fields = [field.strip() for field in line.removeprefix("=>").lstrip("?").split("|")]
            yield pytest.param(printed, fields, marks=UNREAD if line.startswith("=>?") else ())
        printed = line


@pytest.mark.parametrize(("printed", "fields"), list(items()))
def test_every_printed_field_is_read(printed: str, fields: list[str]) -> None:
    (item,) = parse(f"Zink.\n\n## Bronnen\n\n- {printed}\n", format_="markdown").references
    authors = " + ".join(name.strip(" .") for name in item.authors)
    assert [
        authors, item.title, str(item.year or ""), item.journal, item.volume, item.issue, item.pages
    ] == [" + ".join(name.strip(" .") for name in fields[0].split(" + ")), *fields[1:]]  # fmt: skip
