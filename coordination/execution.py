"""The papers of phase 3, execution, beside the minutes: important notice and progress risk response report."""

from coordination import early_warning
from coordination.action import ActionItem
from coordination.document import Document
from coordination.kind import Column, Kind, Section
from coordination.language import N_
from coordination.milestone import Deliverable, Milestone
from coordination.person import Person


class Notice(Document):
    """重要信息: a message to chosen people, with receipt."""

    kind = Kind("notice", "N", N_("Important notice"), "execution", (Section("text", N_("Message")),),
                asks="acknowledge", asked="chosen")


class RiskReport(Document):
    """《进度风险应对报告》: what may slip, why, with what effect, and what is done about it."""

    kind = Kind(
        "risk_report", "K", N_("Progress risk response report"), "execution",
        (
            Section("risks", N_("Risks"), (
                Column("what", N_("What may slip"), "text"),
                Column("cause", N_("Cause"), "text"),
                Column("effect", N_("Effect on milestones"), "text"),
                Column("response", N_("Response"), "text"),
                Column("owner", N_("Responsible"), "person"),
                Column("due", N_("Due"), "day"),
            )),
        ),
        asks="acknowledge", asked="members", is_table=True,
    )

    def offered(self) -> dict:
        """What owners have announced as late or blocked in answer to an early warning."""
        actions = (ActionItem.select(ActionItem, Person).join(Person)
                   .where((ActionItem.project == self.project) & ActionItem.status.in_(("delayed", "blocked")))
                   .order_by(ActionItem.due, ActionItem.id))
        rows = [_risk(f"a{action.id}", f"{action.reference} {action.what}", action, action.owner) for action in actions]
        for letter, record in (("m", Milestone), ("d", Deliverable)):
            slips = (record.expected_due > record.due) | record.needs_help
            for promise in record.select().where((record.project == self.project) & record.reached_at.is_null()
                                                 & record.dropped_at.is_null() & slips).order_by(record.due, record.id):
                rows.append(_risk(f"{letter}{promise.id}", promise.name, promise, early_warning.owner(promise)))
        return {"risks": rows}


def _risk(key: str, what: str, promise: early_warning.Promise, owner: Person | None) -> dict[str, str]:
    return {"key": key, "what": what, "cause": promise.reason or "", "effect": "", "response": "",
            "owner": str(owner.id) if owner else "", "due": early_warning.due(promise).isoformat()}
