"""Bases of the generated groups of methods."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._engine import AsyncEngine, Engine


class Namespace:
    """A group of blocking methods."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine


class AsyncNamespace:
    """A group of coroutine methods."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
