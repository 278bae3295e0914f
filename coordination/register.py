"""Registers: the action items and the issues of a project as tables that a spreadsheet brings, all or nothing."""

import re
from datetime import UTC, date, datetime, time
from typing import ClassVar
from zoneinfo import ZoneInfo

from coordination import clock, overview, shapes
from coordination.action import STATUS_NAMES, ActionItem
from coordination.circulation import Incomplete
from coordination.database import transaction
from coordination.handover import ask_the_owner
from coordination.issue import Issue
from coordination.issue_states import LEVELS, NEW, OVER
from coordination.kind import Column, Kind, Section
from coordination.language import N_
from coordination.language import gettext as _
from coordination.person import Department, Person
from coordination.project import Project, lock
from coordination.refusal import Refusal

# What tables of other programs call a status, in lower case and without spaces.
STATUS_SPELLINGS = {
    "open": ("未完成", "未开始", "待办", "待处理", "待完成", "未启动", "未办", "open", "todo", "new",
             "notstarted", "pending"),
    "in_progress": ("进行中", "处理中", "办理中", "进展中", "在办", "正在进行", "已开始", "执行中", "推进中", "开展中",
                    "inprogress", "ongoing", "started", "wip", "doing", "underway"),
    "done": ("完成", "已完成", "完成了", "已完", "已办结", "办结", "已关闭", "关闭", "done", "complete",
             "completed", "finished", "closed", "ok", "100%"),
    "delayed": ("延期", "已延期", "延迟", "推迟", "延后", "逾期", "delayed", "late", "postponed", "overdue", "delay"),
    "blocked": ("受阻", "卡住", "阻塞", "被阻塞", "暂停", "搁置", "blocked", "stuck", "onhold", "waiting"),
    "declined": ("不承担", "拒绝", "不接受", "declined", "refused", "rejected"),
    "handed_over": ("已转交", "转交", "移交", "已移交", "handedover", "transferred"),
    "cancelled": ("取消", "已取消", "作废", "不做了", "cancelled", "canceled", "dropped"),
}
ACTION_COLUMNS = (
    Column("number", N_("Number"), required=False, hint=N_("empty for a new one")),
    Column("what", N_("What"), "text"),
    Column("owner", N_("Owner"), "person"),
    Column("due", N_("Due"), "day", is_planned=False),
    Column("expected_due", N_("Expected"), "day", required=False, hint=N_("only where it is delayed"),
           is_planned=False),
    Column("status", N_("Status"), "choice", required=False, choices=STATUS_NAMES, spellings=STATUS_SPELLINGS),
    Column("percent", N_("Progress"), "number", required=False),
)
# Of the log (template 3) what somebody writes; the rest of it comes from workshops, solutions and rulings.
ISSUE_COLUMNS = (
    Column("number", N_("Number"), required=False, hint=N_("empty for a new one")),
    Column("raised_on", N_("Raised on"), "day", required=False, is_planned=False),
    Column("raised_by", N_("Raised by (department, person)"), "person"),
    Column("level", N_("Level"), "choice", required=False, choices=LEVELS),
    Column("what", N_("Problem"), "text"),
    Column("impact", N_("Impact"), "text", required=False),
    Column("wish", N_("Wished solution"), "text", required=False),
    Column("departments", N_("Departments concerned"), "text", required=False),
)

Bad = tuple[int, str, str]  # index of the row, name of the column, what to do about it


class Register:
    """`check` and `take` read rows as `papers.sheet.preview` gives them: column → cell as it is kept (see `shapes`)."""

    kind: ClassVar[Kind]

    def __init__(self, project: Project) -> None:
        self.project = project

    @property
    def section(self) -> Section:
        return self.kind.table

    def check(self, rows: list[dict[str, str]]) -> list[Bad]:
        """The cells that cannot be what they are beside the others, or beside what there is already."""
        known, seen, found = self.known(), set(), []
        for n, row in enumerate(rows):
            number = row.get("number", "")
            if number and number not in known:
                found.append((n, "number", _("There is no %(number)s in this project. "
                                             "Leave the number empty for a new one.", number=number)))
            elif number and number in seen:
                found.append((n, "number", _("%(number)s is there twice.", number=number)))
            else:
                found += [(n, *bad) for bad in self.bad_cells(row, known.get(number))]
            seen.add(number)
        return found

    def take(self, rows: list[dict[str, str]], *, by: Person) -> None:
        """Rows with a number change what has it, the others are new; what is not among them stays as it is.

        All or nothing: raises Incomplete where a cell cannot be read, NotAllowed, Archived.
        """
        self.project.managed_by(by)
        with transaction():
            lock(self.project)
            read = [self._read(n, row) for n, row in enumerate(rows)]
            if bad := self.check(read):
                raise Incomplete({f"{n}-{name}": sentence for n, name, sentence in bad})
            known = self.known()
            for row in read:
                self.take_one(row, known.get(row["number"]), by)

    def known(self) -> dict:
        """What there is, by its number as the table has it."""
        raise NotImplementedError

    def bad_cells(self, row: dict[str, str], known: object | None) -> list[tuple[str, str]]:
        raise NotImplementedError

    def take_one(self, row: dict[str, str], known: object | None, by: Person) -> None:
        raise NotImplementedError

    def _read(self, n: int, row: dict[str, str]) -> dict[str, str]:
        cells, fields = {}, {}
        for column in self.section.columns:
            try:
                cells[column.name] = shapes.read(column, str(row.get(column.name) or ""), self.project, column.name)
            except Refusal as refusal:
                fields[f"{n}-{column.name}"] = str(refusal)
        if fields:
            raise Incomplete(fields)
        return cells


