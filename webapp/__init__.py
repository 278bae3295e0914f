"""What project managers see: the Flask application, put together from plain values."""

from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from flask import Flask
from flask.typing import ResponseReturnValue
from flask_htmx import HTMX

from coordination.document import Document
from coordination.event import acting
from coordination.meeting import Meeting
from coordination.person import Person
from webapp import (
    address,
    assets,
    clocks,
    connection,
    navigation,
    numbers,
    rendering,
    security,
    views,
    visitor,
)
from webapp import language as languages
from webapp.signed import Enclosed

MailPreview = Callable[[Meeting, Person], tuple[str, str, str]]
PaperPreview = Callable[[Document, Person], tuple[str, str, str]]


def create_app(*, secret_key: str, base_url: str = "http://localhost", language: str = "zh",
               trusted_proxies: int = 0, nudge: Callable[[str, int], None] | None = None,
               post_office: Any = None, mail_preview: MailPreview | None = None,
               paper_preview: PaperPreview | None = None, enclosed: Enclosed | None = None) -> Flask:
    """The application; the database is already connected and migrated.

    `base_url` is how people reach it, with the sub-path if there is one; `nudge(table, id)` tells the workers
    that a row is due, best effort; `post_office` is the try-out post office, None for a real installation;
    `mail_preview(meeting, person)` composes the mail that circulating would send: subject, text and HTML;
    `paper_preview(document, person)` does so for the other papers; `enclosed(raw)` takes a mail's files out of it.
    """
    app = Pages(__name__, static_folder=None)
    app.config.update(SECRET_KEY=secret_key, LANGUAGE=language, NUDGE=nudge or _nobody, POST_OFFICE=post_office,
                      MAIL_PREVIEW=mail_preview, PAPER_PREVIEW=paper_preview, ENCLOSED=enclosed)
    address.reach_at(app, base_url, trusted_proxies)
    HTMX(app)
    for part in (assets, clocks, connection, navigation, numbers, rendering):
        part.prepare(app)
    _prepare_people(app)
    _register_views(app)
    return app


class Pages(Flask):
    """Everything that a page does is done by the channel "page"."""

    def dispatch_request(self) -> ResponseReturnValue:
        with acting(channel="page"):
            return super().dispatch_request()


def _prepare_people(app: Flask) -> None:
    # The order is that of each request: its size and origin, who asks, in which language, may they, CSRF.
    security.check_requests(app)
    visitor.prepare(app)
    languages.prepare(app)
    visitor.require_log_in(app)
    security.protect_forms(app)


def _register_views(app: Flask) -> None:
    """Every module in webapp/views has a `blueprint`; `NEEDS` names a value of the configuration without which
    its pages do not exist."""
    for found in iter_modules(views.__path__, "webapp.views."):
        module = import_module(found.name)
        if app.config.get(getattr(module, "NEEDS", "SECRET_KEY")):
            app.register_blueprint(module.blueprint)


def _nobody(table: str, id: int) -> None:
    """Where no worker listens: the sweep finds the row."""
