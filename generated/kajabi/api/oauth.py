"""`oauth`: operations, and the types of what they take."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

from typing import Unpack

from .._namespace import AsyncNamespace, Namespace
from .._operation import Operation
from .._types import OMIT, Omit, RequestOptions
from ..models import OauthTokenResponse


class OauthNamespace(Namespace):
    """`kajabi.oauth`."""

    def revoke(self, *, token: str, **options: Unpack[RequestOptions]) -> None:
        """Invalidate a token (`POST /v1/oauth/revoke`).

        ## Invalidating an `access_token` and a `refresh_token`
        An API session is ended ("log out") by sending one of its two tokens, whichever
        you like. Both of them become invalid.

        * Send a single param, `token`, holding your `access_token` or `refresh_token`
        * The request has to be authenticated by an `Authorization` header of the form
          `Bearer access_token`.
        ## What You Get Back
        * On success, the body of the response is empty
        * On failure, the response has a JSON body that gives details of the error.
        """
        self._engine.nothing(_REVOKE, body={"token": token}, options=options)

    def token(
        self,
        *,
        username: str | Omit = OMIT,
        password: str | Omit = OMIT,
        client_id: str | Omit = OMIT,
        client_secret: str | Omit = OMIT,
        grant_type: str | Omit = OMIT,
        scope: str | Omit = OMIT,
        refresh_token: str | Omit = OMIT,
        **options: Unpack[RequestOptions],
    ) -> OauthTokenResponse:
        """Obtain an access token (`POST /v1/oauth/token`).

        ## Obtaining an `access_token` and a `refresh_token`
        Tokens are issued in exchange for parameters, in one of three ways
        1. Send the client credentials, `client_id` and `client_secret`
        2. Send a `refresh_token`
        3. Send `username` and `password` (prefer client credentials to this)
        ### With grant_type=client_credentials
        Send these params and no others: `client_id`, `client_secret`, and `grant_type`.
        * Set the `grant_type` param to exactly: `client_credentials`
        ### With grant_type=refresh_token
        Send these params and no others: `refresh_token` and `grant_type`.
        * Set the `grant_type` param to exactly: `refresh_token`
        * As `refresh_token`, pass a JWT token that has not expired and that came from
          an earlier grant with client credentials.
        ### With username and password
        Send these params and no others: `username` and `password`.
        ## What You Get Back
        When the request succeeds, the response contains values for `access_token` and
        `refresh_token`.
        * Authenticate your API requests by sending the `access_token` as a "Bearer"
          token in the `Authorization` header, for example `GET
          https://api.kajabi.com/v1/me`
        * Keep the `refresh_token`: once the access token has expired, it can be
          exchanged for a new `access_token`.
        * To "log out", call the `v1/oauth/revoke` endpoint, which can invalidate
          tokens.
        ### Fields of the response
        * `access_token` (string) - Token that gives access during the API session
        * `refresh_token` (string) - Token used to refresh the API session
        * `token_type` (string) - Kind of token; the value is always `Bearer`
        * `expires_in` (integer) - For how many seconds the access token stays valid

        Args:
            refresh_token: Token used to refresh the API session
        """
        return self._engine.model(
            _TOKEN,
            OauthTokenResponse,
            body={
                "username": username,
                "password": password,
                "client_id": client_id,
                "client_secret": client_secret,
                "grant_type": grant_type,
                "scope": scope,
                "refresh_token": refresh_token,
            },
            options=options,
        )


class AsyncOauthNamespace(AsyncNamespace):
    """`kajabi.oauth` (await the calls)."""

    async def revoke(self, *, token: str, **options: Unpack[RequestOptions]) -> None:
        """Invalidate a token (`POST /v1/oauth/revoke`)."""
        await self._engine.nothing(_REVOKE, body={"token": token}, options=options)

    async def token(
        self,
        *,
        username: str | Omit = OMIT,
        password: str | Omit = OMIT,
        client_id: str | Omit = OMIT,
        client_secret: str | Omit = OMIT,
        grant_type: str | Omit = OMIT,
        scope: str | Omit = OMIT,
        refresh_token: str | Omit = OMIT,
        **options: Unpack[RequestOptions],
    ) -> OauthTokenResponse:
        """Obtain an access token (`POST /v1/oauth/token`)."""
        return await self._engine.model(
            _TOKEN,
            OauthTokenResponse,
            body={
                "username": username,
                "password": password,
                "client_id": client_id,
                "client_secret": client_secret,
                "grant_type": grant_type,
                "scope": scope,
                "refresh_token": refresh_token,
            },
            options=options,
        )


_REVOKE = Operation(
    "POST", "/v1/oauth/revoke", body="application/x-www-form-urlencoded"
)
_TOKEN = Operation(
    "POST",
    "/v1/oauth/token",
    body="application/x-www-form-urlencoded",
    accept="application/json",
    auth=False,
)
