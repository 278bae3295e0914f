"""What stands in a bundle: entries, numbered within their section, each with one file or more."""

from collections.abc import Callable
from dataclasses import dataclass

from coordination.language import N_

SECTIONS = {
    "papers": N_("Papers"), "signatures": N_("Signatures on paper"), "tables": N_("Tables"), "schedule": N_("Schedule"),
    "received": N_("Mails received"), "sent": N_("Mails sent"), "events": N_("Who did what when"),
}


@dataclass(frozen=True)
class File:
    """`stem` is its path without the ending; `make` gives ending and bytes, when it is its turn."""

    stem: str
    make: Callable[[], tuple[str, bytes]]


@dataclass(frozen=True)
class Entry:
    """A line of the index. `section` is one of SECTIONS; `details` are said beside the title."""

    section: str
    number: int
    title: str
    details: tuple[str, ...]
    files: tuple[File, ...]
