"""The Gantt chart (甘特图) as SVG from the server, for screen and for A4 across, and the same as a table.

No styles inside and no scripts: the pages' content security policy lets neither pass. What is late or at risk is told
by colour, by a mark and in words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import groupby
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from coordination.language import gettext as _
from coordination.language import ngettext, use_language
from coordination.schedule import KIND_NAMES, STATE_NAMES, Bar
from papers import dates
from papers.environment import environment
from papers.margins import margins_of
from papers.timescale import LOWER, Tick, Timescale, breadth

WIDTH, LABELS, RIGHT = 1200.0, 330.0, 96.0
ROW, GROUP, HEAD, FOOT = 22.0, 24.0, 44.0, 34.0
TEXT = 12.0
FONT = "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, Noto Sans, Arial, sans-serif"
FLAG = 40.0  # how wide the word for today is set
ROWS_A_PAGE = 31
FAR = timedelta(days=60)
SHEET = Path(__file__).parent / "print.css"
GROUPS = ("department", "kind")


@dataclass(frozen=True)
class Line:
    """One line of the drawing: a group's name, or a bar with its places in the drawing's units."""

    y: float
    group: str = ""
    bar: Bar | None = None
    label: str = ""
    owner: str = ""
    said: str = ""
    start: float = 0.0
    due: float = 0.0
    expected: float | None = None
    beside: float = 0.0
    is_left: bool = False
    full: str = ""

    @property
    def said_width(self) -> float:
        return round(breadth(self.said, TEXT), 1)


@dataclass(frozen=True)
class Drawing:
    """Everything that the template sets."""

    id: str
    lines: list[Line]
    scale: Timescale
    height: float
    today: float | None

    def hides(self, tick: Tick) -> bool:
        """Whether the flag of today would cover a label of the lower line."""
        if self.today is None:
            return False
        return abs(tick.x + tick.width / 2 - self.today) < (FLAG + breadth(tick.label, LOWER)) / 2


def as_svg(bars: Sequence[Bar], today: date, language: str, *, by: str = "department", title: str = "",
           id: str = "gantt") -> str:
    """One SVG; `by` groups by department or by kind; `id` is the one its title and description get."""
    with use_language(language):
        return _drawn(_grouped(bars, by), _scale(bars, today), today, title or _("Gantt chart"), id)


def as_screen(bars: Sequence[Bar], today: date, language: str, *, by: str = "department", title: str = "",
              id: str = "gantt") -> str:
    """The same for a page that scrolls: scale and names are parts of their own, to stay in sight."""
    with use_language(language):
        return _drawn(_grouped(bars, by), _scale(bars, today), today, title or _("Gantt chart"), id,
                      template="gantt_screen.html")


def as_pages(bars: Sequence[Bar], today: date, language: str, *, by: str = "department", title: str = "",
             id: str = "gantt") -> list[str]:
    """An SVG for each printed page, A4 across, each with the scale and the name of the group it goes on with."""
    with use_language(language):
        scale = _scale(bars, today)
        pages = _paged(_grouped(bars, by))
        return [_drawn(page, scale, today, title or _("Gantt chart"), f"{id}-{n}") for n, page in enumerate(pages, 1)]


def as_table(bars: Sequence[Bar], today: date, language: str, *, by: str = "department") -> str:
    """The same in an HTML table, for those who do not see the drawing."""
    with use_language(language):
        rows = [(group, bar, _said(bar, today)) for group, members in _grouped(bars, by) for bar in members]
        return _environment().get_template("gantt_table.html").render(
            rows=rows, kinds=KIND_NAMES, states=STATE_NAMES, by=by, day=dates.day)


def as_print(bars: Sequence[Bar], project: dict[str, str], today: date, language: str, *,
             by: str = "department") -> str:
    """A whole document for `papers.pdf.make`; `project` has name and code."""
    with use_language(language):
        heading = _("Gantt chart")
        css = margins_of(f"{project['name']} · {project['code']}", f"{heading} · {dates.day(today)}", landscape=True)
        pages = as_pages(bars, today, language, by=by, title=f"{heading} {project['name']}")
        return _environment().get_template("gantt_document.html").render(
            pages=[Markup(page) for page in pages],
            heading=heading, project=project, language=language, sheet=Markup(SHEET.read_text()), margins=Markup(css))


def _grouped(bars: Sequence[Bar], by: str) -> list[tuple[str, list[Bar]]]:
    """Groups in order: milestones of no department first, then departments by name; or by kind."""
    order = list(KIND_NAMES)
    if by == "kind":
        ordered = sorted(bars, key=lambda bar: order.index(bar.kind))
        return [(_(KIND_NAMES[kind]), list(members)) for kind, members in groupby(ordered, key=lambda bar: bar.kind)]
    ordered = sorted(bars, key=lambda bar: (bar.department != "", bar.department))
    grouped = groupby(ordered, key=lambda bar: bar.department)
    return [(name or _("Whole project"), list(members)) for name, members in grouped]


def _paged(groups: list[tuple[str, list[Bar]]]) -> list[list[tuple[str, list[Bar]]]]:
    """Groups cut so that no page has more lines than fit; a group's name takes a line, and never stands last."""
    pages: list[list[tuple[str, list[Bar]]]] = [[]]
    room = ROWS_A_PAGE
    for name, members in groups:
        while members:
            if room < 2:
                pages.append([])
                room = ROWS_A_PAGE
            part, members = members[:room - 1], members[room - 1:]
            pages[-1].append((name, part))
            room -= len(part) + 1
            name = name if not members else _("%(group)s (continued)", group=name.removesuffix(_continued()))
    return pages


