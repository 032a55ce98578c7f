"""Compare who may call an operation: schemes, flows, scopes, and the ways to combine them (OpenAPI 3.1.1, 4.8.30)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeAlias

from kajabi_gen.diff.addresses import origin, same_address
from kajabi_gen.diff.change import Change, Direction, Operation, Sdk
from kajabi_gen.diff.difference import same, shown
from kajabi_gen.diff.kinds import KINDS
from kajabi_gen.diff.pairing import Endpoint
from kajabi_gen.diff.parts import spot
from kajabi_gen.diff.prepare import elements, entries, members, same_words
from kajabi_gen.diff.schema import key
from kajabi_gen.spec.grammar import operations
from kajabi_gen.spec.node import Node, plain

_WIRE = ("type", "scheme", "in", "name")
_WORDS = ("description", "bearerFormat")
_FLOW_URLS = ("authorizationUrl", "tokenUrl", "refreshUrl", "deviceAuthorizationUrl")

_Found: TypeAlias = tuple[str, Node | None, Node | None, str]
"""The kind of a change, both sides, and the message."""
_Origins: TypeAlias = tuple[str, str]
"""Where addresses without a host begin, on both sides."""


class _Way(NamedTuple):
    """One way to authenticate: the schemes that go together, with the scopes each needs."""

    scopes: Mapping[str, frozenset[str]]
    node: Node

    def asks_no_more_than(self, other: _Way) -> bool:
        return all(name in other.scopes and scopes <= other.scopes[name] for name, scopes in self.scopes.items())

    def __str__(self) -> str:
        shown = [f"{name} ({', '.join(sorted(scopes))})" if scopes else name for name, scopes in self.scopes.items()]
        return " and ".join(shown) or "none"


class SecurityComparison:
    """Compares the security of operations; a scheme that is only renamed is the same scheme."""

    def __init__(self, old: Node, new: Node) -> None:
        self._old, self._new = old, new
        self._old_schemes, self._new_schemes = (dict(entries(side.at("components", "securitySchemes"))) for side in (old, new))
        self._origins = origin(old), origin(new)
        self._renamed = self._renames()

    def _renames(self) -> dict[str, str]:
        """The new names of schemes by their old ones. What one side still asks for by name is not renamed, defined or not."""
        before, after = ({*schemes, *_needed(side)} for side, schemes in ((self._old, self._old_schemes), (self._new, self._new_schemes)))
        gone = {name: _definition(node) for name, node in self._old_schemes.items() if name not in after}
        come = {_definition(node): name for name, node in self._new_schemes.items() if name not in before}
        return {name: come[text] for name, text in gone.items() if text in come}

    def compare(self, old: Endpoint, new: Endpoint) -> Iterator[Change]:
        """What changes for those who call an operation."""
        before = self._ways(self._old, old.node, self._renamed)
        after = self._ways(self._new, new.node, {})
        operation = Operation(new.method, new.path)
        for kind, one, other, text in (*self._requirements(before, after), *self._schemes(before, after)):
            yield Change(kind, KINDS[kind].wire, Sdk.NONE, Direction.REQUEST, (operation,), "security", spot(one), spot(other), text)

    def _ways(self, document: Node, operation: Node, renamed: Mapping[str, str]) -> list[_Way]:
        declared = operation.get("security") or document.get("security")
        found: list[_Way] = []
        for node in declared.elements if declared is not None else ():
            scopes = {
                renamed.get(name, name): frozenset(item.text or "" for item in child.elements) for name, child in node.members.items()
            }
            found.append(_Way(scopes, node))
        return found

    def _requirements(self, old: list[_Way], new: list[_Way]) -> Iterator[_Found]:
        was_free, is_free = not old or any(not way.scopes for way in old), not new or any(not way.scopes for way in new)
        if not [way for way in old if way.scopes] and not [way for way in new if way.scopes]:
            return
        if was_free and not is_free and not [way for way in old if way.scopes]:
            yield "security-added", None, new[0].node, f"requests need {new[0]} now"
            return
        if is_free and not [way for way in new if way.scopes]:
            yield "security-removed", old[0].node, None, "requests need no credentials any more"
            return
        answered: list[_Way] = []
        gone: list[_Way] = []
        for way in old:
            fits = next((other for other in new if other.asks_no_more_than(way)), None)
            exact = next((other for other in new if other.scopes == way.scopes), None)
            same = exact or next((other for other in new if other.scopes.keys() == way.scopes.keys() and other not in answered), None)
            if same is not None:
                answered.append(same)
                yield from self._scopes(way, same)
            elif fits is None:
                gone.append(way)
                yield "security-alternative-removed", way.node, None, (
                    f"{way} is not enough any more" if way.scopes else "credentials are needed now"
                )
        for way in new:
            asks_more = any(other.scopes and other.asks_no_more_than(way) for other in gone)
            if way not in answered and not asks_more and not any(way.scopes == other.scopes for other in old):
                yield "security-alternative-added", None, way.node, f"{way} is enough now"

    def _scopes(self, old: _Way, new: _Way) -> Iterator[_Found]:
        for name, scopes in old.scopes.items():
            for scope in sorted(new.scopes[name] - scopes):
                yield "security-scope-added", old.node, new.node, f"{name} needs the scope `{scope}` now"
            for scope in sorted(scopes - new.scopes[name]):
                yield "security-scope-removed", old.node, new.node, f"{name} does not need the scope `{scope}` any more"

    def _schemes(self, old: list[_Way], new: list[_Way]) -> Iterator[_Found]:
        """How the schemes that both sides use changed."""
        used = {name for way in old for name in way.scopes} & {name for way in new for name in way.scopes}
        for name in sorted(used):
            before, after = self._old_schemes.get(self._old_name(name)), self._new_schemes.get(name)
            if before is not None and after is not None:
                yield from _scheme(name, before, after, self._origins)
            elif before is not None:
                yield "security-scheme-removed", before, None, f"nothing says any more how credentials of {name} are sent"
            elif after is not None:
                yield "security-scheme-added", None, after, f"it is said now how credentials of {name} are sent"

    def _old_name(self, name: str) -> str:
        return next((old for old, new in self._renamed.items() if new == name), name)


def _needed(document: Node) -> Iterator[str]:
    """The names of schemes that the document or any of its operations asks for."""
    owners = (document, *(operation for _path, _method, _item, operation in operations(document)))
    yield from (name for owner in owners for way in elements(owner.get("security")) for name in way.members)


def _scheme(name: str, old: Node, new: Node, origins: _Origins) -> Iterator[_Found]:
    before, after = old.get("bearerFormat"), new.get("bearerFormat")
    one, other = old.string("openIdConnectUrl") or "", new.string("openIdConnectUrl") or ""
    if any(_said(old, member) != _said(new, member) for member in _WIRE) or not same_address(one, other, origins):
        yield "security-scheme-changed", old, new, f"credentials of {name} are sent differently"
    elif not same(before, after):  # a hint to people: clients send the token as it is
        text = f"the format of tokens of {name} was {shown(before)}, and is {shown(after)}"
        yield "security-scheme-bearer-format-changed", before, after, text
    if old.string("description") != new.string("description"):
        yield "api-description-changed", old, new, f"the description of {name} changed"
    yield from _flows(name, old, new, origins)


def _flows(name: str, old: Node, new: Node, origins: _Origins) -> Iterator[_Found]:
    before, after = dict(members(old.get("flows"))), dict(members(new.get("flows")))
    for flow, node in before.items():
        other = after.get(flow)
        if other is None:
            yield "security-scheme-flow-removed", node, None, f"{name}: the flow `{flow}` is gone"
            continue
        urls = [(node.string(url) or "", other.string(url) or "") for url in _FLOW_URLS]
        if any(one and not same_address(one, another, origins) for one, another in urls):
            yield "security-scheme-changed", node, other, f"{name}: an address of the flow `{flow}` changed"
        if any(another and not one for one, another in urls):
            yield "security-scheme-address-added", node, other, f"{name}: the flow `{flow}` names an address that it did not"
        ones, others = (dict(entries(side.get("scopes"))) for side in (node, other))
        for scope, text in _only_in(ones, others):
            yield "security-scheme-scope-removed", text, None, f"{name}: the scope `{scope}` is gone"
        for scope, text in _only_in(others, ones):
            yield "security-scheme-scope-added", None, text, f"{name}: there is a scope `{scope}`"
        for scope, text in ones.items():
            if scope in others and not same(text, others[scope]) and not same_words(text, others[scope]):
                yield "api-description-changed", text, others[scope], f"{name}: the description of the scope `{scope}` changed"
    for flow, node in _only_in(after, before):
        yield "security-scheme-flow-added", None, node, f"{name}: there is a flow `{flow}`"


def _only_in(one: Mapping[str, Node], other: Mapping[str, Node]) -> list[tuple[str, Node]]:
    """The members that the other side lacks, in document order."""
    return [(name, node) for name, node in one.items() if name not in other]


def _said(scheme: Node, member: str) -> str:
    """A member of a scheme; that of HTTP is spelled in any letters (RFC 9110, 11.1), and so are the names of headers."""
    text = scheme.string(member) or ""
    return text.lower() if member == "scheme" or (member == "name" and scheme.string("in") == "header") else text


def _definition(scheme: Node) -> str:
    return key({name: _said(scheme, name) or plain(node) for name, node in scheme.members.items() if name not in _WORDS})
