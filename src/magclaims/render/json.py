"""The JSON contract of `check` (schema 1) and its JSON Schema."""

import json
from typing import Any

from pydantic_core import PydanticSerializationError, to_json

from magclaims.model.decisions import Decisions
from magclaims.model.descriptions import DescribedSchema
from magclaims.model.report import Report
from magclaims.render import RenderOptions
from magclaims.render.escape import json_text


def render(report: Report, _options: RenderOptions) -> str:
    """Return the report as JSON: UTF-8 text, two spaces of indent, a newline at the end."""
    try:
        encoded = to_json(report, by_alias=True, indent=2) + b"\n"
    except (PydanticSerializationError, UnicodeError):  # half a character: it has no bytes
        return dumps(report.model_dump(mode="json", by_alias=True))
    return json_text(encoded.decode())  # to add a letter to it would copy all of it


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
