"""The papers of phase 3, execution, beside the minutes: important notice and progress risk response report."""

from coordination.action import CLOSED, ActionItem
from coordination.document import Document
from coordination.kind import Column, Kind, Section
from coordination.language import N_
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
        slipping = (ActionItem.select(ActionItem, Person).join(Person)
                    .where((ActionItem.project == self.project) & ActionItem.status.in_(("delayed", "blocked"))
                           & ActionItem.status.not_in(CLOSED)).order_by(ActionItem.due, ActionItem.id))
        return {"risks": [{"key": f"a{action.id}", "what": f"{action.reference} {action.what}",
                           "cause": action.reason or "", "effect": "", "response": "",
                           "owner": str(action.owner_id),
                           "due": (action.expected_due or action.due).isoformat()} for action in slipping]}
