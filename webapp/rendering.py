"""The one place that decides between a fragment and a whole page, and what follows a change."""

import json
from datetime import datetime

from flask import Flask, Response, current_app, flash, make_response, redirect, render_template, url_for
from jinja2 import StrictUndefined
from markupsafe import Markup

from coordination.language import gettext as _
from coordination.overview import PaperRow
from coordination.paper import Paper
from papers import dates
from papers.words import word
from webapp import words
from webapp.browser import browser_name
from webapp.reading import first_words
from webapp.security import MAIL_SECURITY, content_security
from webapp.visitor import visitor

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
USUAL_ZONES = ("Asia/Shanghai", "Asia/Hong_Kong", "Asia/Taipei", "Asia/Singapore", "Asia/Tokyo", "Asia/Seoul",
               "Asia/Kolkata", "Asia/Dubai", "Europe/London", "Europe/Berlin", "Europe/Moscow", "America/New_York",
               "America/Chicago", "America/Los_Angeles", "America/Sao_Paulo", "Australia/Sydney", "UTC")


def prepare(app: Flask) -> None:
    environment = app.jinja_env
    environment.undefined = StrictUndefined
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.filters.update(day=dates.day, short_day=dates.short_day, moment=_moment, short_moment=_short_moment)
    environment.filters.update(choice=lambda record: (record.id, record.name), browser=browser_name)
    environment.filters.update(first_words=first_words, day_before=dates.day_before)
    environment.globals.update(address_of_paper=_address_of_paper)
    environment.globals.update(word=word, name=words.name, names=words.names, trail=_trail, usual_zones=USUAL_ZONES)


def show(page: str, fragment: str | None = None, /, *, status: int = 200, **values: object) -> Response:
    """The fragment alone where htmx asked for it, else the page, which includes it.

    A fragment is one file with one root element and one id: `actions/_action.html`, `id="action-3"`.
    """
    template = fragment if fragment and wants_fragment() else page
    return make_response(render_template(template, **values), status)


def back_to(location: str, fragment: str | None = None, /, *, notice: str = "", **values: object) -> Response:
    """After a change: the changed fragment where htmx asked for it, else on to `location` (303, or HX-Redirect)
    with a notice for the next page."""
    if fragment and wants_fragment():
        response = make_response(render_template(fragment, **values))
        return _announce(response, notice)
    if notice:
        flash(notice)
    if current_app.htmx:
        return Response(headers={"HX-Redirect": location})
    return redirect(location, 303)


def wants_fragment() -> bool:
    """True where htmx asks for a part; a boosted form or link and a page restored from history want it whole."""
    htmx = current_app.htmx
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def show_refusal(sentence: str, status: int, *, field: str = "") -> Response:
    """The sentence at the head of the page that is open, where what was typed stays; without htmx as a page."""
    if not current_app.htmx:
        return make_response(render_template("errors/refusal.html", sentence=sentence, status=status), status)
    response = make_response(render_template("partials/_refusal.html", sentence=sentence), status)
    response.headers.update({"HX-Retarget": "#notice", "HX-Reswap": "innerHTML", "HX-Push-Url": "false"})
    if field:
        response.headers["HX-Trigger"] = json.dumps({"refused": {"field": field}})
    return response


def show_mail(html: str) -> Response:
    """The HTML of a mail for a sandboxed frame of our own, in which nothing runs, loads or leads away."""
    response = make_response(html)
    response.headers["Content-Security-Policy"] = content_security(MAIL_SECURITY)
    return response


def show_file(content: bytes, name: str, kind: str = "text/plain; charset=utf-8") -> Response:
    """A download that no browser opens by itself; `name` in plain ASCII."""
    return Response(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _announce(response: Response, notice: str) -> Response:
    if notice:
        response.headers["HX-Trigger"] = json.dumps({"notice": notice})
    return response


def _moment(value: datetime | str | None, zone: str | None = None) -> str:
    return dates.moment(value, zone or visitor().time_zone)


def _short_moment(value: datetime | str | None, zone: str | None = None) -> str:
    return dates.short_moment(value, zone or visitor().time_zone)


def _address_of_paper(paper: Paper | PaperRow) -> str:
    """Where a paper is written as long as it is a draft, else where it is read."""
    return url_for("papers.edit" if paper.state == "draft" else "papers.show", id=paper.id)


def _trail(*steps: tuple[str, str]) -> Markup:
    """Where a page lies: links to the pages above it, as (address, label)."""
    links = Markup(" / ").join(Markup('<a href="{}">{}</a>').format(*step) for step in steps)
    return Markup('<nav class="trail" aria-label="{}">{}</nav>').format(_("Where this page is"), links)
