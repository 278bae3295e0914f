"""The main menu: where one can go, where one is, and how many mails wait."""

from dataclasses import dataclass

from flask import Flask, current_app, request, url_for

from coordination.inbound import Inbound
from coordination.language import gettext as _
from coordination.letter import Letter
from webapp.visitor import visitor

PROJECT_PAGES = (
    "home", "waiting", "punctuality", "phases", "projects", "members", "project_page", "meetings", "series",
    "invitations", "schedule", "minutes", "actions", "papers", "answers", "requests", "issues", "tables", "receipts",
    "closeout", "scans",
)


@dataclass(frozen=True)
class Link:
    """`current` is the value of aria-current, "" elsewhere; `count` is shown as a badge where it is not 0."""

    label: str
    address: str
    icon: str
    current: str = ""
    count: int = 0


def prepare(app: Flask) -> None:
    app.jinja_env.globals["navigation"] = navigation


def navigation() -> list[Link]:
    """The menu of the person who is logged in."""
    links = [
        _link(_("Projects"), "home.show", "folders", PROJECT_PAGES),
        _link(_("Triage"), "triage.index", "inbox", ("triage",), Inbound.waiting_for(visitor()).count()),
        _link(_("Incoming"), "inbound.index", "mail-opened", ("inbound",)),
        _link(_("Outgoing"), "letters.index", "send", ("letters",), Letter.in_trouble(visitor()).count()),
        _link(_("People"), "people.index", "users", ("people", "departments", "deputies")),
    ]
    if current_app.config["POST_OFFICE"]:
        links.append(_link(_("Post office"), "post_office.index", "mailbox", ("post_office",)))
    return links


def _link(label: str, endpoint: str, icon: str, blueprints: tuple[str, ...], count: int = 0) -> Link:
    here = "page" if request.endpoint == endpoint else "true" if request.blueprint in blueprints else ""
    return Link(label, url_for(endpoint), icon, here, count)
