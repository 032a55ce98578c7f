"""What the templates of resource classes and nested objects are given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kajabi_gen.emit.annotations import Imports, decodes, literals, reads
from kajabi_gen.emit.code import Code, docstring, literal, name
from kajabi_gen.emit.view.links import Link
from kajabi_gen.model import naming
from kajabi_gen.model.ir import Arity, Attribute, Model, Relationship, Resource, TypeRef


class FieldView(NamedTuple):
    """One declared attribute of a class: its annotation and what is said about it."""

    name: Code
    annotation: Code
    docstring: Code | None


class ClassView(NamedTuple):
    """A resource class or the class of a nested object.

    Where its attributes name classes that are not defined before it (itself, for one), its schema is a constant of the module,
    and `late` is the statement that adds the attributes to it when all classes are there.
    """

    name: Code
    base: Code
    docstring: Code
    schema: tuple[Code, ...]
    fields: tuple[FieldView, ...]
    constant: Code | None = None
    late: Code | None = None


class ModuleView(NamedTuple):
    """A module of classes; `aliases` holds the alias of attribute names for sparse fieldsets."""

    docstring: Code
    imports: list[Code]
    aliases: tuple[Code, ...]
    classes: tuple[ClassView, ...]


def resource_module(resource: Resource, links: Mapping[str, Link]) -> ModuleView:
    """The module of one resource: its nested objects first, then the class itself. `links`: see `links.of_resource`."""
    imports = Imports("resources")
    views = [*_models(resource.models, imports), _resource(resource, links, imports)]
    alias = _names_alias(resource, imports)
    return ModuleView(docstring(f"Resources of the type `{resource.type}`."), imports.lines(), (alias,), tuple(views))


def models_module(models: Sequence[Model]) -> ModuleView:
    """The module of objects that are whole replies, and of what is nested in them."""
    imports = Imports()
    views = tuple(_models(models, imports))
    return ModuleView(docstring("Replies that are no resources, and the objects inside them."), imports.lines(), (), views)


def _names_alias(resource: Resource, imports: Imports) -> Code:
    imports.standard("TypeAlias")
    wires = [item.wire for item in resource.attributes] + [item.wire for item in resource.relationships]
    type_ = f"{literals(wires, imports)} | str" if wires else "str"
    return Code(f"{name(naming.field_names(resource.class_name))}: TypeAlias = {type_}")


def _models(models: Iterable[Model], imports: Imports) -> Iterator[ClassView]:
    defined: set[str] = set()
    ordered = _inner_first(models)
    constants = naming.unique(naming.constant(naming.snake(model.class_name)) for model in ordered)
    for model, constant in zip(ordered, constants, strict=True):
        held = {inner for attribute in model.attributes for inner in _model_names(attribute)}
        yield _model(model, imports, "" if held <= defined else constant)
        defined.add(model.class_name)


def _inner_first(models: Iterable[Model]) -> list[Model]:
    """Models so that each comes after those it holds (one that holds itself, after the others)."""
    by_name = {model.class_name: model for model in models}
    ordered: dict[str, Model] = {}

    def visit(model: Model, trail: tuple[str, ...]) -> None:
        for attribute in model.attributes:
            for inner in _model_names(attribute):
                if inner in by_name and inner not in ordered and inner not in trail:
                    visit(by_name[inner], (*trail, inner))
        ordered.setdefault(model.class_name, model)

    for model in by_name.values():
        visit(model, (model.class_name,))
    return list(ordered.values())


def _model_names(attribute: Attribute) -> Iterator[str]:
    type_: TypeRef | None = attribute.type
    while type_ is not None:
        if type_.model:
            yield type_.model
        type_ = type_.item


def _model(model: Model, imports: Imports, late_constant: str) -> ClassView:
    """`late_constant`: what its schema is to be called where it is a constant, "" where it is none."""
    imports.standard("ClassVar")
    imports.local("_resource", "Model", "Schema")
    attributes = () if late_constant else tuple(_attributes_argument(model.attributes, imports))
    schema = (Code("None"), *attributes, *_renamed_argument(model.attributes, ()))
    fields = tuple(_field(attribute, imports) for attribute in model.attributes)
    text = model.description or "An object inside a reply."
    view = ClassView(name(model.class_name), Code("Model"), docstring(text, 4), schema, fields)
    if not late_constant:
        return view
    constant = name(late_constant)
    late = Code(f"{constant}.attributes.update({_decoders(model.attributes, imports)})")
    return view._replace(constant=constant, late=late)


def _resource(resource: Resource, links: Mapping[str, Link], imports: Imports) -> ClassView:
    imports.standard("ClassVar")
    imports.local("_resource", "Resource", "Schema")
    schema = (
        literal(resource.type),
        *_attributes_argument(resource.attributes, imports),
        *_renamed_argument(resource.attributes, resource.relationships),
        *_relationships_argument(resource.relationships, imports),
        *_families_argument(resource),
    )
    fields = [_field(attribute, imports) for attribute in resource.attributes]
    fields += [_relationship_field(item, resource, links, imports) for item in resource.relationships]
    fields += [_family_field(family.name, family.prefix, imports) for family in resource.families]
    return ClassView(name(resource.class_name), Code("Resource"), docstring(_resource_text(resource), 4), schema, tuple(fields))


def _resource_text(resource: Resource) -> str:
    text = resource.description or f"A resource of the type `{resource.type}`."
    return f"{text}\n\nThe API's document shows this type in examples only." if resource.source == "example" else text


def _attributes_argument(attributes: Sequence[Attribute], imports: Imports) -> Iterator[Code]:
    if attributes:
        yield Code(f"attributes={_decoders(attributes, imports)}")


def _decoders(attributes: Sequence[Attribute], imports: Imports) -> Code:
    pairs = ", ".join(f"{literal(item.name)}: {decodes(item.type, imports)}" for item in attributes)
    return Code(f"{{{pairs}}}")


def _renamed_argument(attributes: Sequence[Attribute], relationships: Sequence[Relationship]) -> Iterator[Code]:
    pairs = [(item.name, item.wire) for item in attributes] + [(item.name, item.wire) for item in relationships]
    renamed = ", ".join(f"{literal(python)}: {literal(wire)}" for python, wire in pairs if python != wire)
    if renamed:
        yield Code(f"renamed={{{renamed}}}")


def _relationships_argument(relationships: Sequence[Relationship], imports: Imports) -> Iterator[Code]:
    if not relationships:
        return
    entries: list[str] = []
    for item in relationships:
        class_name = "Many" if item.arity is Arity.MANY else "One"
        imports.local("_resource", class_name)
        entries.append(f"{literal(item.name)}: {class_name}({literal(item.target or None)})")
    yield Code(f"relationships={{{', '.join(entries)}}}")


def _families_argument(resource: Resource) -> Iterator[Code]:
    if resource.families:
        pairs = ", ".join(f"{literal(family.name)}: {literal(family.prefix)}" for family in resource.families)
        yield Code(f"families={{{pairs}}}")


def _field(attribute: Attribute, imports: Imports) -> FieldView:
    notes = [attribute.description]
    if attribute.deprecated:
        notes.append("Deprecated.")
    if attribute.read_only:
        notes.append("Read-only.")
    if attribute.source != "schema":
        where = "prose" if attribute.source == "prose" else "examples"
        notes.append(f"Named only in the {where} of the API's document.")
    return FieldView(name(attribute.name), reads(attribute.type, imports), _text(notes))


def _text(notes: Iterable[str]) -> Code | None:
    said = [note.strip() for note in notes if note.strip()]
    return docstring("\n\n".join(said), 4) if said else None


def _relationship_field(item: Relationship, owner: Resource, links: Mapping[str, Link], imports: Imports) -> FieldView:
    target = links.get(item.target)
    if target is None:
        imports.local("_resource", "Resource")
        class_name = "Resource"
    else:
        class_name = target.class_name
        if item.target != owner.type:
            imports.typing_only(f"resources.{target.module}", class_name)
    if item.arity is Arity.MANY:
        annotation = f"tuple[{name(class_name)}, ...]"
    elif item.nullable or target is None:
        imports.local("_resource", "MaybeNone")
        annotation = f"{name(class_name)} | MaybeNone"
    else:
        annotation = name(class_name)
    notes = [item.description]
    if item.deprecated:
        notes.append("Deprecated.")
    if item.source != "schema":
        notes.append("Shown only in the examples of the API's document.")
    return FieldView(name(item.name), Code(annotation), _text(notes))


def _family_field(python: str, prefix: str, imports: Imports) -> FieldView:
    imports.standard("Mapping")
    imports.local("_types", "JSON")
    text = f"Every numbered attribute of the reply, by name: `{prefix}1`, `{prefix}2` and so on."
    return FieldView(name(python), Code("Mapping[str, JSON]"), docstring(text, 4))
