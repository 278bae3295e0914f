"""What the forms of meetings and papers send, as values that the records take; times are those of the project's zone.

Rows are named by their key: `topic` and `line` list the keys in order, `topic-KEY-title` is a field of one row.
"""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from flask import request

from coordination.ask import DECISIONS, Ask
from coordination.draft import Draft, LineDraft, TopicDraft
from coordination.kind import Kind, Section
from coordination.language import gettext as _
from coordination.meeting import ATTENDANCE
from coordination.refusal import Invalid, Missing
from webapp.numbers import chosen, row_id


def draft(zone: str, people: list[tuple[int, str]]) -> Draft:
    """`people` are those who can be typed by name, as (id, name). Raises Missing and Invalid."""
    starts_at, ends_at = times(zone)
    form = request.form
    return Draft(title=form.get("title", ""), kind=form.get("kind", ""), starts_at=starts_at, ends_at=ends_at,
                 place=form.get("place", ""), minute_taker_id=chosen("minute_taker") or None,
                 attendance=_attendance(), topics=tuple(map(_topic, _keys("topic"))),
                 lines=tuple(_line(key, people) for key in _keys("line")))


def values(kind: Kind) -> dict[str, str | list[dict[str, str]]]:
    """What the editor of a paper sends: section name → text, or rows with their keys, every cell as typed."""
    return {section.name: [_row(section, key) for key in _keys(section.name)] if section.is_table
            else request.form.get(section.name, "") for section in kind.sections}


def said(ask: Ask) -> dict[str, str | None]:
    """What goes with the answer to an ask about a paper: reason and option, where its kind takes them."""
    if ask.kind not in DECISIONS:
        return {}
    return {name: request.form.get(name, "").strip() or None for name in ("option", "reason")}


def unknown_owners(people: list[tuple[int, str]]) -> dict[str, str]:
    """Names typed as owners that are nobody's, or more than one person's: form field → name."""
    fields = (f"action-{key}-owner" for key in _keys("line"))
    names = {field: request.form.get(field, "").strip() for field in fields}
    return {field: name for field, name in names.items() if name and _person(name, people) is None}


def times(zone: str) -> tuple[datetime, datetime]:
    """Begin and end, aware; an end earlier than the begin is left for the record to refuse."""
    on = day("date", _("Date"))
    if on is None:
        raise Missing("date", _("Date"))
    return tuple(datetime.combine(on, time_of_day(name, label), ZoneInfo(zone)).astimezone(UTC)
                 for name, label in (("begins", _("Begin")), ("ends", _("End"))))


def day(field: str, label: str) -> date | None:
    """A local date, None where the field is empty."""
    text = request.form.get(field, "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Invalid(field, label, text, _("Please write it as 2026-03-31.")) from None


def time_of_day(field: str, label: str) -> time:
    """Local. Raises Missing and Invalid."""
    text = request.form.get(field, "").strip()
    if not text:
        raise Missing(field, label)
    try:
        return time.fromisoformat(text)
    except ValueError:
        raise Invalid(field, label, text, _("Please write it as 14:30.")) from None


def percent() -> int | None:
    text = request.form.get("percent", "").strip().rstrip("%")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 4):
        raise Invalid("percent", _("Progress"), text, _("Please give a number from 0 to 100."))
    return int(text)


def _attendance() -> dict[int, str]:
    """Who was chosen as anything; somebody without a state is not on the list."""
    form = request.form
    states = ((row_id(person), form.get(f"attendance-{person}", "")) for person in form.getlist("person"))
    return {person: state for person, state in states if person and state in ATTENDANCE}


def _keys(name: str) -> list[str]:
    return list(dict.fromkeys(key for key in request.form.getlist(name) if 0 < len(key) <= 40))


def _row(section: Section, key: str) -> dict[str, str]:
    return {"key": key, **{column.name: request.form.get(f"{section.name}-{key}-{column.name}", "")
                           for column in section.columns}}


def _topic(key: str) -> TopicDraft:
    form = request.form
    return TopicDraft(key, form.get(f"topic-{key}-title", ""), form.get(f"topic-{key}-discussion", ""),
                      form.get(f"topic-{key}-decision", ""))


def _line(key: str, people: list[tuple[int, str]]) -> LineDraft:
    form = request.form
    owner = _person(form.get(f"action-{key}-owner", "").strip(), people)
    return LineDraft(key, form.get(f"action-{key}-what", ""), owner,
                     day(f"action-{key}-due", _("Due")), form.get(f"action-{key}-status"),
                     form.get(f"action-{key}-status-before"))


def _person(name: str, people: list[tuple[int, str]]) -> int | None:
    """Who is meant: the whole name, or the beginning of one name only."""
    exact = [id for id, known in people if known == name]
    found = exact or [id for id, known in people if name and known.startswith(name)]
    return found[0] if len(found) == 1 else None
