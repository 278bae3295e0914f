"""The post office of a try-out: everybody's mailbox as a mail program shows it, and answers typed."""

from flask import Blueprint, Response, current_app, request, url_for

from coordination.language import gettext as _
from webapp.rendering import back_to, show, show_mail

NEEDS = "POST_OFFICE"

blueprint = Blueprint("post_office", __name__)


@blueprint.get("/post-office")
def index() -> Response:
    return show("post_office/index.html", office=_office(), mailboxes=_office().all())


@blueprint.get("/post-office/<address>")
def mailbox(address: str) -> Response:
    owner = _office().mailbox(address)
    return show("post_office/mailbox.html", owner=owner, mails=_office().mails(owner))


@blueprint.get("/post-office/<address>/news")
def news(address: str) -> Response:
    """The list of an open mailbox where mail came or went; 204 where none did, so that no click is lost."""
    owner = _office().mailbox(address)
    if str(owner.mails) == request.args.get("count"):
        return Response(status=204)
    return show("post_office/_mails.html", owner=owner, mails=_office().mails(owner))


@blueprint.get("/post-office/<address>/<key>")
def mail(address: str, key: str) -> Response:
    owner = _office().mailbox(address)
    return show("post_office/mail.html", owner=owner, opened=_office().open(owner, key),
                typed=request.args.get("answer", ""))


@blueprint.get("/post-office/<address>/<key>/html")
def html(address: str, key: str) -> Response:
    return show_mail(_office().open(_office().mailbox(address), key).mail.html or "")


@blueprint.post("/post-office/<address>/<key>/answers")
def answer(address: str, key: str) -> Response:
    to = _office().answer(_office().mailbox(address), key, request.form.get("answer", ""))
    return back_to(url_for(".mailbox", address=address), notice=_("Sent to %(name)s.", name=to))


def _office():
    return current_app.config["POST_OFFICE"]
