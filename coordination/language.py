"""The language a person reads: gettext for every room, from one catalogue a room, chosen per context."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

LANGUAGES = ("zh", "en")
ROOMS = ("coordination", "papers", "mailflow", "workers", "webapp", "huizhi")

_ROOT = Path(__file__).parent.parent
_current: ContextVar[str] = ContextVar("language", default="en")


def N_(message: str) -> str:
    """Mark a sentence for translation where it is written; it is translated where it is read."""
    return message


def current_language() -> str:
    """The language in force here: "zh" or "en"."""
    return _current.get()


@contextmanager
def use_language(code: str) -> Iterator[None]:
    """Speak `code` ("zh" or "en"; anything else means English) inside the block."""
    token = _current.set(known(code))
    try:
        yield
    finally:
        _current.reset(token)


def set_language(code: str) -> None:
    """Speak `code` from here to the end of this thread's or request's context."""
    _current.set(known(code))


def known(code: str | None) -> str:
    """The language we have for a tag such as "zh-CN" or "en_GB"; English for what we do not speak."""
    return "zh" if (code or "").lower().startswith("zh") else "en"


def gettext(message: str, **values: object) -> str:
    """The sentence in the language in force, its %(names)s filled in."""
    text = _catalogue(_current.get()).get(message, message)
    return text % values if values else text


def ngettext(one: str, many: str, n: int, **values: object) -> str:
    """The sentence for `n` things; `n` is also a value. Chinese has one form, English two."""
    found = _catalogue(_current.get()).get(one)
    text = found if found is not None else (one if n == 1 else many)
    return text % {"n": n, **values}


@cache
def _catalogue(language: str) -> dict[str, str]:
    merged: dict[str, str] = {}
    for path in catalogue_files(language):
        with path.open("rb") as file:
            for message in read_po(file):
                text = message.string[0] if isinstance(message.string, tuple) else message.string
                identity = message.id[0] if isinstance(message.id, tuple) else message.id
                if identity and text and not message.fuzzy:
                    merged[identity] = text
    return merged


def catalogue_files(language: str) -> list[Path]:
    """The catalogues of all rooms that have one in this language."""
    files = (_ROOT / room / "translations" / f"{language}.po" for room in ROOMS)
    return [file for file in files if file.exists()]
