"""The schedule: the Gantt chart on screen and in print, and its milestones and deliverables."""

from flask import Blueprint, Response, request, url_for

from coordination.language import gettext as _
from coordination.milestone import Deliverable, Milestone
from coordination.project import Project
from webapp import typed
from webapp.chart import Chart
from webapp.rendering import back_to, show_file
from webapp.rendering import show as show_page
from webapp.visitor import visitor

blueprint = Blueprint("schedule", __name__)


@blueprint.get("/projects/<int:id>/schedule")
def show(id: int) -> Response:
    return show_page("schedule/show.html", chart=_chart(id))


@blueprint.get("/projects/<int:id>/schedule/margins.css")
def margins(id: int) -> Response:
    return Response(_chart(id).margins(), content_type="text/css; charset=utf-8")


@blueprint.get("/projects/<int:id>/schedule/pdf")
def pdf(id: int) -> Response:
    chart = _chart(id)
    return show_file(chart.pdf(), f"{chart.project.code}-gantt.pdf", "application/pdf")


@blueprint.get("/projects/<int:id>/milestones")
def milestones(id: int) -> Response:
    return show_page("schedule/milestones.html", chart=_chart(id))


@blueprint.post("/milestones/<int:id>/reached")
def reach_milestone(id: int) -> Response:
    return _reached(Milestone.find(id, by=visitor()))


@blueprint.post("/milestones/<int:id>/expected")
def expect_milestone(id: int) -> Response:
    return _expected(Milestone.find(id, by=visitor()))


@blueprint.post("/deliverables/<int:id>/delivered")
def reach_deliverable(id: int) -> Response:
    return _reached(Deliverable.find(id, by=visitor()))


@blueprint.post("/deliverables/<int:id>/expected")
def expect_deliverable(id: int) -> Response:
    return _expected(Deliverable.find(id, by=visitor()))


def _chart(id: int) -> Chart:
    return Chart(Project.find(id, by=visitor()), request.args.get("by", ""))


def _reached(promise: Milestone | Deliverable) -> Response:
    promise.reach(by=visitor())
    return _back(promise)


def _expected(promise: Milestone | Deliverable) -> Response:
    promise.expect(typed.day("due", _("Expected on")), by=visitor())
    return _back(promise)


def _back(promise: Milestone | Deliverable) -> Response:
    return back_to(url_for("schedule.milestones", id=promise.project_id), notice=_("Saved."))
