"""The papers of phase 2, planning: communication plan and resource and deliverable plan."""

import re

from coordination import participants, recurrence_words, rhythm
from coordination.document import Document
from coordination.kickoff import deliverables_from
from coordination.kind import Column, Kind, Section
from coordination.language import N_
from coordination.language import gettext as _
from coordination.meeting import EXAMPLES, Series
from coordination.paper import PaperVersion
from coordination.person import Person
from coordination.recurrence import Recurrence
from coordination.request import answers_by_department

OCCASIONS = {"sync": N_("progress sync"), "workshop": N_("issue workshop"), "review": N_("decision review"),
             "other": N_("other")}
WAYS = {"meeting": N_("meeting"), "chat": N_("chat group"), "mail": N_("special mail")}
_RECURS = re.compile(r"[每周月季]|工作日|each|every|week|month|quarter|daily", re.IGNORECASE)
NEEDS = {"people": N_("people"), "budget": N_("budget"), "material": N_("material")}


class CommunicationPlan(Document):
    """《项目沟通计划表》, template 2. A row with a rhythm makes a meeting series."""

    kind = Kind(
        "communication_plan", "C", N_("Communication plan"), "planning",
        (
            Section("rows", N_("Occasions"), (
                Column("occasion", N_("Occasion"), "choice", choices=OCCASIONS),
                Column("way", N_("Way"), "choice", choices=WAYS),
                Column("people", N_("Who takes part")),
                Column("rhythm", N_("How often"), "rhythm",
                       hint=N_("Such as: every Monday 10:00; on the 5th of each month 10:00")),
                Column("topics", N_("What about"), "text"),
                Column("output", N_("Paper that comes of it"), required=False),
                Column("owner", N_("Responsible"), "person"),
            )),
        ),
        asks="acknowledge", asked="members", is_table=True,
    )

    def offered(self) -> dict:
        rows = [("sync", "meeting", "weekly mon 10:00"), ("workshop", "meeting", ""), ("review", "mail", "")]
        return {"rows": [{"key": f"r{n}", "occasion": occasion, "way": way, "people": "", "rhythm": often,
                          "topics": "", "output": "", "owner": ""} for n, (occasion, way, often) in enumerate(rows)]}

    def remarks(self) -> list[str]:
        """Meetings of which nobody can tell when they are, or who takes part."""
        return [*self._untimed(), *self._unpeopled()]

    def _untimed(self) -> list[str]:
        return [untimed for row in self.rows("rows") if (untimed := self.untimed(row))]

    def untimed(self, row: dict[str, str]) -> str:
        """Why no meetings are prepared of a row that seems to want them; "" where they are, or it does not."""
        often = row["rhythm"]
        is_wanted = row["way"] == "meeting" and (row["occasion"] == "sync" or _RECURS.search(often))
        if not is_wanted or Recurrence.of(often):
            return ""
        if recurrence_words.read(f"{often} 10:00"):
            return _("“%(often)s” does not say at what time, so no meetings are prepared of it. Write it as: "
                     "%(often)s 10:00.", often=often)
        return _("No meetings are prepared of “%(often)s”. Where they shall be, write it as: %(examples)s.",
                 often=often, examples=_(EXAMPLES))

    def _unpeopled(self) -> list[str]:
        return [_("“%(people)s” does not name roles, departments or members alone, so everybody in the project is "
                  "invited.", people=row["people"]) for row in self.rows("rows")
                if row["way"] == "meeting" and Recurrence.of(row["rhythm"]) and row["people"]
                and not participants.EVERYBODY.search(row["people"])
                and participants.named(row["people"], self.project) is None]

    def circulated(self, version: PaperVersion, by: Person | None) -> None:
        """Rows that meet in a rhythm become series of meetings; a series whose row is gone meets no more,
        until the row comes back."""
        meeting = {row["key"]: (row, recurrence) for row in self.rows("rows")
                   if row["way"] == "meeting" and (recurrence := Recurrence.of(row["rhythm"]))}
        for series in Series.select().where((Series.project == self.project) & Series.plan_key.is_null(False)
                                            & Series.recurs.is_null(False) & Series.plan_key.not_in(list(meeting))):
            rhythm.stop(series, by=by)
        for key, (row, recurrence) in meeting.items():
            Series.planned(self.project, key, row["occasion"], row["topics"], recurrence)


class ResourcePlan(Document):
    """《项目资源与交付计划》: what each department gives and delivers, collected by mail, confirmed by the heads."""

    kind = Kind(
        "resource_plan", "D", N_("Resource and deliverable plan"), "planning",
        (
            Section("resources", N_("Resources"), (
                Column("department", N_("Department"), "department"),
                Column("kind", N_("Kind"), "choice", choices=NEEDS),
                Column("what", N_("What"), "text"),
            ), required=False),
            Section("deliverables", N_("Deliverables"), (
                Column("department", N_("Department"), "department"),
                Column("deliverable", N_("Deliverable"), "text"),
                Column("due", N_("Due"), "when"),
                Column("quality", N_("Quality standard"), "text"),
            )),
        ),
        asks="agree", asked="heads", told="members", is_table=True,
    )

    def offered(self) -> dict:
        """What the departments have answered so far."""
        return answers_by_department(self.project)

    def concluded(self, outcome: str) -> None:
        if outcome == "approve":
            deliverables_from(self, "deliverables", owner=None, name="deliverable", quality="quality")
