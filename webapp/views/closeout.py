"""The closeout of a project: signatures, retrospective, and the archive with its bundle."""

from flask import Blueprint, Response, current_app, request, send_file, url_for

from coordination import archive
from coordination.archive import ArchiveJob, NoBundle
from coordination.language import gettext as _
from coordination.project import Project
from webapp.closeout import Closeout
from webapp.rendering import back_to
from webapp.rendering import show as show_page
from webapp.visitor import visitor

blueprint = Blueprint("closeout", __name__)


@blueprint.get("/projects/<int:id>/closeout")
def show(id: int) -> Response:
    return show_page("closeout/show.html", closeout=_closeout(id))


@blueprint.get("/projects/<int:id>/archive/progress")
def progress(id: int) -> Response:
    """How far the bundle is; the open page asks every other second."""
    return show_page("closeout/show.html", "closeout/_job.html", closeout=_closeout(id))


@blueprint.post("/projects/<int:id>/archive")
def create(id: int) -> Response:
    project = Project.find(id, by=visitor())
    job = archive.archive(project, by=visitor(), reason=request.form.get("reason", ""))
    return _ordered(job, _("The project is archived. Its bundle is being made."))


@blueprint.post("/projects/<int:id>/archive/again")
def make_again(id: int) -> Response:
    job = _latest(id)
    job.make_again(by=visitor())
    return _ordered(job, _("The bundle is being made again."))


@blueprint.post("/projects/<int:id>/archive/handover")
def hand_over(id: int) -> Response:
    _latest(id).hand_over(request.form.get("to", ""), by=visitor())
    return back_to(url_for("closeout.show", id=id), notice=_("The hand-over is on record."))


@blueprint.get("/projects/<int:id>/archive/<int:n>/bundle")
def bundle(id: int, n: int) -> Response:
    """The .zip, streamed from its file."""
    jobs = archive.jobs(Project.find(id, by=visitor()))
    job = next((job for job in jobs if job.number == n), None)
    if job is None or not job.is_there:
        raise NoBundle()
    return send_file(job.path, mimetype="application/zip", as_attachment=True, download_name=job.file_name, max_age=0)


@blueprint.post("/projects/<int:id>/reopening")
def reopen(id: int) -> Response:
    archive.reopen(id, by=visitor(), reason=request.form.get("reason", ""))
    return back_to(url_for("closeout.show", id=id), notice=_("The project is open again."))


def _closeout(id: int) -> Closeout:
    return Closeout(Project.find(id, by=visitor()), visitor())


def _latest(id: int) -> ArchiveJob:
    """The job of the archiving in force; first whether the visitor may do anything with it."""
    project = Project.find(id, by=visitor())
    archive.in_charge(project, visitor())
    return archive.latest(project)


def _ordered(job: ArchiveJob, notice: str) -> Response:
    current_app.config["NUDGE"]("archive_job", job.id)
    return back_to(url_for("closeout.show", id=job.project.id), notice=notice)
