"""Everything that belongs to an archived project, in an order and under names that are the same every time."""

from itertools import chain
from pathlib import PurePosixPath

from coordination.language import gettext as _
from coordination.language import use_language
from coordination.project import Project
from coordination.register import ActionRegister
from coordination.scan import Scan
from coordination.schedule import bars
from papers import dates, gantt
from papers.bundle import logs, mails, sheets
from papers.bundle.entry import Entry, File
from papers.sheet import to_xlsx


def inventory(project: Project) -> list[Entry]:
    """All entries, section by section; nothing is written yet. What came after the archiving is left out."""
    with use_language(project.language):
        return list(chain(sheets.papers(project), _signatures(project), _tables(project), _schedule(project),
                          mails.received(project), mails.sent(project), _events(project)))


def _signatures(project: Project) -> list[Entry]:
    entries = []
    for n, scan in enumerate(Scan.of_project(project), 1):
        version = scan.ask.paper_version
        reference = f"{project.code}-{version.paper.letter}{version.paper.number}"
        entries.append(Entry(
            "signatures", n, f"{scan.ask.person.name} · {reference}",
            (_("version %(n)s", n=version.version), dates.moment(scan.recorded_at, project.time_zone)),
            (File(f"signatures/{n:03}-{reference}-v{version.version}",
                  lambda scan=scan: (scan.ending, scan.content_bytes())),)))
    return entries


def _tables(project: Project) -> list[Entry]:
    entries = [_actions(project)]
    for table in sheets.tables(project):
        n = len(entries) + 1
        stem = PurePosixPath("tables", f"{n:03}-{table.stem}")
        entries.append(Entry("tables", n, table.title, (), (File(str(stem), table.make),)))
    return entries


def _actions(project: Project) -> Entry:
    def make() -> tuple[str, bytes]:
        register = ActionRegister(project)
        section = register.section
        return "xlsx", to_xlsx(_(section.label), section.columns, register.rows(), project.language)

    return Entry("tables", 1, _("Action items"), (), (File("tables/001-action-items", make),))


def _schedule(project: Project) -> list[Entry]:
    def make() -> tuple[str, bytes]:
        day = dates.local(project.archived_at, project.time_zone).date()
        named = {"name": project.name, "code": project.code}
        return sheets.printed(gantt.as_print(bars(project), named, day, project.language))

    return [Entry("schedule", 1, _("Gantt chart"), (), (File("schedule/001-gantt", make),))]


def _events(project: Project) -> list[Entry]:
    return [Entry("events", 1, _("Every change, oldest first"), (),
                  (File("events/001-events", lambda: ("csv", logs.events(project))),))]
