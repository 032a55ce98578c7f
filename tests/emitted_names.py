"""The public names of an emitted SDK and their types as they are written, read from its files by griffe: nothing is imported or run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import griffe

from kajabi_gen.diff.prepare import Prepared
from kajabi_gen.emit.render import render, runtime
from kajabi_gen.emit.view.project import Project
from kajabi_gen.model.build import build

T = TypeVar("T", bound=griffe.Object)
_OF_EVERY_METHOD = ("self", "options", "limit")


@dataclass(frozen=True)
class Name:
    """A name: its type as it is written, whether it must be given, and where griffe has it."""

    text: str
    path: str
    required: bool = False
    takes_any_keyword: bool = False


@dataclass
class Emitted:
    """An emitted package. `names` are called as the diff calls them: `api.things.list(sort=)`, `api.Thing.size`."""

    root: griffe.Module
    names: dict[str, Name] = field(default_factory=dict[str, Name])


def emitted(document: Prepared, package: str, folder: Path) -> Emitted:
    """Emit the SDK of a document into a folder and read it."""
    project = Project.named(package, "1.0.0", "1.0.0")
    api, _ = build(document.document, document.facts, project.class_names)
    for name, text in {**runtime(project), **{part.path: part.text for part in render(api, project)}}.items():
        if name.endswith(".py"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
    root = griffe.load(package, search_paths=[folder], allow_inspection=False)
    assert isinstance(root, griffe.Module)
    found = Emitted(root)
    found.names.update(_Reader(root, package).read())
    return found


class _Reader:
    def __init__(self, root: griffe.Module, package: str) -> None:
        self._root = root
        self._package = package
        modules = [module for name in ("api", "resources") if name in root.members for module in root[name].modules.values()]
        modules += [root[name] for name in ("models", "webhooks") if name in root.members]
        self._classes = {item.name: item for module in modules for item in _own(module, griffe.Class)}

    def read(self) -> Iterator[tuple[str, Name]]:
        for name, item in self._classes.items():
            bases = [str(base) for base in item.bases]
            if name.startswith("_") or bases in (["Namespace"], ["AsyncNamespace"], ["TypedDict"]):
                continue
            owner = f"{self._package}.webhooks.{name}" if item.module.name == "webhooks" else f"{self._package}.{name}"
            yield owner, Name(name, item.path)
            for attribute in _own(item, griffe.Attribute):
                if not attribute.name.startswith("_"):
                    yield f"{owner}.{attribute.name}", Name(_text(attribute.annotation), attribute.path)
        client = next(item for item in _own(self._root["_client"], griffe.Class) if [str(base) for base in item.bases] == ["BaseClient"])
        yield from self._namespace(client, self._package)

    def _namespace(self, item: griffe.Class, symbol: str) -> Iterator[tuple[str, Name]]:
        for attribute in _own(item, griffe.Attribute):
            inner = self._classes.get(_text(attribute.annotation))
            if inner is not None:
                yield from self._namespace(inner, f"{symbol}.{attribute.name}")
        for function in _own(item, griffe.Function):
            if not function.name.startswith("_") and item.module.name != "_client":
                yield from self._method(function, f"{symbol}.{function.name}")

    def _method(self, function: griffe.Function, symbol: str) -> Iterator[tuple[str, Name]]:
        yield symbol, Name(_text(function.returns), function.path)
        any_keyword = any(one.kind is griffe.ParameterKind.var_keyword for one in function.parameters)
        position = 0
        for one in function.parameters:
            if one.name in _OF_EVERY_METHOD:
                continue
            text, path = _text(one.annotation), f"{function.path}({one.name})"
            keys = next((item for name, item in self._classes.items() if name in text.replace("[", " ").replace("]", " ").split()), None)
            if keys is not None and [str(base) for base in keys.bases] == ["TypedDict"]:
                for attribute in _own(keys, griffe.Attribute):
                    key = f'{symbol}({one.name}={{"{attribute.name}"}})'
                    yield key, Name(_text(attribute.annotation), attribute.path, "Required" in _text(attribute.annotation))
            elif one.kind is griffe.ParameterKind.keyword_only or text != "str | int":
                yield f"{symbol}({one.name}=)", Name(text, path, one.default is None, any_keyword)
            else:
                yield f"{symbol}({position})", Name(text, path, True)
                position += 1


def _own(item: griffe.Object, kind: type[T]) -> list[T]:
    """The members of a kind that are made there, neither imported nor inherited."""
    return [member for member in item.members.values() if isinstance(member, kind)]


def _text(annotation: object) -> str:
    return "" if annotation is None else str(annotation)
