"""Resources of the type `fields`."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

from __future__ import annotations

from typing import ClassVar, Literal, TypeAlias

from .._resource import Resource, Schema

FieldFieldName: TypeAlias = (
    Literal[
        "title",
        "type",
        "required",
        "handle",
        "select_options",
        "editable",
        "created_at",
        "updated_at",
    ]
    | str
)


class Field(Resource):
    """A resource of the type `fields`."""

    title: str | None
    """Label or display name of the field, required; it is what users see in forms and
    interfaces. Custom fields, unlike the default ones, can have titles defined by the
    user.
    """
    type_: (
        Literal[
            "TextField",
            "PhoneField",
            "EmailField",
            "TextAreaField",
            "CheckboxField",
            "SelectBoxField",
            "RadioButtonsField",
            "CountryField",
            "MobilePhoneField",
        ]
        | str
    )
    """Kind of field, one of the following predefined values:
    * `TextField` - Ordinary text entry
    * `PhoneField` - Entry for a phone number
    * `EmailField` - Entry for an email address
    * `TextAreaField` - Text entry over several lines
    * `CheckboxField` - Checkbox holding a boolean
    * `SelectBoxField` - Selection from a dropdown
    * `RadioButtonsField` - Set of radio buttons
    * `CountryField` - Choice of a country
    * `MobilePhoneField` - Entry for a mobile number
    """
    required: bool
    """Tells whether a value has to be entered. The configuration decides this for default
    fields; a custom field can be made either required or optional.
    """
    handle: str
    """Identifies the field, unique within its site.
    * Custom handles look like custom_N, with N being a number between 1 and 150
    * Code and templates refer to the field by its handle.
    """
    select_options: str | None
    """The options on offer in fields with choices (`SelectBoxField`, `RadioButtonsField`).
    They are kept as values separated by newlines, and no value may occur twice in the
    same field.
    """
    editable: bool
    """Tells whether the field is open to modification. This is typically false on default
    fields, whereas a custom field can be editable.
    """
    created_at: str | None
    """Time of the field's creation.

    Named only in the prose of the API's document.
    """
    updated_at: str | None
    """Time of the field's latest update.

    Named only in the prose of the API's document.
    """

    _schema: ClassVar[Schema] = Schema(
        "fields",
        attributes={
            "title": str | None,
            "type_": str,
            "required": bool,
            "handle": str,
            "select_options": str | None,
            "editable": bool,
            "created_at": str | None,
            "updated_at": str | None,
        },
        renamed={"type_": "type"},
    )
