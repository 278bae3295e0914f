"""What a request must be like before a view sees it, and the headers that every answer carries."""

from typing import Any

from flask import Flask, Response, current_app, request
from flask_wtf.csrf import CSRFError, CSRFProtect, generate_csrf
from werkzeug.exceptions import BadRequest, Forbidden, RequestEntityTooLarge

from coordination.language import gettext as _
from coordination.session import LONGEST
from webapp.address import is_ours

BODY_BYTES = 4 * 1024 * 1024
FORM_FIELDS = 5_000
LARGER = {"scans.create": 10 * 1024 * 1024 + 64 * 1024}  # a scan of 10 MiB and the form around it

CONTENT_SECURITY = {
    "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "img-src": "'self' data:",
    "font-src": "'self'", "connect-src": "'self'", "form-action": "'self'", "frame-src": "'self'",
    "base-uri": "'none'", "frame-ancestors": "'none'",
}
# A mail shown in a frame: its own styles, and nothing that runs, loads, submits or opens.
MAIL_SECURITY = {
    "default-src": "'none'", "style-src": "'unsafe-inline'", "img-src": "data:", "form-action": "'none'",
    "base-uri": "'none'", "frame-ancestors": "'self'", "sandbox": "",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}


def check_requests(app: Flask) -> None:
    """Limits, the Origin of what changes something, and the headers of every answer."""
    app.config.update(
        MAX_CONTENT_LENGTH=BODY_BYTES, MAX_FORM_MEMORY_SIZE=BODY_BYTES, MAX_FORM_PARTS=FORM_FIELDS,
        SESSION_COOKIE_NAME="huizhi", SESSION_COOKIE_HTTPONLY=True, SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=LONGEST, SESSION_REFRESH_EACH_REQUEST=False,
    )
    app.before_request(_refuse_what_is_too_large)
    app.before_request(_refuse_nul)
    app.before_request(_refuse_other_origins)
    app.after_request(_add_headers)


def protect_forms(app: Flask) -> None:
    """A CSRF token in every form, or in the header that htmx sends; it lives as long as the log-in session."""
    app.config.update(WTF_CSRF_TIME_LIMIT=None, WTF_CSRF_SSL_STRICT=False)  # the Origin was checked already
    CSRFProtect(app)
    app.register_error_handler(CSRFError, _ask_to_try_again)


def content_security(policy: dict[str, str], **changes: str) -> str:
    """The policy's header text; a change names its directive with underscores: frame_ancestors="'self'"."""
    changed = policy | {name.replace("_", "-"): value for name, value in changes.items()}
    return "; ".join(f"{name} {value}".strip() for name, value in changed.items())


def in_our_frame(response: Response) -> Response:
    """Let one answer be framed by our own pages, and by no others."""
    response.headers["Content-Security-Policy"] = content_security(CONTENT_SECURITY, frame_ancestors="'self'")
    return response


def _refuse_what_is_too_large() -> None:
    allowed = LARGER.get(request.endpoint or "", BODY_BYTES)
    if (request.content_length or 0) > allowed:
        raise RequestEntityTooLarge()
    request.max_content_length = allowed
    # Werkzeug counts the parts of multipart forms only.
    if request.mimetype == "application/x-www-form-urlencoded" and request.get_data().count(b"&") >= FORM_FIELDS:
        raise RequestEntityTooLarge()


def _refuse_nul() -> None:
    """No keyboard types it, PostgreSQL does not take it, and SQLite reads a pattern only as far as it."""
    if b"%00" in request.query_string or "\0" in request.path or (request.form and b"%00" in request.get_data()):
        raise BadRequest()


def _refuse_other_origins() -> None:
    """Browsers say where a form was sent from; the CSRF token stands behind this for those that do not."""
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    origin = request.headers.get("Origin")
    foreign = request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site")
    if foreign or (origin is not None and not is_ours(origin, current_app.config["BASE_URL"])):
        raise Forbidden(_("This form was sent from another site. Please open the page here and try again."))


def _ask_to_try_again(error: CSRFError) -> Any:
    forbidden = Forbidden(_("This page has been open since before the last log-in. Please try again."))
    response = current_app.make_response(current_app.handle_user_exception(forbidden))
    # Readable by our own pages alone: after a new log-in in another tab the open page goes on with it.
    response.headers["X-CSRFToken"] = generate_csrf()
    return response


def _add_headers(response: Response) -> Response:
    headers = response.headers
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    headers.setdefault("Content-Security-Policy", content_security(CONTENT_SECURITY))
    if current_app.config["SESSION_COOKIE_SECURE"]:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    if request.endpoint != "static":
        # Not "no-store": going back must find a refused form as it was filled in.
        headers.setdefault("Cache-Control", "private, no-cache")
        response.vary.add("HX-Request")
    return response
