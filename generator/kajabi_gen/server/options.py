"""How a server is set up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from kajabi_gen.spec.facts import FactKind, Facts

PAGE_META: Final = ("total_pages", "total_count", "current_page")
"""The usual members of a list's `meta`."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What the token endpoint accepts."""

    client_id: str = "client-id"
    client_secret: str = field(default="client-secret", repr=False)
    username: str = "user@example.com"
    password: str = field(default="password", repr=False)


@dataclass(frozen=True, slots=True)
class Options:
    """The server's rules.

    `access_tokens`: accepted besides those from the token endpoint. `token_lifetime`: seconds. `rotate_refresh_tokens`: each can be used
    once. `paging_style`: the members of `meta` of every list; `list_meta`: those of single lists, by path template. `page_size`,
    `maximum_page_size`: where the model has none; a greater size is cut down to it. `check_linkage`: refuse a relationship to a resource
    that is not there. `refuse_read_only`: answer 422 to read-only attributes instead of ignoring them. `refuse_unknown_query`: answer 400
    to query parameters that the operation does not have; `filter sort fields include page` are refused in any case. `link_base`: scheme,
    host and prefix of all links, "" for those of the server itself. By default they lead nowhere: links of real APIs are known to point to
    other hosts and paths, and a client that follows one with its credentials is found out.
    """

    credentials: Credentials = Credentials()
    access_tokens: frozenset[str] = field(default=frozenset(), repr=False)
    authenticate: bool = True
    token_lifetime: int = 7200
    rotate_refresh_tokens: bool = False
    paging_style: tuple[str, ...] = PAGE_META
    list_meta: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    page_size: int = 20
    maximum_page_size: int = 100
    check_linkage: bool = True
    refuse_read_only: bool = False
    refuse_unknown_query: bool = True
    link_base: str = "https://elsewhere.invalid/api"


def documented_meta(facts: Facts) -> dict[str, tuple[str, ...]]:
    """The members of `meta` that the prose of each list tells, for `Options.list_meta`."""
    found: dict[str, tuple[str, ...]] = {}
    for fact in facts.of_kind(FactKind.LIST_META):
        path = fact.subject.partition(" ")[2]
        found[path] = (*found.get(path, ()), fact.name)
    return found
