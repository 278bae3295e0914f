"""The Jinja environment in which every paper is written: escaped, strict about missing values, translated."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from coordination.language import gettext, ngettext
from papers import changes, dates, words


def environment() -> Environment:
    """One environment for HTML and plain text; only `*.html` is escaped."""
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=lambda name: bool(name) and name.endswith(".html"),
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_callables(gettext, ngettext, newstyle=False)
    made.filters.update(day=dates.day, moment=dates.moment, short_moment=dates.short_moment)
    made.globals.update(span=dates.span, word=words.word, in_words=changes.in_words)
    return made
