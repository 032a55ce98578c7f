"""Every kind of change: its stable id, what it does by default, and why. Reports, exceptions and overrides go by these ids.

What is said of a schema (an *aspect*) reads `request-property-…` or `response-property-…` in a body or header, and `parameter-…` in a
parameter: narrowing hurts what is sent, widening hurts what is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from kajabi_gen.diff.change import Direction, Sdk, Wire

B: Final = Wire.BREAKING
D: Final = Wire.DANGEROUS
C: Final = Wire.COMPATIBLE
T: Final = Wire.DOCS


class Kind(NamedTuple):
    """A kind of change. `wire` and `sdk` are the verdicts where nothing about the single case says otherwise."""

    id: str
    wire: Wire
    sdk: Sdk
    why: str


_NARROWER: Final = (B, C)
_WIDER: Final = (C, B)
_OTHER: Final = (B, B)
_UNSURE: Final = (D, D)
_HARMLESS: Final = (C, C)
_WORDS: Final = (T, T)

_ASPECTS: Final[Mapping[str, tuple[tuple[Wire, Wire], Sdk, str]]] = {
    "type-changed": (_OTHER, Sdk.BREAKING, "values of the old type are no values of the new one"),
    "type-widened": (_WIDER, Sdk.BREAKING, "more types are allowed than before"),
    "type-narrowed": (_NARROWER, Sdk.BREAKING, "fewer types are allowed than before"),
    "became-nullable": (_WIDER, Sdk.BREAKING, "null is allowed now"),
    "became-not-nullable": (_NARROWER, Sdk.BREAKING, "null is not allowed any more"),
    "format-added": (_NARROWER, Sdk.BREAKING, "values must have a form that was not asked for"),
    "format-removed": (_WIDER, Sdk.BREAKING, "values may have any form now"),
    "format-changed": (_OTHER, Sdk.BREAKING, "values must have another form"),
    "format-widened": (_WIDER, Sdk.NONE, "the new form holds all values of the old one, and more"),
    "format-narrowed": (_NARROWER, Sdk.NONE, "the new form holds only some of the values of the old one"),
    "enum-added": (_NARROWER, Sdk.NONE, "only listed values are allowed now"),
    "enum-removed": (_WIDER, Sdk.NONE, "any value is allowed now"),
    "enum-value-added": (_WIDER, Sdk.ADDITIVE, "a value is allowed that was ruled out"),
    "enum-value-removed": (_NARROWER, Sdk.NONE, "a value is ruled out that was allowed"),
    "const-added": (_NARROWER, Sdk.NONE, "only one value is allowed now"),
    "const-removed": (_WIDER, Sdk.NONE, "values beside the one are allowed now"),
    "const-changed": (_OTHER, Sdk.NONE, "the one value is another"),
    "default-added": ((D, C), Sdk.NONE, "what is left out counts as this value now"),
    "default-removed": ((D, C), Sdk.NONE, "what is left out does not count as that value any more"),
    "default-changed": ((D, C), Sdk.NONE, "what is left out counts as another value now"),
    "pattern-added": (_NARROWER, Sdk.NONE, "text must match a pattern now"),
    "pattern-removed": (_WIDER, Sdk.NONE, "text need not match a pattern any more"),
    "pattern-changed": (_UNSURE, Sdk.NONE, "text must match another pattern; which is the wider cannot be told"),
    "unique-items-added": (_NARROWER, Sdk.NONE, "elements must differ now"),
    "unique-items-removed": (_WIDER, Sdk.NONE, "elements may repeat now"),
    "multiple-of-added": (_NARROWER, Sdk.NONE, "numbers must be multiples now"),
    "multiple-of-removed": (_WIDER, Sdk.NONE, "numbers need not be multiples any more"),
    "multiple-of-changed": (_OTHER, Sdk.NONE, "numbers must be multiples of another number"),
    "added": ((C, C), Sdk.ADDITIVE, "there is a new part"),
    "added-required": (_NARROWER, Sdk.BREAKING, "there is a new part that must be there"),
    "removed": ((D, D), Sdk.BREAKING, "a part is gone that could be there"),
    "removed-required": ((D, B), Sdk.BREAKING, "a part is gone that was always there"),
    "became-required": (_NARROWER, Sdk.BREAKING, "a part must be there now"),
    "became-optional": (_WIDER, Sdk.NONE, "a part may be missing now"),
    "became-read-only": ((B, C), Sdk.BREAKING, "it can no longer be written"),
    "became-not-read-only": ((C, C), Sdk.ADDITIVE, "it can be written now"),
    "became-write-only": ((C, D), Sdk.BREAKING, "replies do not hold it any more"),
    "became-not-write-only": ((C, C), Sdk.ADDITIVE, "replies may hold it now"),
    "additional-forbidden": (_NARROWER, Sdk.NONE, "properties beyond the named ones are ruled out now"),
    "additional-allowed": (_WIDER, Sdk.NONE, "properties beyond the named ones are allowed now"),
    "additional-narrowed": (_NARROWER, Sdk.NONE, "properties beyond the named ones must fit a schema now"),
    "additional-widened": (_WIDER, Sdk.NONE, "properties beyond the named ones need not fit a schema any more"),
    "alternative-added": (_WIDER, Sdk.NONE, "one more form is allowed"),
    "alternative-removed": (_NARROWER, Sdk.NONE, "one form is ruled out"),
    "alternatives-changed": (_UNSURE, Sdk.NONE, "`oneOf` became `anyOf`, or the other way round"),
    "alternatives-added": (_NARROWER, Sdk.NONE, "values must fit one of several forms as well"),
    "alternatives-removed": (_WIDER, Sdk.NONE, "values need not fit one of several forms any more"),
    "discriminator-added": (_UNSURE, Sdk.NONE, "a property tells the form now"),
    "discriminator-removed": (_UNSURE, Sdk.NONE, "no property tells the form any more"),
    "discriminator-changed": (_OTHER, Sdk.NONE, "another property tells the form"),
    "discriminator-value-added": ((C, D), Sdk.NONE, "the discriminator has one more value"),
    "discriminator-value-removed": (_NARROWER, Sdk.NONE, "a value of the discriminator is gone"),
    "discriminator-value-changed": (_OTHER, Sdk.NONE, "a value of the discriminator stands for another form"),
    "not-added": (_NARROWER, Sdk.NONE, "some values are ruled out now"),
    "not-removed": (_WIDER, Sdk.NONE, "values that were ruled out are allowed now"),
    "constraint-changed": (_UNSURE, Sdk.NONE, "a rule of JSON Schema changed whose effect cannot be told here"),
    "encoding-changed": (_OTHER, Sdk.NONE, "the text holds its content in another form"),
    "xml-changed": (_OTHER, Sdk.NONE, "the value is written differently in XML"),
    "deprecated": (_HARMLESS, Sdk.NONE, "it works on, and will go"),
    "undeprecated": (_HARMLESS, Sdk.NONE, "it is here to stay"),
    "description-changed": (_WORDS, Sdk.NONE, "words changed"),
    "example-changed": (_WORDS, Sdk.NONE, "an example changed"),
}

BOUND_NAMES: Final[Mapping[str, tuple[str, bool]]] = {
    "minimum": ("smallest value", True),
    "maximum": ("largest value", False),
    "min-length": ("smallest length", True),
    "max-length": ("largest length", False),
    "min-items": ("smallest number of elements", True),
    "max-items": ("largest number of elements", False),
    "min-properties": ("smallest number of properties", True),
    "max-properties": ("largest number of properties", False),
}
"""The limits of a value: what they are called, and whether they bound it from below."""


def _bounds() -> Iterator[tuple[str, tuple[tuple[Wire, Wire], Sdk, str]]]:
    for name, (text, is_lower) in BOUND_NAMES.items():
        yield f"{name}-added", (_NARROWER, Sdk.NONE, f"there is a {text} now")
        yield f"{name}-removed", (_WIDER, Sdk.NONE, f"there is no {text} any more")
        yield f"{name}-increased", (_NARROWER if is_lower else _WIDER, Sdk.NONE, f"the {text} is greater")
        yield f"{name}-decreased", (_WIDER if is_lower else _NARROWER, Sdk.NONE, f"the {text} is less")


ASPECTS: Final = {**_ASPECTS, **dict(_bounds())}

_PARAMETER_ONLY: Final = {
    # a parameter that goes is refused, or worse: ignored, so that a filtered list is not filtered any more
    "parameter-removed": (B, Sdk.BREAKING, "requests that name it are refused, or silently mean something else"),
    "parameter-added": (C, Sdk.ADDITIVE, "there is a new optional parameter"),
    "parameter-added-required": (B, Sdk.BREAKING, "requests without the new parameter are refused"),
    "parameter-renamed": (B, Sdk.BREAKING, "the same parameter has another name on the wire"),
    "parameter-moved": (B, Sdk.BREAKING, "the same parameter stands in another place: path, query, header, cookie"),
    "parameter-style-changed": (B, Sdk.NONE, "lists or objects are written differently"),
    "parameter-content-changed": (B, Sdk.NONE, "the value is written in another media type"),
    "parameter-reserved-changed": (D, Sdk.NONE, "reserved characters are treated differently"),
    "parameter-empty-forbidden": (B, Sdk.NONE, "an empty value is refused now"),
    "parameter-empty-allowed": (C, Sdk.NONE, "an empty value is allowed now"),
    "parameter-sort-key-added": (C, Sdk.ADDITIVE, "the prose lists one more key to sort by"),
    "parameter-sort-key-removed": (D, Sdk.NONE, "the prose does not list a key to sort by any more"),
    "parameter-include-value-added": (C, Sdk.ADDITIVE, "the prose shows one more related resource to include"),
    "parameter-include-value-removed": (D, Sdk.NONE, "the prose does not show a related resource to include any more"),
    "parameter-value-added": (C, Sdk.ADDITIVE, "the prose lists one more value"),
    "parameter-value-removed": (D, Sdk.NONE, "the prose does not list a value any more"),
    "parameter-page-size-default-changed": (D, Sdk.NONE, "a page holds another number of items where none is asked for"),
    "parameter-page-size-maximum-changed": (D, Sdk.NONE, "a page may hold another number of items at most"),
    "parameter-filter-key-added": (C, Sdk.ADDITIVE, "an example request uses a key that no parameter describes"),
    "parameter-filter-key-removed": (D, Sdk.NONE, "no example request uses a key any more that no parameter describes"),
}

_OTHERS: Final = {
    "operation-added": (C, Sdk.ADDITIVE, "there is a new operation"),
    "operation-removed": (B, Sdk.BREAKING, "requests of it are refused"),
    "operation-moved": (B, Sdk.NONE, "the same operation is at another path"),
    "operation-deprecated": (C, Sdk.NONE, "it works on, and will go"),
    "operation-undeprecated": (C, Sdk.NONE, "it is here to stay"),
    "operation-sunset-added": (D, Sdk.NONE, "there is a date on which it will go"),
    "operation-sunset-removed": (C, Sdk.NONE, "there is no date any more on which it will go"),
    "operation-sunset-earlier": (D, Sdk.NONE, "it will go earlier"),
    "operation-sunset-later": (C, Sdk.NONE, "it will go later"),
    "operation-id-changed": (T, Sdk.NONE, "generators of other SDKs name methods after it"),
    "operation-tags-changed": (T, Sdk.NONE, "it is listed under other tags"),
    "operation-description-changed": (T, Sdk.NONE, "words changed"),
    "operation-example-changed": (T, Sdk.NONE, "an example changed"),
    "callback-added": (C, Sdk.NONE, "the API calls back in one more way"),
    "callback-removed": (B, Sdk.NONE, "the API does not call back any more"),
    "webhook-added": (C, Sdk.NONE, "the document describes one more webhook"),
    "webhook-removed": (B, Sdk.NONE, "a webhook is gone"),
    "request-body-added": (C, Sdk.ADDITIVE, "an optional body is read now"),
    "request-body-added-required": (B, Sdk.BREAKING, "requests without a body are refused"),
    "request-body-removed": (B, Sdk.BREAKING, "no body is read any more"),
    "request-body-became-required": (B, Sdk.BREAKING, "requests without a body are refused"),
    "request-body-became-optional": (C, Sdk.NONE, "the body may be left out"),
    "request-media-type-added": (C, Sdk.NONE, "bodies may come in one more media type"),
    "request-media-type-removed": (B, Sdk.BREAKING, "bodies of that media type are refused"),
    "request-encoding-changed": (B, Sdk.NONE, "a part of the form is written differently"),
    "response-status-added": (C, Sdk.NONE, "an error status is documented that was not"),
    "response-success-added": (D, Sdk.NONE, "success may come with a status that clients do not know"),
    "response-status-removed": (C, Sdk.NONE, "an error status is not documented any more"),
    "response-success-removed": (B, Sdk.BREAKING, "success does not come with that status any more"),
    "response-media-type-added": (C, Sdk.NONE, "replies may be asked for in one more media type"),
    "response-media-type-removed": (B, Sdk.BREAKING, "replies do not come in that media type any more"),
    "response-body-added": (C, Sdk.BREAKING, "there is a body where there was none"),
    "response-body-removed": (B, Sdk.BREAKING, "there is no body any more"),
    "response-header-added": (C, Sdk.NONE, "there is a new header"),
    "response-header-removed": (D, Sdk.NONE, "a header is gone that could be there"),
    "response-header-removed-required": (B, Sdk.NONE, "a header is gone that was always there"),
    "response-header-became-required": (C, Sdk.NONE, "a header is always there now"),
    "response-header-became-optional": (B, Sdk.NONE, "a header may be missing now"),
    "response-description-changed": (T, Sdk.NONE, "words changed"),
    "response-link-changed": (T, Sdk.NONE, "a link to another operation changed"),
    "resource-attribute-described": (C, Sdk.ADDITIVE, "the prose tells of an attribute that no schema has"),
    "resource-attribute-undescribed": (D, Sdk.NONE, "the prose does not tell any more of an attribute that no schema has"),
    "resource-attribute-retyped": (D, Sdk.NONE, "the prose gives an attribute that no schema has another type"),
    "list-meta-added": (C, Sdk.NONE, "the example of a page shows one more member of `meta`"),
    "list-meta-removed": (D, Sdk.NONE, "the example of a page does not show a member of `meta` any more"),
    "list-links-added": (C, Sdk.NONE, "the example of a page shows one more link"),
    "list-links-removed": (D, Sdk.NONE, "the example of a page does not show a link any more"),
    "event-added": (C, Sdk.ADDITIVE, "the prose tells of one more webhook event"),
    "event-removed": (B, Sdk.BREAKING, "the prose does not tell of a webhook event any more"),
    "prose-deprecation": (D, Sdk.NONE, "the prose says that something is deprecated or will be removed"),
    "prose-null": (D, Sdk.NONE, "the prose says that a value is null where it was not"),
    "prose-behaviour": (D, Sdk.NONE, "the prose says that requests are answered, limited or carried out differently"),
    "security-added": (B, Sdk.NONE, "requests need credentials now"),
    "security-removed": (C, Sdk.NONE, "requests need no credentials any more"),
    "security-alternative-added": (C, Sdk.NONE, "there is one more way to authenticate"),
    "security-alternative-removed": (B, Sdk.NONE, "a way to authenticate is gone, or asks for more"),
    "security-scope-added": (B, Sdk.NONE, "tokens need one more scope"),
    "security-scope-removed": (C, Sdk.NONE, "tokens need one scope less"),
    "security-scheme-added": (C, Sdk.NONE, "it is said now how credentials are sent"),
    "security-scheme-removed": (B, Sdk.NONE, "nothing says any more how credentials are sent that operations ask for"),
    "security-scheme-changed": (B, Sdk.NONE, "credentials are sent or fetched differently"),
    "security-scheme-address-added": (C, Sdk.NONE, "a flow names one more address, such as one to refresh tokens"),
    "security-scheme-bearer-format-changed": (T, Sdk.NONE, "the words on what a token looks like changed"),
    "security-scheme-scope-added": (C, Sdk.NONE, "a flow offers one more scope"),
    "security-scheme-scope-removed": (B, Sdk.NONE, "a flow does not offer a scope any more"),
    "security-scheme-flow-added": (C, Sdk.NONE, "there is one more way to a token"),
    "security-scheme-flow-removed": (B, Sdk.NONE, "a way to a token is gone"),
    "server-added": (C, Sdk.NONE, "the API is at one more address"),
    "server-removed": (B, Sdk.NONE, "the API is not at that address any more"),
    "server-variable-changed": (D, Sdk.NONE, "a part of the address is made differently"),
    "api-tag-added": (T, Sdk.NONE, "there is a new tag"),
    "api-tag-removed": (T, Sdk.NONE, "a tag is gone"),
    "api-description-changed": (T, Sdk.NONE, "words about the API as a whole changed"),
    "api-version-changed": (T, Sdk.NONE, "the document names another version"),
    "sdk-added": (C, Sdk.ADDITIVE, "the SDK offers a name that it did not"),
    "sdk-removed": (C, Sdk.BREAKING, "a name of the SDK is gone, though the wire is the same"),
    "sdk-changed": (C, Sdk.BREAKING, "a signature or type of the SDK is another, though the wire is the same"),
}

PREFIXES: Final[Mapping[str, Direction]] = {
    "request-property": Direction.REQUEST,
    "response-property": Direction.RESPONSE,
    "parameter": Direction.REQUEST,
}
"""What stands before an aspect, and which way it travels."""


def _all() -> Iterator[Kind]:
    for prefix, direction in PREFIXES.items():
        for aspect, (verdicts, sdk, why) in ASPECTS.items():
            wire = verdicts[0] if direction is Direction.REQUEST else verdicts[1]
            yield Kind(f"{prefix}-{aspect}", wire, sdk, why)
    for table in (_PARAMETER_ONLY, _OTHERS):
        for id_, (wire, sdk, why) in table.items():
            yield Kind(id_, wire, sdk, why)


KINDS: Final[Mapping[str, Kind]] = {kind.id: kind for kind in _all()}
"""All kinds by id. What is said of parameters alone goes before what is said of any schema."""
