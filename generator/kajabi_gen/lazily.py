"""Modules of libraries that are loaded when something in them is first asked for, not when they are imported."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType


def import_when_used(name: str) -> None:
    """Let `import name` cost nothing until a member of the module is asked for. Does nothing for one that is loaded."""
    sys.modules.setdefault(name, _Later(name))


class _Later(ModuleType):
    """Stands for a module, and becomes like it when a member is asked for. `importlib.util.LazyLoader` loads at the next `import`."""

    def __getattr__(self, member: str) -> object:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
            vars(self).update(vars(import_module(self.__name__)))
            if member in vars(self):
                return vars(self)[member]
        raise AttributeError(f"module {self.__name__!r} has no attribute {member!r}")
