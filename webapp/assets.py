"""Style sheets, scripts and icons: all served from here, under addresses that change with their content."""

from functools import cache
from hashlib import sha256
from pathlib import Path
from re import findall

from flask import Flask, Response, send_from_directory, url_for
from markupsafe import Markup

FOLDER = Path(__file__).parent / "static"


def prepare(app: Flask) -> None:
    app.add_url_rule("/static/<version>/<path:name>", endpoint="static", view_func=_serve)
    app.jinja_env.globals.update(asset=asset, icon=icon)


def asset(name: str) -> str:
    """The address of a file in static/; a year in the browser's cache, because a change changes the address."""
    return url_for("static", version=_version(name), name=name)


def icon(name: str, label: str = "") -> Markup:
    """An icon of the sprite; `label` where it stands alone and must be read out. Raises KeyError for no such icon."""
    if name not in _icons():
        raise KeyError(f"no icon {name!r} in static/icons.svg")
    spoken = Markup('role="img" aria-label="{}"').format(label) if label else Markup('aria-hidden="true"')
    return Markup('<svg class="icon" {}><use href="{}#{}"></use></svg>').format(spoken, asset("icons.svg"), name)


def _serve(version: str, name: str) -> Response:
    response = send_from_directory(FOLDER, name, max_age=31_536_000)
    response.cache_control.public, response.cache_control.immutable = True, True
    return response


@cache
def _version(name: str) -> str:
    return sha256((FOLDER / name).read_bytes()).hexdigest()[:10]


@cache
def _icons() -> frozenset[str]:
    return frozenset(findall(r'<symbol id="([^"]+)"', (FOLDER / "icons.svg").read_text("utf-8")))
