"""A trigger on its way to a claim."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.coding.reading import Reading
from reportedly.coding.triggers import Trigger
from reportedly.config import CodingOptions


@dataclass(frozen=True, slots=True)
class Draft:
    """A trigger with its reading, before it is known whether it makes a claim."""

    trigger: Trigger
    reading: Reading
    options: CodingOptions
