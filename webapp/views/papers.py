"""Every paper of the process but the minutes: begin, write, preview, circulate, correct, print."""

from flask import Blueprint, Response, current_app, redirect, request, url_for

from coordination import clock, documents
from coordination.document import Document
from coordination.language import gettext as _
from coordination.project import Project
from webapp import typed
from webapp.document_sheet import DocumentSheet
from webapp.nudges import nudge_letters
from webapp.numbers import row_id
from webapp.paper_circulation import PaperCirculation
from webapp.paper_editor import PaperEditor
from webapp.paper_index import PaperIndex
from webapp.rendering import WORD, back_to, show_file, show_mail
from webapp.rendering import show as show_page
from webapp.visitor import visitor

blueprint = Blueprint("papers", __name__)


@blueprint.get("/projects/<int:id>/papers")
def index(id: int) -> Response:
    return show_page("papers/index.html", index=PaperIndex(Project.find(id, by=visitor())))


@blueprint.post("/projects/<int:id>/papers")
def create(id: int) -> Response:
    """Begin one of a kind; where the project has it already, that one opens."""
    project = Project.find(id, by=visitor())
    document = documents.begin(request.form.get("kind", ""), project, by=visitor())
    return back_to(url_for("papers.edit", id=document.paper.id))


@blueprint.get("/papers/<int:id>/edit")
def edit(id: int) -> Response:
    """With `check` the page says at each field what circulating still needs."""
    document = documents.find(id, by=visitor())
    if not document.may_be_written_by(visitor()):
        return redirect(url_for("papers.show", id=id))
    return show_page("papers/edit.html", editor=PaperEditor(document), check="check" in request.args)


@blueprint.post("/papers/<int:id>")
def update(id: int) -> Response:
    document, form = documents.find(id, by=visitor()), request.form
    revision = document.write(typed.values(document.kind), by=visitor(), editor=form.get("editor", ""),
                              revision=form.get("revision", 0, type=int), title=form.get("title"),
                              chosen=_chosen(document.kind.asked))
    return back_to(_next(document), "meetings/_saved.html", revision=revision, unknown={}, now=clock.now())


@blueprint.get("/papers/<int:id>", defaults={"n": 0})
@blueprint.get("/papers/<int:id>/versions/<int:n>")
def show(id: int, n: int) -> Response:
    return show_page("papers/show.html", sheet=_sheet(id, n))


@blueprint.get("/papers/<int:id>/margins.css", defaults={"n": 0})
@blueprint.get("/papers/<int:id>/versions/<int:n>/margins.css")
def margins(id: int, n: int) -> Response:
    return Response(_sheet(id, n).margins(), content_type="text/css; charset=utf-8")


@blueprint.get("/papers/<int:id>/pdf", defaults={"n": 0})
@blueprint.get("/papers/<int:id>/versions/<int:n>/pdf")
def pdf(id: int, n: int) -> Response:
    sheet = _sheet(id, n)
    return show_file(sheet.pdf(), sheet.name_of_file("pdf"), "application/pdf")


@blueprint.get("/papers/<int:id>/docx", defaults={"n": 0})
@blueprint.get("/papers/<int:id>/versions/<int:n>/docx")
def docx(id: int, n: int) -> Response:
    sheet = _sheet(id, n)
    return show_file(sheet.docx(), sheet.name_of_file("docx"), WORD)


@blueprint.get("/papers/<int:id>/mail")
def mail(id: int) -> Response:
    return show_page("papers/mail.html", circulation=_circulation(id))


@blueprint.get("/papers/<int:id>/mail/html")
def mail_html(id: int) -> Response:
    return show_mail(_circulation(id).mail.html)


@blueprint.get("/papers/<int:id>/circulation")
def ready(id: int) -> Response:
    """The last look before it goes out; what is incomplete is filled in first."""
    circulation = _circulation(id)
    circulation.project.managed_by(visitor())
    if circulation.paper.state != "draft":
        return redirect(url_for("papers.show", id=id))
    if circulation.is_incomplete:
        return redirect(url_for("papers.edit", id=id, check="yes"))
    return show_page("papers/ready.html", circulation=circulation)


@blueprint.post("/papers/<int:id>/circulation")
def circulate(id: int) -> Response:
    document = documents.find(id, by=visitor())
    document.circulate(by=visitor(), note=request.form.get("note", ""))
    nudge_letters(document.project)
    return back_to(url_for("papers.show", id=id), notice=_("Circulated. The mails are on their way."))


@blueprint.post("/papers/<int:id>/correction")
def correct(id: int) -> Response:
    documents.find(id, by=visitor()).correct(by=visitor())
    return back_to(url_for("papers.edit", id=id),
                   notice=_("You are writing a new version. What was circulated stays as it was."))


@blueprint.get("/papers/<int:id>/discard")
def confirm_discard(id: int) -> Response:
    """What would be given up, and what stays."""
    document = documents.find(id, by=visitor())
    document.project.managed_by(visitor())
    if not document.is_discardable_by(visitor()):
        return redirect(url_for("papers.show", id=id))
    return show_page("papers/discard.html", document=document)


@blueprint.post("/papers/<int:id>/discarded")
def discard(id: int) -> Response:
    document = documents.find(id, by=visitor())
    document.discard(by=visitor(), revision=request.form.get("revision", -1, type=int))
    is_gone = document.paper.latest is None
    return back_to(url_for("papers.index", id=document.project.id) if is_gone else url_for("papers.show", id=id),
                   notice=_("The draft is discarded."))


@blueprint.post("/papers/<int:id>/offers")
def take_over(id: int) -> Response:
    """Fill in what people have answered, or what was agreed, since the draft was begun."""
    n = documents.find(id, by=visitor()).take_over(by=visitor())
    return back_to(url_for("papers.edit", id=id),
                   notice=_("Taken over: %(n)s.", n=n) if n else _("There is nothing new to take over."))


def _sheet(id: int, n: int) -> DocumentSheet:
    return DocumentSheet(documents.find(id, by=visitor()), visitor(), n, request.args.get("language", ""))


def _circulation(id: int) -> PaperCirculation:
    return PaperCirculation(documents.find(id, by=visitor()), current_app.config["PAPER_PREVIEW"],
                            request.args.get("person", 0, type=int))


def _chosen(audience: str) -> list[int] | None:
    """The people ticked, for a kind that goes to chosen ones."""
    return [row_id(id) for id in request.form.getlist("chosen")] if audience == "chosen" else None


# Where the buttons of the editor lead.
_PAGES = {"preview": "papers.show", "mail": "papers.mail", "circulate": "papers.ready"}


def _next(document: Document) -> str:
    """Where the pressed button leads, once everything is saved."""
    then, id = request.form.get("then", ""), document.paper.id
    if then in (section.name for section in document.kind.sections):
        return url_for("tables.new", id=id, section=then)
    return url_for(_PAGES.get(then, "papers.edit"), id=id)
