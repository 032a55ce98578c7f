"""What the caller can show for a token."""

from __future__ import annotations

from ._secret import Secret, secret

TYPE_CHECKING = False  # see `_base_client`
if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from typing import TypeAlias

    TokenSource: TypeAlias = Callable[[], "str | Awaitable[str]"]


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
