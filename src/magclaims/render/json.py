"""The JSON contract of `check` (schema 1) and its JSON Schema."""

import json
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel
from pydantic_core import PydanticSerializationError, to_json

from magclaims.model.decisions import Decisions
from magclaims.model.descriptions import DescribedSchema
from magclaims.model.report import Report
from magclaims.render import RenderOptions
from magclaims.render.escape import json_text


def render(report: Report, _options: RenderOptions) -> str:
    """Return the report as JSON: UTF-8 text, two spaces of indent, a newline at the end."""
    return "".join(pieces(report, _options))


def pieces(report: Report, _options: RenderOptions) -> Iterator[str]:
    """The same, a claim or a finding at a time: all of a large site is some four kilobytes a claim."""
    before = "{"
    for name, field in type(report).model_fields.items():
        value = getattr(report, name)
        yield f'{before}\n  "{field.serialization_alias or name}": '
        before = ","
        if isinstance(value, tuple) and value:
            for number, item in enumerate(value):
                yield f"{',' if number else '['}\n    {_encoded(item, 4)}"
            yield "\n  ]"
        else:
            yield _encoded(value, 2)
    yield "\n}\n"


def _encoded(value: object, indent: int) -> str:
    """A value as JSON whose further lines begin with so many spaces."""
    try:
        encoded = to_json(value, by_alias=True, indent=2).decode()
    except (PydanticSerializationError, UnicodeError):  # half a character: it has no bytes
        plain = (
            value.model_dump(mode="json", by_alias=True) if isinstance(value, BaseModel) else value
        )
        encoded = json.dumps(plain, ensure_ascii=False, indent=2)
    return json_text(encoded.replace("\n", "\n" + " " * indent))


def dumps(data: object) -> str:
    """Return data as JSON text that is safe to print in a terminal, with a newline at the end."""
    return json_text(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"


def report_schema() -> str:
    """Return the JSON Schema of the report, generated from the models, with a newline at the end."""
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Report.model_json_schema(
            by_alias=True, mode="serialization", schema_generator=DescribedSchema
        ),
    }
    schema["title"] = "magclaims report, schema 1"
    return dumps(schema)


def decisions_schema() -> str:
    """Return the JSON Schema of downloaded decisions, likewise."""
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Decisions.model_json_schema(by_alias=True, schema_generator=DescribedSchema),
    }
    schema["title"] = "magclaims decisions, schema 1"
    return dumps(schema)
