"""The state of the tokens of a client, and how new ones are had. No I/O."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Generator, Mapping
from typing import TYPE_CHECKING, Any, Final, cast

from ._call import Call
from ._credentials import Credentials
from ._errors import APIStatusError, AuthenticationError, RequestError
from ._exchange import Exchange, Outcome, Step, deliver
from ._failures import MAX_PARSED, status_error
from ._narrow import as_dict
from ._raw import Headers, RawResponse, replaced
from ._secret import Secret, sealed

if TYPE_CHECKING:
    from ._credentials import TokenSource

_MARGIN: Final = 60.0
"""Seconds before its end at which a token is replaced; at most a tenth of its life."""
_LONGEST_LIFE: Final = 86_400.0 * 30


class TokenStore:
    """The current token and the way to the next one. Not safe for threads by itself:
    `acquire` runs under a lock.
    """

    __slots__ = (
        "_credentials",
        "_current",
        "_make_call",
        "_previous",
        "_refresh",
        "_renew_at",
    )

    def __init__(
        self,
        credentials: Credentials,
        make_call: Callable[[Mapping[str, str]], Call] | None,
    ) -> None:
        self._credentials = credentials
        self._make_call = make_call
        self._current = credentials.access_token
        self._previous: Secret | None = None
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
        if not token.sendable(blanks=self._make_call is None):
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
        # The document names no grant_type for passwords.
        named = {} if grant == "password" else {"grant_type": grant}
        make_call = cast("Callable[[Mapping[str, str]], Call]", self._make_call)
        return sealed(lambda: make_call({**_revealed(fields), **named}))

    def _rejection(self, raw: RawResponse, problem: str | None) -> APIStatusError:
        """The reason why a grant gave no token; raised at once if it says nothing about
        the credentials.
        """
        if problem is not None:
            return _no_token(f"the token reply cannot be used: {problem}", raw)
        if raw.status_code in (400, 401, 403, 422):
            return status_error(self.redact(raw), AuthenticationError)
        # "not found" or "conflict" would be taken for what was asked for
        is_unlike = raw.status_code in (404, 409)
        raise status_error(self.redact(raw), AuthenticationError if is_unlike else None)

    def _adopt(self, raw: RawResponse) -> str | None:
        """Take over the tokens of a reply; returns what is wrong with it, if something
        is.
        """
        reply = sealed(lambda: read_token(raw))
        if isinstance(reply, str):
            return reply
        self._previous = self._current
        self._current, refresh, life = reply
        self._refresh = refresh or self._refresh
        self._renew_at = (
            math.inf
            if life is None
            else time.monotonic() + life - min(_MARGIN, life / 10)
        )
        return None

    def revoke(
        self,
        make_call: Callable[[Mapping[str, str]], Call],
        confirm: Callable[[RawResponse], None],
    ) -> Exchange:
        """Revoke the current token (RFC 7009), then forget it; one that the server
        refuses is dead already. `confirm` raises if a reply of success is none.

        Raises:
            APIStatusError, APIConnectionError, DecodeError: the server is not able to
                tell; the token is kept.
        """
        token = self._current
        if token is None:
            return RawResponse("POST", "(token)", 204, Headers(()), b"")
        call = sealed(lambda: make_call(_revealed({"token": token})))
        raw = yield from deliver(call, token)
        if raw.status_code not in (200, 204, 401):
            raise status_error(self.redact(raw))
        if raw.status_code != 401:
            confirm(raw)
        self._current, self._refresh, self._renew_at = None, None, math.inf
        return raw

    def redact(self, raw: RawResponse) -> RawResponse:
        """`raw` for an error: without any secret that the server may have echoed in its
        body.
        """
        return sealed(lambda: self._without_echoes(raw, None))

    def cleaned(self, outcome: Outcome, token: Secret | None) -> Outcome:
        """The outcome of an attempt with `token`, without any secret in what errors,
        hooks and logs show of it.
        """
        return sealed(lambda: self._cleaned(outcome, token))

    def _cleaned(self, outcome: Outcome, token: Secret | None) -> Outcome:
        if isinstance(outcome, RequestError):
            outcome.redact(lambda text: self._hidden(text, token))
            return outcome
        names, values = list(outcome.headers), "\n".join(outcome.headers.values())
        if (shown := self._hidden(values, token)) != values:
            headers = Headers(zip(names, shown.split("\n"), strict=True))
            outcome = replaced(outcome, headers, outcome.content)
        if outcome.status_code < 300:  # its body is the caller's
            return outcome
        return self._without_echoes(outcome, token)

    def _without_echoes(self, raw: RawResponse, token: Secret | None) -> RawResponse:
        if len(raw.content) > MAX_PARSED:  # nothing of it gets into an error
            return raw
        text = plain_text(raw.content)
        if text is None:  # what cannot be searched must not get into one
            return replaced(raw, raw.headers, bytes(len(raw.content)))
        hidden = self._hidden(text, token)
        if hidden == text:
            return raw
        return replaced(raw, raw.headers, hidden.encode("utf-8", "replace"))

    def _hidden(self, text: str, token: Secret | None) -> str:
        known = self._credentials.secrets()
        for value in (*known, self._current, self._previous, self._refresh, token):
            text = value.hidden_in(text) if value else text
        return text


def _revealed(secrets: Mapping[str, Secret | None]) -> dict[str, str]:
    return {name: value.reveal() for name, value in secrets.items() if value}


def read_token(raw: RawResponse) -> tuple[Secret, Secret | None, float | None] | str:
    """Access token, refresh token and seconds to live of a token reply (RFC 6749, 5.1),
    or what is wrong with it.
    """
    import json

    if len(raw.content) > MAX_PARSED:  # parsed, it could take a gigabyte
        return "it is too large"
    try:
        # Not msgspec: a lifetime of NaN or 1e400 must not cost the token beside it.
        body = cast("object", json.loads(raw.content, parse_int=float))
    except (ValueError, RecursionError):
        return "it is no JSON"
    members = as_dict(body)
    access, refresh = members.get("access_token"), members.get("refresh_token")
    if not isinstance(access, str) or not access:
        return "it holds no access token"
    token = Secret(access)
    if not token.sendable(blanks=False):
        return "its access token holds characters that no header can carry"
    return (
        token,
        _refresh_token(refresh),
        _life(members.get("expires_in")),
    )


def _refresh_token(value: object) -> Secret | None:
    """One that holds a lone surrogate could not be sent back: it counts as absent."""
    if not isinstance(value, str) or value != value.encode("utf-8", "ignore").decode():
        return None
    return Secret(value) if value else None


def plain_text(content: bytes) -> str | None:
    """A body as text in which each character has one spelling only, if it is JSON."""
    import json

    try:
        return json.dumps(json.loads(content), ensure_ascii=False)
    except (ValueError, RecursionError):
        return None


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
