"""OpenAPI Overlay documents (Overlay Specification 1.0 and 1.1): corrections of a document that we may not edit.

Actions run in order, each on the result of the one before. Values that an action brings in carry the place in the overlay, so that a later
Finding about them points there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Final

from kajabi_gen.lazily import import_when_used
from kajabi_gen.spec.finding import Finding, InputError, error, note, warning
from kajabi_gen.spec.node import Node, plain

import_when_used("regex")  # large, and needed for `match()` and `search()` only
import jsonpath_rfc9535  # noqa: E402

_SUPPORTED: Final = re.compile(r"1\.[01]\.\d+\Z")
_ACTION_MEMBERS: Final = frozenset(("target", "description", "update", "remove", "copy"))
_APPLIES_TO: Final = "x-applies-to-title"

Location = tuple[str | int, ...]


def applies(overlay: Node, document: Node) -> bool:
    """Whether the overlay is meant for the document: its `x-applies-to-title`, where it has one, is the document's title."""
    wanted = overlay.string(_APPLIES_TO)
    title = document.at("info", "title")
    return wanted is None or (title is not None and title.value == wanted)


def apply_all(overlays: Iterable[Node], document: Node) -> tuple[Node, list[Finding]]:
    """The document with the overlays applied, each on the result of the one before. Raises InputError as `apply` does."""
    findings: list[Finding] = []
    for overlay in overlays:
        document, found = apply(overlay, document)
        findings.extend(found)
    return document, findings


def apply(overlay: Node, document: Node) -> tuple[Node, list[Finding]]:
    """The document with all actions done, and a Finding for each of them.

    Raises InputError, with every mistake in the overlay, if it is no Overlay document of a known version.
    """
    errors = list(_mistakes(overlay))
    if errors:
        raise InputError(errors)
    findings: list[Finding] = []
    joins = (overlay.string("overlay") or "").startswith("1.1")
    view: Any = plain(document)
    for action in _actions(overlay):
        if not action.flag("remove") and action.get("update") is None:
            message = f"the overlay action on {action.string('target')} does nothing"
            findings.append(warning("overlay-idle", message, "give it `update` or `remove: true`", action.mark))
            continue
        locations = _select(action.members["target"], view)
        if not locations:
            message = f"the overlay action on {action.string('target')} selects nothing here"
            findings.append(note("overlay-idle", message, "remove it if the document no longer needs it", action.mark))
        else:
            place = _node_at(document, locations[0]).mark
            reason = (action.string("description") or "no reason given").strip().split("\n")[0]
            what = "removed" if action.flag("remove") else "changed"
            message = f"{what} by the overlay at {len(locations)} place(s): {reason}"
            findings.append(note("overlay-applied", message, f"see {action.mark}", place))
        for location in sorted(locations, key=_last_first, reverse=True):
            document, view = _act(action, document, view, location, joins)
    return document, findings


def _mistakes(overlay: Node) -> Iterator[Finding]:
    version = overlay.get("overlay")
    if version is None or version.text is None or not _SUPPORTED.match(version.text):
        remedy = "start it with `overlay: 1.0.0`"
        yield error("overlay-version", "this is no Overlay document of version 1.0 or 1.1", remedy, (version or overlay).mark)
        return
    if not _actions(overlay):
        yield error("overlay-empty", "the overlay has no actions", "list them under `actions`", overlay.mark)
    for action in _actions(overlay):
        target = action.get("target")
        if target is None or target.text is None:
            yield error("overlay-target", "an action without a target", "give a JSONPath as `target`", action.mark)
        else:
            yield from _query_mistakes(target)
        if action.get("copy") is not None:
            yield error("overlay-copy", "`copy` actions are not supported", "write the value out under `update`", action.mark)
        for name in action.members.keys() - _ACTION_MEMBERS:
            if not name.startswith("x-"):
                mark = action.members[name].mark
                yield error("overlay-member", f"`{name[:60]}` is no member of an action", "remove or correct it", mark)


def _query_mistakes(target: Node) -> Iterator[Finding]:
    try:
        _query(target.text or "")
    except jsonpath_rfc9535.JSONPathError:
        message = f"no JSONPath (RFC 9535): {(target.text or '')[:100]}"
        yield error("overlay-target", message, "correct the target, which begins with $", target.mark)


@lru_cache(maxsize=1024)  # each is read to be checked, and again for each document
def _query(target: str) -> jsonpath_rfc9535.JSONPathQuery:
    return jsonpath_rfc9535.compile(target)


def _actions(overlay: Node) -> tuple[Node, ...]:
    actions = overlay.get("actions")
    return actions.elements if actions else ()


def _select(target: Node, view: Any) -> list[Location]:
    """What the target selects; a place that it names twice counts once."""
    return list(dict.fromkeys(match.location for match in _query(target.text or "").find(view)))


def _last_first(location: Location) -> tuple[tuple[int, str | int], ...]:
    return tuple((0, step) if isinstance(step, int) else (1, step) for step in location)


def _act(action: Node, document: Node, view: Any, location: Location, joins: bool) -> tuple[Node, Any]:
    """Do an action at one place. `joins`: an array is added to an array element by element (1.1), not as one element (1.0)."""
    if action.flag("remove"):
        return _edited(document, location, None), _plain_removed(view, location)
    update = action.members["update"]
    target = _node_at(document, location)
    if target.is_sequence and not (joins and update.is_sequence):
        merged = Node((*target.elements, update), target.mark)
    else:
        merged = _merge(target, update)
    return _edited(document, location, merged), _plain_set(view, location, plain(merged))


def _merge(target: Node, update: Node) -> Node:
    """RFC-like recursive merge (Overlay 1.1 §4.4.3): objects member by member, lists joined, anything else replaced."""
    if target.is_mapping and update.is_mapping:
        members = dict(target.members)
        for name, value in update.members.items():
            members[name] = _merge(members[name], value) if name in members else value
        return Node(members, target.mark)
    if target.is_sequence and update.is_sequence:
        return Node((*target.elements, *update.elements), target.mark)
    return update


def _node_at(node: Node, location: Location) -> Node:
    for step in location:
        node = node.elements[step] if isinstance(step, int) else node.members[step]
    return node


def _edited(node: Node, location: Location, value: Node | None) -> Node:
    """The tree with the Node at `location` replaced, or taken out for None. The root cannot be taken out."""
    if not location:
        return value if value is not None else node
    step, rest = location[0], location[1:]
    if isinstance(step, int):
        elements = list(node.elements)
        if value is None and not rest:
            del elements[step]
        else:
            elements[step] = _edited(elements[step], rest, value)
        return Node(tuple(elements), node.mark)
    child = None if value is None and not rest else _edited(node.members[step], rest, value)
    return node.with_changes({step: child})


def _plain_set(view: Any, location: Location, value: Any) -> Any:
    if not location:
        return value
    holder = view
    for step in location[:-1]:
        holder = holder[step]
    holder[location[-1]] = value
    return view


def _plain_removed(view: Any, location: Location) -> Any:
    holder = view
    for step in location[:-1]:
        holder = holder[step]
    if location:
        del holder[location[-1]]
    return view
