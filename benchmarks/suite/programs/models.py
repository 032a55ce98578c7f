"""The same reply as others would read it: each type written out, once as structs of msgspec, once as models of pydantic."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any, Literal, Union, cast

import msgspec

Decode = Callable[[bytes], object]


def msgspec_decoder() -> Decode:
    """One typed decoder for the whole document; resources are told apart by the tags of their structs."""

    def resource(type_: str, attributes: Any, relationships: Any = None) -> Any:
        fields: list[Any] = [("id", str), ("attributes", attributes), ("relationships", relationships, None)]
        return msgspec.defstruct(attributes.__name__, fields, tag_field="type", tag=type_)

    return msgspec.json.Decoder(_document(msgspec.Struct, resource, lambda classes: Union[classes])).decode  # noqa: UP007


def pydantic_decoder() -> Decode:
    """Models; resources are told apart by the type that each of them is declared to have."""
    import pydantic

    def resource(type_: str, attributes: Any, relationships: Any = None) -> Any:
        fields: dict[str, Any] = {"type": Literal[type_], "id": str, "attributes": attributes, "relationships": (relationships, None)}
        return pydantic.create_model(attributes.__name__, **fields)

    def union(classes: tuple[Any, ...]) -> Any:
        return Annotated[Union[classes], pydantic.Field(discriminator="type")]  # noqa: UP007

    return cast("Decode", _document(pydantic.BaseModel, resource, union).model_validate_json)


def _document(base: Any, resource: Callable[..., Any], union: Callable[[tuple[Any, ...]], Any]) -> Any:
    """The types of a page of contacts; a library says what a class is, a resource object, and a union of them."""

    class Identifier(base):
        type: str
        id: str

    class One(base):
        data: Identifier | None

    class Many(base):
        data: list[Identifier]

    class ContactRelationships(base):
        customer: One
        offers: Many
        site: One
        tags: Many

    class ContactAttributes(base):
        name: str
        email: str
        phone_number: str | None
        business_number: str | None
        subscribed: bool
        address_line_1: str | None
        address_line_2: str | None
        address_city: str | None
        address_state: str | None
        address_country: str | None
        external_user_id: str | None
        address_zip: str | None
        custom_1: str | None
        custom_2: str | None
        custom_3: str | None
        created_at: dt.datetime
        updated_at: dt.datetime

    class Socials(base):
        twitter: str | None
        facebook: str | None
        instagram: str | None

    class CustomerAttributes(base):
        name: str
        email: str
        avatar: str | None
        external_user_id: str | None
        public_bio: str | None
        public_location: str | None
        public_website: str | None
        socials: Socials | None
        net_revenue: Decimal | None
        sign_in_count: int | None
        last_request_at: dt.datetime | None
        bounced_at: dt.datetime | None
        created_at: dt.datetime
        updated_at: dt.datetime

    class OfferAttributes(base):
        title: str
        description: str | None
        internal_title: str | None
        currency: str
        price_in_cents: int
        payment_type: str
        token: str
        payment_method: str
        price_description: str
        checkout_url: str
        recurring_offer: bool
        subscription: bool
        one_time: bool
        single: bool
        free: bool
        image_url: str | None

    class TagAttributes(base):
        name: str

    class SiteAttributes(base):
        title: str
        subdomain: str
        created_at: dt.datetime
        updated_at: dt.datetime

    primary = resource("contacts", ContactAttributes, ContactRelationships)
    related = union(
        (
            resource("customers", CustomerAttributes),
            resource("offers", OfferAttributes),
            resource("contact_tags", TagAttributes),
            resource("sites", SiteAttributes),
        )
    )

    class Document(base):
        data: list[primary]  # type: ignore[valid-type]
        included: list[related]  # type: ignore[valid-type]
        links: dict[str, str]
        meta: dict[str, int]

    return Document
