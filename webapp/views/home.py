"""The first page: the projects that a person sees, and how each stands."""

from flask import Blueprint, Response

from coordination.portfolio import standings
from coordination.project import PHASES
from papers.words import word
from webapp import rendering
from webapp.answering import open_for
from webapp.visitor import visitor

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def show() -> Response:
    return rendering.show("home/show.html", standings=standings(visitor()), asked=len(open_for(visitor())),
                          phases={phase: word("phase", phase) for phase in PHASES})
