"""A small comparison, written by hand: every verdict, prose, a change that reaches many operations, moved things, and hostile text."""

from __future__ import annotations

from functools import reduce
from typing import Final

from kajabi_gen.diff.change import Change, Diff, Direction, Operation, Sdk, Side, Source, Spot, Wire
from kajabi_gen.spec.finding import note, warning
from kajabi_gen.spec.node import Mark, Plain

OLD: Final = "spec/kajabi-1.0.1.yaml"
NEW: Final = "spec/kajabi-1.1.0.yaml"
HOSTILE: Final = (
    '<script>alert(1)</script> ]]> \x1b[31mred\x1b[0m \u202egnitirw| `tick` [x](y) @team &lt; "q" %0A ::error::\n::stop-commands::x \ud800'
)


def mark(file: str, line: int, pointer: str) -> Mark:
    root = Mark(file, 1, 1)
    last = reduce(lambda parent, token: Mark(file, line, 7, parent, token.replace("~1", "/")), pointer.split("/")[1:], root)
    return last._replace(line=line)


def old(value: Plain, line: int, pointer: str, file: str = OLD) -> Spot:
    return Spot(value, mark(file, line, pointer))


def new(value: Plain, line: int, pointer: str, file: str = NEW) -> Spot:
    return Spot(value, mark(file, line, pointer))


CONTACTS: Final = Operation("GET", "/v1/contacts")
CONTACT: Final = Operation("GET", "/v1/contacts/{id}")
OFFERS: Final = Operation("GET", "/v1/offers")
HOOKS: Final = tuple(Operation(method, f"/v1/hooks/{name}") for name in ("purchase", "order", "tag_added") for method in ("GET", "POST"))

_OLD_TEXT: Final = "Contacts of a site.\n\nSort by `name`, `email` or `created_at`.\nThe default page size is 10."
_NEW_TEXT: Final = "Contacts of a site.\n\nSort by `name` or `created_at`.\nThe default page size is 25."
_SCHEMA_OLD: Final[Plain] = {
    "type": "object",
    "required": ["name"],
    "properties": {"name": {"type": "string"}, "price": {"type": "string"}},
}
_SCHEMA_NEW: Final[Plain] = {
    "type": "object",
    "required": ["name", "price"],
    "properties": {"name": {"type": "string", "maxLength": 80}, "price": {"type": "number"}},
}

# fmt: off
CHANGES: Final = (
    Change(
        "parameter-removed", Wire.BREAKING, Sdk.BREAKING, Direction.REQUEST, (CONTACTS,), "query:filter[is_suppressed]",
        old({"name": "filter[is_suppressed]", "in": "query", "schema": {"type": "boolean"}}, 120,
            "/paths/~1v1~1contacts/get/parameters/3"), None,
        "the filter is gone", 'kajabi.contacts.list(filter={"is_suppressed"})', Source.STRUCTURE, "contacts",
    ),
    Change(
        "sort-key-removed", Wire.BREAKING, Sdk.NONE, Direction.REQUEST, (CONTACTS,), "query:sort",
        old(_OLD_TEXT, 98, "/paths/~1v1~1contacts/get/description"), new(_NEW_TEXT, 101, "/paths/~1v1~1contacts/get/description"),
        "the description no longer names the sort key `email`", None, Source.PROSE, "contacts",
    ),
    Change(
        "response-property-type-changed", Wire.BREAKING, Sdk.BREAKING, Direction.RESPONSE, (CONTACTS, CONTACT, OFFERS),
        "response:200:/data/attributes/net_revenue",
        old("string", 2210, "/components/schemas/Contact/properties/net_revenue/type"),
        new("number", 2304, "/components/schemas/Contact/properties/net_revenue/type"),
        "the type of `net_revenue` changed from string to number", "kajabi.resources.Contact.net_revenue", Source.STRUCTURE, "contacts",
    ),
    Change(
        "default-changed", Wire.DANGEROUS, Sdk.NONE, Direction.REQUEST, (CONTACTS,), "query:page[size]",
        old(10, 131, "/paths/~1v1~1contacts/get/parameters/5/schema/default"),
        new(25, 133, "/paths/~1v1~1contacts/get/parameters/5/schema/default"),
        "the default changed from 10 to 25", None, Source.STRUCTURE, "contacts",
    ),
    Change(
        "operation-moved", Wire.BREAKING, Sdk.NONE, Direction.NONE, HOOKS, "path",
        old("/api/v1/hooks/purchase", 3010, "/paths/~1api~1v1~1hooks~1purchase"),
        new("/v1/hooks/purchase", 3120, "/paths/~1v1~1hooks~1purchase"),
        "the path moved from /api/v1/hooks/… to /v1/hooks/…", None, Source.STRUCTURE, "hooks",
    ),
    Change(
        "request-schema-changed", Wire.DANGEROUS, Sdk.ADDITIVE, Direction.REQUEST, (Operation("POST", "/v1/offers"),), "requestBody",
        old(_SCHEMA_OLD, 1500, "/components/schemas/Offer"), new(_SCHEMA_NEW, 1544, "/components/schemas/Offer"),
        "the constraints of the body changed", "kajabi.offers.create(price=)", Source.STRUCTURE, "offers",
    ),
    Change(
        "operation-added", Wire.COMPATIBLE, Sdk.ADDITIVE, Direction.NONE, (Operation("DELETE", "/v1/offers/{id}"),), "",
        None, new({"operationId": "deleteOffer", "responses": {"204": {"description": "Gone"}}}, 1630, "/paths/~1v1~1offers~1{id}/delete"),
        "the operation is new", "kajabi.offers.delete", Source.STRUCTURE, "offers",
    ),
    Change(
        "operation-deprecated", Wire.COMPATIBLE, Sdk.NONE, Direction.NONE, (OFFERS,), "",
        old(None, 1400, "/paths/~1v1~1offers/get"), new(True, 1433, "/paths/~1v1~1offers/get/deprecated"),
        "the operation is deprecated", "kajabi.offers.list", Source.STRUCTURE, "offers",
    ),
    Change(
        "description-changed", Wire.DOCS, Sdk.NONE, Direction.NONE, (), "info", old("The public API.", 4, "/info/description"),
        new(f"The public API. {HOSTILE}", 4, "/info/description"), f"the description changed: {HOSTILE}", None, Source.STRUCTURE, "",
    ),
    Change(
        "tag-added", Wire.DOCS, Sdk.NONE, Direction.NONE, (), f"tags:{HOSTILE}", None,
        new({"name": HOSTILE, "values": [1, 2.5, float("nan"), True, None, "yes", []]}, 40, "/tags/7", "over,lay:s.yaml"),
        "the tag is new", HOSTILE, Source.STRUCTURE, HOSTILE,
    ),
)
# fmt: on

FINDINGS: Final = (
    warning(
        "duplicate-parameter", "the parameter stands twice", "the last one counts", mark(NEW, 77, "/paths/~1v1~1contacts/get/parameters/1")
    ),
    note("dialect", "nullable in a 3.1 document", "read as meant", mark(OLD, 12, "/openapi")),
)

DIFF: Final = Diff(Side(OLD, "Kajabi API", "1.0.1"), Side(NEW, "Kajabi API", "1.1.0"), CHANGES, FINDINGS)
EMPTY: Final = Diff(Side(OLD, "Kajabi API", "1.0.1"), Side(OLD, "Kajabi API", "1.0.1"), ())


def many(count: int) -> Diff:
    """So many changes."""
    return Diff(DIFF.old, DIFF.new, tuple(CHANGES[index % len(CHANGES)] for index in range(count)))