def _continued() -> str:
    return _("%(group)s (continued)", group="")


def _scale(bars: Sequence[Bar], today: date) -> Timescale:
    """From the first day to the last, with a little air; today belongs to it unless it is far away."""
    days = [day for bar in bars for day in (bar.starts_on or bar.due, bar.due, bar.ends_on)] or [today]
    if min(days) - FAR <= today <= max(days) + FAR:
        days.append(today)
    first, last = min(days), max(days)
    air = timedelta(days=max((last - first).days // 40, 2))
    return Timescale(first - air, last + air, LABELS, WIDTH - LABELS - RIGHT)


def _drawn(groups: list[tuple[str, list[Bar]]], scale: Timescale, today: date, title: str, id: str,
           template: str = "gantt.html") -> str:
    lines, y = [], HEAD
    for name, members in groups:
        lines.append(Line(y, group=_plain(name)))
        y += GROUP
        for bar in members:
            lines.append(_line(bar, y, scale, today))
            y += ROW
    shown = scale.first <= today <= scale.last
    drawing = Drawing(id, lines, scale, y + FOOT, scale.x(today) + scale.day_width / 2 if shown else None)
    bars = [bar for _name, members in groups for bar in members]
    return _environment().get_template(template).render(
        drawing=drawing, title=title, description=_description(bars, today), bottom=y, width=WIDTH, left=LABELS,
        right=WIDTH - RIGHT, row=ROW, group=GROUP, head=HEAD, flag=FLAG, font=FONT)


def _line(bar: Bar, y: float, scale: Timescale, today: date) -> Line:
    due = scale.end(bar.due)
    start = scale.x(bar.starts_on or bar.due)
    middle = (scale.x(bar.due) + due) / 2
    start, due = (middle, middle) if bar.kind == "milestone" else (min(start, due - 4), due)
    expected = scale.end(bar.expected_due) if bar.expected_due and bar.expected_due > bar.due else None
    said = _said(bar, today)
    last = max(due, expected or due) + (9 if bar.kind == "milestone" or expected else 5)
    is_left = last + breadth(said, TEXT) + 14 > WIDTH
    name = f"{bar.reference} {bar.what}".strip()
    full = " · ".join(_plain(part) for part in (name, bar.department, bar.owner, dates.day(bar.due), said) if part)
    owner = _clipped(bar.owner, 76)
    return Line(y, bar=bar, label=_clipped(name, LABELS - 34 - breadth(owner, TEXT - 1)), owner=owner, said=said,
                start=start, due=due, expected=expected, beside=start - 9 if is_left else last, is_left=is_left,
                full=full)


def _said(bar: Bar, today: date) -> str:
    """How it stands, in a few words; nothing where all is well."""
    if bar.state == "done":
        return _("done")
    if bar.state == "late":
        days = bar.days_late(today)
        return ngettext("%(n)s day overdue", "%(n)s days overdue", days)
    if bar.needs_help:
        return _("needs help")
    if bar.expected_due and bar.expected_due > bar.due:
        return _("expected %(day)s", day=dates.short_day(bar.expected_due))
    if bar.state == "at_risk":
        return _("due today") if bar.due == today else _("due by %(day)s", day=dates.short_day(bar.due))
    return ""


def _description(bars: Sequence[Bar], today: date) -> str:
    late, risk = (sum(1 for bar in bars if bar.state == state) for state in ("late", "at_risk"))
    return _("%(all)s lines; overdue: %(late)s, at risk: %(risk)s. Today is %(today)s.", all=len(bars), late=late,
             risk=risk, today=dates.day(today))


def _clipped(text: str, room: float) -> str:
    """The text on one line, cut with an ellipsis where the room ends."""
    line = _plain(text)
    if breadth(line, TEXT) <= room:
        return line
    while line and breadth(line, TEXT) > room - TEXT:
        line = line[:-1]
    return line.rstrip() + "…"


def _plain(text: str) -> str:
    """The text on one line, without the characters that XML cannot hold."""
    return " ".join(re.sub("[\x00-\x1f\x7f\ufffe\uffff\ud800-\udfff]", " ", text).split())


@cache
def _environment() -> Environment:
    return environment()
