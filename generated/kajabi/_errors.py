"""Every exception of the package: one tree under `KajabiError`. All can be
pickled; none holds a secret or a body.
"""

from __future__ import annotations

TYPE_CHECKING = False  # see `_base_client`
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, Final


class KajabiError(Exception):
    """Base of all errors that this package raises on purpose."""

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (type(self), self.args, dict(vars(self)))


SDKError = KajabiError
"""The base, under a name that stays the same whatever the client is called."""


def _restore(
    cls: type[BaseException], args: tuple[Any, ...], state: dict[str, Any]
) -> BaseException:
    """Rebuild a pickled error without its constructor, whose arguments are keywords."""
    error = cls.__new__(cls, *args)
    error.args = args
    vars(error).update(state)
    return error


class ArgumentError(KajabiError, ValueError):
    """A value given by the caller cannot be sent; nothing was sent."""

    def __init__(self, message: str) -> None:
        from ._raw import printable  # it needs this module

        super().__init__(printable(message, 200))  # it may name a key of the caller's


class UnexpectedTypeWarning(UserWarning):
    """A reply holds a value whose type contradicts the API's document; the value is given
    as it came.
    """


class NotLoadedError(KajabiError, AttributeError):
    """The reply did not contain this attribute or relationship; the message names what
    would load it.
    """


class WebhookError(KajabiError):
    """The body of a webhook call cannot be read as an event."""


class RequestError(KajabiError):
    """Base of errors that belong to one request: `method`, `path`."""

    method: str
    path: str

    def __init__(self, message: str, *, method: str, path: str) -> None:
        shown = path if len(path) <= 200 else f"{path[:199]}…"
        super().__init__(f"{method} {shown}: {message}")
        self.method = method
        self.path = path

    def redact(self, clean: Callable[[str], str]) -> None:
        """Take out of this error what `clean` takes out of a text."""
        self.args = tuple(clean(str(text)) for text in self.args)


class APIConnectionError(RequestError):
    """No reply, or not all of it: the connection could not be made, or broke."""

    sent: bool
    """Whether the request, or a part of it, may have reached the server."""
    status: int | None
    """That of a reply whose body did not arrive whole."""
    request_id: str | None

    def __init__(
        self,
        message: str,
        *,
        method: str,
        path: str,
        sent: bool = True,
        status: int | None = None,
        request_id: str | None = None,
    ) -> None:
        suffix = f" (request id {request_id})" if request_id else ""
        super().__init__(message + suffix, method=method, path=path)
        self.sent = sent
        self.status = status
        self.request_id = request_id

    def redact(self, clean: Callable[[str], str]) -> None:
        super().redact(clean)
        self.request_id = self.request_id and clean(self.request_id)


class APITimeoutError(APIConnectionError):
    """No complete reply in time."""


class ReplyError(RequestError):
    """Base of errors about a reply that did arrive: `status`, `request_id`, `headers` (a
    few harmless ones).
    """

    status: int
    request_id: str | None
    headers: Mapping[str, str]

    def __init__(
        self,
        message: str,
        *,
        method: str,
        path: str,
        status: int,
        request_id: str | None,
        headers: Mapping[str, str],
    ) -> None:
        suffix = f" (request id {request_id})" if request_id else ""
        super().__init__(message + suffix, method=method, path=path)
        self.status = status
        self.request_id = request_id
        self.headers = headers

    def redact(self, clean: Callable[[str], str]) -> None:
        super().redact(clean)
        self.request_id = self.request_id and clean(self.request_id)
        self.headers = {name: clean(text) for name, text in self.headers.items()}


class DecodeError(ReplyError):
    """The body of a successful reply is not what the API documents: no JSON, cut off, too
    large, of another shape.
    """


class ErrorDetail:
    """One member of a JSON:API `errors` array (JSON:API 1.1, Error Objects); all text as
    the server sent it.
    """

    # Written out: making a dataclass would double the time to import the package.
    __slots__ = __match_args__ = (
        "status",
        "title",
        "detail",
        "pointer",
        "code",
        "parameter",
    )

    def __init__(
        self,
        status: str | None = None,
        title: str | None = None,
        detail: str | None = None,
        pointer: str | None = None,
        code: str | None = None,
        parameter: str | None = None,
    ) -> None:
        self.status: Final = status
        self.title: Final = title
        self.detail: Final = detail
        self.pointer: Final = pointer
        """`source.pointer`: JSON pointer to the part of the request body at fault."""
        self.code: Final = code
        self.parameter: Final = parameter
        """`source.parameter`: the query parameter at fault."""

    def _members(self) -> dict[str, str | None]:
        return {name: getattr(self, name) for name in self.__slots__}

    def __repr__(self) -> str:
        members = [f"{name}={value!r}" for name, value in self._members().items()]
        return f"ErrorDetail({', '.join(members)})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ErrorDetail) and other._members() == self._members()

    def __hash__(self) -> int:
        return hash(tuple(self._members().values()))

    def __reduce__(self) -> tuple[object, ...]:  # by itself, slots need protocol 2
        return ErrorDetail, tuple(self._members().values())


class APIStatusError(ReplyError):
    """The server replied with an error: `status`, `errors`, `request_id`, `retry_after`
    (seconds).
    """

    errors: tuple[ErrorDetail, ...]
    retry_after: float | None

    def __init__(
        self,
        message: str,
        *,
        method: str,
        path: str,
        status: int,
        request_id: str | None,
        headers: Mapping[str, str],
        errors: tuple[ErrorDetail, ...] = (),
        retry_after: float | None = None,
    ) -> None:
        super().__init__(
            message,
            method=method,
            path=path,
            status=status,
            request_id=request_id,
            headers=headers,
        )
        self.errors = errors
        self.retry_after = retry_after


class BadRequestError(APIStatusError):
    """400."""


class AuthenticationError(APIStatusError):
    """401, or no token could be had; `status` is 0 if there were no credentials to send."""


class PermissionDeniedError(APIStatusError):
    """403."""


class NotFoundError(APIStatusError):
    """404."""


class ConflictError(APIStatusError):
    """409."""


class UnprocessableEntityError(APIStatusError):
    """422: the server understood the request and refuses its content; see `errors`."""


class RateLimitError(APIStatusError):
    """429; `retry_after` tells the seconds to wait, if the server did."""


class InternalServerError(APIStatusError):
    """5xx."""
