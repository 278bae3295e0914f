"""Which languages the terminal speaks."""

from collections.abc import Mapping

LANGUAGES = ("zh", "en")


def language(environ: Mapping[str, str]) -> str | None:
    """The one that it names, where we speak it."""
    named = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""
    return named[:2] if named[:2] in LANGUAGES else None


def languages(environ: Mapping[str, str]) -> tuple[str, ...]:
    """Both where it names none: whoever starts it for the first time has not set one either."""
    named = language(environ)
    return (named,) if named else LANGUAGES
