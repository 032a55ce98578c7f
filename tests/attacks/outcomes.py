"""Several attacks with one client: what each call came to, be it an error."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from typing import Any

from kajabi import KajabiError


def outcome(do: Callable[[], Any]) -> Any:
    """What `do()` gives, or the exception that it raises; an awaitable of that, if it gives one."""
    try:
        value = do()
    except Exception as error:
        return error
    return _outcome(value) if inspect.isawaitable(value) else value


async def _outcome(value: Awaitable[Any]) -> Any:
    try:
        return await value
    except Exception as error:
        return error


def documented(error: object) -> bool:
    """Whether a caller who catches `KajabiError` catches it, and nothing of the HTTP library hangs on it."""
    return isinstance(error, KajabiError) and error.__cause__ is None and error.__context__ is None
