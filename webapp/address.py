"""Where the pages are reached: the host that is trusted, the sub-path, and the proxies in between."""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, request
from werkzeug.middleware.proxy_fix import ProxyFix

LOOPBACK = ("localhost", "127.0.0.1", "::1")


def reach_at(app: Flask, base_url: str, trusted_proxies: int) -> None:
    """Serve under `base_url` alone: another Host header is refused, cookies are Secure where it is https."""
    parts = urlsplit(base_url)
    path = parts.path.rstrip("/")
    app.config.update(
        BASE_URL=base_url.rstrip("/"), APPLICATION_ROOT=path or "/", PREFERRED_URL_SCHEME=parts.scheme,
        TRUSTED_HOSTS=_trusted(parts.hostname or ""), SESSION_COOKIE_SECURE=parts.scheme == "https",
    )
    app.wsgi_app = SubPath(app.wsgi_app, path)
    if trusted_proxies:
        n = trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=n, x_proto=n, x_host=n)


class SubPath:
    """Below a sub-path whether the proxy in front strips it from the request or not."""

    def __init__(self, app: Callable[..., Iterable[bytes]], path: str) -> None:
        self.app, self.path = app, path

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if self.path:
            asked = environ.get("PATH_INFO", "")
            if asked == self.path or asked.startswith(self.path + "/"):
                environ["PATH_INFO"] = asked[len(self.path):] or "/"
            environ["SCRIPT_NAME"] = self.path
        return self.app(environ, start_response)


def is_ours(origin: str, base_url: str) -> bool:
    """True where a browser's Origin is this very site; the request's own host was checked before."""
    parts = urlsplit(origin)
    return parts.scheme in ("http", "https") and parts.netloc in (request.host, urlsplit(base_url).netloc)


def local_path(target: str | None, otherwise: str) -> str:
    """The target where it is a path of this site, else `otherwise`: nobody is sent elsewhere by a link to us."""
    if not target or not target.startswith("/") or target.startswith("//"):
        return otherwise
    if any(ord(character) < 33 or character in "\\\x7f" for character in target):
        return otherwise
    return target


def _trusted(host: str) -> list[str]:
    return list(LOOPBACK) if host in LOOPBACK else [host]
