"""Series of meetings: their rhythm, the next meeting prepared by itself or now."""

from flask import Blueprint, Response, request, url_for

from coordination.language import gettext as _
from coordination.meeting import Series
from coordination.project import Project
from coordination.rhythm import prepare_next
from webapp.numbers import chosen
from webapp.rendering import back_to, show
from webapp.series_list import SeriesList
from webapp.visitor import visitor

blueprint = Blueprint("series", __name__)


@blueprint.get("/projects/<int:id>/series")
def index(id: int) -> Response:
    return show("series/index.html", list=SeriesList(Project.find(id, by=visitor())))


@blueprint.post("/series/<int:id>")
def update(id: int) -> Response:
    series = Series.find(id, by=visitor())
    series.meet(request.form.get("often", ""), chosen("minutes_long"), by=visitor())
    return _back(series)


@blueprint.post("/series/<int:id>/next")
def prepare(id: int) -> Response:
    """The draft for the next meeting; without a rhythm there is none to prepare."""
    minutes = prepare_next(Series.find(id, by=visitor()), by=visitor())
    if minutes is None:
        return _back(Series.find(id, by=visitor()))
    return back_to(url_for("meetings.edit", id=minutes.meeting.id))


@blueprint.post("/series/<int:id>/pause")
def pause(id: int) -> Response:
    series = Series.find(id, by=visitor())
    series.pause(by=visitor())
    return _back(series)


@blueprint.post("/series/<int:id>/resumption")
def resume(id: int) -> Response:
    series = Series.find(id, by=visitor())
    series.resume(by=visitor())
    return _back(series)


def _back(series: Series) -> Response:
    return back_to(url_for("series.index", id=series.project_id), notice=_("Saved."))
