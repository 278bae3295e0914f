"""The action items (待办) of a project as a table that goes to Excel and can be read from it."""

from coordination import overview
from coordination.action import STATUS_NAMES
from coordination.kind import Column, Kind, Section
from coordination.language import N_
from coordination.project import Project

COLUMNS = (
    Column("number", N_("Number"), required=False),
    Column("what", N_("What"), "text"),
    Column("owner", N_("Owner"), "person"),
    Column("due", N_("Due"), "day"),
    Column("expected_due", N_("Expected"), "day", required=False),
    Column("status", N_("Status"), "choice", required=False, choices=STATUS_NAMES),
    Column("percent", N_("Progress"), "number", required=False),
)
# Not a paper of its own; this says to `papers.sheet.preview` what a table of action items consists of.
ACTIONS = Kind("actions", "A", N_("Action items"), "execution", (Section("actions", N_("Action items"), COLUMNS),),
               is_table=True)


def rows(project: Project) -> list[dict[str, str]]:
    """Every action item as `papers.sheet.to_xlsx` takes it, open ones first; one query."""
    return [{"number": f"{project.code}-A{row.number}", "what": row.what, "owner": row.owner, "due": row.due.isoformat(),
             "expected_due": row.expected_due.isoformat() if row.expected_due else "", "status": row.status,
             "percent": "" if row.percent is None else str(row.percent)}
            for row in overview.actions(project, all_closed=True)]
