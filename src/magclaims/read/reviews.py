"""Reads and words the file of reviews (`reviews`): JSON, a value a line, sorted by claim."""

import json
from pathlib import Path

from pydantic import ValidationError

from magclaims.errors import ReadError
from magclaims.files import read_text
from magclaims.model.review import Reviews


def read_reviews(path: Path) -> Reviews:
    """The reviews; none where there is no such file.

    Raises:
        ReadError: It cannot be read, is not JSON, or is of another form.
    """
    if not path.exists():
        return Reviews()
    return parse_reviews(read_text(path), path)


def parse_reviews(text: str, path: Path) -> Reviews:
    """The reviews in a text.

    Raises:
        ReadError: It is not JSON, or of another form.
    """
    try:
        data = json.loads(text)
        return Reviews.model_validate(data)
    except json.JSONDecodeError as error:
        raise ReadError(
            f"is not JSON: {error.msg}", str(path), error.lineno, error.colno
        ) from error
    except RecursionError as error:
        raise ReadError("is nested too deeply", str(path)) from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise ReadError(
            f"`{where}`: {first['msg'][:1].lower()}{first['msg'][1:]} (only `magclaims review` should "
            "write this file; take a good version from git)",
            str(path),
        ) from error


def reviews_text(reviews: Reviews) -> str:
    """The file as text: sorted by claim, so that two reviewers of different claims merge well."""
    data = reviews.model_dump(mode="json", by_alias=True, exclude_none=True)
    data["reviews"] = dict(sorted(data["reviews"].items()))
    return json.dumps({k: v for k, v in data.items() if v}, indent=1, ensure_ascii=False) + "\n"
