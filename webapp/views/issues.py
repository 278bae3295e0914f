"""Issues: the log of them, and each from its raising by way of workshop, solution or ruling to its closing."""

from flask import Blueprint, Response, request, url_for

from coordination import closing, documents, intake, issue_log, resolution, workshop
from coordination.event import acting
from coordination.issue import Issue
from coordination.language import gettext as _
from coordination.person import Department, Person
from coordination.project import Project
from coordination.refusal import Invalid
from webapp import typed
from webapp.issue_file import IssueFile
from webapp.issue_sheet import IssueSheet
from webapp.nudges import nudge_letters
from webapp.numbers import chosen, row_id
from webapp.rendering import EXCEL, WORD, back_to, show_file
from webapp.rendering import show as show_page
from webapp.visitor import visitor

blueprint = Blueprint("issues", __name__)


@blueprint.get("/projects/<int:id>/issues")
def index(id: int) -> Response:
    """With `open` those that are over stay out. The clock of an escalated one says nothing of a workshop."""
    project, going = Project.find(id, by=visitor()), "open" in request.args
    return show_page("issues/index.html", project=project, going=going, rows=issue_log.rows(project, going=going),
                     clocks={row.id: row.clock for row in issue_log.open_ones(project)
                             if row.clock is None or row.is_urgent})


@blueprint.get("/projects/<int:id>/issues/new")
def new(id: int) -> Response:
    project = Project.find(id, by=visitor())
    project.written_by(visitor())
    return show_page("issues/new.html", project=project, departments=Department.all())


@blueprint.post("/projects/<int:id>/issues")
def create(id: int) -> Response:
    project, form = Project.find(id, by=visitor()), request.form
    issue = Issue.raise_one(project, form.get("what", ""), by=visitor(), raiser=_person("raiser"),
                            impact=form.get("impact", ""), wish=form.get("wish", ""), departments=_departments())
    return _back(issue, _("The issue is in the log."))


@blueprint.get("/projects/<int:id>/issues/print")
def log(id: int) -> Response:
    return show_page("issues/log.html", sheet=_sheet(id))


@blueprint.get("/projects/<int:id>/issues/margins.css")
def margins(id: int) -> Response:
    return Response(_sheet(id).margins(), content_type="text/css; charset=utf-8")


@blueprint.get("/projects/<int:id>/issues/pdf")
def pdf(id: int) -> Response:
    sheet = _sheet(id)
    return show_file(sheet.pdf(), sheet.name_of_file("pdf"), "application/pdf")


@blueprint.get("/projects/<int:id>/issues/docx")
def docx(id: int) -> Response:
    sheet = _sheet(id)
    return show_file(sheet.docx(), sheet.name_of_file("docx"), WORD)


@blueprint.get("/projects/<int:id>/issues/xlsx")
def export(id: int) -> Response:
    sheet = _sheet(id)
    return show_file(sheet.xlsx(), sheet.name_of_file("xlsx"), EXCEL)


@blueprint.get("/issues/<int:id>")
def show(id: int) -> Response:
    return show_page("issues/show.html", file=IssueFile(Issue.find(id, by=visitor()), visitor()))


@blueprint.get("/issues/<int:id>/clock")
def clock(id: int) -> Response:
    """The time left, anew, for an open page."""
    return show_page("issues/_clock.html", issue=Issue.find(id, by=visitor()))


@blueprint.post("/issues/<int:id>")
def update(id: int) -> Response:
    issue, form = Issue.find(id, by=visitor()), request.form
    issue.describe(by=visitor(), what=form.get("what", ""), impact=form.get("impact", ""), wish=form.get("wish", ""),
                   departments=_departments())
    return _back(issue, _("Saved."))


@blueprint.post("/issues/<int:id>/level")
def grade(id: int) -> Response:
    issue = Issue.find(id, by=visitor())
    intake.grade(issue, request.form.get("level", ""), by=visitor())
    return _back(issue, _("Saved."))


