"""The first page: the projects that a person sees, and how each stands."""

from flask import Blueprint, Response

from coordination import waiting
from coordination.portfolio import standings
from coordination.project import PHASES
from papers.words import word
from webapp import rendering
from webapp.answering import open_for
from webapp.visitor import visitor

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def show() -> Response:
    found = standings(visitor())
    overseen = [] if found else waiting.projects(visitor())
    return rendering.show("home/show.html", standings=found, asked=len(open_for(visitor())), overseen=overseen,
                          waits=len(waiting.asks(visitor())) if overseen else 0,
                          phases={phase: word("phase", phase) for phase in PHASES})
