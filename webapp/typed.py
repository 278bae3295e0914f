"""What the forms of a meeting send, as values that the records take; times are those of the project's zone.

Rows are named by their key: `topic` and `line` list the keys in order, `topic-KEY-title` is a field of one row.
"""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from flask import request

from coordination.draft import Draft, LineDraft, TopicDraft
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


def unknown_owners(people: list[tuple[int, str]]) -> list[str]:
    """Names typed as owners that are nobody's, or more than one person's."""
    names = (request.form.get(f"action-{key}-owner", "").strip() for key in _keys("line"))
    return list(dict.fromkeys(name for name in names if name and _person(name, people) is None))


def times(zone: str) -> tuple[datetime, datetime]:
    """Begin and end, aware; an end earlier than the begin is left for the record to refuse."""
    on = day("date", _("Date"))
    if on is None:
        raise Missing("date", _("Date"))
    return tuple(datetime.combine(on, _time(name, label), ZoneInfo(zone)).astimezone(UTC)
                 for name, label in (("begins", _("Begin")), ("ends", _("End"))))


def day(field: str, label: str) -> date | None:
    """A local date, None where the field is empty."""
    text = request.form.get(field, "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Invalid(field, label, text, _("Please write it as 2026-03-31.")) from None


def percent() -> int | None:
    text = request.form.get("percent", "").strip().rstrip("%")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 4):
        raise Invalid("percent", _("Progress"), text, _("Please give a number from 0 to 100."))
    return int(text)


def _time(field: str, label: str) -> time:
    text = request.form.get(field, "").strip()
    if not text:
        raise Missing(field, label)
    try:
        return time.fromisoformat(text)
    except ValueError:
        raise Invalid(field, label, text, _("Please write it as 14:30.")) from None


def _attendance() -> dict[int, str]:
    """Who was chosen as anything; somebody without a state is not on the list."""
    form = request.form
    states = ((row_id(person), form.get(f"attendance-{person}", "")) for person in form.getlist("person"))
    return {person: state for person, state in states if person and state in ATTENDANCE}


def _keys(name: str) -> list[str]:
    return list(dict.fromkeys(key for key in request.form.getlist(name) if 0 < len(key) <= 40))


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
