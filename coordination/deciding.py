"""The clock of decisions: the process sets the decision layer no limit, but reminds it after 48 h (process, Rules)."""

from datetime import timedelta

from coordination import breach, clock
from coordination.ask import Ask
from coordination.project import Project
from coordination.rules import rules


def is_due(ask: Ask) -> bool:
    """Whether somebody has been deciding for longer than the reminder waits."""
    return clock.now() >= rules().decision_due(ask.created_at)


def overdue() -> list[Ask]:
    """Decisions that the decision layer has not taken in time."""
    limit = clock.now() - timedelta(hours=rules().decision_hours)
    asks = (Ask.select(Ask, Project).join(Project)
            .where((Ask.kind == "decide") & Ask.answered_at.is_null() & Ask.withdrawn_at.is_null()
                   & (Ask.created_at <= limit) & Project.archived_at.is_null()))
    return [ask for ask in asks if is_due(ask)]


def note_breaches() -> int:
    """Record every decision that takes longer; returns how many were new."""
    return sum(breach.note("decision", ask, rules().decision_due(ask.created_at)) for ask in overdue())
