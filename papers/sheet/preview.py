"""What an import would bring: the columns found, those that are foreign, every bad cell by its name, and the rows."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from coordination import shapes
from coordination.kind import Column, Kind, Section
from coordination.language import LANGUAGES, gettext, use_language
from coordination.language import gettext as _
from coordination.meeting import new_key
from coordination.project import Project
from coordination.refusal import Refusal

HEAD_WITHIN = 10
Check = Callable[[list[dict[str, str]]], list[tuple[int, str, str]]]


@dataclass(frozen=True)
class Problem:
    """`cell` is its name in the sheet, such as C7; `sentence` says what to do about it."""

    cell: str
    sentence: str


@dataclass
class Preview:
    """`found` are the labels of the columns taken, `foreign` the headings that mean nothing here and stay out.

    `shown` are the rows as typed, in the order of `found`, with the year of a day that was named without it. `values`
    are the rows as `Document.write` takes them; there are none as long as there are problems.
    """

    found: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    shown: list[list[str]] = field(default_factory=list)
    values: list[dict[str, str]] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        return not self.problems


def preview(kind: Kind, section: str, rows: list[list[str]], project: Project,
            known: list[dict[str, str]] | None = None, check: Check | None = None) -> Preview:
    """What the rows of `read_sheet` mean as rows of the kind's table, in the language in force; nothing is changed.

    Headings may be in Chinese or English and in any order, some lines down. A row whose first cell is that of one of
    the `known` rows (`Document.rows`) keeps its key, so that what hangs on it stays. `check` finds which cells must not
    be beside each other, as (index of the row, name of the column, sentence).
    """
    return _Reader(kind.section(section), project).read(rows, known or [], check)


class _Reader:
    def __init__(self, section: Section, project: Project) -> None:
        self.columns, self.project = section.columns, project
        self.meanings = {meaning: column for column in reversed(section.columns) for meaning in _meanings(column)}
        self.preview = Preview()
        self.numbers: list[int] = []  # of the rows kept, in the sheet
        self.seen: dict[tuple[str, str], str | Refusal] = {}

    def read(self, rows: list[list[str]], known: list[dict[str, str]], check: Check | None) -> Preview:
        head = self._head_of(rows)
        places = self._places(rows[head], head + 1) if rows else {}
        taken = [column for column in self.columns if column in places.values()]
        self.preview.found = [_(column.label) for column in taken]
        for number, row in enumerate(rows[head + 1:], start=head + 2):
            cells = {column.name: row[place] if place < len(row) else "" for place, column in places.items()}
            cells |= {column.name: shapes.with_year(column, cells[column.name], self.project) for column in taken}
            if any(cells.values()):
                self.preview.shown.append([cells[column.name] for column in taken])
                self._row(number, places, cells)
        self._check(check, places)
        if self.preview.problems:
            self.preview.values = []
        self._give_keys(known)
        return self.preview

    def _check(self, check: Check | None, places: dict[int, Column]) -> None:
        place_of = {column.name: place for place, column in places.items()}
        for n, name, sentence in check(self.preview.values) if check else ():
            self._problem(place_of.get(name, 0), self.numbers[n], sentence)

    def _head_of(self, rows: list[list[str]]) -> int:
        """The index of the line with the headings: the one that holds most of them."""
        def hits(index: int) -> int:
            return len({self.meanings[_plain(cell)].name for cell in rows[index] if _plain(cell) in self.meanings})

        return max(range(min(len(rows), HEAD_WITHIN)), key=hits, default=0)

    def _places(self, headings: list[str], number: int) -> dict[int, Column]:
        """Where each column stands; what is foreign, twice there or missing is noted."""
        places: dict[int, Column] = {}
        for place, heading in enumerate(headings):
            column = self.meanings.get(_plain(heading))
            if column is None:
                self.preview.foreign += [heading] if heading else []
            elif column in places.values():
                self._problem(place, number, _("The column “%(label)s” is there twice.", label=_(column.label)))
            else:
                places[place] = column
        for column in self.columns:
            if column.required and column not in places.values():
                self._problem(0, number, _("The column “%(label)s” is missing.", label=_(column.label)))
        return places

    def _row(self, number: int, places: dict[int, Column], cells: dict[str, str]) -> None:
        value = {column.name: "" for column in self.columns}
        for place, column in places.items():
            kept = self._read(column, cells[column.name])
            if isinstance(kept, Refusal):
                self._problem(place, number, str(kept))
            else:
                value[column.name] = kept
        self.preview.values.append(value)
        self.numbers.append(number)

    def _read(self, column: Column, typed: str) -> str | Refusal:
        """Each different cell is read once: people and departments are looked up in the database."""
        if (column.name, typed) not in self.seen:
            try:
                self.seen[column.name, typed] = shapes.read(column, typed, self.project, column.name)
            except Refusal as refusal:
                self.seen[column.name, typed] = refusal
        return self.seen[column.name, typed]

    def _give_keys(self, known: list[dict[str, str]]) -> None:
        first = self.columns[0].name
        keys = {row[first]: row["key"] for row in reversed(known) if row.get(first)}
        for value in self.preview.values:
            value["key"] = keys.pop(value[first], None) or new_key()

    def _problem(self, place: int, number: int, sentence: str) -> None:
        self.preview.problems.append(Problem(f"{_letter(place)}{number}", sentence))


def _meanings(column: Column) -> set[str]:
    labels = []
    for code in LANGUAGES:
        with use_language(code):
            labels.append(gettext(column.label))
    return {_plain(text) for text in (column.name, *labels, "".join(labels), "".join(reversed(labels)))}


def _plain(heading: str) -> str:
    """A heading without what does not matter: case, spaces, line breaks, stars, slashes and remarks in brackets."""
    return re.sub(r"[\s*＊/／:：_-]|[（(].*?[)）]", "", heading).casefold()


def _letter(place: int) -> str:
    """How a spreadsheet names a column: A to Z, then AA."""
    return ("" if place < 26 else _letter(place // 26 - 1)) + chr(ord("A") + place % 26)
