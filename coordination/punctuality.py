"""Punctuality: how the departments keep receipts, reports and due dates, for the project manager."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from peewee import JOIN, Case, ModelSelect, fn

from coordination import clock
from coordination.action import ActionItem
from coordination.ask import Ask
from coordination.breach import Breach
from coordination.person import Department, Person
from coordination.project import Project
from coordination.rules import rules

REPORTS = ("provide", "warn")


@dataclass
class Tally:
    """How many of `all` were in time."""

    in_time: int = 0
    all: int = 0

    @property
    def percent(self) -> int | None:
        """In whole percent, None where there was nothing."""
        return round(100 * self.in_time / self.all) if self.all else None


@dataclass
class Record:
    """One department: receipts and reports within the objection window, action items by their agreed due date."""

    department: str
    receipts: Tally
    reports: Tally
    due_dates: Tally


def by_department(by: Person, project: Project | None = None) -> list[Record]:
    """The departments of the projects that `by` sees, or of one, by name; four queries.

    What is not answered yet counts only once its time is over.
    """
    visible = [project.id] if project else Project.ids_visible_to(by)
    found: dict[str, Record] = defaultdict(lambda: Record("", Tally(), Tally(), Tally()))
    for name, kind, asked, answered in _asks(visible):
        _count(found[name].receipts if kind == "acknowledge" else found[name].reports, asked, answered)
    for name, in_time, count in _items(visible):
        found[name].due_dates = Tally(in_time, count)
    for name, due, closed in _items_in_doubt(visible):
        found[name].due_dates.in_time += clock.local_day(closed, rules().time_zone) <= due
    return [Record(name, row.receipts, row.reports, row.due_dates) for name, row in sorted(found.items())]


def breaches(by: Person, project: Project | None = None, limit: int = 100) -> list[Breach]:
    """The clocks that ran out, newest first."""
    visible = [project.id] if project else Project.ids_visible_to(by)
    return list(Breach.select().where(Breach.project_id.in_(visible)).order_by(Breach.deadline.desc(), Breach.id.desc())
                .limit(limit))


def _count(tally: Tally, asked: datetime, answered: datetime | None) -> None:
    limit = rules().objections_until(asked)
    if answered is None and clock.now() < limit:
        return
    tally.all += 1
    tally.in_time += answered is not None and answered <= limit


def _asks(visible: ModelSelect | list[int]) -> Iterator[tuple]:
    return (Ask.select(fn.COALESCE(Department.name, ""), Ask.kind, Ask.created_at, Ask.answered_at)
            .join(Person, on=Ask.person).join(Department, JOIN.LEFT_OUTER)
            .where(Ask.project.in_(visible) & Ask.kind.in_(("acknowledge", *REPORTS)) & Ask.withdrawn_at.is_null()
                   & (Ask.created_at > clock.now() - timedelta(days=366))).tuples().iterator())


def _items(visible: ModelSelect | list[int]) -> Iterator[tuple]:
    """Department, how many are in time for sure, and how many count: closed ones, and open ones that are late."""
    today = clock.today(rules().time_zone)
    sure = fn.SUM(Case(None, [(_CLOSED_DAY < ActionItem.due, 1)], 0))
    return (_of_the_year(visible).select(fn.COALESCE(Department.name, ""), sure, fn.COUNT(ActionItem.id))
            .where(ActionItem.closed_at.is_null(False) | (ActionItem.due < today))
            .group_by(Department.name).tuples().iterator())


def _items_in_doubt(visible: ModelSelect | list[int]) -> Iterator[tuple]:
    """Those closed on the due date or later, as it is in UTC: which local day that was is for us to say."""
    return (_of_the_year(visible).select(fn.COALESCE(Department.name, ""), ActionItem.due, ActionItem.closed_at)
            .where(_CLOSED_DAY >= ActionItem.due).tuples().iterator())


def _of_the_year(visible: ModelSelect | list[int]) -> ModelSelect:
    return (ActionItem.select().join(Person).join(Department, JOIN.LEFT_OUTER)
            .where(ActionItem.project.in_(visible) & (ActionItem.status != "cancelled")
                   & (ActionItem.created_at > clock.now() - timedelta(days=366))))


# The day in UTC; a local day differs from it by one at most, so that a day before the due date is in time anywhere.
_CLOSED_DAY = fn.SUBSTR(ActionItem.closed_at, 1, 10)
