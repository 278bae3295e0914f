"""Every paper of the process but the minutes, as a person reads it: on screen, on A4, in a mail, and as plain text."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape

from coordination.ask import Ask
from coordination.language import gettext, use_language
from papers import answers as given
from papers import differences, margins, parts
from papers.environment import environment
from papers.looks import LOOKS
from papers.speech import speech

_ISO_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
SHEET = Path(__file__).parent / "print.css"


def as_html(content: dict[str, Any], language: str, purpose: str = "screen", answers: Iterable[Ask] | None = None,
            sha256: str = "", draft: bool = False, bilingual: bool = False) -> str:
    """The paper in HTML: a fragment for "screen" and "mail" (its styles inline), a whole document for "print".

    `content` is what `Document.content()` returns or what was frozen; `answers` is what `Document.answers()` or
    `asks_of(version)` returns, shown on paper only. `bilingual` sets the headings in both languages, `language` first.
    """
    asks, zone = list(answers or ()), content["time_zone"]
    with use_language(language):
        matrices = given.matrices(asks, zone, sha256)
        signers = [row for matrix in matrices if matrix.kind == "sign" for row in matrix.answers if not row.said]
        article = _write("paper.html", content, language, bilingual, look=LOOKS[purpose], purpose=purpose,
                         circulated=given.circulated(asks, zone), matrices=matrices, signers=signers, sha256=sha256,
                         draft=draft)
        if purpose != "print":
            return article
        return _write("document.html", content, language, bilingual, sheet=Markup(SHEET.read_text()),
                      margins=Markup(page_margins(content, language)), article=Markup(article))


def as_text(content: dict[str, Any], language: str) -> str:
    """The paper in plain text, for the text part of a mail."""
    with use_language(language):
        return _write("paper.txt", content, language, False)


def page_margins(content: dict[str, Any], language: str) -> str:
    """The CSS that puts project, number and version above every printed page and the page's number below it, and
    lays the paper across where a table needs it."""
    with use_language(language):
        return margins.margins(content, heading(content), landscape=parts.is_wide(content))


def heading(content: dict[str, Any]) -> str:
    """What this paper is called, e.g. 项目立项建议书, in the language in force."""
    return gettext(parts.kind_of(content).title)


def title(content: dict[str, Any]) -> str:
    """The title that its author gave it, without the name of its kind, in any language, before it; empty where it is no
    more than that name."""
    for name in speech("zh", True)(parts.kind_of(content).title).split(" / "):
        if content["title"].startswith(name):
            return content["title"].removeprefix(name).lstrip("：: ")
    return content["title"]


def changes_in_words(content: dict[str, Any]) -> list[str]:
    """What changed since the version before, a sentence each, in the language in force."""
    return differences.in_words(content)


def _write(template: str, content: dict[str, Any], language: str, bilingual: bool, **values: Any) -> str:
    say, kind = speech(language, bilingual), parts.kind_of(content)
    return _environment().get_template(template).render(
        language=language, _=say, say=say, plain=gettext, no_answer=gettext("not answered yet"), content=content,
        zone=content["time_zone"], kind=kind, heading=say(kind.title), title=title(content),
        parts=parts.parts(content), changes=differences.in_words(content), **values)


def _lines(text: str) -> Markup:
    """Text with its line breaks, for cells whose look keeps none."""
    return Markup("<br>").join(escape(line) for line in text.split("\n"))


def _whole_days(text: Markup) -> Markup:
    """Dates that a narrow column must not break."""
    return Markup(_ISO_DAY.sub(r'<span class="paper-day">\g<0></span>', str(text)))


@cache
def _environment() -> Environment:
    made = environment()
    made.filters.update(lines=_lines, whole_days=_whole_days)
    return made
