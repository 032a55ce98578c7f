"""Resources of the type `form_submissions`."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from .._resource import One, Resource, Schema
from .._types import JSON

if TYPE_CHECKING:
    from .forms import Form
    from .sites import Site

FormSubmissionFieldName: TypeAlias = (
    Literal[
        "name",
        "email",
        "phone_number",
        "business_number",
        "address_line_1",
        "address_line_2",
        "address_city",
        "address_state",
        "address_country",
        "address_zip",
        "custom_1",
        "custom_2",
        "custom_3",
        "mobile_phone_number",
        "site",
        "form",
    ]
    | str
)


class FormSubmission(Resource):
    """A resource of the type `form_submissions`."""

    name: str
    """Name of whoever submitted the form"""
    email: str
    """Email address of whoever submitted the form"""
    phone_number: str | None
    """Phone number, if given"""
    business_number: str | None
    """Business number, if given"""
    address_line_1: str | None
    """Line one of the address, if given"""
    address_line_2: str | None
    """Line two of the address, if given"""
    address_city: str | None
    """City in the address, if given"""
    address_state: str | None
    """State in the address, if given"""
    address_country: str | None
    """Country in the address, if given"""
    address_zip: str | None
    """ZIP or postal code in the address, if given"""
    custom_1: str | None
    """Supported according to the site's own custom fields"""
    custom_2: str | None
    """Supported according to the site's own custom fields"""
    custom_3: str | None
    """Supported according to the site's own custom fields"""
    mobile_phone_number: str | None
    """Mobile phone number, if given

    Named only in the prose of the API's document.
    """
    site: Site
    form: Form
    custom_fields: Mapping[str, JSON]
    """Every numbered attribute of the reply, by name: `custom_1`, `custom_2` and so on."""

    _schema: ClassVar[Schema] = Schema(
        "form_submissions",
        attributes={
            "name": str,
            "email": str,
            "phone_number": str | None,
            "business_number": str | None,
            "address_line_1": str | None,
            "address_line_2": str | None,
            "address_city": str | None,
            "address_state": str | None,
            "address_country": str | None,
            "address_zip": str | None,
            "custom_1": str | None,
            "custom_2": str | None,
            "custom_3": str | None,
            "mobile_phone_number": str | None,
        },
        relationships={"site": One("sites"), "form": One("forms")},
        families={"custom_fields": "custom_"},
    )
