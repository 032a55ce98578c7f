"""Media types in one spelling."""

from __future__ import annotations

from kajabi_gen.diff.prepare import members
from kajabi_gen.spec.node import Node


def by_media_type(content: Node | None) -> dict[str, Node]:
    """The members of `content` by their media types in one spelling (RFC 9110, 8.3.1); the charset says nothing of the content."""
    return {_media_type(name): node for name, node in members(content)}


def _media_type(name: str) -> str:
    type_, *parameters = (part.strip().lower() for part in name.split(";"))
    return ";".join((type_, *sorted(part for part in parameters if part and not part.startswith("charset="))))
