"""Meetings: planning one, and writing its minutes while people talk."""

from flask import Blueprint, Response, redirect, request, url_for

from coordination import clock, overview
from coordination.minutes import Minutes
from coordination.project import Project
from webapp import typed
from webapp.minutes_editor import MinutesEditor
from webapp.rendering import back_to, show
from webapp.visitor import visitor
from webapp.words import names

blueprint = Blueprint("meetings", __name__)


@blueprint.get("/projects/<int:id>/meetings")
def index(id: int) -> Response:
    project = Project.find(id, by=visitor())
    return show("meetings/index.html", project=project, meetings=overview.meetings(project, limit=None))


@blueprint.get("/projects/<int:id>/meetings/new")
def new(id: int) -> Response:
    project = Project.find(id, by=visitor())
    project.written_by(visitor())
    return show("meetings/new.html", project=project, series=overview.series(project),
                kinds=names("meeting"), today=clock.today(project.time_zone))


@blueprint.post("/projects/<int:id>/meetings")
def create(id: int) -> Response:
    project, form = Project.find(id, by=visitor()), request.form
    starts_at, ends_at = typed.times(project.time_zone)
    minutes = Minutes.begin(project, by=visitor(), title=form.get("title", ""), kind=form.get("kind", ""),
                            starts_at=starts_at, ends_at=ends_at, place=form.get("place", ""),
                            series=form.get("series", ""))
    return back_to(url_for("meetings.edit", id=minutes.meeting.id))


@blueprint.get("/meetings/<int:id>/edit")
def edit(id: int) -> Response:
    """With `check` the page says at each field what circulating still needs; `action-KEY-owner` is a name that nobody
    has, as it was typed."""
    minutes = Minutes.find(id, by=visitor())
    if not minutes.may_be_written_by(visitor()):
        return redirect(url_for("minutes.show", id=id))
    unknown = {field: name for field, name in request.args.items() if field.startswith("action-")}
    return show("meetings/edit.html", editor=MinutesEditor(minutes, unknown), check="check" in request.args)


@blueprint.post("/meetings/<int:id>")
def update(id: int) -> Response:
    editor = MinutesEditor(Minutes.find(id, by=visitor()))
    draft, unknown = typed.draft(editor.project.time_zone, editor.labels), typed.unknown_owners(editor.labels)
    revision = editor.minutes.write(draft, by=visitor(), editor=request.form.get("editor", ""),
                                  revision=request.form.get("revision", 0, type=int))
    return back_to(_next(id, unknown), "meetings/_saved.html", revision=revision, unknown=unknown, now=clock.now())


def _next(id: int, unknown: dict[str, str]) -> str:
    """Where the pressed button leads, once everything is saved; back where an owner is nobody."""
    if unknown:
        return url_for("meetings.edit", id=id, **unknown)
    pages = {"preview": "minutes.show", "mail": "minutes.mail", "circulate": "minutes.ready"}
    return url_for(pages.get(request.form.get("then", ""), "meetings.edit"), id=id)
