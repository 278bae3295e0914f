"""Papers (文书): numbered documents with versions; what is circulated is frozen with its hash."""

import hashlib
from datetime import datetime
from typing import Self

from peewee import CharField, ForeignKeyField, IntegerField, TextField, fn

from coordination import clock, event
from coordination.database import InstantField, JSONField, Record, canonical
from coordination.event import Event
from coordination.issue import Issue
from coordination.language import N_
from coordination.meeting import Meeting
from coordination.person import Person
from coordination.project import Project
from coordination.refusal import NotFound

STATES = {"draft": N_("draft"), "circulated": N_("circulated"), "final": N_("final"), "superseded": N_("superseded"),
          "cancelled": N_("cancelled")}

_WRITTEN = ("title", "values", "chosen")


class Paper(Record):
    """A named document of the process. `number` counts per project and kind, `letter` stands before it.

    `values` is what has been typed into a paper that is not minutes: section name → text or list of rows, every cell
    as typed. `chosen` holds the ids of people picked for it. `revision` and `editor` are as on a meeting.
    """

    project = ForeignKeyField(Project, on_delete="CASCADE")
    kind = CharField(max_length=24)
    letter = CharField(max_length=2, default="M")
    number = IntegerField()
    meeting = ForeignKeyField(Meeting, null=True, unique=True)
    issue = ForeignKeyField(Issue, null=True)
    title = CharField(max_length=160)
    state = CharField(max_length=12, default="draft")
    final_at = InstantField(null=True)
    outcome = CharField(max_length=12, null=True)
    values = JSONField(default=dict)
    chosen = JSONField(default=list)
    revision = IntegerField(default=0)
    editor = CharField(max_length=40, default="")

    class Meta:
        indexes = ((("project", "kind", "number"), True),)

    @classmethod
    def draft(cls, kind: str, project: Project, title: str, *, by: Person | None, letter: str = "M",
              meeting: Meeting | None = None, issue: Issue | None = None, values: dict | None = None) -> Self:
        """A new draft with the next number; called while the project is locked."""
        highest = cls.select(fn.MAX(cls.number)).where((cls.project == project) & (cls.kind == kind)).scalar() or 0
        paper = cls.create(project=project, kind=kind, number=highest + 1, letter=letter, meeting=meeting,
                           issue=issue, title=title, values=values or {})
        event.record("drafted", paper, by=by, project=project)
        return paper

    @property
    def reference(self) -> str:
        """The number on the paper, such as NPL-M3."""
        return f"{self.project.code}-{self.letter}{self.number}"

    @classmethod
    def find(cls, id: int, *, by: Person) -> Self:
        """Raises NotFound also where its project is none of the person's."""
        visible = Project.ids_visible_to(by)
        paper = (cls.select(cls, Project).join(Project).where((cls.id == id) & Project.id.in_(visible)).first())
        if paper is None:
            raise NotFound()
        return paper

    @property
    def is_blank(self) -> bool:
        """Begun, and nothing written in it."""
        return self.state == "draft" and not self.revision and not any(self.values.values())

    @property
    def versions(self) -> "list[PaperVersion]":
        """Oldest first."""
        return list(PaperVersion.select().where(PaperVersion.paper == self).order_by(PaperVersion.version))

    @property
    def latest(self) -> "PaperVersion | None":
        return PaperVersion.select().where(PaperVersion.paper == self).order_by(PaperVersion.version.desc()).first()

    def become(self, state: str, *, by: Person | None) -> None:
        """Change the state: draft, circulated or final; cancelled where the meeting was."""
        before, self.state = self.state, state
        self.final_at = clock.now() if state == "final" else None
        self.save(only=[Paper.state, Paper.final_at])
        event.record(state, self, by=by, project=self.project_id, before=before, after=state)

    def open_for_correction(self, *, by: Person) -> None:
        """A draft again; the event keeps what `go_back` goes back to."""
        before = {"state": self.state, "final_at": self.final_at.isoformat() if self.final_at else None,
                  **{name: getattr(self, name) for name in _WRITTEN}}
        self.become("draft", by=by)
        event.record("opened for correction", self, by=by, project=self.project_id, before=before)

    @property
    def opened(self) -> Event | None:
        """How somebody opened it for the correction that is being written; None for a first draft, and for a paper that
        is a draft because it was sent back."""
        last = (Event.of(self).where(Event.verb.in_(("opened for correction", "draft", "circulated")))
                .order_by(Event.id.desc()).first()) if self.state == "draft" else None
        return last if last is not None and last.verb != "circulated" and last.actor_id is not None else None

    def go_back(self, *, by: Person) -> None:
        """To the version that is out: what was written since it was opened for correction is given up."""
        before = self.opened.before if isinstance(self.opened.before, dict) else {"state": self.opened.before}
        written = self._as_written()
        for name in _WRITTEN:
            setattr(self, name, before.get(name, getattr(self, name)))
        self.revision, self.editor = self.revision + 1, ""
        self.save()
        self.become(before["state"], by=by)
        if before.get("final_at"):
            self.final_at = datetime.fromisoformat(before["final_at"])
            self.save(only=[Paper.final_at])
        event.record("discarded", self, by=by, project=self.project_id, before=written)

    def delete_draft(self, *, by: Person) -> None:
        """One that never went out; the event keeps what was written."""
        event.record("discarded", self, by=by, project=self.project_id, before=self._as_written())
        self.delete_instance()

    def _as_written(self) -> dict:
        return {"reference": self.reference, "title": self.title, "values": self.values, "chosen": self.chosen}


class PaperVersion(Record):
    """A frozen version: `content` is canonical JSON, `sha256` is of its UTF-8 bytes, in hexadecimal."""

    paper = ForeignKeyField(Paper, on_delete="CASCADE")
    version = IntegerField()
    content_json = TextField()
    sha256 = CharField(max_length=64)
    changes = JSONField(default=list)
    note = TextField(default="")
    circulated_at = InstantField(default=clock.now)
    circulated_by = ForeignKeyField(Person, null=True)

    class Meta:
        indexes = ((("paper", "version"), True),)

    @classmethod
    def freeze(cls, paper: Paper, content: dict, changes: list[dict], note: str, *, by: Person | None) -> Self:
        """The next version. Its number and its changes are part of what is hashed."""
        last = paper.latest
        content = {**content, "version": last.version + 1 if last else 1, "changes": changes, "note": note,
                   "previous_version": last.version if last else None}
        text = canonical(content)
        return cls.create(paper=paper, version=content["version"], content_json=text,
                          sha256=hashlib.sha256(text.encode()).hexdigest(), changes=changes, note=note,
                          circulated_by=by)

    @classmethod
    def find(cls, id: int, *, by: Person) -> Self:
        """Raises NotFound also where its project is none of the person's."""
        visible = Project.ids_visible_to(by)
        version = (cls.select(cls, Paper, Project).join(Paper).join(Project)
                   .where((cls.id == id) & Project.id.in_(visible)).first())
        if version is None:
            raise NotFound()
        return version

    @property
    def content(self) -> dict:
        return PaperVersion._meta.fields["changes"].python_value(self.content_json)

    @property
    def is_whole(self) -> bool:
        """Whether the content still has the hash it was circulated with."""
        return hashlib.sha256(self.content_json.encode()).hexdigest() == self.sha256

    @property
    def is_latest(self) -> bool:
        newer = PaperVersion.select().where((PaperVersion.paper == self.paper_id)
                                            & (PaperVersion.version > self.version))
        return not newer.exists()
