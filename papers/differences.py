"""What changed between two versions of a document, in words a reader understands."""

from typing import Any

from coordination import changes
from coordination.kind import Column, Kind, Section
from coordination.language import gettext as _
from papers import cells
from papers.parts import kind_of

LONGEST = 120


def in_words(content: dict[str, Any]) -> list[str]:
    """A sentence for each of `content["changes"]`, in the language in force."""
    found = content["changes"]
    return [_sentence(kind_of(content), change) for change in found if not _is_told_by_rows(change, found)]


def _sentence(kind: Kind, change: dict[str, Any]) -> str:
    also, cell = change.get("also", ("", ""))
    section, column = _place(kind, change["field"], also)
    label = _(column.label if column else section.label if section else changes.LABELS["title"])
    where = _where(section, change["where"], also, cell)
    where = f"{where} · {label}" if where else label
    before, after = (_value(section, column, change[side]) for side in ("before", "after"))
    if max(len(before), len(after)) > LONGEST:
        return _("%(where)s: written anew", where=where)
    if not before:
        return _("%(where)s: added “%(after)s”", where=where, after=after)
    if not after:
        return _("%(where)s: removed “%(before)s”", where=where, before=before)
    return _("%(where)s: “%(before)s” → “%(after)s”", where=where, before=before, after=after)


def _place(kind: Kind, field: str, also: str) -> tuple[Section | None, Column | None]:
    """The section, or the section and the column, that a change is about; neither for the title. `also` is another
    column of it, where two sections have a column of that name."""
    for section in kind.sections:
        if section.name == field:
            return section, None
    found = [(section, column) for section in kind.sections for column in section.columns if column.name == field]
    has_both = [place for place in found if also in (column.name for column in place[0].columns)]
    return next(iter(has_both or found), (None, None))


def _where(section: Section | None, first: str, also: str, cell: str) -> str:
    """The row's first cell, written out and short, and the one that tells it from others that begin alike."""
    if not first or section is None or not section.is_table:
        return first or ""
    found = [_short(cells.written(section.columns[0], first))]
    found += [_short(cells.written(column, cell)) for column in section.columns if cell and column.name == also]
    return " · ".join(found)


def _value(section: Section | None, column: Column | None, value: str | None) -> str:
    if not value:
        return ""
    if column is None and section is not None and section.is_table:
        column = section.columns[0]
    return cells.written(column, value) if column else value


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else line[:39] + "…"


def _is_told_by_rows(change: dict[str, Any], found: list[dict[str, Any]]) -> bool:
    """The letters of the options follow from their rows, whose changes are told anyway."""
    derived = change["field"] == "options" and change["where"] == "" and None not in (change["before"], change["after"])
    return derived and any(other is not change and other["field"] in ("options", "text") for other in found)
