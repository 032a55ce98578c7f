"""What can be wrong with a request, as JSON:API errors (JSON:API 1.1, §11)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from kajabi_gen.server.message import JsonObject, Response, json_response

_TITLES: Final = {422: "Unprocessable Entity"}


@dataclass(frozen=True, slots=True)
class Mistake:
    """One JSON:API error. `pointer` leads into the body, `parameter` names a query parameter; at most one is given."""

    detail: str
    pointer: str | None = None
    parameter: str | None = None


class Problem(Exception):
    """A request that is answered with an error."""

    def __init__(self, status: int, *mistakes: Mistake, headers: Mapping[str, str] | None = None) -> None:
        super().__init__("; ".join(mistake.detail for mistake in mistakes))
        self.status = status
        self.mistakes = mistakes
        self.headers = headers or {}

    def response(self) -> Response:
        """The reply that tells it."""
        return error_response(self.status, self.mistakes, self.headers)


def error_response(status: int, mistakes: Iterable[Mistake], headers: Mapping[str, str] | None = None) -> Response:
    """A reply with JSON:API errors."""
    return json_response(status, {"errors": [_error(status, mistake) for mistake in mistakes]}, headers=headers)


def _error(status: int, mistake: Mistake) -> JsonObject:
    error: JsonObject = {"status": str(status), "title": title(status), "detail": mistake.detail}
    if mistake.pointer is not None:
        error["source"] = {"pointer": mistake.pointer}
    elif mistake.parameter is not None:
        error["source"] = {"parameter": mistake.parameter}
    return error


def title(status: int) -> str:
    """The name of a status."""
    try:
        return _TITLES.get(status) or HTTPStatus(status).phrase
    except ValueError:
        return "Error"


def bad_parameter(parameter: str, detail: str) -> Problem:
    """400 for a query parameter."""
    return Problem(400, Mistake(detail, parameter=parameter))


def not_found(what: str, pointer: str | None = None) -> Problem:
    """404 for a thing that is not there."""
    return Problem(404, Mistake(f"{what} could not be found", pointer))
