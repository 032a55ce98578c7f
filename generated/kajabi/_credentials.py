"""Where tokens come from: the caller's credentials, and the state of the tokens made from
them. No I/O.
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Awaitable, Callable, Generator, Mapping
from typing import Any, Final, TypeAlias, cast

from ._call import Call
from ._errors import APIStatusError, AuthenticationError
from ._exchange import Exchange, Step, deliver
from ._failures import status_error
from ._narrow import as_dict
from ._raw import Headers, RawResponse
from ._secret import Secret, secret

TokenSource: TypeAlias = Callable[[], "str | Awaitable[str]"]

_MARGIN: Final = 60.0
"""Seconds before its end at which a token is replaced; at most a tenth of its life."""
_LONGEST_LIFE: Final = 86_400.0 * 30


class Credentials:
    """What the caller can show for a token; all of it hidden from `repr`, `vars` and
    pickles.
    """

    __slots__ = (
        "access_token",
        "client_id",
        "client_secret",
        "password",
        "refresh_token",
        "source",
        "username",
    )

    def __init__(
        self,
        *,
        client_id: str | None = None,
        client_secret: str | None = None,
        access_token: str | TokenSource | None = None,
        refresh_token: str | None = None,
        username: str | None = None,
        password: str | None = None,
    ) -> None:
        self.client_id = secret(client_id)
        self.client_secret = secret(client_secret)
        self.access_token = (
            secret(access_token) if isinstance(access_token, str) else None
        )
        self.source = access_token if callable(access_token) else None
        self.refresh_token = secret(refresh_token)
        self.username = secret(username)
        self.password = secret(password)

    def __repr__(self) -> str:
        return "<Credentials>"

    def completed(self, prefix: str, environment: Mapping[str, str]) -> Credentials:
        """These, completed from `<PREFIX>_CLIENT_ID`, `_CLIENT_SECRET`, `_ACCESS_TOKEN`;
        what was given as argument wins.

        The environment never adds another kind of credentials to given ones: they could
        belong to another account.
        """
        if self.source or self.access_token or self.refresh_token or self.username:
            return self
        named = bool(self.client_id or self.client_secret)
        found = Credentials(
            access_token=None if named else environment.get(f"{prefix}_ACCESS_TOKEN")
        )
        found.client_id = self.client_id or secret(
            environment.get(f"{prefix}_CLIENT_ID")
        )
        found.client_secret = self.client_secret or secret(
            environment.get(f"{prefix}_CLIENT_SECRET")
        )
        return found

    def secrets(self) -> list[Secret]:
        """All that must not appear in a message."""
        known = (
            self.client_secret,
            self.access_token,
            self.refresh_token,
            self.password,
        )
        return [value for value in known if value is not None]


class TokenStore:
    """The current token and the way to the next one. Not safe for threads by itself:
    `acquire` runs under a lock.
    """

    __slots__ = ("_credentials", "_current", "_make_call", "_refresh", "_renew_at")

    def __init__(
        self,
        credentials: Credentials,
        make_call: Callable[[Mapping[str, str]], Call] | None,
    ) -> None:
        self._credentials = credentials
        self._make_call = make_call
        self._current = credentials.access_token
        self._refresh = credentials.refresh_token
        self._renew_at = math.inf

    @property
    def source(self) -> TokenSource | None:
        """The caller's own source of tokens, if there is one."""
        return self._credentials.source

    @property
    def current(self) -> Secret | None:
        """The token in use, if any."""
        return self._current

    def usable(self, stale: Secret | None) -> Secret | None:
        """The current token, unless it is `stale` or about to end."""
        token = self._current
        if token is None or token == stale or time.monotonic() >= self._renew_at:
            return None
        return token

    def acquire(self) -> Generator[Step, Any, Secret]:
        """Get a new token: by refresh token, client credentials, user name and password,
        whatever there is, in this order.

        Raises:
            AuthenticationError: there are no credentials, or the server accepts none of
                them.
            APIStatusError, APIConnectionError: the server is not able to tell.
        """
        failure: APIStatusError | None = None
        for grant in self._grants():
            raw = yield from deliver(self._grant_call(grant))
            problem = self._adopt(raw) if raw.status_code == 200 else None
            if raw.status_code == 200 and problem is None and self._current is not None:
                return self._current
            failure = self._rejection(raw, problem)
            if grant == "refresh_token":
                self._refresh = None
        if failure is not None:
            raise failure
        if self._current is None:
            raise _no_token(
                "there are no credentials: give a client id and secret, or an access token"
            )
        return self._current

    def checked(self, token: Secret) -> Secret:
        """`token`, if a header can carry it."""
        if not token.sendable:
            raise _no_token(
                "the access token is empty or holds characters that no header can carry"
            )
        return token

    def _grants(self) -> list[str]:
        if self._make_call is None:
            return []
        given = self._credentials
        grants = {
            "refresh_token": self._refresh,
            "client_credentials": given.client_id and given.client_secret,
            "password": given.username and given.password,
        }
        return [name for name, present in grants.items() if present]

    def _grant_call(self, grant: str) -> Call:
        """The token request (RFC 6749, 4.4 and 6); only what belongs to the grant is
        sent.
        """
        given = self._credentials
        fields: dict[str, Secret | None] = {
            "refresh_token": {"refresh_token": self._refresh},
            "client_credentials": {
                "client_id": given.client_id,
                "client_secret": given.client_secret,
            },
            "password": {"username": given.username, "password": given.password},
        }[grant]
        form = {name: value.reveal() for name, value in fields.items() if value}
        if grant != "password":  # the document names no grant_type there
            form["grant_type"] = grant
        return cast("Callable[[Mapping[str, str]], Call]", self._make_call)(form)

    def _rejection(self, raw: RawResponse, problem: str | None) -> APIStatusError:
        """The reason why a grant gave no token; raised at once if it says nothing about
        the credentials.
        """
        if problem is not None:
            return _no_token(f"the token reply cannot be used: {problem}", raw)
        if raw.status_code in (400, 401, 403, 422):
            return status_error(self.redact(raw), AuthenticationError)
        raise status_error(self.redact(raw))

    def _adopt(self, raw: RawResponse) -> str | None:
        """Take over the tokens of a reply; returns what is wrong with it, if something
        is.
        """
        reply = read_token(raw)
        if isinstance(reply, str):
            return reply
        self._current, refresh, life = reply
        self._refresh = refresh or self._refresh
        self._renew_at = (
            math.inf
            if life is None
            else time.monotonic() + life - min(_MARGIN, life / 10)
        )
        return None

    def revoke(self, make_call: Callable[[Mapping[str, str]], Call]) -> Exchange:
        """Revoke the current token (RFC 7009), then forget it; one that the server
        refuses is dead already.

        Raises:
            APIStatusError, APIConnectionError: the server is not able to tell; the token
                is kept.
        """
        token = self._current
        if token is None:
            return RawResponse("POST", "(token)", 204, Headers(()), b"")
        raw = yield from deliver(make_call({"token": token.reveal()}), token)
        if raw.status_code not in (200, 204, 401):
            raise status_error(self.redact(raw))
        self._current, self._refresh, self._renew_at = None, None, math.inf
        return raw

    def redact(self, raw: RawResponse) -> RawResponse:
        """`raw` without any secret that the server may have echoed."""
        content = raw.content
        for value in (*self._credentials.secrets(), self._current, self._refresh):
            content = value.removed_from(content) if value else content
        return RawResponse(raw.method, raw.path, raw.status_code, raw.headers, content)


