"""From a JSON:API type to its class, imported when first needed."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from ._resource import Resource


class Registry:
    """Classes by JSON:API type; `paths` has entries such as `"contacts":
    "contacts:Contact"`.
    """

    __slots__ = ("_classes", "_paths")

    def __init__(self, paths: Mapping[str, str]) -> None:
        self._paths = dict(paths)
        self._classes: dict[str, type[Resource]] = {}

    def find(self, type_: str, default: type[Resource] = Resource) -> type[Resource]:
        """The class of `type_`, or `default` where the document does not know it."""
        return self._classes.get(type_) or self._load(type_, default)

    def _load(self, type_: str, default: type[Resource]) -> type[Resource]:
        if type_ not in self._paths:
            return default
        module, _, name = self._paths[type_].partition(":")
        found: object = getattr(
            import_module(f".resources.{module}", __package__), name
        )
        if not (isinstance(found, type) and issubclass(found, Resource)):
            raise TypeError(f"{self._paths[type_]} is no resource class")
        return self._classes.setdefault(type_, found)

    def __reduce__(self) -> tuple[object, ...]:
        return Registry, (self._paths,)
