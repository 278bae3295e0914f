"""The parts of a paper in the order in which they are read, written out: what HTML, plain text and Word all set."""

from dataclasses import dataclass
from typing import Any

from coordination.documents import KINDS
from coordination.kind import Column, Kind, Section
from coordination.language import N_
from coordination.refusal import NotFound
from papers import cells

WIDE, DENSE = 6, 10
LETTER = Column("letter", N_("No."))
SHORT = ("day", "when", "person", "department", "number", "choice")


@dataclass(frozen=True)
class Part:
    """`shape` is text, period (one line of dates), list (one column) or table; `rows` hold the cells written out.
    `label` is not translated yet: a heading may be set in two languages."""

    name: str
    label: str
    shape: str
    text: str = ""
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.text and not self.rows

    @property
    def is_dense(self) -> bool:
        """Whether it has so many columns that its letters have to be small."""
        return len(self.columns) > DENSE

    def is_short(self, index: int) -> bool:
        """Whether the cells of a column are better not broken into lines."""
        return self.columns[index].shape in SHORT or self.columns[index] is LETTER

    def pairs(self, row: tuple[str, ...]) -> list[tuple[str, str]]:
        """Label and cell of what the row says, where there are no columns; an option's letter goes with its text."""
        if self.columns[0] is LETTER:
            return [("", f"{row[0]}. {row[1]}"), *((column.label, cell) for column, cell
                                                   in zip(self.columns[2:], row[2:], strict=True) if cell)]
        return [(column.label, cell) for column, cell in zip(self.columns, row, strict=True) if cell]


def kind_of(content: dict[str, Any]) -> Kind:
    """The rules of a content's kind; raises NotFound for minutes, which are written by `papers.minutes`."""
    if content["kind"] not in KINDS:
        raise NotFound()
    return KINDS[content["kind"]].kind


def parts(content: dict[str, Any]) -> list[Part]:
    """Every section that has something to say, or should have, in the language in force."""
    held = {section["name"]: section for section in content["sections"]}
    made = [(section, _part(section, held.get(section.name, {}), content)) for section in kind_of(content).sections]
    return [part for section, part in made if section.required or not part.is_empty]


def is_wide(content: dict[str, Any]) -> bool:
    """Whether it is printed across: a table of many columns does not fit upright (A4)."""
    return any(len(section.columns) >= WIDE for section in kind_of(content).sections)


def _part(section: Section, held: dict[str, Any], content: dict[str, Any]) -> Part:
    if not section.is_table:
        return Part(section.name, section.label, "text", held.get("text", ""))
    columns, kept = section.columns, held.get("rows", [])
    narrow = len(columns) > DENSE
    rows = tuple(tuple(cells.written(column, row.get(column.name), narrow=narrow) for column in columns)
                 for row in kept)
    if section.shape == "period":
        return Part(section.name, section.label, "period", " – ".join(rows[0]) if rows else "")
    if section.name == "options" and content.get("options"):
        letters = [option["letter"] for option in content["options"]]
        return Part(section.name, section.label, "table", columns=(LETTER, *columns),
                    rows=tuple((letter, *row) for letter, row in zip(letters, rows, strict=False)))
    shape = "list" if len(columns) == 1 else "table"
    return Part(section.name, section.label, shape, columns=columns, rows=rows)
