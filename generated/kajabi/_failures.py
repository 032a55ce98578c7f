"""From an error reply to the right exception: JSON:API errors, OAuth errors, or whatever
a proxy sent.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Final, cast

from ._errors import (
    APIStatusError,
    AuthenticationError,
    BadRequestError,
    ConflictError,
    ErrorDetail,
    InternalServerError,
    NotFoundError,
    PermissionDeniedError,
    RateLimitError,
    UnprocessableEntityError,
)
from ._narrow import as_dict, as_list
from ._raw import Headers, RawResponse, printable

_BY_STATUS: Final[Mapping[int, type[APIStatusError]]] = {
    400: BadRequestError,
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    422: UnprocessableEntityError,
    429: RateLimitError,
}
_MAX_ERRORS: Final = 100
_MAX_TEXT: Final = 2_000
_MEMBERS: Final = ("status", "title", "detail", "code")
MAX_PARSED: Final = 1_000_000
"""The largest body, in bytes, that is searched for error details."""


def status_error(
    raw: RawResponse, cls: type[APIStatusError] | None = None
) -> APIStatusError:
    """The exception for `raw`, by status unless `cls` is given."""
    default = InternalServerError if raw.status_code >= 500 else APIStatusError
    errors = error_details(raw)
    return (cls or _BY_STATUS.get(raw.status_code, default))(
        _message(raw, errors),
        method=raw.method,
        path=raw.path,
        status=raw.status_code,
        request_id=raw.request_id,
        headers=raw.headers.shown(),
        errors=errors,
        retry_after=retry_after(raw.headers),
    )


def error_details(raw: RawResponse) -> tuple[ErrorDetail, ...]:
    """The errors in the body, as far as it has any."""
    import msgspec

    if len(raw.content) > MAX_PARSED:
        return ()
    try:
        body = cast("object", msgspec.json.decode(raw.content))
    except (ValueError, RecursionError):
        return ()
    return tuple(map(_detail, _errors(as_dict(body))[:_MAX_ERRORS]))


def _errors(body: Mapping[str, object]) -> list[object]:
    """The errors in the forms in use: a list (JSON:API), one of them, messages by field
    (Rails), a problem (RFC 9457), the one of OAuth (RFC 6749, 5.2).
    """
    errors = body.get("errors")
    fields = as_dict(errors)
    if fields and not any(_text(fields.get(name)) for name in _MEMBERS):
        named = [(name, as_list(texts) or [texts]) for name, texts in fields.items()]
        return [
            {"title": name, "detail": text} for name, texts in named for text in texts
        ]
    if errors and isinstance(errors, list | dict | str):
        return as_list(cast("object", errors)) or [errors]
    if error := as_dict(body.get("error")):
        return [error]
    one = {
        "title": body.get("error") or body.get("title"),
        "detail": body.get("error_description")
        or body.get("detail")
        or body.get("message"),
    }
    return [one] if any(map(_text, one.values())) else []


def _detail(error: object) -> ErrorDetail:
    if not isinstance(error, dict):
        return ErrorDetail(detail=_text(error))
    members = as_dict(cast("object", error))
    origin = as_dict(members.get("source"))
    texts = {name: _text(members.get(name)) for name in _MEMBERS}
    return ErrorDetail(
        **texts | {"detail": texts["detail"] or _text(members.get("message"))},
        pointer=_text(origin.get("pointer")),
        parameter=_text(origin.get("parameter")),
    )


def _text(value: object) -> str | None:
    """`value` as text fit to be printed: one line, no control characters, cut."""
    if value is None or isinstance(value, dict | list):
        return None
    return printable(str(value), _MAX_TEXT)


def _message(raw: RawResponse, errors: tuple[ErrorDetail, ...]) -> str:
    status = raw.status_code
    head = (
        f"{status} {HTTPStatus(status).phrase}" if status in _STATUSES else str(status)
    )
    if 300 <= status < 400:
        return f"{head}: redirects are not followed, they could carry data and credentials elsewhere; check base_url"
    if errors:
        more = f" (and {len(errors) - 3} more)" if len(errors) > 3 else ""
        return f"{head}: {'; '.join(_summaries(errors[:3]))}{more}"
    kind = printable(raw.headers.get("content-type", "no content type"), 80)
    return f"{head}: no error details in the reply ({len(raw.content)} bytes, {kind})"


def _summaries(errors: tuple[ErrorDetail, ...]) -> Iterator[str]:
    for error in errors:
        text = (
            ": ".join(part for part in (error.title, error.detail) if part)
            or error.code
            or "no details"
        )
        place = error.pointer or error.parameter
        yield printable(f"{text} [{place}]" if place else text, 300)


_STATUSES: Final = frozenset(int(status) for status in HTTPStatus)


def retry_after(headers: Headers) -> float | None:
    """Seconds to wait by `Retry-After`, given as seconds or as a date (RFC 9110, 10.2.3);
    `None` if absent or unusable.
    """
    text = headers.get("retry-after", "").strip()
    try:
        seconds = float(text)
    except ValueError:
        seconds = _seconds_until(text)
    return max(seconds, 0.0) if math.isfinite(seconds) else None


def _seconds_until(text: str) -> float:
    from datetime import UTC, datetime
    from email.utils import parsedate_to_datetime

    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return math.nan
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
    return (moment - datetime.now(UTC)).total_seconds()
