"""What the fields of a model are for: the docstrings below them, read when somebody asks.

Pydantic would read them from the source at every start (`use_attribute_docstrings`), which took an
eighth of a short run; only schemas, tables of settings and advice on a faulty field show them.
"""

import ast
import inspect
import textwrap
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core.core_schema import ModelSchema


@cache
def descriptions(model: type[BaseModel]) -> Mapping[str, str]:
    """The docstrings of a model's fields by name, inherited ones too."""
    bases = [base for base in reversed(model.__mro__) if issubclass(base, BaseModel)]
    return {name: text for base in bases[1:] for name, text in _own(base)}


def _own(model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    [definition] = ast.parse(textwrap.dedent(inspect.getsource(model))).body
    for field, below in pairwise(getattr(definition, "body", [])):
        match field, below:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                yield name, inspect.cleandoc(text)


class DescribedSchema(GenerateJsonSchema):
    """Pydantic's JSON Schema, with these descriptions."""

    def model_schema(self, schema: ModelSchema) -> JsonSchemaValue:
        """The schema of one model."""
        made = super().model_schema(schema)
        model: type[BaseModel] = schema["cls"]
        for name, text in descriptions(model).items():
            shown = model.model_fields[name].serialization_alias or name
            made["properties"][shown]["description"] = text
        return made
