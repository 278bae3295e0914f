"""Style sheets, scripts and icons: all served from here, under addresses that change with their content."""

from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from re import findall

from flask import Flask, Response, request, send_from_directory
from markupsafe import Markup

FOLDER = Path(__file__).parent / "static"


def prepare(app: Flask) -> None:
    app.add_url_rule("/static/<version>/<path:name>", endpoint="static", view_func=_serve)
    app.jinja_env.globals.update(asset=asset, icon=icon)


def asset(name: str) -> str:
    """The address of a file in static/; a year in the browser's cache, because a change changes the address."""
    return _address(request.root_path, name)


def icon(name: str, label: str = "") -> Markup:
    """An icon of the sprite; `label` where it stands alone and must be read out. Raises KeyError for no such icon."""
    return _icon(request.root_path, name, label)


def _serve(version: str, name: str) -> Response:
    response = send_from_directory(FOLDER, name, max_age=31_536_000)
    response.cache_control.public, response.cache_control.immutable = True, True
    return response


@cache
def _address(root: str, name: str) -> str:
    # A page has dozens of icons; building each address anew would be a tenth of its time.
    return f"{root}/static/{_version(name)}/{name}"


@lru_cache(2_000)
def _icon(root: str, name: str, label: str) -> Markup:
    if name not in _icons():
        raise KeyError(f"no icon {name!r} in static/icons.svg")
    spoken = Markup('role="img" aria-label="{}"').format(label) if label else Markup('aria-hidden="true"')
    drawn = Markup('<svg class="icon" {}><use href="{}#{}"></use></svg>')
    return drawn.format(spoken, _address(root, "icons.svg"), name)


@cache
def _version(name: str) -> str:
    return sha256((FOLDER / name).read_bytes()).hexdigest()[:10]


@cache
def _icons() -> frozenset[str]:
    return frozenset(findall(r'<symbol id="([^"]+)"', (FOLDER / "icons.svg").read_text("utf-8")))
