"""What a cell of a paper may hold, from the text that somebody typed or a spreadsheet brought."""

import re
from datetime import date, timedelta

from coordination import recurrence_words
from coordination.kind import Column
from coordination.language import gettext as _
from coordination.person import Department, Person
from coordination.project import Project
from coordination.refusal import Invalid, Missing

LONGEST = 20_000
_WEEKS = re.compile(r"^(?:第|W(?:EEKS?)?)?(\d{1,3})(?:[-–—~至到]+(?:第|W)?(\d{1,3}))?(?:周)?$", re.IGNORECASE)
_NUMBERED_DAY = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?(?: 00:00:00)?")


def read(column: Column, typed: str, project: Project, field: str) -> str:
    """The cell in the one form in which it is kept; "" where it may be empty and is. Raises Missing and Invalid.

    Kept are: a day as YYYY-MM-DD, weeks as W2 or W2-W4, a person or a department as the id, a choice as its code,
    a number with a point, a rhythm as `coordination.recurrence` keeps it; words that are none stay as they were typed.
    """
    typed = " ".join(typed.split()) if column.shape not in ("text",) else typed.replace("\r\n", "\n").strip()
    if not typed:
        if column.required:
            raise Missing(field, _(column.label))
        return ""
    return _READERS[column.shape](column, typed, project, field)


def shown(column: Column, kept: str) -> str:
    """The cell as a frozen paper has it: names written out, dates and codes as kept."""
    if column.shape == "person" and kept.isdigit():
        person = Person.get_or_none(Person.id == int(kept))
        return person.name if person else kept
    if column.shape == "department" and kept.isdigit():
        department = Department.get_or_none(Department.id == int(kept))
        return department.name if department else kept
    return kept


def span(when: str, starts_on: date | None) -> tuple[date, date] | None:
    """First and last day of a kept "when": a date, or project weeks counted from the Monday of the project's start.

    None for weeks of a project that has no start yet, and for what is no date.
    """
    if weeks := re.fullmatch(r"W(\d+)(?:-W(\d+))?", when):
        if starts_on is None:
            return None
        monday = starts_on - timedelta(days=starts_on.weekday())
        first, last = int(weeks[1]), int(weeks[2] or weeks[1])
        return monday + timedelta(weeks=first - 1), monday + timedelta(weeks=last, days=-1)
    day = _day_of(when)
    return (day, day) if day else None


def _line(column: Column, typed: str, _project: Project, field: str) -> str:
    if len(typed) > LONGEST:
        raise Invalid(field, _(column.label), typed[:20] + "…",
                      _("Please use at most %(length)s characters.", length=LONGEST))
    return typed.replace("\x00", "")


def _day(column: Column, typed: str, project: Project, field: str) -> str:
    day = _day_of(typed)
    if day is None:
        raise Invalid(field, _(column.label), typed, _("Please write a date such as 2026-03-06."))
    _not_before_the_start(column, day, project, field)
    return day.isoformat()


def _when(column: Column, typed: str, project: Project, field: str) -> str:
    if weeks := _WEEKS.match(typed.replace(" ", "")):
        first, last = int(weeks[1]), int(weeks[2] or weeks[1])
        if first and first <= last:
            return f"W{first}" if first == last else f"W{first}-W{last}"
    day = _day_of(typed)
    if day is None:
        raise Invalid(field, _(column.label), typed,
                      _("Please write a date such as 2026-03-06, or project weeks such as 2-4."))
    _not_before_the_start(column, day, project, field)
    return day.isoformat()


def _not_before_the_start(column: Column, day: date, project: Project, field: str) -> None:
    if column.is_planned and project.starts_on is not None and day < project.starts_on:
        raise Invalid(field, _(column.label), day.isoformat(),
                      _("The project starts on %(start)s.", start=project.starts_on.isoformat()))


def _person(column: Column, typed: str, project: Project, field: str) -> str:
    people = {str(person.id): person for person in project.members()}
    named = [key for key, person in people.items() if typed in (person.name, _with_department(person))]
    if typed not in people and len(named) != 1:
        raise Invalid(field, _(column.label), typed, _("Please choose a member of the project."))
    return typed if typed in people else named[0]


def _with_department(person: Person) -> str:
    """As tables write it: `采购部 陈杰`."""
    return f"{person.department.name} {person.name}" if person.department else person.name


def _department(column: Column, typed: str, _project: Project, field: str) -> str:
    found = Department.get_or_none((Department.name == typed) if not typed.isdigit() else (Department.id == int(typed)))
    if found is None:
        raise Invalid(field, _(column.label), typed, _("Please choose one of the company's departments."))
    return str(found.id)


def _number(column: Column, typed: str, _project: Project, field: str) -> str:
    bare = typed.replace(",", "").replace("，", "").replace(" ", "")
    if not re.fullmatch(r"-?\d{1,15}(\.\d{1,6})?", bare):
        raise Invalid(field, _(column.label), typed, _("Please write a number."))
    return bare


def _choice(column: Column, typed: str, _project: Project, field: str) -> str:
    for code, label in column.choices.items():
        if typed in (code, label, _(label)):
            return code
    raise Invalid(field, _(column.label), typed, _("Please choose one of: %(choices)s.",
                                                   choices=" / ".join(_(label) for label in column.choices.values())))


def _rhythm(column: Column, typed: str, project: Project, field: str) -> str:
    return recurrence_words.read(typed) or _line(column, typed, project, field)


def _day_of(typed: str) -> date | None:
    if not (found := _NUMBERED_DAY.fullmatch(typed)):
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


_READERS = {"line": _line, "text": _line, "day": _day, "when": _when, "person": _person, "department": _department,
            "number": _number, "choice": _choice, "rhythm": _rhythm}
