"""Find what a document states (`openapi_walk.Stated`) in the model that kajabi_gen makes of it, and in what the emitted package shows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from kajabi_gen.model import ir
from openapi_walk import Stated

CLASSES = {
    "/components/schemas/offers_attributes": "Offer",
    "/components/schemas/courses_attributes": "Course",
    "/components/schemas/course_modules_attributes": "Module",
    "/components/schemas/course_lessons_attributes": "Lesson",
    "/components/schemas/fields_attributes": "Field",
}
"""The classes of what is included, whose schemas do not tell the type."""


class Fact(NamedTuple):
    """What is said of something that has a name: by the document, by the model, or by the package."""

    description: str
    values: frozenset[str]
    required: bool
    deprecated: bool
    read_only: bool

    def is_told_by(self, other: Fact) -> bool:
        """Whether the other says all that this one does; it may say more."""
        pairs = zip(self[2:], other[2:], strict=True)
        return self.description in other.description and self.values <= other.values and all(mine <= theirs for mine, theirs in pairs)


class Sdk(NamedTuple):
    """The model, what the package made of it shows, and its api.md."""

    api: ir.Api
    surface: dict[str, Any]
    api_md: str

    def operation(self, key: str) -> ir.Operation:
        """The model's operation `GET /v1/things`."""
        return next(item for item in self.api.operations if f"{item.method} {item.path}" == key)

    def method(self, key: str, kind: str = "methods") -> dict[str, Any]:
        """The method that api.md gives for an operation; `kind`: "methods" or "async_methods"."""
        row = re.search(rf"^\| `{re.escape(key)}` \| \[`kajabi\.([\w.]+)\(", self.api_md, re.MULTILINE)
        assert row is not None, f"{key} is not in api.md"
        method: dict[str, Any] = self.surface[kind][row[1]]
        return method

    def section(self, key: str) -> str:
        """What api.md says of an operation."""
        sections = re.split(r"^<a id=|^# ", self.api_md, flags=re.MULTILINE)
        return plain(next(section for section in sections if f"\n`{key}` →" in section))

    def class_of(self, type_: str) -> str:
        """The class of a resource type, as api.md tells."""
        found = re.search(rf"^## (\w+)\n\nType `{type_}`", self.api_md, re.MULTILINE)
        assert found is not None, f"the type {type_} is not in api.md"
        return found[1]


def plain(text: str) -> str:
    """Markdown or a docstring as the words it shows: without escapes, levels of headings and line breaks."""
    text = re.sub(r"\\([^\w\s]|_)", r"\1", text).replace("&lt;", "<")
    return " ".join(re.sub(r"^\s*#+ ", "", text, flags=re.MULTILINE).split())


def in_document(item: Stated) -> Fact:
    """What the document says of it."""
    node, schema = item.place.node, item.place.node.get("schema", item.place.node)
    flags = item.required, node.get("deprecated", False), schema.get("readOnly", False)
    return Fact(plain(node.get("description", "")), frozenset(schema.get("enum", ())), *flags)


def in_model(sdk: Sdk, item: Stated) -> Fact | None:
    """What the model says of it; None where the model does not have it."""
    found: Any
    if item.kind in ("parameter", "keyword"):
        found = _of_operation(sdk.operation(item.operation), item)
    else:
        found = model_member(sdk.api, _model_class(sdk, item), item.name)
    if found is None:
        return None
    values = (*getattr(found, "values", ()), *(found.type.values if hasattr(found, "type") else ()))
    flags = getattr(found, "required", True), getattr(found, "deprecated", False), getattr(found, "read_only", False)
    return Fact(plain(found.description), frozenset(values), *flags)


def _of_operation(operation: ir.Operation, item: Stated) -> Any:
    if item.kind == "keyword":
        keywords = {part.name: part for part in (operation.body.keywords if operation.body else ())}
        return keywords.get(_argument(item))
    parts: dict[str, Any] = {f"path {part.wire}": part for part in operation.path_parameters}
    for parameter in operation.query:
        parts |= {f"{parameter.place} {part.wire}": part for part in parameter.members or (parameter,)}
    return parts.get(item.name)


def _model_class(sdk: Sdk, item: Stated) -> str:
    if item.kind == "included":
        return CLASSES[item.owner]
    result = sdk.operation(item.operation).result
    type_ = item.owner or next(iter(result.types), "")
    return result.model or next(resource.class_name for resource in sdk.api.resources if resource.type == type_)


def model_member(api: ir.Api, class_name: str, name: str) -> Any:
    """The attribute or relationship of a class of the model; of `outer.inner`, the inner one."""
    classes: dict[str, tuple[Any, ...]] = {part.class_name: (*part.attributes, *part.relationships) for part in api.resources}
    for models in (api.models, *(part.models for part in api.resources)):
        classes |= {model.class_name: model.attributes for model in models}
    found: Any = None
    for wire in name.split("."):
        found = next((part for part in classes.get(class_name, ()) if part.wire == wire), None)
        type_ = getattr(found, "type", None)
        class_name = (type_.item or type_).model if type_ else ""
    return found


def in_package(sdk: Sdk, item: Stated, kind: str = "methods") -> Fact | None:
    """What the package shows of it; None where the package does not have it."""
    if item.kind in ("parameter", "keyword"):
        return _of_method(item, sdk.method(item.operation, kind))
    found = package_member(sdk.surface["classes"], _package_class(sdk, item), item.name)
    return _shown(found["doc"], found["values"]) if found else None


def _of_method(item: Stated, method: dict[str, Any]) -> Fact | None:
    """`filter[key]` is a key of the argument `filter`, `page[number]` the argument `page_number`; others go by their own name."""
    family, _, key = _argument(item).removesuffix("[]").rstrip("]").partition("[")
    if family == "page":
        family, key = f"page_{key}", ""
    argument = method["parameters"].get(family)
    if argument is None or not key:
        return _shown(method["doc"], argument["values"], argument["required"]) if argument else None
    member = argument["keys"].get(key)
    return _shown(member["doc"], member["values"], member["required"] and argument["required"]) if member else None


def _argument(item: Stated) -> str:
    """The wire name of a parameter or keyword; lists of identifiers, which are `data`, are given as `ids`."""
    return item.name.partition(" ")[2] if item.kind == "parameter" else {"data": "ids"}.get(item.name, item.name)


def _package_class(sdk: Sdk, item: Stated) -> str:
    """The class of the declared type, else the one that the method returns."""
    if item.kind == "included":
        return CLASSES[item.owner]
    returned = [name for name in sdk.method(item.operation)["returns"] if name not in ("Page", "ResourceList")]
    class_name = sdk.class_of(item.owner) if item.owner else returned[0]
    assert class_name in returned
    return class_name


def package_member(classes: dict[str, Any], class_name: str, name: str) -> dict[str, Any] | None:
    """The member of a class; of `outer.inner`, the inner one. `type` is every resource's own, an attribute of that name is `type_`."""
    found: dict[str, Any] | None = None
    for wire in ["type_"] if name == "type" else name.split("."):
        found = classes[class_name]["members"].get(wire) if class_name in classes else None
        class_name = next((inner for inner in (found or {"classes": []})["classes"] if inner in classes), "")
    return found


def _shown(doc: str, values: Iterable[str], required: bool = True) -> Fact:
    return Fact(plain(doc), frozenset(values), required, "Deprecated." in doc, "Read-only." in doc)
