"""The papers of a bundle: every version printed with its answers, its frozen content, and the tables for Excel."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from coordination import documents, overview
from coordination.document import asks_of
from coordination.kind import Section
from coordination.language import gettext as _
from coordination.language import use_language
from coordination.meeting import Meeting
from coordination.minutes import Minutes
from coordination.paper import Paper, PaperVersion
from coordination.project import Project
from papers import dates, document, minutes, pdf, words
from papers.bundle.entry import Entry, File
from papers.sheet import to_xlsx


@dataclass(frozen=True)
class Table:
    stem: str
    title: str
    make: Callable[[], tuple[str, bytes]]


def papers(project: Project) -> list[Entry]:
    """Every version of every paper, then what was still a draft; numbered through."""
    entries: list[Entry] = []
    for paper in _papers(project):
        for version in _versions(paper):
            entries.append(_version(len(entries) + 1, paper, version))
        if paper.state == "draft":
            entries.append(_draft(len(entries) + 1, paper))
    return entries


def tables(project: Project) -> list[Table]:
    """The tables of the latest version of each paper that is one."""
    return [Table(f"{paper.reference}-{section.name}".lower().replace("_", "-"),
                  f"{_titled(paper)} · {_(section.label)}", _table(paper, section))
            for paper in _papers(project) if paper.kind in documents.KINDS and documents.KINDS[paper.kind].kind.is_table
            for section in documents.KINDS[paper.kind].kind.sections if section.is_table and paper.latest]


def printed(html: str) -> tuple[str, bytes]:
    """As PDF; where the libraries for that are missing, or one paper is too much for them, as HTML."""
    try:
        return "pdf", pdf.make(html)
    except (pdf.NoPDF, pdf.PDFFailed):
        return "html", html.encode()


def _papers(project: Project) -> list[Paper]:
    return list(Paper.select(Paper, Project).join(Project).where(Paper.project == project).order_by(Paper.id))


def _versions(paper: Paper) -> list[PaperVersion]:
    columns = (PaperVersion.id, PaperVersion.version, PaperVersion.sha256, PaperVersion.circulated_at)
    return list(PaperVersion.select(*columns).where(PaperVersion.paper == paper).order_by(PaperVersion.version))


def _version(n: int, paper: Paper, version: PaperVersion) -> Entry:
    stem = f"papers/{n:03}-{paper.reference}-v{version.version}"
    state = paper.state if version.version == _newest(paper) and paper.state != "draft" else "superseded"
    return Entry(
        "papers", n, f"{paper.reference} · {_titled(paper)}",
        (_("version %(n)s", n=version.version), words.word("paper", state),
         dates.moment(version.circulated_at, paper.project.time_zone), f"SHA-256 {version.sha256}"),
        (File(stem, lambda: printed(_as_html(paper, PaperVersion.get_by_id(version.id)))),
         File(stem, lambda: ("json", PaperVersion.get_by_id(version.id).content_json.encode()))))


def _draft(n: int, paper: Paper) -> Entry:
    def make() -> tuple[str, bytes]:
        with use_language(paper.project.language):
            return printed(_draft_html(paper))

    return Entry("papers", n, f"{paper.reference} · {_titled(paper)}", (words.word("paper", "draft"),),
                 (File(f"papers/{n:03}-{paper.reference}-draft", make),))


def _newest(paper: Paper) -> int:
    return paper.latest.version


def _titled(paper: Paper) -> str:
    """`项目验收报告`, with the title that its author gave it, where there is one."""
    if paper.kind not in documents.KINDS:
        return paper.title
    kind = _(documents.KINDS[paper.kind].kind.title)
    return kind if paper.title == kind else f"{kind} · {paper.title}"


def _as_html(paper: Paper, version: PaperVersion) -> str:
    language, content = paper.project.language, version.content
    if paper.kind in documents.KINDS:
        return document.as_html(content, language, "print", asks_of(version), version.sha256)
    return minutes.as_html(content, language, "print", _receipts(version), version.sha256)


def _draft_html(paper: Paper) -> str:
    language = paper.project.language
    if paper.kind in documents.KINDS:
        return document.as_html(documents.of(paper).content(), language, "print", draft=True)
    meeting = Meeting.get_by_id(paper.meeting_id)
    return minutes.as_html(Minutes(meeting, paper).content(), language, "print", draft=True)


def _receipts(version: PaperVersion) -> list[dict]:
    rows = groupby(overview.receipts(version.id), key=lambda row: row.department or "")
    return [{"department": name, "people": [{"name": row.person, "answered_at": row.answered_at, "channel": row.channel}
                                            for row in people]} for name, people in rows]


def _table(paper: Paper, section: Section) -> Callable[[], tuple[str, bytes]]:
    def make() -> tuple[str, bytes]:
        content = paper.latest.content
        held = next((part for part in content["sections"] if part["name"] == section.name), {})
        title = f"{content['number']} {_(section.label)}"
        return "xlsx", to_xlsx(title, section.columns, held.get("rows", []), paper.project.language)

    return make
