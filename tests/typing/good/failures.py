"""Errors form one tree, and say what a handler needs to know."""

from __future__ import annotations

from typing import assert_type

from kajabi import (
    APIConnectionError,
    APIStatusError,
    APITimeoutError,
    Contact,
    ErrorDetail,
    Kajabi,
    KajabiError,
    NotFoundError,
    RateLimitError,
    ReplyError,
    UnprocessableEntityError,
)


def find(kajabi: Kajabi, contact_id: str) -> Contact | None:
    """The narrow ones first."""
    try:
        return kajabi.contacts.get(contact_id, timeout=5.0, max_retries=0)
    except NotFoundError:
        return None
    except RateLimitError as error:
        assert_type(error.retry_after, float | None)
        raise
    except UnprocessableEntityError as error:
        assert_type(error.errors, tuple[ErrorDetail, ...])
        raise ValueError({detail.pointer: detail.detail for detail in error.errors}) from error
    except APIStatusError as error:
        assert_type(error.status, int)
        assert_type(error.request_id, str | None)
        raise


def describe(error: KajabiError) -> str:
    """Which kind it is decides what can be asked of it."""
    match error:
        case APITimeoutError(method=method, path=path) | APIConnectionError(method=method, path=path):
            return f"{method} {path} brought no reply"
        case ReplyError(status=status, headers=headers):
            return f"{status} at {headers.get('date')}"
        case _:
            return str(error)