class ActionRegister(Register):
    """The action items (待办), also those of other programs at the beginning."""

    kind = Kind("actions", "A", N_("Action items"), "execution",
                (Section("actions", N_("Action items"), ACTION_COLUMNS),), is_table=True)

    def rows(self) -> list[dict[str, str]]:
        """Every action item with names written out, open ones first; one query."""
        return [{"number": f"{self.project.code}-A{row.number}", "what": row.what, "owner": row.owner,
                 "due": row.due.isoformat(), "expected_due": row.expected_due.isoformat() if row.expected_due else "",
                 "status": row.status, "percent": "" if row.percent is None else str(row.percent)}
                for row in overview.actions(self.project, all_closed=True)]

    def known(self) -> dict[str, ActionItem]:
        items = ActionItem.select().where(ActionItem.project == self.project)
        return {f"{self.project.code}-A{item.number}": item for item in items}

    def bad_cells(self, row: dict[str, str], known: ActionItem | None) -> list[tuple[str, str]]:
        found = []
        if row["percent"] and not re.fullmatch(r"\d{1,2}|100", row["percent"]):
            found.append(("percent", _("Please give a number from 0 to 100.")))
        was_expected = known is not None and row["expected_due"] == _iso(known.expected_due)
        if row["expected_due"] and row["status"] != "delayed" and not was_expected:
            found.append(("expected_due", _("An expected day goes with the status “delayed”.")))
        return found

    def take_one(self, row: dict[str, str], known: ActionItem | None, by: Person) -> None:
        owner, due = Person.get_by_id(int(row["owner"])), date.fromisoformat(row["due"])
        if known is None:
            action = ActionItem.agree(self.project, row["what"], owner, due, by=by)
        else:
            action = known
            action.agree_again(row["what"], owner, due, by=by)
        percent = int(row["percent"]) if row["percent"] else None
        expected = date.fromisoformat(row["expected_due"]) if row["expected_due"] else None
        status = row["status"] or action.status
        if status in ("in_progress", "delayed", "blocked"):
            action.report(status, by=by, due=expected, percent=percent)
        elif status != action.status:
            action.stand(status, by=by)
        if action.is_open:
            ask_the_owner(action)


class IssueRegister(Register):
    """The issues of the log, for those that were kept elsewhere before."""

    kind = Kind("issues", "I", N_("Cross-department issue log"), "issues",
                (Section("issues", N_("All issues"), ISSUE_COLUMNS),), is_table=True)

    def known(self) -> dict[str, Issue]:
        issues = Issue.select().where(Issue.project == self.project)
        return {f"{self.project.code}-I{issue.number}": issue for issue in issues}

    def bad_cells(self, row: dict[str, str], known: Issue | None) -> list[tuple[str, str]]:
        unknown = [name for name in _names(row["departments"]) if name not in self._departments()]
        found = [("departments", _("There is no department “%(name)s”.", name=name)) for name in unknown]
        if row["raised_on"] and date.fromisoformat(row["raised_on"]) > clock.today(self.project.time_zone):
            found.append(("raised_on", _("This day is still to come.")))
        if known is not None and not unknown:
            found += self._bad_change(row, known)
        return found

    def take_one(self, row: dict[str, str], known: Issue | None, by: Person) -> None:
        described = self._described(row)
        if known is None:
            raiser = Person.get_by_id(int(row["raised_by"]))
            raised_at = self._at(row["raised_on"])
            known = Issue.raise_one(self.project, by=by, raiser=raiser, raised_at=raised_at, **described)
        elif described != _described(known):
            known.describe(by=by, **described)
        if row["level"] and row["level"] != known.level:
            known.grade(row["level"], by=by)

    def _bad_change(self, row: dict[str, str], known: Issue) -> list[tuple[str, str]]:
        new_level = bool(row["level"]) and row["level"] != known.level
        if known.state in OVER and (new_level or self._described(row) != _described(known)):
            return [("number", _("%(number)s is closed. Please open it again first.", number=row["number"]))]
        if new_level and row["level"] == "minor" and known.state not in NEW:
            return [("level", _("Its workshop was called already, so it stays cross-department."))]
        return []

    def _described(self, row: dict[str, str]) -> dict:
        ids = self._departments()
        return {"what": row["what"], "impact": row["impact"], "wish": row["wish"],
                "departments": sorted(ids[name] for name in _names(row["departments"]))}

    def _departments(self) -> dict[str, int]:
        return {department.name: department.id for department in Department.all()}

    def _at(self, day: str) -> datetime | None:
        """Noon of a day that is over; None for today, which is now."""
        if not day or date.fromisoformat(day) == clock.today(self.project.time_zone):
            return None
        return datetime.combine(date.fromisoformat(day), time(12), ZoneInfo(self.project.time_zone)).astimezone(UTC)


def _described(issue: Issue) -> dict:
    return {"what": issue.what, "impact": issue.impact, "wish": issue.wish, "departments": sorted(issue.departments)}


def _names(departments: str) -> list[str]:
    return [name.strip() for name in re.split(r"[\n,，、;；/]", departments) if name.strip()]


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


REGISTERS: dict[str, type[Register]] = {"actions": ActionRegister, "issues": IssueRegister}
