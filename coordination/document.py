"""Documents: every paper of the process but the minutes, from the first word typed to the last answer.

A document is a Paper with the rules of its Kind. A kind that does something when everybody has answered is a subclass
with `concluded`; `coordination.documents` knows them all.
"""

from collections import Counter
from typing import ClassVar, Self

from peewee import JOIN

from coordination import clock, event, shapes
from coordination.ask import Ask
from coordination.circulation import (
    ChangedMeanwhile,
    Frozen,
    Incomplete,
    NotCirculated,
    Recipient,
    circulate,
)
from coordination.database import transaction
from coordination.document_changes import between
from coordination.issue import Issue
from coordination.kind import Column, Kind, Section
from coordination.language import N_, use_language
from coordination.language import gettext as _
from coordination.meeting import new_key
from coordination.paper import Paper, PaperVersion
from coordination.person import Department, Person
from coordination.project import Project, lock
from coordination.refusal import Missing, Refusal
from coordination.rules import rules
from coordination.typed import one_line


class SentBack(Refusal):
    sentence = N_("This paper was sent back for changes, so there is nothing to go back to. Change it and circulate it "
                  "once more, or leave it.")
    status = 409


class Document:
    """`values` are kept as typed; they are read, checked and written out when the paper is previewed or circulated."""

    kind: ClassVar[Kind]

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.project: Project = paper.project

    @classmethod
    def begin(cls, project: Project, *, by: Person | None, title: str = "", values: dict | None = None,
              issue: Issue | None = None) -> Self:
        """A new draft, filled with what is known already. Raises NotAllowed, Archived, Invalid."""
        project.written_by(by)
        with transaction():
            lock(project)
            with use_language(project.language):
                title = title or cls._called(issue)
            paper = Paper.draft(cls.kind.code, project, one_line("title", _("Title"), title, 160), by=by,
                                letter=cls.kind.letter, issue=issue)
            document = cls(paper)
            paper.values = {**document.offered(), **(values or {})}
            paper.save(only=[Paper.values])
        return document

    @classmethod
    def _called(cls, issue: Issue | None) -> str:
        kind = _(cls.kind.title)
        return _("%(kind)s: %(what)s", kind=kind, what=issue.title) if issue else kind

    def offered(self) -> dict:
        """What a new draft starts with: section name → text or list of rows. Kinds say more."""
        return {}

    # Writing

    def write(self, values: dict, *, by: Person, editor: str, revision: int, title: str | None = None,
              chosen: list[int] | None = None) -> int:
        """Save what the page has, as typed; returns the new revision. Blank rows are not kept.

        `editor` and `revision` are as in `Minutes.write`. Raises Frozen, ChangedMeanwhile, NotAllowed, Archived.
        """
        self.project.written_by(by)
        with transaction():
            self._may_be_written(editor, revision)
            self.paper.values = {section.name: _kept(section, values.get(section.name))
                                 for section in self.kind.sections}
            if title is not None:
                self.paper.title = one_line("title", _("Title"), title, 160)
            if chosen is not None:
                self.paper.chosen = sorted(set(chosen))
            self.paper.revision, self.paper.editor = self.paper.revision + 1, editor[:40]
            self.paper.save()
        return self.paper.revision

    def take_over(self, *, by: Person) -> int:
        """Fill in what has become known since it was begun: texts still empty, rows not there yet; returns how many.

        Nothing that was typed changes. Raises Frozen, NotAllowed, Archived.
        """
        self.project.written_by(by)
        with transaction():
            self.paper = Paper.get_by_id(self.paper.id)
            self._is_draft()
            new = {name: _without_known(value, self.paper.values.get(name)) for name, value in self.offered().items()}
            new = {name: value for name, value in new.items() if value}
            if new:
                self._put({name: (self.paper.values.get(name) or []) + value if isinstance(value, list) else value
                           for name, value in new.items()})
        return sum(len(value) if isinstance(value, list) else 1 for value in new.values())

    def take_rows(self, name: str, rows: list[dict], *, by: Person) -> None:
        """Make a table what a spreadsheet brought, row by row with its key.

        All or nothing: raises Incomplete where a cell cannot be read, Frozen, NotAllowed, Archived.
        """
        self.project.written_by(by)
        section = self.kind.section(name)
        with transaction():
            self.paper = Paper.get_by_id(self.paper.id)
            self._is_draft()
            self._put({name: _kept(section, rows)})
            fields: dict[str, str] = {}
            self._check_section(section, fields)
            if fields:
                raise Incomplete(fields)

    def check(self) -> None:
        """Raises Incomplete with a sentence a field, all of them at once."""
        fields: dict[str, str] = {}
        for section in self.kind.sections:
            self._check_section(section, fields)
        if fields := fields or self.contradictions():
            raise Incomplete(fields)

    def contradictions(self) -> dict[str, str]:
        """What does not go together although every field is filled in: form field → sentence."""
        return {}

    def rows(self, name: str) -> list[dict]:
        """The rows of a table with every cell as it is kept (see `shapes.read`); what cannot be read stays as typed."""
        section = self.kind.section(name)
        return [{"key": row["key"], **{column.name: self._cell(section, column, row)[0] for column in section.columns}}
                for row in self.paper.values.get(name, [])]

    def text(self, name: str) -> str:
        return self.paper.values.get(name, "")

    # Circulating

    def content(self) -> dict:
        """The whole paper as plain values, names written out, to be previewed and frozen. Dates are local, ISO 8601."""
        latest = self.paper.latest
        return {
            "project": {"name": self.project.name, "code": self.project.code}, "time_zone": self.project.time_zone,
            "number": self.paper.reference, "version": latest.version + 1 if latest else 1, "title": self.paper.title,
            "kind": self.kind.code, "sections": self._sections(), "changes": self._changes(), "note": "",
            "previous_version": latest.version if latest else None, **self.more(),
        }

    def more(self) -> dict:
        """What a kind adds to the content."""
        return {}

    def asked(self) -> list[Person]:
        """Who is asked to agree, sign, decide or acknowledge."""
        return self.audience(self.kind.asked)

    def told(self) -> list[Person]:
        """Who else gets it and is asked for a receipt."""
        asked = {person.id for person in self.asked()}
        return [person for person in self.audience(self.kind.told) if person.id not in asked]

    def audience(self, name: str) -> list[Person]:
        """The people behind an audience's name, as `Kind` has it."""
        if name == "members":
            return self.project.members()
        if name == "chosen":
            return list(Person.select().where(Person.id.in_(self.paper.chosen) & Person.active).order_by(Person.name))
        roles = {"heads": "head", "liaisons": "liaison", "decision_layer": "decision_layer"}
        return self.project.people_with(roles[name]) if name else []

    def circulate(self, *, by: Person, note: str = "") -> PaperVersion:
        """Freeze a version, ask everybody concerned and put their letters into the outbox, all or nothing.

        Raises Frozen, Incomplete, NothingChanged, Nobody, NoAddress, NotAllowed, Archived.
        """
        self.project.managed_by(by)
        with transaction():
            lock(self.project)
            self.paper = Paper.get_by_id(self.paper.id)
            self._is_draft()
            self.check()
            self.may_circulate()
            people = [Recipient(person, self.kind.asks) for person in self.asked()]
            people += [Recipient(person) for person in self.told()]
            version = circulate(self.paper, self.content(), self._changes(), note, people, kind="paper", by=by)
            Paper.update(outcome=None).where(Paper.id == self.paper.id).execute()
            self.circulated(version, by)
        return version

    def may_circulate(self) -> None:
        """What a kind demands before it goes out; raises a Refusal."""

    def remarks(self) -> list[str]:
        """What its author should know before it goes out, a sentence each; nothing of it stands in the way."""
        return []

    def circulated(self, version: PaperVersion, by: Person | None) -> None:
        """What a kind does when it has gone out, in the same transaction."""

    def may_be_written_by(self, person: Person) -> bool:
        """Whether `write` lets the person now; for pages that show only the buttons that work."""
        return self.paper.state == "draft" and self.project.may_be_written_by(person)

    def may_be_circulated_by(self, person: Person) -> bool:
        """Whether `circulate` lets the person, once everything is filled in."""
        return self.paper.state == "draft" and self.project.may_be_managed_by(person)

    def correct(self, *, by: Person) -> None:
        """Open it for a new version. Raises NotCirculated, and what a kind forbids."""
        self.project.managed_by(by)
        if self.paper.state == "draft":
            raise NotCirculated()
        self.may_be_corrected(by)
        with transaction():
            self.paper.open_for_correction(by=by)

    def discard(self, *, by: Person, revision: int) -> None:
        """Give the draft up, as it was at `revision`: one that never went out is gone, a correction goes back to the
        version that is out, which stays as it was. Raises Frozen, SentBack, ChangedMeanwhile, NotAllowed, Archived."""
        self.project.managed_by(by)
        with transaction():
            lock(self.project)
            self.paper = Paper.get_by_id(self.paper.id)
            self._is_draft()
            if self.paper.revision != revision:
                raise ChangedMeanwhile()
            if self.paper.latest is None:
                self.paper.delete_draft(by=by)
                return
            if self.paper.opened is None:
                raise SentBack()
            self.paper.go_back(by=by)
            if self.paper.outcome is None:
                self.heard()  # what was answered while the correction was open

    def is_discardable_by(self, person: Person) -> bool:
        """Whether `discard` lets the person; for pages that show only the buttons that work."""
        is_draft = self.paper.state == "draft" and self.project.may_be_managed_by(person)
        return is_draft and (self.paper.latest is None or self.paper.opened is not None)

    def may_be_corrected(self, by: Person) -> None:
        """A kind whose decision is final says so here; raises a Refusal."""

    def is_correctable_by(self, person: Person) -> bool:
        """Whether `correct` lets the person; for pages that show only the buttons that work."""
        try:
            self.project.managed_by(person)
            self.may_be_corrected(person)
        except Refusal:
            return False
        return self.paper.state != "draft"

    # Answers

    def answers(self) -> list[Ask]:
        """What everybody was asked about the latest version and said, by kind of ask, department and name."""
        latest = self.paper.latest
        return asks_of(latest) if latest else []

    def heard(self) -> None:
        """Called after every answer, in its transaction: once all have answered it is decided, and takes effect."""
        asks = [ask for ask in self.answers() if ask.kind == self.kind.asks]
        if self.paper.state != "circulated" or self.kind.asks == "acknowledge" or not asks:
            return
        said = Counter(ask.answer_given for ask in asks)
        if said[None]:
            return
        outcome = next((word for word in ("send_back", "reject") if said[word]), "approve")
        self._conclude(outcome)

    def reconsider(self) -> None:
        """Called after an answer was taken back or asked for anew: what followed from all of them is open again."""
        if self.paper.outcome is not None:
            Paper.update(outcome=None).where(Paper.id == self.paper.id).execute()
            self.paper.outcome = None
            self.heard()

    def concluded(self, outcome: str) -> None:
        """What a kind does when it is decided: `outcome` is approve, reject or send_back."""

    def settle(self) -> bool:
        """A paper that only wants receipts is final once the objection window is over; True where that happened now."""
        version = self.paper.latest
        if self.kind.asks != "acknowledge" or self.paper.state != "circulated":
            return False
        if clock.now() < rules().objections_until(version.circulated_at):
            return False
        with transaction():
            self._conclude("approve")
        return True

    # How it is done

    def _conclude(self, outcome: str) -> None:
        Paper.update(outcome=outcome).where(Paper.id == self.paper.id).execute()
        self.paper.outcome = outcome
        event.record("concluded", self.paper, by=None, project=self.project, after={"outcome": outcome})
        if outcome == "approve":
            self.paper.become("final", by=None)
        self.concluded(outcome)

    def _put(self, values: dict) -> None:
        """Change some sections; an open page notices, because the revision counts and the editor is none."""
        self.paper.values = {**self.paper.values, **values}
        self.paper.revision, self.paper.editor = self.paper.revision + 1, ""
        self.paper.save(only=[Paper.values, Paper.revision, Paper.editor])

    def _may_be_written(self, editor: str, revision: int) -> None:
        fresh = Paper.get_by_id(self.paper.id)
        if fresh.revision != revision and fresh.editor != editor:
            raise ChangedMeanwhile()
        self.paper = fresh
        self._is_draft()

    def _is_draft(self) -> None:
        if self.paper.state != "draft":
            raise Frozen()

    def _check_section(self, section: Section, fields: dict[str, str]) -> None:
        value = self.paper.values.get(section.name)
        if section.required and not value:
            fields[section.name] = str(Missing(section.name, _(section.label)))
        for row in value or [] if section.is_table else []:
            for column in section.columns:
                _kept_cell, refusal = self._cell(section, column, row)
                if refusal:
                    fields[f"{section.name}-{row['key']}-{column.name}"] = str(refusal)

    def _cell(self, section: Section, column: Column, row: dict) -> tuple[str, Refusal | None]:
        typed = row.get(column.name, "")
        try:
            return shapes.read(column, typed, self.project, f"{section.name}-{row['key']}-{column.name}"), None
        except Refusal as refusal:
            return typed, refusal

    def _sections(self) -> list[dict]:
        return [self._table(section) if section.is_table else {"name": section.name, "text": self.text(section.name)}
                for section in self.kind.sections]

    def _table(self, section: Section) -> dict:
        columns = {column.name: column for column in section.columns}
        rows = [{name: shapes.shown(columns[name], value) if name in columns else value for name, value in row.items()}
                for row in self.rows(section.name)]
        return {"name": section.name, "rows": rows}

    def _changes(self) -> list[dict]:
        latest = self.paper.latest
        now = {"title": self.paper.title, "sections": self._sections(), **self.more()}
        return between(latest.content, now) if latest else []


def asks_of(version: PaperVersion) -> list[Ask]:
    """Everybody's ask about a version with person and department, in one query; of an older one what was answered."""
    return list(Ask.select(Ask, Person, Department).join(Person, on=Ask.person).join(Department, JOIN.LEFT_OUTER)
                .where((Ask.paper_version == version) & (Ask.withdrawn_at.is_null() | Ask.answered_at.is_null(False)))
                .order_by(Ask.kind, Department.name, Person.name, Person.id))


def _kept(section: Section, value: object) -> object:
    """What was typed into a section, cut to what it may hold."""
    if not section.is_table:
        return str(value or "").replace("\r\n", "\n").replace("\x00", "").strip()[:shapes.LONGEST]
    rows = []
    for row in value if isinstance(value, list) else []:
        cells = {column.name: str(row.get(column.name) or "").strip()[:shapes.LONGEST] for column in section.columns}
        if any(cells.values()):
            rows.append({"key": str(row.get("key") or new_key())[:40], **cells})
    return rows


def _without_known(offered: object, typed: object) -> object:
    """What of an offer is news beside what was typed."""
    if not isinstance(offered, list):
        return "" if typed else offered
    known = {row["key"] for row in typed or []}
    return [row for row in offered if row["key"] not in known]
