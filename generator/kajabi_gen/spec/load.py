"""Read YAML or JSON text into a Node tree: safely, with positions, within limits.

The reader builds the tree from the parser's events in a loop, so that deep nesting meets a limit and not the C stack. Scalars follow the
YAML 1.2 core schema (what OpenAPI 3.1 §4.2 asks for): `yes`, `NO`, `2024-01-01` and `12:30` are strings. No tag ever makes an object.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple, cast

import yaml

from kajabi_gen.spec.finding import Finding, InputError, error
from kajabi_gen.spec.limits import Limits
from kajabi_gen.spec.node import Mark, Node, Scalar, made_mark
from kajabi_gen.spec.source import Source, read

_CORE_TAGS: Final = frozenset(f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "map", "seq"))
_WORDS: Final[Mapping[str, Scalar]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf"), float("inf")),
    "-.inf": float("-inf"),
    ".nan": float("nan"),
}
_INTEGER: Final = re.compile(r"[-+]?[0-9]+\Z")
_BASED: Final = re.compile(r"0o[0-7]+\Z|0x[0-9a-fA-F]+\Z")
_FLOAT: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_LONGEST_NUMBER: Final = 4000  # digits; Python refuses to read or write longer integers
_LONGEST_BASED: Final = 3300  # hexadecimal digits, which are more in decimal
_SURROGATES: Final = re.compile(r"(\\\\)|\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")


def load_file(path: str, limits: Limits = Limits()) -> Node:
    """Read the document at `path`, or standard input for `-`.

    Raises InputError with one Finding for each thing that is wrong: no such file, a folder, not text, not YAML or JSON, a repeated key,
    an unknown tag, over a limit.
    """
    return load_source(read(path, limits), limits)


def load_source(source: Source, limits: Limits = Limits()) -> Node:
    """Read a document from the bytes of a file. Raises InputError as `load_file` does."""
    return load_text(_decode(source.content, source.name), source.name, limits)


def _decode(content: bytes, name: str) -> str:
    top = Mark(name, 1, 1)
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        mark = Mark(name, line, problem.start - content.rfind(b"\n", 0, problem.start))
        finding = error("not-text", f"not {encoding[:6].rstrip('-')} text", "give a YAML or JSON document saved as UTF-8", mark)
        raise InputError([finding]) from None
    if not text.strip():
        raise InputError([error("empty", "the document is empty", "give an OpenAPI 3 document", top)])
    return text


def load_text(text: str, name: str, limits: Limits = Limits()) -> Node:
    """Read a document from text; `name` stands for the file in positions. Raises InputError."""
    if text.lstrip()[:1] in ("{", "["):
        text = _yaml_from_json(text)
    builder = _Builder(name, limits)
    try:
        root = builder.document(iter(_Loader(text).get_event, None))  # as `yaml.parse`, without a step in Python for each event
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        place = Mark(name, mark.line + 1, mark.column + 1) if mark else Mark(name, 1, 1)
        what = " ".join(part for part in (problem.context, problem.problem) if part)
        raise InputError([*builder.errors, _syntax(what or "cannot be parsed", place)]) from None
    except yaml.YAMLError as problem:
        position = getattr(problem, "position", 0)
        before = text[:position]
        place = Mark(name, before.count("\n") + 1, position - before.rfind("\n"))
        raise InputError([_syntax(f"{getattr(problem, 'reason', 'cannot be parsed')}", place)]) from None
    if builder.errors:
        raise InputError(builder.errors)
    return root


def _syntax(what: str, mark: Mark) -> Finding:
    return error("syntax", f"neither YAML nor JSON: {what}", "correct the syntax at this place", mark)


def _yaml_from_json(text: str) -> str:
    """JSON that YAML readers stumble over, in a form they take: tabs between tokens and escaped surrogate pairs (RFC 8259 §7)."""

    def character(match: re.Match[str]) -> str:
        if match[1]:
            return match[1]
        return f"\\U{0x10000 + ((int(match[2], 16) - 0xD800) << 10) + (int(match[3], 16) - 0xDC00):08x}"

    return _SURROGATES.sub(character, text.replace("\t", " "))


class _Loader(yaml.CSafeLoader):
    """The C parser without implicit typing: scalars are resolved here, by the YAML 1.2 core schema."""


_Loader.yaml_implicit_resolvers = {}


class _Builder:
    """Builds the tree of one document from parser events, collecting all errors on the way."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name = name
        self.limits = limits
        self.errors: list[Finding] = []
        self._anchors: dict[str, _Anchored] = {}
        self._open_anchors: set[str] = set()
        self._count = 0
        self._aliased = 0

    def document(self, events: Iterator[Any]) -> Node:
        """The Node of the only document of the stream; an empty one is null."""
        root: Node | None = None
        stack: list[_Open] = []
        scalar, kind_of = yaml.ScalarEvent, cast("Callable[[object], type[object]]", type)
        for event in events:
            height, kind = 0, kind_of(event)
            if kind is scalar:
                top = stack[-1] if stack else None
                if top is not None and top.is_mapping and top.key is None:
                    self._key(event, top)
                    continue
                node = self._scalar(event, top)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                stack.append(self._begin(event, stack))
                continue
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                node, height = self._end(stack.pop())
            elif kind is yaml.AliasEvent:
                node, height = self._alias(event, len(stack))
            elif kind is yaml.DocumentStartEvent and root is not None:
                line = event.start_mark.line + 1 if event.start_mark else 1
                mark = Mark(self.name, line, 1)
                raise InputError([error("many-documents", "a second document starts here", "give one document a file", mark)])
            else:
                continue
            if stack:
                self._add(stack[-1], node, height)
            else:
                root = node
        return root if root is not None else Node(None, Mark(self.name, 1, 1))

    def _mark(self, event: Any, top: _Open | None) -> Mark:
        if top is not None and top.key is not None:
            return made_mark((self.name, top.key.line, top.key.column, top.mark, top.name))
        start = event.start_mark
        if top is None:
            return Mark(self.name, start.line + 1, start.column + 1)
        token = "" if top.is_mapping else str(len(top.elements))
        return made_mark((self.name, start.line + 1, start.column + 1, top.mark, token))

    def _key(self, event: Any, top: _Open) -> None:
        mark = top.key = self._mark(event, top)
        top.name = event.value
        self._count_up(1, mark)
        if event.tag is not None:
            self._check_tag(event.tag, mark)
        if event.anchor:
            self._anchors[event.anchor] = _Anchored(Node(event.value, mark), 1, 0)

    def _scalar(self, event: Any, top: _Open | None) -> Node:
        mark = self._mark(event, top)
        self._count_up(1, mark)
        tag: str | None = event.tag
        if tag is not None:
            self._check_tag(tag, mark)
        is_text = not event.implicit[0] or tag == "tag:yaml.org,2002:str"
        text: str = event.value
        node = Node(text if is_text else self._core_value(text, mark), mark)
        if event.anchor:
            self._anchors[event.anchor] = _Anchored(node, 1, 0)
        return node

    def _core_value(self, text: str, mark: Mark) -> Scalar:
        if text in _WORDS:
            return _WORDS[text]
        if text[0] not in "+-.0123456789" or not (_INTEGER.match(text) or _BASED.match(text) or _FLOAT.match(text)):
            return text
        if len(text) > (_LONGEST_BASED if _BASED.match(text) else _LONGEST_NUMBER):
            self.errors.append(error("long-number", "a number of over 4000 digits", "quote it if it is text", mark))
            return text
        if _INTEGER.match(text):
            return int(text)
        return int(text, 0) if _BASED.match(text) else float(text)

    def _check_tag(self, tag: str, mark: Mark) -> None:
        if tag not in _CORE_TAGS and tag != "!":
            short = tag.replace("tag:yaml.org,2002:", "!!")
            self.errors.append(error("yaml-tag", f"the tag {short[:60]} is not allowed", "write a plain JSON value", mark))

    def _begin(self, event: Any, stack: list[_Open]) -> _Open:
        top = stack[-1] if stack else None
        mark = self._mark(event, top)
        if event.tag is not None:
            self._check_tag(event.tag, mark)
        if len(stack) >= self.limits.depth:
            finding = error("too-deep", f"nested deeper than {self.limits.depth} levels", "flatten it or raise `limits.depth`", mark)
            raise InputError([finding])
        if top is not None and top.is_mapping and top.key is None:
            finding = error("key-type", "a key that is no scalar", "use text as the key", mark)
            raise InputError([finding])
        if event.anchor:
            self._open_anchors.add(event.anchor)
        return _Open(isinstance(event, yaml.MappingStartEvent), mark, event.anchor, self._count)

    def _end(self, top: _Open) -> tuple[Node, int]:
        node = Node(top.merged() if top.is_mapping else tuple(top.elements), top.mark)
        self._count_up(1, top.mark)
        if top.anchor:
            self._open_anchors.discard(top.anchor)
            self._anchors[top.anchor] = _Anchored(node, self._count - top.count_before, top.height)
        return node, top.height

    def _alias(self, event: Any, depth: int) -> tuple[Node, int]:
        mark = Mark(self.name, event.start_mark.line + 1, event.start_mark.column + 1)
        if event.anchor in self._open_anchors:
            raise InputError([error("alias-cycle", f"*{event.anchor} contains itself", "write the value out, or use $ref", mark)])
        if event.anchor not in self._anchors:
            raise InputError([error("alias-unknown", f"*{event.anchor} has no anchor", "define it with & before its use", mark)])
        anchored = self._anchors[event.anchor]
        self._aliased += anchored.size
        if self._aliased > self.limits.aliases:
            message = f"aliases stand for over {self.limits.aliases} values"
            raise InputError([error("too-many-aliases", message, "use fewer aliases or raise `limits.aliases`", mark)])
        self._count_up(anchored.size, mark)
        if depth + anchored.height > self.limits.depth:
            finding = error("too-deep", f"nested deeper than {self.limits.depth} levels", "use fewer aliases in aliases", mark)
            raise InputError([finding])
        return anchored.node, anchored.height

    def _count_up(self, size: int, mark: Mark) -> None:
        self._count += size
        if self._count > self.limits.nodes:
            finding = error("too-many-nodes", f"over {self.limits.nodes} values", "use fewer aliases or raise `limits.nodes`", mark)
            raise InputError([finding])

    def _add(self, top: _Open, node: Node, height: int) -> None:
        if height >= top.height:
            top.height = height + 1
        if not top.is_mapping:
            top.elements.append(node)
        elif top.key is None:  # an alias: other keys come by themselves
            if isinstance(node.value, (dict, tuple)):
                raise InputError([error("key-type", "a key that is no scalar", "use text as the key", node.mark)])
            top.key, top.name = node.mark, str(node.value)
        else:
            key, name = top.key, top.name
            top.key = None
            if name == "<<" and (node.is_mapping or node.is_sequence):
                top.merges.extend(node.elements or (node,))
            elif name in top.members:
                first = top.members[name].mark
                message = f"the key {name[:80]!r} stands here again; first at line {first.line}"
                self.errors.append(error("duplicate-key", message, "keep one of the two", key))
            else:
                top.members[name] = node


class _Anchored(NamedTuple):
    """What an anchor names: the Node, how many values it holds with aliases expanded, and how many levels it nests."""

    node: Node
    size: int
    height: int


class _Open:
    """A mapping or sequence whose end has not been read yet."""

    __slots__ = ("anchor", "count_before", "elements", "height", "is_mapping", "key", "mark", "members", "merges", "name")

    def __init__(self, is_mapping: bool, mark: Mark, anchor: str | None, count_before: int) -> None:
        self.is_mapping = is_mapping
        self.mark = mark
        self.anchor = anchor
        self.members: dict[str, Node] = {}
        self.elements: list[Node] = []
        self.merges: list[Node] = []
        self.key: Mark | None = None
        self.name = ""  # of the key
        self.count_before = count_before
        self.height = 0

    def merged(self) -> dict[str, Node]:
        """The members with those of `<<` behind them, own ones winning."""
        for other in self.merges:
            for name, node in other.members.items():
                self.members.setdefault(name, node)
        return self.members
