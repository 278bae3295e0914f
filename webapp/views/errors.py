"""The pages of what goes wrong: each says in a sentence what happened and what to do."""

import sqlite3

from flask import Blueprint, Response, current_app, make_response, render_template, request
from peewee import InterfaceError, OperationalError
from werkzeug.exceptions import HTTPException, SecurityError

from coordination.database import database
from coordination.language import N_
from coordination.language import gettext as _
from coordination.refusal import Refusal
from webapp.rendering import show_refusal

blueprint = Blueprint("errors", __name__)

SENTENCES = {
    400: N_("The request could not be understood. Please go back and try again."),
    403: N_("You may not do this. Please ask the project manager or an administrator."),
    404: N_("This page does not exist, or it is not one of your projects."),
    405: N_("This address takes no such request. Please go back and use the buttons of the page."),
    413: N_("This is too large to be sent at once. Please send less."),
}


@blueprint.app_errorhandler(Refusal)
def refused(refusal: Refusal) -> Response:
    return show_refusal(str(refusal), refusal.status, field=getattr(refusal, "field", ""))


@blueprint.app_errorhandler(HTTPException)
def failed(error: HTTPException) -> Response:
    if error.code is None or error.code < 400:
        return error.get_response()
    return show_refusal(_sentence(error), error.code)


@blueprint.app_errorhandler(SecurityError)
def wrong_host(error: SecurityError) -> Response:
    """No page, because without a trusted host there are no addresses to link to."""
    sentence = _("Huizhi is not set up to be reached under this address. Its address is %(address)s "
                 "(setting server.base_url).", address=current_app.config["BASE_URL"])
    return Response(sentence + "\n", 400, content_type="text/plain; charset=utf-8")


@blueprint.app_errorhandler(OperationalError)
@blueprint.app_errorhandler(InterfaceError)
def database_away(error: Exception) -> Response:
    """Locked for too long, full, or restarting: nothing was written, and trying again will do."""
    if getattr(error.__context__, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR:
        raise error  # SQLite's name for a statement that is wrong, which no waiting puts right
    current_app.logger.error("The database does not answer: %s", error)
    database.close()
    return _without_database(_("The database is busy. Nothing was lost; please try again in a few seconds."), 503)


@blueprint.app_errorhandler(500)
def crashed(error: Exception) -> Response:
    return _without_database(_("Something went wrong on our side, and it was noted. Please try again; "
                               "if it happens again, tell an administrator when and where."), 500)


def _sentence(error: HTTPException) -> str:
    """Ours where a view gave one, else the one for the status; werkzeug's own are English and for programmers."""
    ours = error.description if error.description != type(error).description else None
    return ours or _(SENTENCES.get(error.code, SENTENCES[400]))


def _without_database(sentence: str, status: int) -> Response:
    if current_app.htmx and request.method != "GET":
        response = show_refusal(sentence, status)
    else:
        response = make_response(render_template("errors/bare.html", sentence=sentence, status=status), status)
    if status == 503:
        response.headers["Retry-After"] = "5"
    return response
