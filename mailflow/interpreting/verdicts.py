"""From all that was said of one item to one update, or to none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mailflow.interpreting import vocabulary as words
from mailflow.interpreting.claims import Claim
from mailflow.interpreting.dates import Calendar, shifted
from mailflow.interpreting.folding import fold
from mailflow.meaning import Item, Update


@dataclass(frozen=True)
class Verdict:
    update: Update | None
    attention: bool
    reason: str


def judge(item: Item, claims: Sequence[Claim], today: date, calendar: Calendar | None) -> Verdict | None:
    """None where nothing was said of the item's state."""
    claims = _without_soft(claims)
    kinds = {claim.kind for claim in claims}
    if "condition" in kinds or "unclear" in kinds or "cancelled" in kinds:
        worst = next(kind for kind in ("cancelled", "condition", "unclear") if kind in kinds)
        return Verdict(None, True, f"item {item.n}: {worst}")
    if "question" in kinds and kinds & {"declined", "handed"} or "waiting" in kinds and "done" in kinds:
        return _contradiction(item, *sorted(kinds))
    for kinds_of, decide in (
        (("declined",), _declined),
        (("handed",), _handed),
        (("delayed", "late_or_less"), _delayed),
        (("blocked",), _blocked),
        (("promise", "dated"), _promised),
        (("undone",), _undone),
        (("done",), _done),
        (("doing",), _doing),
    ):
        if kinds & set(kinds_of):
            return decide(item, list(claims), today, calendar)
    if kinds <= {"excepted", "noted", "harmless"} and "excepted" in kinds:
        return Verdict(None, True, f"item {item.n}: left out of what is done")
    if "waiting" in kinds:
        return Verdict(None, True, f"item {item.n}: waits for somebody else")
    if kinds & {"ok", "other"} and not kinds & {"noted", "will", "demand", "question"}:
        return Verdict(None, True, f"item {item.n}: nothing clear said")
    if "ready" in kinds:
        return Verdict(None, True, f"item {item.n}: ready, but not said to be delivered")
    return None


def _without_soft(claims: Sequence[Claim]) -> Sequence[Claim]:
    """A draft that is done beside the day of the final text, odd words beside a plain "done": the plain one counts."""
    kinds = {claim.kind for claim in claims}
    plain = {"part": {"promise", "delayed"}, "done": {"done"}}
    return [claim for claim in claims if not (claim.soft and kinds & plain[claim.soft] and claim.kind == "unclear")]


def _has(claims: list[Claim], *kinds: str) -> bool:
    return any(claim.kind in kinds for claim in claims)


def _contradiction(item: Item, *kinds: str) -> Verdict:
    return Verdict(None, True, f"item {item.n}: contradiction of {' and '.join(kinds)}")


def _percent(claims: list[Claim]) -> int | None:
    found = {claim.percent for claim in claims if claim.percent is not None}
    return found.pop() if len(found) == 1 else None


def _declined(item: Item, claims: list[Claim], today: date, calendar: Calendar | None) -> Verdict:
    if _has(claims, "done", "promise", "doing", "handed"):
        if _has(claims, "handed"):
            return _handed(item, [claim for claim in claims if claim.kind != "declined"], today, calendar)
        return _contradiction(item, "declined", "other claims")
    if _has(claims, "blocked"):  # "can't be made, stuck" refuses nothing
        return _blocked(item, claims, today, calendar)
    return Verdict(Update(item.n, "declined"), True, f"item {item.n}: declined")


def _handed(item: Item, claims: list[Claim], today: date, calendar: Calendar | None) -> Verdict:
    if _has(claims, "done"):
        return _contradiction(item, "handed over", "done")
    names = [claim.to for claim in claims if claim.kind == "handed" and claim.to]
    if len(set(names)) > 1:
        return _contradiction(item, "handed over", "handed over to somebody else")
    return Verdict(
        Update(item.n, "handed_over", to=names[0] if names else None), True, f"item {item.n}: handed over"
    )


def _blocked(item: Item, claims: list[Claim], today: date, calendar: Calendar | None) -> Verdict:
    if _has(claims, "done"):
        return _contradiction(item, "blocked", "done")
    return Verdict(Update(item.n, "blocked", percent=_percent(claims)), True, f"item {item.n}: blocked")


def _undone(item: Item, claims: list[Claim], today: date, calendar: Calendar | None) -> Verdict:
    if _has(claims, "done"):
        return _contradiction(item, "done", "not done")
    if _has(claims, "doing"):
        return _doing(item, claims, today, calendar)
    return Verdict(None, True, f"item {item.n}: not done yet, nothing promised")


