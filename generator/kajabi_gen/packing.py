"""What goes from process to process, ten thousands of small values, is taken apart without a step in Python for each of them."""

from __future__ import annotations

import copyreg
from collections.abc import Callable
from operator import attrgetter, itemgetter
from typing import Any, Final, TypeVar, cast

C = TypeVar("C", bound=type)
_all: Final = cast("Callable[[Any], tuple[Any, ...]]", itemgetter(slice(None)))
_reduced: Final = cast("Callable[[Any], tuple[Any, Any]]", attrgetter("__class__", "_packed"))


def packed(cls: C) -> C:
    """Let values of a named tuple be pickled (and copied) quickly: by `pickle`'s own way, several functions are called for each."""
    return packed_by(cls, _all)


def packed_by(cls: C, arguments: Callable[[Any], tuple[Any, ...]]) -> C:
    """As `packed`, for a class whose values are made of `arguments(value)`; this should be a function of C."""
    setattr(cls, "_packed", property(arguments))  # noqa: B010  # to type checkers no member
    copyreg.pickle(cls, _reduced)
    return cls
