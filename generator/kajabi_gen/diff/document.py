"""Compare what is said of the API as a whole: servers, tags, words, version."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kajabi_gen.diff.addresses import normal
from kajabi_gen.diff.change import Change, Direction, Operation, Sdk
from kajabi_gen.diff.kinds import KINDS
from kajabi_gen.diff.pairing import Endpoint
from kajabi_gen.diff.parts import spot, value
from kajabi_gen.diff.prepare import elements, entries, info, same_words
from kajabi_gen.diff.schema import key
from kajabi_gen.spec.node import Mark, Node, node_from, plain

_WORDS = ("title", "summary", "description", "termsOfService", "contact", "license")
_DEFAULT: Final = node_from({"url": "/"}, Mark("", 1, 1))
"""The server of a document that names none (OpenAPI 3.1.1, 4.8.1): neither told as gone where one is named, nor as new."""


def compare(old: Node, new: Node) -> Iterator[Change]:
    """All differences outside operations and schemas."""
    yield from _version(old, new)
    yield from _servers(old.get("servers"), new.get("servers"))
    yield from _tags(old, new)
    for owner, names in (("info", _WORDS), ("", ("externalDocs",))):
        for name in names:
            before, after = (side.at(owner, name) if owner else side.get(name) for side in (old, new))
            if value(before) != value(after) and not same_words(before, after):
                yield _change("api-description-changed", f"{owner}/{name}".strip("/"), before, after, f"the {name} of the API changed")


def _version(old: Node, new: Node) -> Iterator[Change]:
    one, other = info(old, "version"), info(new, "version")
    if one != other:
        before, after = (side.at("info", "version") for side in (old, new))
        yield _change("api-version-changed", "info/version", before, after, f"the version was {one}, and is {other}")


def servers(old: Node, new: Node, one: Endpoint, other: Endpoint) -> Iterator[Change]:
    """Where an operation is, if its path or itself names other servers than the document (OpenAPI 3.1.1, 4.8.10)."""
    before, after = (end.node.get("servers") or end.item.get("servers") for end in (one, other))
    if before is not None or after is not None:
        operations = (Operation(other.method, other.path),)
        for change in _servers(before or old.get("servers"), after or new.get("servers")):
            yield change._replace(operations=operations)


def _servers(old: Node | None, new: Node | None) -> Iterator[Change]:
    before, after = _by_address(old), _by_address(new)
    for address, node in before.items():
        other = after.get(address)
        if other is not None:
            yield from _server(node, other)
        elif node is not _DEFAULT:
            yield _change("server-removed", "servers", node, None, f"the server {_url(node)} is gone")
    for address, node in after.items():
        if address not in before and node is not _DEFAULT:
            yield _change("server-added", "servers", None, node, f"there is a server {_url(node)}")


def _server(old: Node, new: Node) -> Iterator[Change]:
    one, other = (None if node is _DEFAULT else node for node in (old, new))
    ones, others = (dict(entries(side.get("variables"))) for side in (old, new))
    if {name: _values(node) for name, node in ones.items()} != {name: _values(node) for name, node in others.items()}:
        yield _change("server-variable-changed", "servers", one, other, f"the variables of {_url(new)} changed")
    described = [(old, new), *((node, others[name]) for name, node in ones.items() if name in others)]
    if any(before.string("description") != after.string("description") for before, after in described):
        yield _change("api-description-changed", "servers", one, other, f"the description of {_url(new)} changed")


def _values(variable: Node) -> tuple[object, frozenset[str]]:
    """What a variable stands for where nothing is chosen, and what may be chosen, in any order."""
    return value(variable.get("default")), frozenset(key(plain(node)) for node in elements(variable.get("enum")))


def _by_address(servers: Node | None) -> dict[str, Node]:
    return {normal(node.string("url") or ""): node for node in elements(servers) or (_DEFAULT,)}


def _url(server: Node) -> str:
    return (server.string("url") or "").rstrip("/") or "/"


def _tags(old: Node, new: Node) -> Iterator[Change]:
    before, after = ({node.string("name") or "": node for node in elements(side.get("tags"))} for side in (old, new))
    for name, node in before.items():
        if name not in after:
            yield _change("api-tag-removed", "tags", node, None, f"the tag `{name}` is gone")
        elif value(node) != value(after[name]):
            yield _change("api-description-changed", "tags", node, after[name], f"the description of the tag `{name}` changed")
    for name, node in after.items():
        if name not in before:
            yield _change("api-tag-added", "tags", None, node, f"there is a tag `{name}`")


def _change(kind: str, where: str, old: Node | None, new: Node | None, message: str) -> Change:
    return Change(kind, KINDS[kind].wire, Sdk.NONE, Direction.NONE, (), where, spot(old), spot(new), message)
