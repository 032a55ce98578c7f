"""A string that shows itself only when asked: not in `repr`, `str`, `vars`, logs,
tracebacks or pickles.
"""

from __future__ import annotations

TYPE_CHECKING = False  # see `_base_client`
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import NoReturn, TypeVar

    T = TypeVar("T")


class Secret:
    """Holds a token or password; `reveal()` is the one way to it."""

    __slots__ = ("__spellings", "__value")

    def __init__(self, value: str) -> None:
        self.__value = value
        self.__spellings: tuple[str, ...] = ()

    def reveal(self) -> str:
        """The text itself. Do not bind it to a local name: tracebacks can carry locals."""
        return self.__value

    def sendable(self, *, blanks: bool) -> bool:
        """Whether it can stand in a header (RFC 9110, 5.5): visible ASCII, as a line break
        would start another header; a key may have blanks inside, a token not (RFC 6750,
        2.1).
        """
        value = self.__value
        if not value or not value.isascii() or not value.isprintable():
            return False
        return value == value.strip() if blanks else " " not in value

    def hidden_in(self, text: str) -> str:
        """`text` with asterisks in place of the secret, also where it is escaped as in
        JSON or percent-encoded; unless it is too short to be one.
        """
        if len(self.__value) < 4:
            return text
        if not self.__spellings:
            self.__spellings = _spellings(self.__value)
        for spelling in self.__spellings:
            text = text.replace(spelling, "***")
        return text

    def __repr__(self) -> str:
        return "Secret('***')"

    def __bool__(self) -> bool:
        return bool(self.__value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other.__value == self.__value

    def __hash__(self) -> int:
        return hash(self.__value)

    def __copy__(self) -> Secret:
        return self

    def __deepcopy__(self, memo: dict[int, object]) -> Secret:
        return self

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret cannot be pickled")


def _spellings(text: str) -> tuple[str, ...]:
    """How servers repeat `text`, the longest first, so that none is cut by another."""
    import json
    import re
    from urllib.parse import quote

    escaped = [json.dumps(text, ensure_ascii=ascii_)[1:-1] for ascii_ in (False, True)]
    quoted = [quote(text, safe=safe, errors="replace") for safe in ("", "/")]
    lower = [re.sub("%..", lambda octet: octet[0].lower(), each) for each in quoted]
    return tuple(sorted({text, *escaped, *quoted, *lower}, key=len, reverse=True))


def sealed(do: Callable[[], T]) -> T:
    """What `do` gives. Its frames may hold secrets as text: an error loses them."""
    try:
        return do()
    except BaseException as error:
        forget_frames(error)
        raise


def forget_frames(error: BaseException) -> None:
    """Take from an error, or from an interruption by a signal, a cancellation or a lack
    of memory, the frames below the caller's: their locals hold secrets as text.
    """
    error.__context__ = error.__traceback__ = None


def text_of(token: object) -> str:
    """What a caller's source of tokens gave, if it is text; nothing can be sent else."""
    return token if isinstance(token, str) else ""


def secret(value: str | None) -> Secret | None:
    """`value` as a secret; nothing and the empty string are no secret."""
    return Secret(str(value)) if value else None  # ids that are numbers, say
