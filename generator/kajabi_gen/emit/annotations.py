"""Python types for the types of the model: what annotations say, what the decoder is told, and which imports that needs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from kajabi_gen.emit.code import Code, literal, name
from kajabi_gen.model.ir import TypeKind, TypeRef

_SCALARS: Final = {
    TypeKind.STRING: "str",
    TypeKind.INTEGER: "int",
    TypeKind.NUMBER: "float",
    TypeKind.BOOLEAN: "bool",
    TypeKind.DECIMAL: "Decimal",
    TypeKind.DATETIME: "dt.datetime",
    TypeKind.DATE: "dt.date",
}
_MODULES: Final = {
    "Decimal": "decimal",
    "ClassVar": "typing",
    "Literal": "typing",
    "Required": "typing",
    "TYPE_CHECKING": "typing",
    "TypeAlias": "typing",
    "TypedDict": "typing",
    "Unpack": "typing",
    "cast": "typing",
    "Iterable": "collections.abc",
    "Mapping": "collections.abc",
    "Sequence": "collections.abc",
    "cached_property": "functools",
}


class Imports:
    """The imports of one emitted module, gathered while its code is written down. `folder`: where the module lies in the package."""

    def __init__(self, folder: str = "") -> None:
        self._folder = folder
        self._standard: dict[str, set[str]] = {}
        self._local: dict[str, set[str]] = {}
        self._typing_only: dict[str, set[str]] = {}
        self._datetime = False

    def standard(self, *names: str) -> None:
        """Use names of the standard library."""
        for item in names:
            self._standard.setdefault(_MODULES[item], set()).add(item)

    def datetime(self) -> None:
        """Use `dt`, the datetime module."""
        self._datetime = True

    def local(self, module: str, *names: str) -> None:
        """Use names of a module of the package, at run time."""
        self._local.setdefault(module, set()).update(names)

    def typing_only(self, module: str, *names: str) -> None:
        """Use names of a module of the package in annotations."""
        self._typing_only.setdefault(module, set()).update(names)

    def lines(self) -> list[Code]:
        """The import block, in the order that ruff's isort asks for."""
        late = {module: names - self._local.get(module, set()) for module, names in self._typing_only.items()}
        late = {module: names for module, names in late.items() if names}
        if late:
            self.standard("TYPE_CHECKING")
        lines = ["import datetime as dt"] if self._datetime else []
        lines += [f"from {module} import {_joined(names)}" for module, names in sorted(self._standard.items())]
        if self._local:
            lines += ["", *self._relative(self._local)]
        if late:
            lines += ["", "if TYPE_CHECKING:", *(f"    {line}" for line in self._relative(late))]
        return [Code(line) for line in lines]

    def _relative(self, modules: dict[str, set[str]]) -> list[str]:
        paths = {self._path(module): names for module, names in modules.items()}
        return [f"from {path} import {_joined(names)}" for path, names in sorted(paths.items(), key=_isort_key)]

    def _path(self, module: str) -> str:
        if self._folder and module.startswith(f"{self._folder}."):
            return module.removeprefix(self._folder)
        return f"..{module}" if self._folder else f".{module}"


def _isort_key(item: tuple[str, set[str]]) -> tuple[int, str]:
    dots = len(item[0]) - len(item[0].lstrip("."))
    return -dots, item[0]


def _joined(names: Iterable[str]) -> str:
    return ", ".join(name(item) for item in in_import_order(names))


def in_import_order(names: Iterable[str]) -> list[str]:
    """Names as ruff's isort wants them in an import: constants, classes, others, each without regard to case."""
    return sorted(names, key=lambda item: (not item.isupper() or len(item) == 1, not item[:1].isupper(), item.lower(), item))


def in_export_order(names: Iterable[str]) -> list[str]:
    """Names as ruff wants them in `__all__`: constants, classes, others; numbers in them count as numbers."""
    return sorted(names, key=lambda item: (not item.isupper() or len(item) == 1, not item[:1].isupper(), _natural(item)))


def _natural(text: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", text) if part]


def reads(type_: TypeRef, imports: Imports) -> Code:
    """The annotation of a value that comes out of a reply. Listed values stay open: `Literal[...] | str`."""
    return _nullable(_read(type_, imports), type_)


def _read(type_: TypeRef, imports: Imports) -> str:
    if type_.kind is TypeKind.ARRAY:
        return f"list[{reads(type_.item, imports)}]" if type_.item else "list[JSON]"
    if type_.kind is TypeKind.MAP:
        return f"dict[str, {reads(type_.item, imports)}]" if type_.item else "dict[str, JSON]"
    if type_.kind is TypeKind.MODEL:
        return name(type_.model)
    return _scalar(type_, imports)


def writes(type_: TypeRef, imports: Imports) -> Code:
    """The annotation of a value that goes into a request: the widest that is written the same way."""
    if type_.kind is TypeKind.ARRAY:
        imports.standard("Sequence")
        return _nullable(f"Sequence[{writes(type_.item or _ANY, imports)}]", type_)
    if type_.kind in (TypeKind.MAP, TypeKind.MODEL):
        imports.standard("Mapping")
        item = writes(type_.item or _ANY, imports) if type_.kind is TypeKind.MAP else _scalar(_ANY, imports)
        return _nullable(f"Mapping[str, {item}]", type_)
    return _nullable(_scalar(type_, imports), type_)


_ANY: Final = TypeRef(TypeKind.ANY)


def _scalar(type_: TypeRef, imports: Imports) -> str:
    if type_.kind is TypeKind.ANY:
        imports.local("_types", "JSON")
        return "JSON"
    if type_.kind in (TypeKind.DATETIME, TypeKind.DATE):
        imports.datetime()
    if type_.kind is TypeKind.DECIMAL:
        imports.standard("Decimal")
    text = _SCALARS[type_.kind]
    return f"{literals(type_.values, imports)} | {text}" if type_.values else text


def literals(values: Iterable[str], imports: Imports) -> Code:
    """`Literal["a", "b"]`."""
    imports.standard("Literal")
    return Code(f"Literal[{', '.join(literal(value) for value in values)}]")


def _nullable(text: str, type_: TypeRef) -> Code:
    return Code(f"{text} | None" if type_.nullable and text != "JSON" else text)


def decodes(type_: TypeRef, imports: Imports) -> Code:
    """The type that the decoder is told at run time: as `reads`, without listed values."""
    if type_.kind is TypeKind.ANY:
        return Code("object")
    if type_.kind is TypeKind.ARRAY:
        text = f"list[{decodes(type_.item or _ANY, imports)}]"
    elif type_.kind is TypeKind.MAP:
        text = f"dict[str, {decodes(type_.item or _ANY, imports)}]"
    elif type_.kind is TypeKind.MODEL:
        text = name(type_.model)
    else:
        text = _scalar(TypeRef(type_.kind), imports)
    return Code(f"{text} | None" if type_.nullable else text)
