"""Reading a JSON body strictly: what is no JSON, no object, of another type or of an unknown name is told by field."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from xinqiao.api.problems import Refused

Json = dict[str, Any]
_TYPES: Mapping[str, type | tuple[type, ...]] = {
    "string": str,
    "integer": int,
    "boolean": bool,
    "object": dict,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The fields of an object: name → JSON Schema of its value. All may be null unless required."""

    properties: Mapping[str, Json]
    required: tuple[str, ...] = ()
    nested: Mapping[str, "Shape"] = field(default_factory=dict)

    def as_schema(self) -> Json:
        """The JSON Schema that the OpenAPI document shows."""
        return {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                name: self.nested[name].as_nullable_schema() if name in self.nested else self._shown(name, schema)
                for name, schema in self.properties.items()
            },
            "required": list(self.required),
        }

    def as_nullable_schema(self) -> Json:
        """The same, or null."""
        return {**self.as_schema(), "type": ["object", "null"]}

    def _shown(self, name: str, schema: Json) -> Json:
        if name in self.required:
            return schema
        shown = {**schema, "type": [schema["type"], "null"]}
        if "enum" in schema:
            shown["enum"] = [*schema["enum"], None]
        return shown


def body_of(request: HttpRequest, shape: Shape) -> Json:
    """The fields of the body that are not null. Raises Refused (400, 415, 422) and RequestDataTooBig."""
    if request.content_type != "application/json":
        raise Refused(415, "not_json", _("Send the body as JSON, with the header Content-Type: application/json."))
    try:
        read = json.loads(request.body.decode(), parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise Refused(
            400, "not_readable", _("The body is not readable as JSON: check quotes, commas and encoding.")
        ) from None
    if not isinstance(read, dict):
        raise Refused(422, "bad_input", _("The body is one JSON object with named fields."))
    faults = dict(_faults(read, shape, prefix=""))
    if faults:
        raise Refused(422, "bad_input", " ".join(faults.values()), faults=faults)
    return {name: value for name, value in read.items() if value is not None}


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _faults(read: Json, shape: Shape, *, prefix: str) -> Iterator[tuple[str, str]]:
    for name, value in read.items():
        if name not in shape.properties:
            yield prefix + name, _("There is no field of this name here: leave it out or correct its name.")
        elif value is None and name not in shape.required:
            continue
        elif not _is_of(value, shape.properties[name]):
            yield prefix + name, _("This is of another type than expected: see the description of the API.")
        elif name in shape.nested:
            yield from _faults(value, shape.nested[name], prefix=f"{prefix}{name}.")
    for name in shape.required:
        if name not in read:
            yield prefix + name, _("This field is missing: fill it in.")


def _is_of(value: object, schema: Json) -> bool:
    """Whether the value has the JSON type; true is no number."""
    if isinstance(value, bool):
        return schema["type"] == "boolean"
    return isinstance(value, _TYPES[schema["type"]])
