"""In which language a page is shown: the one chosen at its foot, else the person's, else the browser's, else ours."""

from flask import Flask, current_app, request, session
from flask_login import current_user

from coordination.language import LANGUAGES, current_language, gettext, ngettext, set_language


def prepare(app: Flask) -> None:
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(gettext, ngettext, newstyle=False)
    app.jinja_env.globals.update(current_language=current_language)
    app.before_request(_speak)


def choose(code: str) -> None:
    """Keep the language for this browser, whoever logs in."""
    session["language"] = code if code in LANGUAGES else current_app.config["LANGUAGE"]


def forget_choice() -> None:
    """From now on the person's own language counts again."""
    session.pop("language", None)


def _speak() -> None:
    # First without the database, so that also its failure is told in the right language.
    set_language(session.get("language") or _of_browser())
    if request.endpoint != "static" and "language" not in session and current_user.is_authenticated:
        set_language(current_user.person.language)


def _of_browser() -> str:
    accepted = [tag for tag, quality in request.accept_languages if tag[:2].lower() in LANGUAGES]
    return accepted[0][:2].lower() if accepted else current_app.config["LANGUAGE"]
