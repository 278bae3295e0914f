"""Scans of signatures on paper: uploaded, taken from a mail, and downloaded again; never shown in the browser."""

from flask import Blueprint, Response, current_app, request, url_for

from coordination import signed_paper
from coordination.ask import Ask
from coordination.inbound import Inbound
from coordination.language import gettext as _
from coordination.project import Project
from coordination.refusal import Missing, NotFound
from coordination.scan import Scan
from webapp.numbers import chosen
from webapp.rendering import back_to, show_file
from webapp.signed import SignedPage
from webapp.visitor import visitor

blueprint = Blueprint("scans", __name__)


@blueprint.get("/scans/<int:id>")
def show(id: int) -> Response:
    scan = Scan.find(id, by=visitor())
    return show_file(scan.content_bytes(), f"scan-{scan.id}.{scan.ending}", scan.media_type)


@blueprint.post("/projects/<int:id>/scans")
def create(id: int) -> Response:
    """The project manager has the signed page: whose it is, and its scan."""
    project = Project.find(id, by=visitor())
    project.managed_by(visitor())
    file = request.files.get("file")
    if file is None or not file.filename:
        raise Missing("file", _("Scan"))
    ask = _ask(project)
    signed_paper.record(ask, file.filename, file.read(), by=visitor())
    return _recorded(ask, url_for("closeout.show", id=id))


@blueprint.post("/triage/<int:id>/signatures")
def record(id: int) -> Response:
    """What a mail brought: the button beside the code and the file."""
    page = SignedPage(Inbound.find(id, by=visitor()), current_app.config["ENCLOSED"])
    page.may_be_recorded_by(visitor())
    ask, name, content = page.chosen(chosen("ask"), request.form.get("file", 0, type=int))
    signed_paper.record_from_mail(page.mail, ask, name, content, by=visitor())
    return _recorded(ask, url_for("triage.index"))


@blueprint.get("/received/<int:id>/files/<int:n>")
def enclosed(id: int, n: int) -> Response:
    """A file of a mail that may be a scan, to look at before deciding."""
    page = SignedPage(Inbound.find(id, by=visitor()), current_app.config["ENCLOSED"])
    file = page.file(n)
    return show_file(file.content, f"mail-{id}-{n}.{file.ending}", file.media_type)


def _recorded(ask: Ask, then: str) -> Response:
    return back_to(then, notice=_("Recorded: %(name)s signed on paper.", name=ask.person.name))


def _ask(project: Project) -> Ask:
    """The signature that was chosen. Raises NotFound where it is none of the project's."""
    ask = Ask.find(chosen("ask"), by=visitor())
    if ask.project_id != project.id:
        raise NotFound()
    return ask
