"""The minutes of a meeting as a person reads them: on screen, on A4, in a mail, and as plain text."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from coordination.language import gettext, use_language
from papers import words
from papers.environment import environment
from papers.looks import LOOKS
from papers.margins import margins
from papers.speech import says, speech

SHEET = Path(__file__).parent / "print.css"


def as_html(content: dict[str, Any], language: str, purpose: str = "screen",
            receipts: list[dict[str, Any]] | None = None, sha256: str = "",
            draft: bool = False, bilingual: bool = False) -> str:
    """The minutes in HTML: a fragment for "screen" and "mail" (its styles inline), a whole document for "print".

    `content` is what `Minutes.content()` returns or what was frozen. `receipts` is a list of {"department", "people":
    [{"name", "answered_at" (instant or None), "channel"}]}, left out of mails. `draft` says on it that it is
    one. `bilingual` sets the headings in both languages, `language` first.
    """
    with use_language(language):
        article = _write("minutes.html", content, language, bilingual, look=LOOKS[purpose], purpose=purpose,
                         receipts=receipts, sha256=sha256, draft=draft)
        if purpose != "print":
            return article
        return _write("document.html", content, language, bilingual, sheet=Markup(SHEET.read_text()),
                      margins=Markup(page_margins(content, language)), article=Markup(article))


def as_text(content: dict[str, Any], language: str) -> str:
    """The minutes in plain text, for the text part of a mail."""
    with use_language(language):
        return _write("minutes.txt", content, language, False)


def page_margins(content: dict[str, Any], language: str) -> str:
    """The CSS that puts project, number and version above every printed page and the page's number below it."""
    with use_language(language):
        return margins(content, heading(content))


def heading(content: dict[str, Any]) -> str:
    """What this paper is called, e.g. 周例会纪要, in the language in force."""
    return gettext(name(content))


def name(content: dict[str, Any]) -> str:
    """What this paper is called, not translated yet."""
    names = words.WORDS["minutes"]
    return names.get(content["kind"], names["other"])


def title(content: dict[str, Any]) -> str:
    """What the meeting is called; empty where the paper's name says it already (周例会 in 周例会纪要)."""
    return "" if says(name(content), content["title"]) else content["title"]


def _write(template: str, content: dict[str, Any], language: str, bilingual: bool, **values: Any) -> str:
    say = speech(language, bilingual)
    return _environment().get_template(template).render(
        language=language, _=say, plain=gettext, content=content, zone=content["time_zone"], heading=say(name(content)),
        title=title(content), attendance=words.WORDS["attendance"], **values)


@cache
def _environment() -> Environment:
    return environment()
