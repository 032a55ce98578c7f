"""OAuth tokens: handed out, used, refreshed, revoked (RFC 6749, RFC 7009)."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from kajabi_gen.model.ir import Operation
from kajabi_gen.server.message import FORM, JSON, Request, Response, json_response, media_type
from kajabi_gen.server.options import Credentials, Options
from kajabi_gen.server.problem import Mistake, Problem
from kajabi_gen.server.store import Clock


@dataclass(slots=True)
class _Access:
    expires: float
    alive: bool = True


class TokenBook:
    """The tokens that are out. They are named by their number, so that logs can tell them apart without telling them."""

    def __init__(self, options: Options, clock: Clock) -> None:
        self._options = options
        self._clock = clock
        self._access: dict[str, _Access] = {}
        self._refresh: dict[str, bool] = {}

    @property
    def issued(self) -> int:
        """How many access tokens were handed out."""
        return len(self._access)

    def issue(self) -> tuple[str, str]:
        """A new access token and a new refresh token."""
        number = len(self._access) + 1
        access, refresh = f"access-token-{number}-{number * 7919:06x}", f"refresh-token-{number}-{number * 6101:06x}"
        self._access[access] = _Access(self._clock().timestamp() + self._options.token_lifetime)
        self._refresh[refresh] = True
        return access, refresh

    def accepts(self, token: str) -> bool:
        """Whether an access token is good now."""
        known = self._access.get(token)
        if known is None:
            return token in self._options.access_tokens
        return known.alive and self._clock().timestamp() < known.expires

    def refresh(self, token: str) -> bool:
        """Whether a refresh token may be used; one that can be used once is used up."""
        good = self._refresh.get(token, False)
        if good and self._options.rotate_refresh_tokens:
            self._refresh[token] = False
        return good

    def revoke(self, token: str) -> None:
        """An access or refresh token is good no more; unknown ones are no error (RFC 7009 §2.2)."""
        if token in self._access:
            self._access[token].alive = False
        if token in self._refresh:
            self._refresh[token] = False

    def expire(self, *, refresh_tokens: bool = False) -> None:
        """All access tokens, and the refresh tokens too if asked, are good no more."""
        for known in self._access.values():
            known.alive = False
        if refresh_tokens:
            self._refresh = dict.fromkeys(self._refresh, False)

    def label(self, token: str) -> str:
        """What a log may say of a token: its number, or nothing."""
        for tokens in (self._access, self._refresh):
            if token in tokens:
                return f"#{list(tokens).index(token) + 1}"
        return "***"


def bearer(request: Request) -> str:
    """The token of a request, "" where there is none."""
    scheme, _, token = request.header("authorization").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def authenticate(request: Request, book: TokenBook) -> None:
    """Raises a Problem (401) unless the request carries a good token."""
    token = bearer(request)
    if not token or not book.accepts(token):
        reason = "the access token is unknown, expired or revoked" if token else "the request has no bearer token"
        challenge = 'Bearer error="invalid_token"' if token else "Bearer"
        raise Problem(401, Mistake(reason), headers={"www-authenticate": challenge})


def form(request: Request) -> dict[str, str]:
    """The members of a form-encoded body. Raises a Problem (415) for another media type."""
    if media_type(request.header("content-type")) != FORM:
        raise Problem(415, Mistake(f"the body must be {FORM}"))
    return dict(parse_qsl(request.body.decode("utf-8", "replace"), keep_blank_values=True))


def token_endpoint(request: Request, operation: Operation, book: TokenBook, options: Options) -> Response:
    """Hand out tokens for client credentials, a refresh token, or a name and a password."""
    if media_type(request.header("content-type")) != FORM:
        return _refusal(400, "invalid_request", f"the body must be {FORM}", operation)
    given = form(request)
    grant = given.get("grant_type") or ("password" if "username" in given else "")
    if not grant:
        return _refusal(400, "invalid_request", "grant_type is missing", operation)
    match grant:
        case "client_credentials":
            good, reason = _is_client(given, options.credentials), "invalid_client"
        case "password":
            good, reason = _is_user(given, options.credentials), "invalid_grant"
        case "refresh_token":
            good, reason = book.refresh(given.get("refresh_token", "")), "invalid_grant"
        case _:
            return _refusal(400, "unsupported_grant_type", "the grant type is not known", operation)
    if not good:
        return _refusal(401, reason, "the credentials are wrong, expired or revoked", operation)
    access, refresh = book.issue()
    tokens = {"access_token": access, "refresh_token": refresh, "token_type": "Bearer", "expires_in": options.token_lifetime}
    return json_response(200, tokens, operation.accept or JSON, {"cache-control": "no-store"})


def _refusal(status: int, error: str, description: str, operation: Operation) -> Response:
    """An error as RFC 6749 §5.2 has it."""
    return json_response(status, {"error": error, "error_description": description}, operation.accept or JSON)


def _is_client(given: Mapping[str, str], credentials: Credentials) -> bool:
    return _same(given.get("client_id", ""), credentials.client_id) and _same(given.get("client_secret", ""), credentials.client_secret)


def _is_user(given: Mapping[str, str], credentials: Credentials) -> bool:
    return _same(given.get("username", ""), credentials.username) and _same(given.get("password", ""), credentials.password)


def _same(given: str, expected: str) -> bool:
    return hmac.compare_digest(given.encode(), expected.encode())
