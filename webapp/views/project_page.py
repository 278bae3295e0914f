"""The page of a project: what comes next, meetings with their clocks, receipts, action items, kept up to date."""

from flask import Blueprint, Response, request

from coordination.project import Project
from webapp.project_page import ProjectPage
from webapp.rendering import show as show_page
from webapp.visitor import visitor

blueprint = Blueprint("project_page", __name__)


@blueprint.get("/projects/<int:id>")
def show(id: int) -> Response:
    return show_page("project_page/show.html", page=ProjectPage(Project.find(id, by=visitor()), visitor()))


@blueprint.get("/projects/<int:id>/news")
def news(id: int) -> Response:
    """The parts of an open page that changed since `since`, out of band; 204 where nothing did."""
    page = ProjectPage(Project.find(id, by=visitor()), visitor())
    changed = page.changed_since(request.args.get("since", ""))
    if not changed:
        return Response(status=204)
    return show_page("project_page/news.html", page=page, changed=changed)
