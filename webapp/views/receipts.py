"""Receipts that a project manager writes down for somebody who confirmed by phone."""

from flask import Blueprint, Response, url_for

from coordination import overview
from coordination.ask import Ask
from coordination.language import gettext as _
from webapp.numbers import chosen
from webapp.rendering import back_to
from webapp.visitor import visitor

blueprint = Blueprint("receipts", __name__)


@blueprint.post("/receipts")
def create() -> Response:
    ask = Ask.find(chosen("ask"), by=visitor())
    ask.answer_for("acknowledged", by=visitor(), channel="phone")
    rows = overview.receipts(ask.paper_version_id)
    return back_to(url_for("project_page.show", id=ask.project_id), "project_page/receipt.html", rows=rows, ask=ask,
                   notice=_("Receipt noted for %(name)s.", name=ask.person.name))
