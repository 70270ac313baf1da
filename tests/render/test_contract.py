"""Fields of the JSON contract that were once released stay, with their types: docs/json.md."""

import json
import os
from pathlib import Path
from typing import Any

from magclaims.render.json import report_schema

RELEASED = Path(__file__).parent / "snapshots" / "contract-1.txt"


def fields(schema: dict[str, Any]) -> set[str]:
    """`Model.field: type`, one for each field; `required` where it is always there."""
    found = set()
    for name, model in {**schema["$defs"], "Report": schema}.items():
        found |= {f"{name}: {value}" for value in model.get("enum", ())}
        for field, value in model.get("properties", {}).items():
            found.add(f"{name}.{field}: {_type(value)}")
            if field in model.get("required", ()):
                found.add(f"{name}.{field}: required")
    return found


def _type(value: dict[str, Any]) -> str:
    if "anyOf" in value:
        return " or ".join(sorted(map(_type, value["anyOf"])))
    if "$ref" in value:
        return str(value["$ref"]).rpartition("/")[2]
    if value.get("type") == "array" and "items" in value:
        return f"list of {_type(value['items'])}"
    return str(value.get("type", "any"))


def test_nothing_that_was_released_is_gone() -> None:
    """Write it anew with a release alone: UPDATE_CONTRACT=1, which may only add lines."""
    now = fields(json.loads(report_schema()))
    if os.environ.get("UPDATE_CONTRACT"):
        RELEASED.write_text("\n".join(sorted(now)) + "\n", encoding="utf-8", newline="\n")
    released = set(RELEASED.read_text(encoding="utf-8").splitlines())
    assert len(released) > 100
    assert released - now == set(), "removed or changed: this is `schema` 2, see docs/json.md"
