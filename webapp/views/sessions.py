"""Logging in and out."""

from flask import Blueprint, Response, redirect, request, session, url_for
from flask_login import current_user

from coordination.language import gettext as _
from coordination.refusal import Refusal
from coordination.session import log_in
from webapp.address import local_path
from webapp.rendering import back_to, show
from webapp.visitor import let_in, let_out, public

blueprint = Blueprint("sessions", __name__)


@blueprint.get("/login")
@public
def new() -> Response:
    if current_user.is_authenticated:
        return redirect(_wanted(request.args.get("next")), 303)
    return _form()


@blueprint.post("/login")
@public
def create() -> Response:
    form = request.form
    try:
        token = log_in(form.get("email", ""), form.get("password", ""), request.remote_addr or "",
                       request.user_agent.string)
    except Refusal as refusal:
        return _form(str(refusal), refusal.status)
    _forget_all_but_the_language()
    let_in(token)
    return back_to(_wanted(form.get("next")))


@blueprint.post("/logout")
def delete() -> Response:
    let_out()
    _forget_all_but_the_language()
    return back_to(url_for("sessions.new"), notice=_("You are logged out."))


def _form(refusal: str = "", status: int = 200) -> Response:
    wanted = request.values.get("next", "")
    return show("sessions/new.html", status=status, refusal=refusal, wanted=wanted,
                email=request.form.get("email", ""))


def _wanted(target: str | None) -> str:
    return local_path(target, url_for("home.show"))


def _forget_all_but_the_language() -> None:
    """A cookie from before the log-in, also one that somebody else planted, says nothing after it."""
    language = session.get("language")
    session.clear()
    session.permanent = True
    if language:
        session["language"] = language
