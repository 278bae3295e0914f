"""The one reminder of a working day: everything open over all projects, numbered through."""

from datetime import date
from itertools import groupby

from coordination.language import gettext as _
from coordination.language import ngettext
from coordination.letter import Letter
from mailflow.letters import line
from mailflow.letters.line import Line, later


def page(letter: Letter) -> dict:
    """The values of the template."""
    today = letter.person.today()
    return page_of(letter.person.name, [line.read_by(letter.person, row) for row in letter.lines], today)


def page_of(name: str, lines: list[Line], today: date) -> dict:
    """`groups` holds a project's name and its lines; numbers run through all of them."""
    groups = [(project, list(rows)) for project, rows in groupby(lines, key=lambda row: row.project)]
    return {"subject": subject(lines), "name": name, "lines": lines, "groups": groups,
            "behalves": _(", ").join(dict.fromkeys(line.behalf for line in lines if line.behalf)),
            "example": line.example(lines, later(lines, today))}


def subject(lines: list[Line]) -> str:
    """`您有 3 项待回复（新品上线、官网改版）`."""
    projects = _(", ").join(dict.fromkeys(row.project for row in lines))
    return ngettext("%(n)s item is waiting for you (%(projects)s)",
                    "%(n)s items are waiting for you (%(projects)s)", len(lines), projects=projects)
