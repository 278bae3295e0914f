"""Who is asking: the person behind the log-in session of this request."""

from collections.abc import Callable
from typing import Any

from flask import Flask, Response, current_app, flash, redirect, request, url_for
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from werkzeug.exceptions import Unauthorized

from coordination.language import gettext as _
from coordination.person import Person
from coordination.session import Session

_PUBLIC: set[Callable[..., Any]] = set()


class Visitor(UserMixin):
    """A log-in session as flask-login wants to see it; the cookie keeps the token, the row its hash."""

    def __init__(self, token: str, session: Session) -> None:
        self.token, self.session, self.person = token, session, session.person

    def get_id(self) -> str:
        return self.token


def visitor() -> Person:
    """The person who is logged in; only for pages that need a log-in, which is all but the public ones."""
    return current_user.person


def this_session() -> Session:
    """The log-in session of this request."""
    return current_user.session


def public(view: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a view that needs no log-in."""
    _PUBLIC.add(view)
    return view


def let_in(token: str) -> None:
    """Put the token of a new log-in session into the browser's cookie."""
    login_user(_find(token))


def let_out() -> None:
    """End this browser's log-in session and forget its cookie's content."""
    this_session().revoke(by=visitor())
    logout_user()


def prepare(app: Flask) -> None:
    manager = LoginManager(app)
    manager.session_protection = None  # the row decides, not the browser's address, which changes on a train
    manager.user_loader(_find)
    manager.unauthorized_handler(_ask_to_log_in)
    app.jinja_env.globals["visitor"] = lambda: visitor() if current_user.is_authenticated else None


def require_log_in(app: Flask) -> None:
    @app.before_request
    def known_or_public() -> Response | None:
        view = app.view_functions.get(request.endpoint or "")
        if view is None or view in _PUBLIC or request.endpoint == "static":
            return None
        if not current_user.is_authenticated:
            return app.login_manager.unauthorized()
        if _is_activity() and this_session().needs_touch():
            this_session().touch()
        return None


def _is_activity() -> bool:
    """What a person does; an open page that asks for news by itself keeps nobody logged in."""
    return request.method == "POST" or not current_app.htmx


def _find(token: str) -> Visitor | None:
    session = Session.find_open(token)
    return Visitor(token, session) if session else None


def _ask_to_log_in() -> Response:
    """A page leads to the log-in and back again. What was typed into a page that is open stays there."""
    if current_app.htmx and request.method != "GET":
        raise Unauthorized(_("You have been logged out. Log in in another tab, then try again here."))
    address = url_for("sessions.new", next=_wanted())
    if current_app.htmx:
        return Response(headers={"HX-Redirect": address})
    if request.method != "GET":
        flash(_("You have been logged out. Please log in and try again."))
    return redirect(address, 303)


def _wanted() -> str | None:
    """The page to come back to, with its sub-path; None for what is no page."""
    if request.method != "GET" or current_app.htmx or request.path == "/":
        return None
    return request.script_root + request.full_path.rstrip("?")
