"""Compare what is said of the API as a whole: servers, tags, words, version."""

from __future__ import annotations

from collections.abc import Iterator

from kajabi_gen.diff.change import Change, Direction, Sdk, Spot
from kajabi_gen.diff.kinds import KINDS
from kajabi_gen.diff.prepare import elements, info
from kajabi_gen.spec.node import Node, plain

_WORDS = ("title", "summary", "description", "termsOfService", "contact", "license")


def compare(old: Node, new: Node) -> Iterator[Change]:
    """All differences outside operations and schemas."""
    yield from _version(old, new)
    yield from _servers(old, new)
    yield from _tags(old, new)
    for owner, names in (("info", _WORDS), ("", ("externalDocs",))):
        for name in names:
            before, after = (side.at(owner, name) if owner else side.get(name) for side in (old, new))
            if _value(before) != _value(after):
                yield _change("api-description-changed", f"{owner}/{name}".strip("/"), before, after, f"the {name} of the API changed")


def _version(old: Node, new: Node) -> Iterator[Change]:
    one, other = info(old, "version"), info(new, "version")
    if one != other:
        before, after = (side.at("info", "version") for side in (old, new))
        yield _change("api-version-changed", "info/version", before, after, f"the version was {one}, and is {other}")


def _servers(old: Node, new: Node) -> Iterator[Change]:
    before, after = _by_url(old), _by_url(new)
    for url, node in before.items():
        if url not in after:
            yield _change("server-removed", "servers", node, None, f"the server {url} is gone")
        elif _value(node.get("variables")) != _value(after[url].get("variables")):
            yield _change("server-variable-changed", "servers", node, after[url], f"the variables of {url} changed")
        elif node.string("description") != after[url].string("description"):
            yield _change("api-description-changed", "servers", node, after[url], f"the description of {url} changed")
    for url, node in after.items():
        if url not in before:
            yield _change("server-added", "servers", None, node, f"there is a server {url}")


def _by_url(document: Node) -> dict[str, Node]:
    return {(node.string("url") or "").rstrip("/") or "/": node for node in elements(document.get("servers"))} or {"/": document}


def _tags(old: Node, new: Node) -> Iterator[Change]:
    before, after = ({node.string("name") or "": node for node in elements(side.get("tags"))} for side in (old, new))
    for name, node in before.items():
        if name not in after:
            yield _change("api-tag-removed", "tags", node, None, f"the tag `{name}` is gone")
        elif _value(node) != _value(after[name]):
            yield _change("api-description-changed", "tags", node, after[name], f"the description of the tag `{name}` changed")
    for name, node in after.items():
        if name not in before:
            yield _change("api-tag-added", "tags", None, node, f"there is a tag `{name}`")


def _change(kind: str, where: str, old: Node | None, new: Node | None, message: str) -> Change:
    before, after = (Spot(plain(node), node.mark) if node is not None else None for node in (old, new))
    return Change(kind, KINDS[kind].wire, Sdk.NONE, Direction.NONE, (), where, before, after, message)


def _value(node: Node | None) -> object:
    return None if node is None else plain(node)
