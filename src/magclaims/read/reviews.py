"""Reads and words the files of reviews (`reviews`): JSON, a file a reviewer, a record a line, sorted by claim.

A reviewer's file stands in a folder that is named as the setting is, without its ending:
`data/reviews/ann-lee.json` for `data/reviews.json`. So the branches of two reviewers never touch the same
file. The one file for everybody that earlier versions wrote is still read.
"""

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from re import sub
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from magclaims.errors import ReadError
from magclaims.files import parsed_json, read_text
from magclaims.model.review import Reviews, Stamp

_RESERVED = frozenset({"con", "prn", "aux", "nul"})
"""Names that Windows gives to no file."""


def review_files(path: Path) -> tuple[Path, ...]:
    """The files that there are, of one setting: the one for everybody first."""
    own = sorted(reviewers_folder(path).glob("*.json"))
    return tuple(file for file in (path, *own) if file.is_file())


def reviewers_folder(path: Path) -> Path:
    """Where the files of the reviewers stand."""
    return path.with_suffix("") if path.suffix else path.with_name(f"{path.name}.d")


def file_of(path: Path, by: str) -> Path:
    """The file of one reviewer."""
    plain = unicodedata.normalize("NFKD", by).encode("ascii", "ignore").decode().casefold()
    name = sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60]
    if not name or name in _RESERVED:
        name = f"{name}-{hashlib.sha256(by.encode()).hexdigest()[:8]}".lstrip("-")
    return reviewers_folder(path) / f"{name}.json"


def read_reviews(path: Path) -> Reviews:
    """What all files say together; nothing where there is none.

    Raises:
        ReadError: One cannot be read, is not JSON, or is of another form.
    """
    return together(parse_reviews(read_text(file), file) for file in review_files(path))


def together(files: Iterable[Reviews]) -> Reviews:
    """The last stamp of each claim, and all comments and ratings by day."""
    stamps: dict[str, Stamp] = {}
    read: Sequence[Reviews] = tuple(files)
    for file in read:
        for claim, stamp in file.reviews.items():
            other = stamps.get(claim)
            if other is None or _order(stamp) > _order(other):
                stamps[claim] = stamp
    return Reviews(
        reviews=stamps,
        comments=tuple(sorted((c for f in read for c in f.comments), key=lambda c: c.on)),
        ratings=tuple(sorted((r for f in read for r in f.ratings), key=lambda r: r.on)),
    )


def _order(stamp: Stamp) -> tuple[object, ...]:
    return stamp.on, stamp.nth, stamp.by


def parse_reviews(text: str, path: Path) -> Reviews:
    """The reviews in a text; errors as `parsed_as` has them."""
    hint = "only `magclaims review` should write this file; take a good version from git"
    return parsed_as(Reviews, text, str(path), hint)


Given = TypeVar("Given", bound=BaseModel)


def parsed_as(kind: type[Given], text: str, path: str, hint: str) -> Given:
    """What a program wrote as JSON; an error calls it `path`, and says `hint` of a text of another form.

    Raises:
        ReadError: It is not JSON, or of another form.
    """
    try:
        return kind.model_validate(parsed_json(text, path))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        said = f"`{where}`: {first['msg'][:1].lower()}{first['msg'][1:]} ({hint})"
        raise ReadError(said, path) from error


def reviews_text(reviews: Reviews) -> str:
    """A file as text: a record a line, stamps sorted by claim."""
    data = reviews.model_dump(mode="json", by_alias=True, exclude_none=True)
    parts = [f' "schema": {data["schema"]}']
    if data["reviews"]:
        rows = (f"{_line(claim)}: {_line(made)}" for claim, made in sorted(data["reviews"].items()))
        parts.append(' "reviews": {\n' + ",\n".join(rows) + "\n }")
    parts += (
        f' "{name}": [\n' + ",\n".join(map(_line, data[name])) + "\n ]"
        for name in ("comments", "ratings")
        if data[name]
    )
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