def read_token(raw: RawResponse) -> tuple[Secret, Secret | None, float | None] | str:
    """Access token, refresh token and seconds to live of a token reply (RFC 6749, 5.1),
    or what is wrong with it.
    """
    try:
        # Not msgspec: a lifetime of NaN or 1e400 must not cost the token beside it.
        body = cast("object", json.loads(raw.content))
    except (ValueError, RecursionError):
        return "it is no JSON"
    members = as_dict(body)
    access, refresh = members.get("access_token"), members.get("refresh_token")
    if not isinstance(access, str) or not access:
        return "it holds no access token"
    token = Secret(access)
    if not token.sendable:
        return "its access token holds characters that no header can carry"
    return (
        token,
        Secret(refresh) if isinstance(refresh, str) and refresh else None,
        _life(members.get("expires_in")),
    )


def _life(value: object) -> float | None:
    """`expires_in` in seconds; `None` (until a 401 says otherwise) if it is absent or
    nonsense.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        seconds = float(value)
    except (ValueError, OverflowError):
        return None
    return min(seconds, _LONGEST_LIFE) if seconds > 0 else None  # NaN is not greater


def _no_token(problem: str, raw: RawResponse | None = None) -> AuthenticationError:
    raw = raw or RawResponse("POST", "(token)", 0, Headers(()), b"")
    return AuthenticationError(
        problem,
        method=raw.method,
        path=raw.path,
        status=raw.status_code,
        request_id=raw.request_id,
        headers=raw.headers.shown(),
    )
