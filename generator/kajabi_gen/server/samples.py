"""Plausible values, made from a number alone: the same number always gives the same value, whatever was made before."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, Final
from zlib import crc32

from kajabi_gen.model.ir import Attribute, Model, TypeKind, TypeRef
from kajabi_gen.server.values import stamp

_START: Final = datetime(2024, 1, 1, 8, tzinfo=UTC)
_FIRST: Final = (
    "Ada Bela Cleo Dara Emre Fumi Gita Hugo Inès Juno Kaya Liam Mina Noor Omar Pia Quin Rosa Sami Tess Uma Vera Wim Yara Zoë".split()
)
_LAST: Final = (
    "Abara Brandt Castillo Dubois Eze Fischer Greco Haddad Ito Jansen Kovač Lindqvist Moreau Nguyen Okafor Petrov Ruiz Silva".split()
)
_NOUNS: Final = "Garden Compass Lantern Harbor Meadow Rhythm Studio Canvas Orchard Summit Voyage Kitchen Letter Bridge".split()
_ADJECTIVES: Final = "Quiet Bright Simple Gentle Daring Steady Open Golden Modern Little".split()
_CITIES: Final = "Lisbon Oslo Accra Kyoto Quito Tartu Porto Graz".split()


@dataclass(frozen=True, slots=True)
class Sampler:
    """Makes the attribute values of one type."""

    type: str
    models: Mapping[str, Model]

    def attribute(self, attribute: Attribute, number: int) -> Any:
        """The value of an attribute of the item with that number."""
        return self._value(attribute.wire, attribute.type, number, attribute.wire, 3)

    def _value(self, name: str, type_: TypeRef, number: int, path: str, depth: int) -> Any:
        draw = crc32(f"{self.type}/{number}/{path}".encode())
        if type_.nullable and draw % 4 == 3:
            return None
        draw //= 4
        match type_.kind:
            case TypeKind.STRING:
                if type_.values:
                    return type_.values[draw % len(type_.values)]
                return _hint(name.lower())(_Text(self.type, number, draw, self._moment(name, number, draw)))
            case TypeKind.BOOLEAN:
                return draw % 2 == 0
            case TypeKind.INTEGER:
                return draw % 100 * 100 if "cent" in name or "amount" in name else draw % 20 + 1
            case TypeKind.NUMBER:
                return draw % 10_000 / 100
            case TypeKind.DECIMAL:
                return f"{draw % 10_000 / 100:.2f}"
            case TypeKind.DATETIME:
                return stamp(self._moment(name, number, draw))
            case TypeKind.DATE:
                return stamp(self._moment(name, number, draw))[:10]
            case TypeKind.ARRAY:
                item = type_.item or TypeRef(TypeKind.ANY)
                return [self._value(name, item, number, f"{path}/{index}", depth) for index in range(draw % 3)]
            case TypeKind.MODEL:
                model = self.models.get(type_.model)
                members = model.attributes if model and depth else ()
                return {item.wire: self._value(item.wire, item.type, number, f"{path}/{item.wire}", depth - 1) for item in members}
            case TypeKind.MAP:
                return {}
            case TypeKind.ANY:
                return f"{_ADJECTIVES[draw % len(_ADJECTIVES)].lower()}"

    def _moment(self, name: str, number: int, draw: int) -> datetime:
        """Items are created one after the other; whatever else happened came later."""
        created = _START + timedelta(minutes=7 * number)
        return created if name.startswith("created") else created + timedelta(minutes=draw % 40_000)


@dataclass(frozen=True, slots=True)
class _Text:
    """What texts are made of."""

    type: str
    number: int
    draw: int
    moment: datetime

    @property
    def first(self) -> str:
        return _FIRST[self.number % len(_FIRST)]

    @property
    def last(self) -> str:
        return _LAST[self.number * 7 % len(_LAST)]

    @property
    def title(self) -> str:
        return f"{_ADJECTIVES[self.draw % len(_ADJECTIVES)]} {_NOUNS[self.draw // 16 % len(_NOUNS)]}"

    @property
    def slug(self) -> str:
        return f"{self.title.replace(' ', '-').lower()}-{self.number}"

    @property
    def email(self) -> str:
        return f"{self.first}.{self.last}{self.number}@example.com".lower().encode("ascii", "ignore").decode()


_HINTS: Final[Mapping[str, Callable[[_Text], str]]] = {
    "email": lambda text: text.email,
    "phone": lambda text: f"+1 555 {text.draw % 10_000:04}",
    "url": lambda text: f"https://www.example.com/{text.type}/{text.number}",
    "currency_symbol": lambda text: "$",
    "currency": lambda text: "USD",
    "formatted": lambda text: f"${text.draw % 10_000 / 100:.2f}",
    "first_name": lambda text: text.first,
    "last_name": lambda text: text.last,
    "initials": lambda text: text.first[0] + text.last[0],
    "name": lambda text: f"{text.first} {text.last}",
    "city": lambda text: _CITIES[text.draw % len(_CITIES)],
    "country": lambda text: "PT",
    "zip": lambda text: f"{text.draw % 100_000:05}",
    "language": lambda text: "en",
    "token": lambda text: f"{text.draw:08x}",
    "slug": lambda text: text.slug,
    "subdomain": lambda text: text.slug,
    "_at": lambda text: stamp(text.moment),
    "_date": lambda text: stamp(text.moment)[:10],
}


@cache
def _hint(name: str) -> Callable[[_Text], str]:
    """How to make the text of an attribute, by what its name contains, or ends with."""
    fitting = (make for hint, make in _HINTS.items() if (name.endswith(hint) if hint[0] == "_" else hint in name))
    return next(fitting, _titled)


def _titled(text: _Text) -> str:
    return f"{text.title} {text.number}"


def sample_model(class_name: str, models: Sequence[Model]) -> dict[str, Any]:
    """An object of a class that is no resource."""
    sampler = Sampler(class_name, {model.class_name: model for model in models})
    found = sampler.models.get(class_name)
    return {item.wire: sampler.attribute(item, 1) for item in found.attributes} if found else {}
