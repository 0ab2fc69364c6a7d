"""How an operation says in the OpenAPI document what it takes and which problems it may answer with."""

from typing import Any

from xinqiao.api.problems import Problem
from xinqiao.api.reading import Shape


def errors(*statuses: int) -> dict[int, type[Problem]]:
    """The problems an operation may answer with, beside 500."""
    return dict.fromkeys((*statuses, 500), Problem)


def takes(shape: Shape) -> dict[str, Any]:
    """The request body as the document shows it; reading.body_of holds callers to the same shape."""
    return {
        "requestBody": {"required": True, "content": {"application/json": {"schema": shape.as_schema()}}},
    }
