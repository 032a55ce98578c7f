"""Every name decision. Names come from methods, paths and JSON:API members, never from prose, and not from the order of the document.

The singular of a noun is part of public names, so the rules stand here and not in a library whose next release may rename classes.
"""

from __future__ import annotations

import builtins
import keyword
import re
import unicodedata
from collections.abc import Collection, Iterable
from functools import cache
from typing import Final

_WORDS: Final = re.compile(r"[A-Z]+(?![^\W\dA-Z_])|[A-Z]?[^\W\dA-Z_]+|\d+")
_SNAKE: Final = re.compile(r"[a-z][a-z0-9_]*")
_SAME_IN_PLURAL: Final = frozenset("analytics canvas gas lens news series settings sms species statistics yes".split())
_IRREGULAR: Final = {
    "people": "person",
    "children": "child",
    "men": "man",
    "women": "woman",
    "feet": "foot",
    "teeth": "tooth",
    "mice": "mouse",
    "indices": "index",
    "vertices": "vertex",
    "matrices": "matrix",
    "criteria": "criterion",
    "movies": "movie",
    "cookies": "cookie",
    "caches": "cache",
    "leaves": "leaf",
    "lives": "life",
    "aliases": "alias",
    "buses": "bus",
    "canvases": "canvas",
    "quizzes": "quiz",
    "excuses": "excuse",
    "abuses": "abuse",
    "analyses": "analysis",
    "crises": "crisis",
    "niches": "niche",
    "shelves": "shelf",
    "shoes": "shoe",
}
_US: Final = re.compile(r".*[^aeo]uses")
_UNSEEN: Final = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")
"""What Python takes in a name and nobody can see (Default_Ignorable_Code_Point, Unicode 15 §5.21)."""
_MOST_UNDERSCORES: Final = 8
_DEVICES: Final = frozenset("aux con nul prn".split()) | {f"{port}{number}" for port in ("com", "lpt") for number in range(10)}
_SHADOWED_TYPES: Final = frozenset(name for name in vars(builtins) if name[:1].isupper())


def words(text: str) -> list[str]:
    """The words of a name, lower case: snake_case, kebab-case, camelCase and dotted names alike, in NFKC form (as Python reads names)."""
    normal = _UNSEEN.sub("", unicodedata.normalize("NFKC", text))
    sound = normal if f"_{normal}".isidentifier() else "".join(char if f"_{char}".isidentifier() else " " for char in normal)
    return [word.lower() for word in _WORDS.findall(sound)]


def snake(text: str, fallback: str = "value") -> str:
    """A Python identifier in snake_case, not yet checked against reserved words. A name that is one already stays as it is."""
    if _SNAKE.fullmatch(text):
        return text
    name = "_".join(words(text)) or fallback
    return name if name.isidentifier() else f"{fallback}_{name}"


def identifier(text: str, reserved: Collection[str] = ()) -> str:
    """A snake_case identifier that is no keyword and none of the reserved names; a taken one gets trailing underscores."""
    name = snake(text)
    for _ in range(_MOST_UNDERSCORES):
        if not keyword.iskeyword(name) and name not in reserved:
            return name
        name += "_"
    number = len(reserved)  # where thousands of names meet, the first number tried must be free
    while f"{name}{number}" in reserved:
        number += 1
    return f"{name}{number}"


def pascal(text: str, fallback: str = "Thing") -> str:
    """A class name in PascalCase."""
    capitalized = "".join(word[:1].upper() + word[1:] for word in words(text))
    name = unicodedata.normalize("NFKC", capitalized) or fallback  # some capitals are several characters
    return name if name.isidentifier() else fallback + name


def constant(text: str) -> str:
    """The name of a private constant, from one in snake_case."""
    return unicodedata.normalize("NFKC", f"_{text}".upper())  # what is NFKC need not be so in capitals


def class_name(text: str, reserved: Iterable[str] = ()) -> str:
    """A class name that is no builtin and none of the reserved names; a taken one gets `Resource` behind it."""
    name = pascal(text)
    taken = _SHADOWED_TYPES | set(reserved)
    while name in taken:
        name += "Resource"
    return name


def package_classes(package: str) -> frozenset[str]:
    """The classes that are called after the package: both clients, and the base of all errors."""
    client = pascal(package)
    return frozenset((client, f"Async{client}", f"{client}Error"))


def field_names(resource_class: str) -> str:
    """What the alias is called that lists the names of a resource's fields."""
    return f"{resource_class}FieldName"


@cache
def singular(text: str) -> str:
    """The name with its last word in the singular: contact_tags → contact_tag, entries → entry, statuses → status, media → media."""
    parts = text.split("_")
    return "_".join((*parts[:-1], _singular_word(parts[-1])))


def _singular_word(word: str) -> str:
    lower = word.lower()
    if lower in _SAME_IN_PLURAL:
        return word
    if lower in _IRREGULAR:
        return _IRREGULAR[lower]
    if _US.fullmatch(lower) and len(word) > 5:
        return word[:-2]
    for ending, replacement in (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"), ("zes", "ze"), ("oes", "o")):
        if lower.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)] + replacement
    if lower.endswith("s") and not lower.endswith(("ss", "us", "is")) and len(word) > 2:
        return word[:-1]
    return word


def is_plural_of(plural: str, single: str) -> bool:
    """Whether `plural` is `single` or its plural, as words: contact_tags of contact_tag."""
    return plural == single or singular(plural) == single or singular(plural) == singular(single)


def module(text: str) -> str:
    """An identifier that can be the name of a file everywhere: Windows keeps some for devices."""
    name = identifier(text)
    return f"{name}_" if name in _DEVICES else name


def unique(wanted: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """The names in order, a repeated or taken one with a number behind it (name, name_2, name_3); upper and lower case are the same."""
    used = {name.casefold() for name in taken}
    following: dict[str, int] = {}
    names: list[str] = []
    for name in wanted:
        candidate, number = name, following.get(name, 2)
        while candidate.casefold() in used:
            candidate, number = f"{name}_{number}", number + 1
        following[name] = number
        used.add(candidate.casefold())
        names.append(candidate)
    return names
