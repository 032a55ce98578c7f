"""Parsed JSON, looked at with care: what is not of the expected kind counts as empty."""

from __future__ import annotations

from typing import cast


class WrongShape(ValueError):
    """Valid JSON of a shape that cannot be used; the message goes into a DecodeError."""


def as_dict(value: object) -> dict[str, object]:
    """`value` if it is a JSON object, else an empty one."""
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}


def as_list(value: object) -> list[object]:
    """`value` if it is a JSON array, else an empty one."""
    return cast("list[object]", value) if isinstance(value, list) else []
