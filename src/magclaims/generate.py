"""Writes the files that are made from the code: the schemas and docs/rules.md.

Run by `make schema` in the project's folder; the tests fail where a file is out of date.
"""

import json
from pathlib import Path

from magclaims.commands.rules import page
from magclaims.files import write_atomically
from magclaims.formats.json import report_schema
from magclaims.models import Dossier

SCHEMA_ID = "claims.schema.json"


def claims_schema() -> str:
    """The JSON Schema of a claims file, for YAML editors."""
    schema = Dossier.model_json_schema()
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "magclaims registry",
    }
    return json.dumps({**head, **schema, "title": head["title"]}, indent=2) + "\n"


def generated() -> dict[str, str]:
    """Path in the project -> contents."""
    return {
        "schema/claims.schema.json": claims_schema(),
        "schema/report.schema.json": report_schema(),
        "docs/rules.md": page(),
    }


def main() -> None:
    """Write them all."""
    for path, text in generated().items():
        write_atomically(Path(path), text)


if __name__ == "__main__":
    main()
