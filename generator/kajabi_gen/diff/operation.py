"""Compare two operations: parameters, request body, responses, callbacks, and what is said of the operation itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from kajabi_gen.diff.change import Change, Direction, Operation, Wire
from kajabi_gen.diff.compare_schema import SchemaComparison
from kajabi_gen.diff.kinds import KINDS
from kajabi_gen.diff.media import by_media_type
from kajabi_gen.diff.pairing import Endpoint
from kajabi_gen.diff.parameters import compare_parameter, paired
from kajabi_gen.diff.parts import Part, examples_differ, listed, same, schema_parts, value
from kajabi_gen.diff.prepare import elements, entries, members, same_words
from kajabi_gen.diff.sameness import Sameness
from kajabi_gen.spec.grammar import operations_of
from kajabi_gen.spec.node import Node

_CLIENT_ERRORS = frozenset("4")
_TEXTS = ("application/x-www-form-urlencoded", "multipart/", "text/plain")
_INVERTED: Final[Mapping[str, Wire]] = {
    # what the API sends to clients in callbacks and webhooks, and what they answer
    "parameter-added-required": Wire.COMPATIBLE,
    "parameter-became-required": Wire.COMPATIBLE,
    "parameter-became-optional": Wire.BREAKING,
    "parameter-empty-allowed": Wire.BREAKING,
    "parameter-empty-forbidden": Wire.COMPATIBLE,
    "request-body-added-required": Wire.COMPATIBLE,
    "request-body-became-required": Wire.COMPATIBLE,
    "request-body-became-optional": Wire.BREAKING,
    "request-media-type-added": Wire.BREAKING,
    "request-media-type-removed": Wire.COMPATIBLE,
    "response-success-added": Wire.COMPATIBLE,
    "response-status-added": Wire.COMPATIBLE,
    "response-status-removed": Wire.BREAKING,
    "response-body-added": Wire.DANGEROUS,
    "response-body-removed": Wire.DANGEROUS,
    "response-header-became-required": Wire.BREAKING,
    "response-header-became-optional": Wire.COMPATIBLE,
    "response-header-removed-required": Wire.DANGEROUS,
}
"""The verdicts of kinds that are named after the way of a message, where it goes the other way."""


class OperationComparison:
    """Compares operations; `requests` and `responses` compare what travels each way. Moved paths in texts are no change of words.

    `sameness` tells of what nobody touched, which is most of an operation where something else changed.
    """

    def __init__(self, requests: SchemaComparison, responses: SchemaComparison, sameness: Sameness, moves: dict[str, str]) -> None:
        self._requests = requests
        self._responses = responses
        self._sameness = sameness
        self._moves = moves
        self._moved = re.compile("|".join(map(re.escape, sorted(moves, key=len, reverse=True))))

    def compare(self, old: Endpoint, new: Endpoint) -> Iterator[Change]:
        """All differences between two operations."""
        operation = Operation(new.method, new.path)
        for part in (*self._itself(old, new), *self._messages(old.node, new.node, inverted=False), *self._parameters(old, new)):
            yield part.change(operation)

    def webhooks(self, old: Node, new: Node) -> Iterator[Change]:
        """What differs in the `webhooks` of both documents (OpenAPI 3.1.1, 4.8.1): the API sends them, clients answer."""
        before, after = ({f"{end.path} {end.method}": end for end in _webhooks(document)} for document in (old, new))
        for name, end in before.items():
            operation = Operation(end.method, end.path)
            if name not in after:
                yield Part("webhook-removed", Direction.NONE, "webhook", end.node, None, f"the webhook `{name}` is gone").change(operation)
            else:
                for part in self._call(end, after[name]):
                    yield part._replace(where=f"webhook:{part.where}").change(operation)
        for name, end in after.items():
            if name not in before:
                operation = Operation(end.method, end.path)
                yield Part("webhook-added", Direction.NONE, "webhook", None, end.node, f"there is a webhook `{name}`").change(operation)

    def _call(self, old: Endpoint, new: Endpoint) -> Iterator[Part]:
        """What differs in an operation that the API calls, not clients."""
        yield from self._itself(old, new)
        yield from self._messages(old.node, new.node, inverted=True)

    # --- the operation

    def _itself(self, old: Endpoint, new: Endpoint) -> Iterator[Part]:
        before, after = old.node.get("deprecated"), new.node.get("deprecated")
        if old.node.flag("deprecated") != new.node.flag("deprecated"):
            is_now = new.node.flag("deprecated")
            kind, text = ("operation-deprecated", "deprecated now") if is_now else ("operation-undeprecated", "not deprecated any more")
            yield Part(kind, Direction.NONE, "operation", before, after, text)
        yield from self._sunset(old.node.get("x-sunset"), new.node.get("x-sunset"))
        one, other = old.node.get("operationId"), new.node.get("operationId")
        if value(one) != value(other):
            yield Part("operation-id-changed", Direction.NONE, "operation:operationId", one, other, "the operationId changed")
        yield from self._tags(old.node, new.node)
        for name in ("summary", "description", "externalDocs"):
            yield from self._text("operation-description-changed", Direction.NONE, "operation", name, old.node, new.node)
            yield from self._text("operation-description-changed", Direction.NONE, "path", name, old.item, new.item)

    def _sunset(self, old: Node | None, new: Node | None) -> Iterator[Part]:
        one, other = str(value(old) or ""), str(value(new) or "")
        if one == other:
            return
        name = "added" if not one else "removed" if not other else "earlier" if other < one else "later"
        text = f"the date on which it goes was {one or 'not set'}, and is {other or 'not set'}"
        yield Part(f"operation-sunset-{name}", Direction.NONE, "operation:x-sunset", old, new, text)

    def _tags(self, old: Node, new: Node) -> Iterator[Part]:
        before, after = ({node.text or "": node for node in elements(side.get("tags"))} for side in (old, new))
        gone, come = [tag for tag in before if tag not in after], [tag for tag in after if tag not in before]
        if gone or come:
            said = [f"no longer under {listed(gone)}"] if gone else []
            said += [f"now under {listed(come)}"] if come else []
            text = f"listed {', '.join(said)}"
            yield Part("operation-tags-changed", Direction.NONE, "operation:tags", old.get("tags"), new.get("tags"), text)

    def _text(self, kind: str, direction: Direction, where: str, name: str, old: Node, new: Node) -> Iterator[Part]:
        before, after = old.get(name), new.get(name)
        if value(before) == value(after) or same_words(before, after) or self._is_moved_text(before, after):
            return
        what = "is new" if before is None else "is gone" if after is None else "changed"
        yield Part(kind, direction, where, before, after, f"the {name} {what}")

    def _is_moved_text(self, old: Node | None, new: Node | None) -> bool:
        """Whether a text differs only by the paths that moved."""
        if not self._moves or old is None or new is None or old.text is None or new.text is None:
            return False
        return self._moved.sub(lambda path: self._moves[path[0]], old.text) == new.text

    # --- parameters

    def _parameters(self, old: Endpoint, new: Endpoint) -> Iterator[Part]:
        for one, other in paired(old, new):
            if not self._sameness.same(one, other):
                yield from compare_parameter(one, other, self._requests)

    def _sent(self, old: Node, new: Node) -> Iterator[Part]:
        """The parameters of a callback, which the API sends."""
        for one, other in paired(Endpoint("", "", old, old), Endpoint("", "", new, new)):
            for part in compare_parameter(one, other, self._responses):
                yield part._replace(direction=Direction.RESPONSE)

    # --- messages

    def _messages(self, old: Node, new: Node, *, inverted: bool) -> Iterator[Part]:
        for part in self._exchange(old, new, inverted):
            yield part._replace(wire=_INVERTED[part.kind]) if inverted and part.kind in _INVERTED else part

    def _exchange(self, old: Node, new: Node, inverted: bool) -> Iterator[Part]:
        if inverted:
            yield from self._sent(old, new)
        yield from self._request(old.get("requestBody"), new.get("requestBody"), inverted)
        yield from self._replies(old.get("responses"), new.get("responses"), inverted)
        yield from self._callbacks(old.get("callbacks"), new.get("callbacks"))

    def _request(self, old: Node | None, new: Node | None, inverted: bool) -> Iterator[Part]:
        direction = Direction.RESPONSE if inverted else Direction.REQUEST
        where = "requestBody"
        if old is None or new is None:
            if new is not None:
                is_required = new.flag("required")
                kind = "request-body-added-required" if is_required else "request-body-added"
                yield Part(kind, direction, where, None, new, f"there is {'a required' if is_required else 'an optional'} body now")
            elif old is not None:
                yield Part("request-body-removed", direction, where, old, None, "there is no body any more")
            return
        if old.flag("required") != new.flag("required"):
            is_now = new.flag("required")
            kind = "request-body-became-required" if is_now else "request-body-became-optional"
            text = "the body must be there now" if is_now else "the body may be left out"
            yield Part(kind, direction, where, old.get("required"), new.get("required"), text)
        yield from self._text("operation-description-changed", direction, where, "description", old, new)
        yield from self._content(old.get("content"), new.get("content"), where, inverted, is_request=True)

    def _content(self, old: Node | None, new: Node | None, where: str, inverted: bool, *, is_request: bool) -> Iterator[Part]:
        is_sent = is_request != inverted
        direction = Direction.REQUEST if is_sent else Direction.RESPONSE
        name = "request" if is_request else "response"
        before, after = by_media_type(old), by_media_type(new)
        gone, come = [media for media in before if media not in after], [media for media in after if media not in before]
        for media in gone:
            if _range_of(media, after) is None:
                yield Part(f"{name}-media-type-removed", direction, where, before[media], None, f"`{media}` is gone")
        for media in come:
            if _range_of(media, before) is None:
                yield Part(f"{name}-media-type-added", direction, where, None, after[media], f"there is `{media}` now")
        pairs = [(media, media) for media in before if media in after]
        pairs += [(media, range_) for media in gone if (range_ := _range_of(media, after))]
        pairs += [(range_, media) for media in come if (range_ := _range_of(media, before))]
        if not pairs and len(gone) == len(come) == 1:  # the same content in another wrapping
            pairs = [(gone[0], come[0])]
        for media, other in pairs:
            yield from self._medium(before[media], after[other], where, direction, is_text=other.startswith(_TEXTS))

    def _medium(self, old: Node, new: Node, where: str, direction: Direction, *, is_text: bool) -> Iterator[Part]:
        is_sent = direction is Direction.REQUEST
        comparison = self._requests if is_sent else self._responses
        comparison = comparison.as_text() if is_text else comparison
        prefix = "request-property" if is_sent else "response-property"
        yield from schema_parts(prefix, where, direction, comparison.compare(old.get("schema"), new.get("schema")))
        if not same(old.get("encoding"), new.get("encoding")):
            text = "a part of the body is written differently"
            yield Part("request-encoding-changed", direction, where, old.get("encoding"), new.get("encoding"), text)
        for name in ("example", "examples") if examples_differ(old, new) else ():
            if not same(old.get(name), new.get(name)):
                yield Part("operation-example-changed", direction, where, old.get(name), new.get(name), "an example changed")

    def _replies(self, old: Node | None, new: Node | None, inverted: bool) -> Iterator[Part]:
        direction = Direction.REQUEST if inverted else Direction.RESPONSE
        before, after = ({_status(status): node for status, node in members(side)} for side in (old, new))
        for status, node in before.items():
            if status not in after:
                kind = "response-success-removed" if _is_success(status) else "response-status-removed"
                cover = _cover_of(status, after)
                wire = Wire.COMPATIBLE if cover else None
                yield Part(kind, direction, f"response:{status}", node, None, f"the status {status} is gone{_reason(node)}", wire)
                if cover and _is_heir(status, cover, after):
                    yield from self._bodies(f"response:{status}", node, after[cover], direction, inverted)
            elif not self._sameness.same(node, after[status]):
                yield from self._reply(status, node, after[status], direction, inverted)
        for status, node in after.items():
            if status not in before:
                kind = "response-success-added" if _is_success(status) else "response-status-added"
                is_refusal = status[:1] in _CLIENT_ERRORS  # requests that were carried out may be refused now
                text = f"there is a status {status}{_reason(node)}"
                cover = _cover_of(status, before)
                wire = Wire.COMPATIBLE if cover else Wire.DANGEROUS if is_refusal else None
                yield Part(kind, direction, f"response:{status}", None, node, text, wire)
                if cover and _is_heir(status, cover, before):
                    yield from self._bodies(f"response:{status}", before[cover], node, direction, inverted)

    def _reply(self, status: str, old: Node, new: Node, direction: Direction, inverted: bool) -> Iterator[Part]:
        where = f"response:{status}"
        yield from self._text("response-description-changed", direction, where, "description", old, new)
        yield from self._headers(old.get("headers"), new.get("headers"), where, direction)
        yield from self._bodies(where, old, new, direction, inverted)
        if not same(old.get("links"), new.get("links")):
            yield Part("response-link-changed", direction, where, old.get("links"), new.get("links"), "the links changed")

    def _bodies(self, where: str, old: Node, new: Node, direction: Direction, inverted: bool) -> Iterator[Part]:
        before, after = old.get("content"), new.get("content")
        if bool(by_media_type(before)) != bool(by_media_type(after)):
            is_new = bool(by_media_type(after))
            kind, text = (
                ("response-body-added", "there is a body now") if is_new else ("response-body-removed", "there is no body any more")
            )
            yield Part(kind, direction, where, before, after, text)
        else:
            yield from self._content(before, after, where, inverted, is_request=False)

    def _headers(self, old: Node | None, new: Node | None, where: str, direction: Direction) -> Iterator[Part]:
        before, after = ({name.lower(): (name, node) for name, node in entries(side)} for side in (old, new))
        comparison = (self._responses if direction is Direction.RESPONSE else self._requests).as_text()
        for name, (shown, node) in before.items():
            place = f"{where}:header:{after.get(name, (shown,))[0]}"
            if name not in after:
                kind = "response-header-removed-required" if node.flag("required") else "response-header-removed"
                yield Part(kind, direction, place, node, None, f"the header `{shown}` is gone")
                continue
            other = after[name][1]
            if node.flag("required") != other.flag("required"):
                kind = "response-header-became-required" if other.flag("required") else "response-header-became-optional"
                yield Part(kind, direction, place, node, other, KINDS[kind].why)
            if node.flag("deprecated") != other.flag("deprecated"):
                kind = "response-property-deprecated" if other.flag("deprecated") else "response-property-undeprecated"
                yield Part(kind, direction, place, node, other, KINDS[kind].why)
            yield from self._text("response-description-changed", direction, place, "description", node, other)
            yield from schema_parts("response-property", place, direction, comparison.compare(node.get("schema"), other.get("schema")))
            inverted = direction is Direction.REQUEST
            yield from self._content(node.get("content"), other.get("content"), place, inverted, is_request=False)
        for name, (shown, node) in after.items():
            if name not in before:
                yield Part("response-header-added", direction, f"{where}:header:{shown}", None, node, f"there is a header `{shown}`")

    def _callbacks(self, old: Node | None, new: Node | None) -> Iterator[Part]:
        before, after = dict(_callback_operations(old)), dict(_callback_operations(new))
        for name, end in before.items():
            if name not in after:
                yield Part("callback-removed", Direction.NONE, f"callback:{name}", end.node, None, f"the callback `{name}` is gone")
            else:
                for part in self._call(end, after[name]):
                    yield part._replace(where=f"callback:{name}:{part.where}")
        for name, end in after.items():
            if name not in before:
                yield Part("callback-added", Direction.NONE, f"callback:{name}", None, end.node, f"there is a callback `{name}`")


def _callback_operations(callbacks: Node | None) -> Iterator[tuple[str, Endpoint]]:
    for name, callback in entries(callbacks):
        for expression, item in members(callback):
            for end in _operations(expression, item):
                yield f"{name} {end.method} {expression}", end


def _webhooks(document: Node) -> Iterator[Endpoint]:
    for name, item in entries(document.get("webhooks")):
        yield from _operations(name, item)


def _operations(path: str, item: Node) -> Iterator[Endpoint]:
    for method, operation in operations_of(item):
        yield Endpoint(method.upper(), path, item, operation)


def _range_of(media: str, others: Mapping[str, Node]) -> str | None:
    """The range among others, such as `image/*`, that a media type belongs to."""
    return next((range_ for range_ in (f"{media.partition('/')[0]}/*", "*/*") if range_ != media and range_ in others), None)


def _status(text: str) -> str:
    return text.upper() if text[:1].isdigit() else text


def _cover_of(status: str, others: Mapping[str, Node]) -> str | None:
    """What allows a status among others: a range of them, or what is said of all that are not named."""
    return next((cover for cover in (f"{status[:1]}XX", "default") if cover != status and cover in others), None)


def _is_heir(status: str, cover: str, others: Mapping[str, Node]) -> bool:
    """Whether replies of a status were like those of its cover: `default` speaks of errors where success has a status of its own."""
    return cover != "default" or (_is_success(status) and not any(_is_success(other) for other in others))


def _is_success(status: str) -> bool:
    return status[:1] == "2"


def _reason(response: Node) -> str:
    text = " ".join((response.string("description") or "").split())
    return f": {text[:160]}" if text else ""
