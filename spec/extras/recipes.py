"""Jobs that integrations do again and again, on top of the client: find or save a contact by e-mail, grant offers, export contacts.

Each has an asynchronous twin, with `async_` before its name. They send nothing that the client's own methods would not send.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Literal, cast

from ._body import identifiers
from ._client import Async__CLIENT_NAME__, __CLIENT_NAME__
from ._errors import ArgumentError
from ._resource import ResourceList
from ._types import JSON, OMIT, Omit
from .api.contacts import ContactsListFilter
from .resources.contacts import Contact, ContactFieldName
from .resources.offers import Offer

__all__ = [
    "async_export_contacts",
    "async_find_contact",
    "async_grant_offers",
    "async_save_contact",
    "export_contacts",
    "find_contact",
    "grant_offers",
    "save_contact",
]

ExportFormat = Literal["csv", "jsonl"]
_COLUMNS: tuple[ContactFieldName, ...] = ("name", "email", "phone_number", "subscribed", "created_at")
_PAGE = 100


def find_contact(client: __CLIENT_NAME__, email: str, *, site: str) -> Contact | None:
    """The contact of a site with that e-mail address, whatever its case; `None` if there is none.

    Args:
        client: The client to use.
        email: The whole address.
        site: The id of the site.
    """
    for contact in client.contacts.list(filter=_with_email(email, site), page_size=_PAGE):
        if _is_address(contact, email):
            return contact
    return None


def save_contact(
    client: __CLIENT_NAME__,
    email: str,
    *,
    site: str,
    name: str | Omit = OMIT,
    custom_fields: Mapping[str, JSON] | None = None,
    attributes: Mapping[str, JSON] | None = None,
) -> Contact:
    """Update the contact of a site with that e-mail address, or create it.

    Args:
        client: The client to use.
        email: The whole address.
        site: The id of the site.
        name: The name to save.
        custom_fields: Custom fields to save, by handle (`custom_1` …).
        attributes: More attributes to save, by their names on the wire.

    Raises:
        UnprocessableEntityError: The address cannot receive mail, or an attribute is refused.
    """
    found = find_contact(client, email, site=site)
    if found is None:
        return client.contacts.create(email=email, site=site, name=name, custom_fields=custom_fields, extra=attributes)
    return client.contacts.update(found.id, name=name, custom_fields=custom_fields, extra=attributes)


def grant_offers(
    client: __CLIENT_NAME__,
    email: str,
    offers: Iterable[str | int | Offer],
    *,
    site: str,
    name: str | Omit = OMIT,
    send_customer_welcome_email: bool | Omit = OMIT,
) -> ResourceList[Offer]:
    """Grant offers to the contact of a site with that e-mail address, who is created if need be.

    What a contact may use follows from the offers granted, each of which holds products; the first one makes the contact a customer.

    Args:
        client: The client to use.
        email: The whole address.
        offers: Ids of the offers, or the offers themselves.
        site: The id of the site.
        name: The name of a contact that has to be created.
        send_customer_welcome_email: `False` keeps the welcome e-mail from being sent.

    Returns:
        All offers that the contact has now.
    """
    wanted = _ids(offers)
    contact = find_contact(client, email, site=site) or client.contacts.create(email=email, site=site, name=name)
    return client.contacts.offers.add(contact.id, wanted, send_customer_welcome_email=send_customer_welcome_email)


def export_contacts(
    client: __CLIENT_NAME__,
    file: IO[str],
    *,
    site: str,
    format: ExportFormat = "csv",
    columns: Sequence[ContactFieldName] = _COLUMNS,
) -> int:
    """Write all contacts of a site to an open text file, a page at a time, so that memory does not grow with their number.

    Args:
        client: The client to use.
        file: Where to write; for CSV open it with `newline=""`.
        site: The id of the site.
        format: "csv", with a header line, or "jsonl", one JSON object a line.
        columns: The attributes to write; `id` always comes first.

    Returns:
        How many contacts were written.
    """
    row = _Rows(file, format, columns)
    count = 0
    for contact in client.contacts.list(filter={"site_id": site}, fields={"contacts": columns}, page_size=_PAGE):
        row(contact)
        count += 1
    return count


async def async_find_contact(client: Async__CLIENT_NAME__, email: str, *, site: str) -> Contact | None:
    """As `find_contact`."""
    async for contact in client.contacts.list(filter=_with_email(email, site), page_size=_PAGE):
        if _is_address(contact, email):
            return contact
    return None


async def async_save_contact(
    client: Async__CLIENT_NAME__,
    email: str,
    *,
    site: str,
    name: str | Omit = OMIT,
    custom_fields: Mapping[str, JSON] | None = None,
    attributes: Mapping[str, JSON] | None = None,
) -> Contact:
    """As `save_contact`."""
    found = await async_find_contact(client, email, site=site)
    if found is None:
        return await client.contacts.create(email=email, site=site, name=name, custom_fields=custom_fields, extra=attributes)
    return await client.contacts.update(found.id, name=name, custom_fields=custom_fields, extra=attributes)


async def async_grant_offers(
    client: Async__CLIENT_NAME__,
    email: str,
    offers: Iterable[str | int | Offer],
    *,
    site: str,
    name: str | Omit = OMIT,
    send_customer_welcome_email: bool | Omit = OMIT,
) -> ResourceList[Offer]:
    """As `grant_offers`."""
    wanted = _ids(offers)
    found = await async_find_contact(client, email, site=site)
    contact = found or await client.contacts.create(email=email, site=site, name=name)
    return await client.contacts.offers.add(contact.id, wanted, send_customer_welcome_email=send_customer_welcome_email)


async def async_export_contacts(
    client: Async__CLIENT_NAME__,
    file: IO[str],
    *,
    site: str,
    format: ExportFormat = "csv",
    columns: Sequence[ContactFieldName] = _COLUMNS,
) -> int:
    """As `export_contacts`."""
    row = _Rows(file, format, columns)
    count = 0
    async for contact in client.contacts.list(filter={"site_id": site}, fields={"contacts": columns}, page_size=_PAGE):
        row(contact)
        count += 1
    return count


def _with_email(email: str, site: str) -> ContactsListFilter:
    return {"site_id": site, "search": email}


def _is_address(contact: Contact, email: str) -> bool:
    """The search is fuzzy, and looks at names too; this is the contact that was meant."""
    # whatever the API promises, one without an address is not the one
    found: object = getattr(contact, "email", None)
    return isinstance(found, str) and found.casefold() == email.casefold()


def _ids(offers: Iterable[str | int | Offer]) -> list[str]:
    """The ids of the offers, checked before a contact is created for them."""
    found = cast("list[dict[str, str]]", identifiers("offers", offers))
    return [offer["id"] for offer in found]


class _Rows:
    """Writes contacts as lines of CSV or JSON."""

    def __init__(self, file: IO[str], format: ExportFormat, columns: Sequence[ContactFieldName]) -> None:
        if isinstance(columns, str):
            raise ArgumentError("columns must be several names, not one text")
        self._file = file
        self._columns = ("id", *columns)
        self._csv = csv.writer(file) if format == "csv" else None
        if self._csv is not None:
            self._csv.writerow(self._columns)

    def __call__(self, contact: Contact) -> None:
        values = contact.to_dict()
        row = {column: values.get(column) for column in self._columns}
        if self._csv is not None:
            self._csv.writerow(row.values())
        else:
            self._file.write(json.dumps(row, default=str, ensure_ascii=False) + "\n")
