"""Answers on the page: one's own, what somebody said by phone or on paper, and news of those to a paper."""

from flask import Blueprint, Response, request

from coordination import documents
from coordination.ask import Ask
from coordination.language import gettext as _
from coordination.paper import PaperVersion
from webapp import typed
from webapp.answering import Answering, PaperNews, open_for
from webapp.nudges import nudge_letters
from webapp.numbers import row_id
from webapp.questionnaire import page_of
from webapp.rendering import back_to
from webapp.rendering import show as show_page
from webapp.visitor import visitor

blueprint = Blueprint("answers", __name__)


@blueprint.get("/versions/<int:id>/answers")
def news(id: int) -> Response:
    """The answers of an open page that came since `since`; 204 where nothing happened."""
    news, since = PaperNews(PaperVersion.find(id, by=visitor())), request.args.get("since", 0, type=int)
    if since >= news.since:
        return Response(status=204)
    return show_page("answers/news.html", news=news, changed=news.rows_since(since))


@blueprint.get("/answers")
def index() -> Response:
    return show_page("answers/index.html", asked=open_for(visitor()))


@blueprint.get("/answers/<int:id>")
def show(id: int) -> Response:
    """The paper or the question, and the form to answer it: for whom it is about, or who notes it for them."""
    return show_page("answers/show.html", answering=Answering(Ask.find_answerable(id, by=visitor()), visitor()))


@blueprint.post("/answers/<int:id>")
def create(id: int) -> Response:
    ask, form = Ask.find_answerable(id, by=visitor()), request.form
    documents.record(ask, form.get("answer", ""), by=visitor(), channel=form.get("channel", ""), **typed.said(ask))
    answering = Answering(ask, visitor())
    nudge_letters(ask.project)
    return back_to(answering.after, "answers/row.html", answering=answering,
                   notice=_("Noted for %(name)s.", name=ask.person.name))


@blueprint.post("/answers/<int:id>/again")
def ask_again(id: int) -> Response:
    """Mail it once more to whoever refused to sign."""
    ask = Ask.find(id, by=visitor())
    documents.ask_again(ask, by=visitor())
    nudge_letters(ask.project)
    return back_to(Answering(ask, visitor()).after,
                   notice=_("%(name)s is asked once more by mail.", name=ask.person.name))


@blueprint.post("/answers")
def note() -> Response:
    """What somebody said by phone to several questions of one request; those left empty stay open."""
    asks, form = [Ask.find(row_id(id), by=visitor()) for id in request.form.getlist("ask")], request.form
    documents.note_texts(list(zip(asks, form.getlist("text"), strict=False)), by=visitor(),
                         channel=form.get("channel", ""))
    return back_to(page_of(asks), notice=_("Noted for %(name)s.", name=asks[0].person.name))
