"""Handing an action item over (转交): the project manager confirms who does it; that person is asked from then on."""

from coordination import clock
from coordination.action import ActionItem
from coordination.ask import Ask
from coordination.database import transaction
from coordination.delegation import deputy_of
from coordination.letter import Letter
from coordination.person import Person


def hand_over(action: ActionItem, owner: Person, *, by: Person) -> bool:
    """True where that is news. Raises NotAllowed, Archived."""
    with transaction():
        before = action.owner
        changed = action.hand_over(owner, by=by)
        if changed:
            _tell(ask_the_owner(action), before, by)
    return changed


def ask_the_owner(action: ActionItem) -> Ask:
    """Whoever owns it is asked about it, and nobody else any more."""
    (Ask.update(withdrawn_at=clock.now())
     .where((Ask.action == action) & (Ask.person != action.owner_id) & Ask.withdrawn_at.is_null()).execute())
    return Ask.for_report(action)


def _tell(ask: Ask, before: Person, by: Person) -> None:
    """The new owner, or who stands in for them today, gets it by mail and may answer at once."""
    deputy = deputy_of(ask.person)
    reader = deputy or ask.person
    if reader.id != by.id and reader.primary_address:
        Letter.post("handover", reader, cause=f"handover:{ask.id}:{clock.now().isoformat()}",
                    project=ask.action.project, asks=[ask], behalf=ask.person if deputy else None,
                    data={"before": before.name, "by": by.name})


def successor(action: ActionItem) -> Person | None:
    """Whom the owner named, where exactly one member of the project has that name."""
    if action.status != "handed_over" or not action.handed_to:
        return None
    named = [person for person in action.project.members() if person.name == action.handed_to]
    return named[0] if len(named) == 1 else None