@blueprint.post("/issues/<int:id>/dismissal")
def dismiss(id: int) -> Response:
    issue = Issue.find(id, by=visitor())
    closing.dismiss(issue, by=visitor(), reason=request.form.get("reason", ""))
    nudge_letters(issue.project)
    return _back(issue, _("It stays in the log, as “not an issue”; whoever raised it is told why."))


@blueprint.post("/issues/<int:id>/workshop")
def convene(id: int) -> Response:
    issue, form = Issue.find(id, by=visitor()), request.form
    starts_at, ends_at = typed.times(issue.project.time_zone)
    workshop.convene(issue, by=visitor(), title=form.get("title", ""), starts_at=starts_at, ends_at=ends_at,
                     place=form.get("place", ""))
    nudge_letters(issue.project)
    return _back(issue, _("The workshop is convened. The invitations are on their way."))


@blueprint.post("/issues/<int:id>/solution")
def solution(id: int) -> Response:
    return _write(Issue.find(id, by=visitor()), "solution")


@blueprint.post("/issues/<int:id>/escalation")
def escalate(id: int) -> Response:
    return _write(Issue.find(id, by=visitor()), "escalation")


@blueprint.post("/issues/<int:id>/measures")
def add_measure(id: int) -> Response:
    issue = Issue.find(id, by=visitor())
    resolution.add_measure(issue, request.form.get("measure", ""), _person("owner"), typed.day("due", _("Due")),
                           by=visitor())
    return _back(issue, _("Saved."))


@blueprint.post("/issues/<int:id>/confirmation")
def confirm(id: int) -> Response:
    issue = Issue.find(id, by=visitor())
    closing.ask_raiser(issue, by=visitor())
    nudge_letters(issue.project)
    return _back(issue, _("%(name)s is asked by mail whether it is solved.", name=issue.raiser.name))


@blueprint.post("/issues/<int:id>/word")
def note(id: int) -> Response:
    """What the raiser said of it: on the page for oneself, else noted for them."""
    issue, form = Issue.find(id, by=visitor()), request.form
    documents.record(closing.asked(issue, by=visitor()), form.get("answer", ""), by=visitor(),
                     channel=form.get("channel", "phone"), reason=form.get("reason", "").strip())
    return _back(issue, _("Noted for %(name)s.", name=issue.raiser.name))


@blueprint.post("/issues/<int:id>/closing")
def close(id: int) -> Response:
    """A minor one, solved in its department."""
    issue = Issue.find(id, by=visitor())
    issue.settle_minor(request.form.get("remedy", ""), by=visitor())
    return _back(issue, _("The issue is closed."))


@blueprint.post("/issues/<int:id>/reopening")
def reopen(id: int) -> Response:
    """After a ruling the decision layer's word is needed, which may have come by phone or on paper."""
    issue, word_of = Issue.find(id, by=visitor()), _person("word_of")
    with acting(**_spoken(word_of)):
        issue.reopen(by=visitor(), reason=request.form.get("reason", ""), word_of=word_of)
    return _back(issue, _("The issue is open again."))


def _write(issue: Issue, kind: str) -> Response:
    document = documents.begin_about(issue, kind, by=visitor())
    return back_to(url_for("papers.edit", id=document.paper.id))


def _back(issue: Issue, notice: str) -> Response:
    return back_to(url_for("issues.show", id=issue.id), notice=notice)


def _sheet(id: int) -> IssueSheet:
    return IssueSheet(Project.find(id, by=visitor()), request.args.get("language", ""))


def _person(field: str) -> Person | None:
    return Person.find(chosen(field), by=visitor()) if chosen(field) else None


def _departments() -> list[int]:
    return [row_id(id) for id in request.form.getlist("department")]


def _spoken(person: Person | None) -> dict[str, object]:
    """Whose word it is, and how it came."""
    if person is None:
        return {}
    channel = request.form.get("channel", "phone")
    if channel not in ("phone", "paper"):
        raise Invalid("channel", _("How"), channel, _("Please choose one of the ways offered."))
    return {"channel": channel, "on_behalf_of_id": person.id}
