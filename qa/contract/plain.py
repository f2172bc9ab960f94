"""Frozen records to plain JSON values and back, by their type hints."""

import datetime
import types
from collections.abc import Mapping
from dataclasses import MISSING, asdict, fields, is_dataclass
from typing import Any, Self, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


class Plain:
    """A record of the contract: a JSON object and back."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object of the contract: only dicts, lists, strings, numbers, None."""
        return to_plain(self)

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Self:
        """Read back what ``to_dict`` gave; fields that are not known here are passed over.

        :raises KeyError: when a field of the contract is missing.
        """
        return from_plain(cls, values)


def to_plain(record: Any) -> dict[str, Any]:
    """Return a dataclass as a JSON object: only dicts, lists, strings, numbers, None."""
    values: dict[str, Any] = _listed(asdict(record))
    return values


def from_plain(record: type[T], values: Mapping[str, Any]) -> T:
    """Build a dataclass of scalars, tuples and dataclasses from its JSON object.

    Fields that it does not know are passed over; one with a default may be missing.

    :raises KeyError: when a field without a default is missing.
    """
    hints = get_type_hints(record)
    known = {
        field.name: _read(hints[field.name], values[field.name])
        for field in fields(record)  # type: ignore[arg-type]
        if field.name in values or field.default is MISSING
    }
    return record(**known)


def _read(hint: Any, value: Any) -> Any:
    """Read one JSON value as what the type hint says."""
    if get_origin(hint) in (Union, types.UnionType):
        if value is None:
            return None
        (hint,) = (choice for choice in get_args(hint) if choice is not type(None))
    if get_origin(hint) is tuple:
        return tuple(_read(get_args(hint)[0], item) for item in value)
    return from_plain(hint, value) if isinstance(hint, type) and is_dataclass(hint) else value


def _listed(value: Any) -> Any:
    """Turn tuples into lists and days into text: a value equals what JSON makes of it."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _listed(inner) for name, inner in value.items()}
    return [_listed(inner) for inner in value] if isinstance(value, list | tuple) else value
