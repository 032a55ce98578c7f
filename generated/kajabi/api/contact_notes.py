"""`contact_notes`: operations, and the types of what they take."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias, TypedDict, Unpack

from .._body import to_one
from .._namespace import AsyncNamespace, Namespace
from .._operation import Family, Operation, Paging, Parameter
from .._pages import AsyncPager, Page
from .._types import JSON, FilterValue, RequestOptions
from ..resources.contact_notes import ContactNote

if TYPE_CHECKING:
    from ..resources.contact_notes import ContactNoteFieldName
    from ..resources.contacts import Contact, ContactFieldName

ContactNotesListSort: TypeAlias = (
    Literal["created_at", "-created_at", "updated_at", "-updated_at"] | str
)
ContactNotesGetInclude: TypeAlias = Literal["contact"] | str


class ContactNotesListFilter(TypedDict, total=False):
    """Keys of `filter`."""

    contact_id: FilterValue
    """Only notes of the contact with this ID"""
    site_id: FilterValue
    """Only notes of the site with this ID"""


class ContactNotesGetFields(TypedDict, total=False):
    """Keys of `fields`."""

    contact_notes: Sequence[ContactNoteFieldName] | str
    """Fields to return, use: body, for instance ?fields[contact_notes]=body"""
    contacts: Sequence[ContactFieldName] | str


class ContactNotesNamespace(Namespace):
    """`kajabi.contact_notes`."""

    def list(
        self,
        *,
        filter: ContactNotesListFilter | None = None,
        sort: ContactNotesListSort | Sequence[ContactNotesListSort] | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        limit: int | None = None,
        **options: Unpack[RequestOptions],
    ) -> Page[ContactNote]:
        """Browse contact notes (`GET /v1/contact_notes`).

        Lists contact notes page by page. Results can be filtered and sorted as well as
        paginated.
        **Sort order:**
        - `created_at` (default: descending)
        **Filters:**
        - `filter[contact_id]` - Restricts the list to the notes of one Contact
        - `filter[site_id]` - Restricts the list to the notes of one Site
        **Paging:**
        - Set by the `page[number]` and `page[size]` parameters
        - The default is 20 notes per page, the maximum 100

        Args:
            sort: Field that sets the order; put '-' in front of it to sort descending.
                Available: created_at, updated_at
            page_number: Number of the page to return
            page_size: Entries on each page (max 100) Default 20.
            limit: Stop after so many items.
        """
        return self._engine.many(
            _LIST,
            ContactNote,
            query={
                "filter": filter,
                "sort": sort,
                "page_number": page_number,
                "page_size": page_size,
            },
            limit=limit,
            options=options,
        )

    def get(
        self,
        id: str | int,
        *,
        fields: ContactNotesGetFields | None = None,
        include: (
            ContactNotesGetInclude | Sequence[ContactNotesGetInclude] | None
        ) = None,
        **options: Unpack[RequestOptions],
    ) -> ContactNote:
        """Fetch a contact note (`GET /v1/contact_notes/{id}`).

        Retrieves the contact note that has the given ID.
        **Relationships of the note:**
        - `contact` - The contact to whom the note is attached

        Args:
            include: ?include=contact adds the contact resource of the note to the
                response
        """
        return self._engine.one(
            _GET,
            ContactNote,
            path={"id": id},
            query={"fields": fields, "include": include},
            options=options,
        )

    def create(
        self,
        *,
        body: str,
        contact: str | int | Contact,
        extra: Mapping[str, JSON] | None = None,
        **options: Unpack[RequestOptions],
    ) -> ContactNote:
        """Add a contact note (`POST /v1/contact_notes`).

        Adds a note to a contact.
        **Relationships, required:**
        - `contact` - The contact to whom the note is attached (resource identifier)

        Args:
            body: Text of the note
            extra: Attributes that the API takes and its document does not name.
            contact: The contact to whom the note is attached (resource identifier)
        """
        return self._engine.one(
            _CREATE,
            ContactNote,
            body={
                "data": {
                    "type": "contact_notes",
                    "attributes": {"body": body, **(extra or {})},
                    "relationships": {"contact": to_one("contacts", contact)},
                }
            },
            options=options,
        )

    def update(
        self,
        id: str | int,
        *,
        body: str,
        extra: Mapping[str, JSON] | None = None,
        **options: Unpack[RequestOptions],
    ) -> ContactNote:
        """Change a contact note (`PATCH /v1/contact_notes/{id}`).

        Changes a contact note that already exists. Nothing but the body of the note is
        open to updates.

        Args:
            body: Text of the note
            extra: Attributes that the API takes and its document does not name.
        """
        return self._engine.one(
            _UPDATE,
            ContactNote,
            path={"id": id},
            body={
                "data": {
                    "type": "contact_notes",
                    "id": str(id),
                    "attributes": {"body": body, **(extra or {})},
                }
            },
            options=options,
        )

    def delete(self, id: str | int, **options: Unpack[RequestOptions]) -> None:
        """Remove a contact note (`DELETE /v1/contact_notes/{id}`).

        Removes the contact note with this ID. The removal is permanent; there is no
        undo.
        """
        self._engine.nothing(_DELETE, path={"id": id}, options=options)


class AsyncContactNotesNamespace(AsyncNamespace):
    """`kajabi.contact_notes` (await the calls)."""

    def list(
        self,
        *,
        filter: ContactNotesListFilter | None = None,
        sort: ContactNotesListSort | Sequence[ContactNotesListSort] | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        limit: int | None = None,
        concurrency: int = 1,
        **options: Unpack[RequestOptions],
    ) -> AsyncPager[ContactNote]:
        """Browse contact notes (`GET /v1/contact_notes`)."""
        return self._engine.many(
            _LIST,
            ContactNote,
            query={
                "filter": filter,
                "sort": sort,
                "page_number": page_number,
                "page_size": page_size,
            },
            limit=limit,
            concurrency=concurrency,
            options=options,
        )

    async def get(
        self,
        id: str | int,
        *,
        fields: ContactNotesGetFields | None = None,
        include: (
            ContactNotesGetInclude | Sequence[ContactNotesGetInclude] | None
        ) = None,
        **options: Unpack[RequestOptions],
    ) -> ContactNote:
        """Fetch a contact note (`GET /v1/contact_notes/{id}`)."""
        return await self._engine.one(
            _GET,
            ContactNote,
            path={"id": id},
            query={"fields": fields, "include": include},
            options=options,
        )

    async def create(
        self,
        *,
        body: str,
        contact: str | int | Contact,
        extra: Mapping[str, JSON] | None = None,
        **options: Unpack[RequestOptions],
    ) -> ContactNote:
        """Add a contact note (`POST /v1/contact_notes`)."""
        return await self._engine.one(
            _CREATE,
            ContactNote,
            body={
                "data": {
                    "type": "contact_notes",
                    "attributes": {"body": body, **(extra or {})},
                    "relationships": {"contact": to_one("contacts", contact)},
                }
            },
            options=options,
        )

    async def update(
        self,
        id: str | int,
        *,
        body: str,
        extra: Mapping[str, JSON] | None = None,
        **options: Unpack[RequestOptions],
    ) -> ContactNote:
        """Change a contact note (`PATCH /v1/contact_notes/{id}`)."""
        return await self._engine.one(
            _UPDATE,
            ContactNote,
            path={"id": id},
            body={
                "data": {
                    "type": "contact_notes",
                    "id": str(id),
                    "attributes": {"body": body, **(extra or {})},
                }
            },
            options=options,
        )

    async def delete(self, id: str | int, **options: Unpack[RequestOptions]) -> None:
        """Remove a contact note (`DELETE /v1/contact_notes/{id}`)."""
        await self._engine.nothing(_DELETE, path={"id": id}, options=options)


_LIST = Operation(
    "GET",
    "/v1/contact_notes",
    query={
        "filter": Family("filter"),
        "sort": Parameter("sort"),
        "page_number": Parameter("page[number]"),
        "page_size": Parameter("page[size]"),
    },
    paging=Paging("number", number="page[number]", size="page[size]"),
)
_GET = Operation(
    "GET",
    "/v1/contact_notes/{id}",
    query={"fields": Family("fields"), "include": Parameter("include")},
)
_CREATE = Operation("POST", "/v1/contact_notes", body="application/vnd.api+json")
_UPDATE = Operation("PATCH", "/v1/contact_notes/{id}", body="application/vnd.api+json")
_DELETE = Operation("DELETE", "/v1/contact_notes/{id}")
