"""One's own account: language, password, and the browsers that are logged in."""

from flask import Blueprint, Response, request, url_for

from coordination.language import gettext as _
from coordination.session import Session
from webapp import rendering
from webapp.language import forget_choice
from webapp.rendering import back_to
from webapp.visitor import this_session, visitor

blueprint = Blueprint("account", __name__)


@blueprint.get("/account")
def show() -> Response:
    return rendering.show("account/show.html", sessions=Session.open_of(visitor()), here=this_session())


@blueprint.post("/account")
def update() -> Response:
    visitor().prefer(request.form.get("language", ""), request.form.get("time_zone", "").strip())
    forget_choice()
    return back_to(url_for("account.show"), notice=_("Saved."))


@blueprint.post("/account/password")
def change_password() -> Response:
    """Other browsers are logged out: whoever knew the old password is out too."""
    visitor().change_password(request.form.get("current", ""), request.form.get("password", ""))
    Session.revoke_all(visitor(), but=this_session())
    return back_to(url_for("account.show"), notice=_("Your password is changed; other browsers are logged out."))


@blueprint.post("/account/sessions/<int:id>/revoke")
def revoke(id: int) -> Response:
    Session.find(id, by=visitor()).revoke(by=visitor())
    return back_to(url_for("account.show"), notice=_("That browser is logged out."))


@blueprint.post("/account/sessions/revoke")
def revoke_others() -> Response:
    Session.revoke_all(visitor(), but=this_session())
    return back_to(url_for("account.show"), notice=_("All other browsers are logged out."))
