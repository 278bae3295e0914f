"""What stands above and below every printed page: project, number and version, and the page's number."""

from functools import cache
from typing import Any

from jinja2 import Template

from coordination.language import gettext
from papers.environment import environment

LANDSCAPE = "@page { size: A4 landscape; margin: 18mm 15mm 16mm 15mm }\n"


def margins(content: dict[str, Any], heading: str, *, landscape: bool = False) -> str:
    """The CSS for a paper's content in the language in force."""
    version = gettext("version %(n)s", n=content["version"])
    return margins_of(f"{content['project']['name']} · {content['project']['code']}",
                      f"{heading} {content['number']} · {version}", landscape=landscape)


def margins_of(left: str, right: str, *, landscape: bool = False) -> str:
    """The CSS that puts these words above each page, and the page's number below it."""
    css = _template().render(left=left, right=right, quoted=css_string, page_number=_page_number())
    return LANDSCAPE + css if landscape else css


def css_string(text: str) -> str:
    """The text as a CSS string that can end neither the string nor a style element (CSS Syntax 3, section 4.3.7)."""
    return '"' + "".join(c if c.isalnum() or c in " .,:·-–/#（）()" else f"\\{ord(c):06x}" for c in text) + '"'


def _page_number() -> str:
    """`第 2 / 3 页` as CSS: the sentence in pieces, with the counters in their places."""
    before, between, after = gettext("Page %(page)s of %(pages)s", page="\0", pages="\0").split("\0")
    return f"{css_string(before)} counter(page) {css_string(between)} counter(pages) {css_string(after)}"


@cache
def _template() -> Template:
    return environment().get_template("margins.css")
