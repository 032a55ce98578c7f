"""Nested objects whose names are taken: the name that a place gives (order + item → OrderItem) can be that of another class."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from kajabi_gen.model.ir import Attribute, Model, TypeRef


def free_names(models: Iterable[str], taken: Collection[str]) -> dict[str, str]:
    """What each model is to be called: its own name, with `Object` behind it where that is one of the `taken`."""
    names = dict.fromkeys(models)
    free: dict[str, str] = {}
    given: set[str] = set()
    for name in names:
        candidate = name
        while candidate in taken or candidate in given or (candidate != name and candidate in names):
            candidate += "Object"
        free[name] = candidate
        given.add(candidate)
    return free


def renamed(attributes: Iterable[Attribute], names: Mapping[str, str]) -> tuple[Attribute, ...]:
    """The attributes with the models that they hold under other names."""
    moved = {name: free for name, free in names.items() if name != free}
    return tuple(attribute._replace(type=_renamed_type(attribute.type, moved)) if moved else attribute for attribute in attributes)


def renamed_models(models: Iterable[Model], names: Mapping[str, str]) -> tuple[Model, ...]:
    """The models themselves, and what they hold, under other names."""
    return tuple(model._replace(class_name=names[model.class_name], attributes=renamed(model.attributes, names)) for model in models)


def _renamed_type(type_: TypeRef, names: Mapping[str, str]) -> TypeRef:
    item = _renamed_type(type_.item, names) if type_.item is not None else None
    return type_._replace(item=item, model=names.get(type_.model, type_.model))
