"""What a cell of a paper may hold, from the text that somebody typed or a spreadsheet brought."""

import re
from datetime import date, timedelta

from coordination import clock, recurrence_words
from coordination.kind import Column
from coordination.language import current_language
from coordination.language import gettext as _
from coordination.person import Department, Person
from coordination.project import Project
from coordination.refusal import Invalid, Missing

LONGEST = 20_000
_WEEKS = re.compile(r"^(?:第|W(?:EEKS?)?)?(\d{1,3})(?:[-–—~至到]+(?:第|W)?(\d{1,3}))?(?:周)?$", re.IGNORECASE)
_MONTHS = {name: n for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
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


def with_year(column: Column, typed: str, project: Project) -> str:
    """A day that a table names without its year as the one nearest to today, and where it is planned not before the
    project's start; everything else, and what may be another day, as typed."""
    named = _month_and_day(" ".join(typed.split())) if column.shape in ("day", "when") else None
    if named is None:
        return typed
    today, starts_on = clock.today(project.time_zone), project.starts_on if column.is_planned else None
    days = [day for year in range(today.year - 1, today.year + 2) if (day := _existing(year, *named))]
    days = [day for day in days if starts_on is None or day >= starts_on] or days
    return min(days, key=lambda day: abs(day - today)).isoformat() if days else typed


def _month_and_day(typed: str) -> tuple[int, int] | None:
    """"12/5" may be two days, unless Chinese is written, where the month stands first."""
    if found := re.fullmatch(r"(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]?", typed):
        return int(found[1]), int(found[2])
    if found := re.fullmatch(r"(\d{1,2})[-./](\d{1,2})", typed):
        month, day = int(found[1]), int(found[2])
        return (month, day) if day > 12 or day == month or current_language() == "zh" else None
    found = re.fullmatch(r"(?P<d>\d{1,2})(?:st|nd|rd|th)?[ -](?P<m>[A-Za-z]{3,9})\.?"
                         r"|(?P<m2>[A-Za-z]{3,9})\.? (?P<d2>\d{1,2})(?:st|nd|rd|th)?", typed)
    month = _MONTHS.get((found["m"] or found["m2"])[:3].casefold()) if found else None
    return (month, int(found["d"] or found["d2"])) if found and month else None


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
    plain = "".join(typed.split()).casefold()
    for code, label in column.choices.items():
        if typed in (code, label, _(label)) or plain in column.spellings.get(code, ()):
            return code
    raise Invalid(field, _(column.label), typed, _("Please choose one of: %(choices)s.",
                                                   choices=" / ".join(_(label) for label in column.choices.values())))


def _rhythm(column: Column, typed: str, project: Project, field: str) -> str:
    return recurrence_words.read(typed) or _line(column, typed, project, field)


def _day_of(typed: str) -> date | None:
    if not (found := _NUMBERED_DAY.fullmatch(typed)):
        return None
    return _existing(int(found[1]), int(found[2]), int(found[3]))


def _existing(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_READERS = {"line": _line, "text": _line, "day": _day, "when": _when, "person": _person, "department": _department,
            "number": _number, "choice": _choice, "rhythm": _rhythm}
