"""How a cell of a paper reads: days, weeks, choices and rhythms as a person writes them."""

import re
from datetime import date

from coordination.kind import Column
from coordination.language import gettext as _
from papers import dates
from papers.rhythms import rhythm

_WEEKS = re.compile(r"W(\d+)(?:-W(\d+))?")


def written(column: Column, kept: str | None, *, narrow: bool = False) -> str:
    """A kept cell in the language in force; in a narrow column days stay YYYY-MM-DD. What a draft holds and nobody
    could read yet stays as it was typed."""
    kept = kept or ""
    if column.shape in ("day", "when") and not narrow:
        return weeks(kept) or _day(kept)
    if column.shape == "choice":
        return _(column.choices.get(kept, kept)) if kept else ""
    return rhythm(kept) if column.shape == "rhythm" else kept


def weeks(kept: str) -> str:
    """`第 2–4 周`, `weeks 2–4` for W2-W4; an empty text for what is no project weeks."""
    found = _WEEKS.fullmatch(kept)
    if not found:
        return ""
    if not found[2]:
        return _("week %(n)s", n=found[1])
    return _("weeks %(first)s–%(last)s", first=found[1], last=found[2])


def _day(kept: str) -> str:
    try:
        return dates.day(date.fromisoformat(kept))
    except ValueError:
        return kept
