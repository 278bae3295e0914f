"""The history of one action item in words: who changed what, when, how, and because of which mail."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from coordination.action import REPORTS, ActionItem
from coordination.event import Event
from coordination.language import N_
from coordination.language import gettext as _
from coordination.person import Person
from papers import dates, words
from papers.words import word

VERBS = {
    "agreed": N_("agreed in the meeting"), "agreed again": N_("agreed again"), "reported": N_("reported"),
    "cancelled": N_("cancelled"), "reopened": N_("reopened"), "handed over": N_("handed over"),
    "taken back": N_("taken back"),
}
LABELS = {
    "what": N_("What"), "owner": N_("Owner"), "due": N_("Due"), "status": N_("Status"), "percent": N_("Progress"),
    "expected_due": N_("Expected"), "handed_to": N_("Handed to"), "reason": N_("Reason"),
}


@dataclass(frozen=True)
class Chapter:
    """One change: `changes` are sentences such as `Status: open → done`."""

    at: datetime
    verb: str
    actor: str
    on_behalf_of: str
    channel: str
    inbound_id: int | None
    changes: list[str]


class Biography:
    def __init__(self, action: ActionItem) -> None:
        self.action, self.project = action, action.project

    @property
    def members(self) -> list[Person]:
        return self.project.members()

    @property
    def reports(self) -> list[tuple[str, str]]:
        return [(code, word("status", code)) for code in REPORTS]

    def chapters(self) -> list[Chapter]:
        """Newest first; two queries however long the history is."""
        events = self.action.history()[::-1]
        names = _names(events)
        return [Chapter(event.at, _(VERBS.get(event.verb, event.verb)), names.get(event.actor_id, ""),
                        names.get(event.on_behalf_of_id, ""), words.word("channel", event.channel), event.inbound_id,
                        _changes(event, names)) for event in events]


def _names(events: list[Event]) -> dict[int, str]:
    ids = {event.actor_id for event in events} | {event.on_behalf_of_id for event in events}
    ids |= {side["owner"] for event in events for side in (event.before, event.after) if side and side.get("owner")}
    return dict(Person.select(Person.id, Person.name).where(Person.id.in_(ids - {None})).tuples())


def _changes(event: Event, names: dict[int, str]) -> list[str]:
    before, after = event.before or {}, event.after or {}
    return [_change(_(label), _shown(name, before.get(name), names), _shown(name, after.get(name), names),
                    is_new=event.before is None)
            for name, label in LABELS.items() if before.get(name) != after.get(name)]


def _change(label: str, before: str, after: str, *, is_new: bool) -> str:
    if is_new:
        return _("%(label)s: %(value)s", label=label, value=after)
    return _("%(label)s: %(before)s → %(after)s", label=label, before=before, after=after)


def _shown(name: str, value: Any, names: dict[int, str]) -> str:
    if value in (None, ""):
        return "–"
    if name == "owner":
        return names.get(value, "–")
    if name in ("due", "expected_due"):
        return dates.day(value)
    return word("status", value) if name == "status" else f"{value}%" if name == "percent" else str(value)
