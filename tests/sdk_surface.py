"""Print what an emitted package shows its users, as JSON: `python sdk_surface.py FOLDER PACKAGE CLIENT`.

Run it in a process of its own, so that the package meets no other of its name. It looks at the package only: not at the generator, not at
the document.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import pkgutil
import sys
import typing
from types import ModuleType
from typing import Any


def _expression(annotation: Any) -> ast.expr:
    text = annotation.__forward_arg__ if isinstance(annotation, typing.ForwardRef) else str(annotation)
    return ast.parse(text, mode="eval").body


def _names(annotation: Any) -> list[str]:
    return [node.id for node in ast.walk(_expression(annotation)) if isinstance(node, ast.Name)]


def _literals(annotation: Any) -> list[str]:
    """The strings of each `Literal[…]` in an annotation as it is written."""
    found: list[str] = []
    for node in ast.walk(_expression(annotation)):
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == "Literal":
            found += [str(item.value) for item in ast.walk(node.slice) if isinstance(item, ast.Constant)]
    return found


def _alias_literals(alias: Any) -> list[str]:
    """The strings of each `Literal[…]` in an alias as Python holds it."""
    if typing.get_origin(alias) is typing.Literal:
        return list(typing.get_args(alias))
    return [value for part in typing.get_args(alias) for value in _alias_literals(part)]


def _member_docs(class_: type) -> dict[str, str]:
    """The string below each annotated member of a class, which editors show."""
    body = ast.parse(inspect.getsource(class_)).body[0]
    assert isinstance(body, ast.ClassDef)
    docs: dict[str, str] = {}
    for member, below in zip(body.body, body.body[1:], strict=False):
        if isinstance(member, ast.AnnAssign) and isinstance(member.target, ast.Name) and isinstance(below, ast.Expr):
            docs[member.target.id] = inspect.cleandoc(ast.literal_eval(below.value))
    return docs


def _keys(family: Any) -> dict[str, dict[str, Any]]:
    docs = _member_docs(family)
    return {
        key: {"values": _literals(annotation), "required": "Required" in _names(annotation), "doc": docs.get(key, "")}
        for key, annotation in family.__annotations__.items()
    }


def _parameter(parameter: inspect.Parameter, scope: dict[str, Any]) -> dict[str, Any]:
    known = [scope[name] for name in _names(parameter.annotation) if name in scope]
    families = [item for item in known if typing.is_typeddict(item)]
    return {
        "required": parameter.default is inspect.Parameter.empty,
        "values": [*_literals(parameter.annotation), *(value for item in known for value in _alias_literals(item))],
        "keys": _keys(families[0]) if families else {},
    }


def _method(function: Any) -> dict[str, Any]:
    signature = inspect.signature(function)
    own = {name: item for name, item in signature.parameters.items() if name != "self" and item.kind is not item.VAR_KEYWORD}
    return {
        "parameters": {name: _parameter(item, function.__globals__) for name, item in own.items()},
        "returns": _names(signature.return_annotation),
        "doc": inspect.getdoc(function) or "",
    }


def _methods(holder: Any, path: str = "") -> dict[str, Any]:
    """Every method below a client or namespace by its dotted path."""
    found: dict[str, Any] = {}
    for name, member in inspect.getmembers(type(holder)):
        if name.startswith("_"):
            continue
        if path and inspect.isfunction(member):
            found[f"{path}{name}"] = _method(member)
        elif not inspect.isfunction(member) and type(getattr(holder, name)).__name__.endswith("Namespace"):
            found |= _methods(getattr(holder, name), f"{path}{name}.")
    return found


def _class(class_: type) -> dict[str, Any]:
    docs = _member_docs(class_)
    members = {
        name: {"values": _literals(annotation), "classes": _names(annotation), "doc": docs.get(name, "")}
        for name, annotation in vars(class_).get("__annotations__", {}).items()
        if not name.startswith("_")
    }
    properties = [name for name, member in inspect.getmembers(class_) if not name.startswith("_") and not callable(member)]
    return {"doc": inspect.getdoc(class_) or "", "members": members, "properties": properties}


def _modules(package: str) -> list[ModuleType]:
    resources = importlib.import_module(f"{package}.resources")
    names = [f"{package}.resources.{module.name}" for module in pkgutil.iter_modules(resources.__path__)]
    return [importlib.import_module(name) for name in (*names, f"{package}.models")]


def surface(package: str, client: str) -> dict[str, Any]:
    """Methods by their dotted paths, synchronous and asynchronous; classes by their names; the names that the package exports."""
    module = importlib.import_module(package)
    own = {
        name: item
        for holder in _modules(package)
        for name, item in vars(holder).items()
        if inspect.isclass(item) and item.__module__ == holder.__name__
    }
    exported = {name: getattr(module, name) for name in module.__all__}
    runtime = {name: item for name, item in exported.items() if inspect.isclass(item) and name not in own}
    return {
        "methods": _methods(exported[client](access_token="none")),
        "async_methods": _methods(exported[f"Async{client}"](access_token="none")),
        "classes": {name: _class(item) for name, item in {**runtime, **own}.items()},
        "exported": sorted(exported),
    }


if __name__ == "__main__":
    folder, package_name, client_name = sys.argv[1:]
    sys.path.insert(0, folder)
    json.dump(surface(package_name, client_name), sys.stdout)