def _done(item: Item, claims: list[Claim], today: date, calendar: Calendar | None) -> Verdict:
    if _has(claims, "doing"):
        if _percent(claims) is not None:
            return _doing(item, claims, today, calendar)
        return _contradiction(item, "done", "in progress")
    if any(words.REOPENED.search(fold(claim.text)) for claim in claims):
        return _contradiction(item, "done", "to be done again")
    return Verdict(Update(item.n, "done"), False, f"item {item.n}: done")


def _doing(item: Item, claims: list[Claim], today: date, calendar: Calendar | None) -> Verdict:
    is_overdue = item.due is not None and item.due < today
    update = Update(item.n, "in_progress", percent=_percent(claims))
    return Verdict(
        update, is_overdue, f"item {item.n}: in progress" + (", but overdue" if is_overdue else "")
    )


def _promised(item: Item, claims: list[Claim], today: date, calendar: Calendar | None) -> Verdict:
    firm = [claim for claim in claims if claim.kind == "promise"]
    if _has(claims, "done"):
        if firm and any(claim.is_firm for claim in firm):
            return _contradiction(item, "done", "promised")
        return _done(item, claims, today, calendar)
    chosen = firm or [claim for claim in claims if claim.kind == "dated"]
    return _by_day(item, chosen, claims, today)


def _by_day(item: Item, chosen: list[Claim], claims: list[Claim], today: date) -> Verdict:
    days = {claim.day for claim in chosen if claim.day}
    percent = _percent(claims)
    if len(days) > 1:
        return Verdict(None, True, f"item {item.n}: more than one day promised")
    if not days:
        return _by_span(item, chosen[0], percent)
    day = days.pop()
    if item.due is None or day <= item.due:
        return Verdict(
            Update(item.n, "in_progress", percent=percent, promised=day),
            False,
            f"item {item.n}: promised for {day}, in time",
        )
    return Verdict(
        Update(item.n, "delayed", day, percent), False, f"item {item.n}: promised for {day}, after {item.due}"
    )


def _by_span(item: Item, claim: Claim, percent: int | None) -> Verdict:
    if claim.span is None:
        return Verdict(None, True, f"item {item.n}: promised without a day")
    first, last = claim.span
    if item.due is None or last <= item.due:
        return Verdict(
            Update(item.n, "in_progress", percent=percent, promised=last),
            False,
            f"item {item.n}: promised by {last}, in time",
        )
    if first > item.due:
        return Verdict(
            Update(item.n, "delayed", None, percent), True, f"item {item.n}: a later week, without a day"
        )
    return Verdict(None, True, f"item {item.n}: promised for a week that the due date is in")


def _delayed(item: Item, claims: list[Claim], today: date, calendar: Calendar | None) -> Verdict:
    if _has(claims, "done"):
        return _contradiction(item, "done", "delayed")
    days = {day for claim in claims if (day := _day_of(claim, item, calendar))}
    percent = _percent(claims)
    if len(days) > 1:
        later = {claim.day for claim in claims if claim.kind == "delayed" and _TO.search(claim.text) and claim.day}
        firm = {claim.day for claim in claims if claim.kind == "promise" and claim.day} if not later else later
        days = firm if len(firm) == 1 else days
    if len(days) != 1:
        return _without_day(item, claims, percent, len(days))
    return _delayed_to(item, days.pop(), claims, percent)


_TO = re.compile(r"(?a)[到至]|\bto\b|\buntil\b|\btill\b")


def _day_of(claim: Claim, item: Item, calendar: Calendar | None) -> date | None:
    if claim.kind == "delayed" and claim.shift is not None:
        return shifted(item.due, claim.shift, calendar) if item.due else None
    return claim.day if claim.kind in ("delayed", "promise", "dated") else None


def _has_day(claim: Claim) -> bool:
    return claim.day is not None or claim.shift is not None


def _without_day(item: Item, claims: list[Claim], percent: int | None, days: int) -> Verdict:
    if all(claim.kind != "delayed" for claim in claims):
        return _by_span(item, next(claim for claim in claims if claim.kind == "late_or_less"), percent)
    reason = "more than one day" if days else "without a day"
    return Verdict(Update(item.n, "delayed", None, percent), True, f"item {item.n}: delayed, {reason}")


def _delayed_to(item: Item, day: date, claims: list[Claim], percent: int | None) -> Verdict:
    if item.due is not None and day <= item.due:
        if any(claim.vague for claim in claims if claim.kind == "delayed"):
            return Verdict(None, True, f"item {item.n}: not before {day}, but when")
        delays = [claim for claim in claims if claim.kind == "delayed"]
        if delays and not any(_has_day(claim) for claim in delays):
            return _without_day(item, delays, percent, 0)
        return Verdict(
            Update(item.n, "in_progress", percent=percent, promised=day), False, f"item {item.n}: {day} is in time"
        )
    return Verdict(Update(item.n, "delayed", day, percent), False, f"item {item.n}: delayed to {day}")
