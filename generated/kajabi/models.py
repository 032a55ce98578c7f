"""Replies that are no resources, and the objects inside them."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

from typing import ClassVar

from ._resource import Model, Schema


class OauthTokenResponse(Model):
    """An object inside a reply."""

    access_token: str
    """Token that gives access during the API session"""
    refresh_token: str
    """Token used to refresh the API session"""
    token_type: str
    """Kind of token; the value is always `Bearer`"""
    expires_in: int
    """For how many seconds the access token stays valid"""

    _schema: ClassVar[Schema] = Schema(
        None,
        attributes={
            "access_token": str,
            "refresh_token": str,
            "token_type": str,
            "expires_in": int,
        },
    )


class VersionResponseMeta(Model):
    """An object inside a reply."""

    title: str
    version: str

    _schema: ClassVar[Schema] = Schema(
        None,
        attributes={"title": str, "version": str},
    )


class VersionResponseLinks(Model):
    """An object inside a reply."""

    documentation: str

    _schema: ClassVar[Schema] = Schema(
        None,
        attributes={"documentation": str},
    )


class VersionResponseJsonapi(Model):
    """An object inside a reply."""

    version: str
    specficiation: str

    _schema: ClassVar[Schema] = Schema(
        None,
        attributes={"version": str, "specficiation": str},
    )


class VersionResponse(Model):
    """An object inside a reply."""

    meta: VersionResponseMeta
    """General information on the API.
    * `title` (string) - Title the API has.
    * `version` (string) - Version the API has.
    """
    links: VersionResponseLinks
    """Links that lead to the documentation of the API.
    * `documentation` (string) - URL at which the API is documented.
    """
    jsonapi: VersionResponseJsonapi
    """Information on JSON API.
    * `version` (string) - Version of JSON API.
    * `specficiation` (string) - URL at which JSON API is specified.
    """

    _schema: ClassVar[Schema] = Schema(
        None,
        attributes={
            "meta": VersionResponseMeta,
            "links": VersionResponseLinks,
            "jsonapi": VersionResponseJsonapi,
        },
    )
