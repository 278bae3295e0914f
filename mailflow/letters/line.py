"""One numbered line of a letter as it is read: what is asked, and by when."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from coordination.action import STATUS_NAMES
from coordination.ask import Ask
from coordination.language import N_, current_language
from coordination.language import gettext as _
from coordination.letter import LetterLine
from coordination.paper import PaperVersion
from coordination.person import Person
from coordination.rules import rules
from mailflow.letters import about, answers, days, request
from mailflow.letters.paper import name_of as document_name
from papers import minutes
from papers.dates import local


@dataclass(frozen=True)
class Line:
    """`due` is the day that counts; `moved` whether its owner moved it there; `asks` is the kind of ask, `options` the
    letters to choose from, `behalf` whom the reader stands in for, `sample` an answer to a question in own words."""

    n: int
    title: str
    project: str = ""
    is_receipt: bool = False
    due: date | None = None
    moved: bool = False
    late: bool = False
    status: str = "open"
    percent: int | None = None
    asks: str = "report"
    options: tuple[str, ...] = ()
    behalf: str = ""
    sample: str = ""

    @property
    def choices(self) -> list[answers.Choice]:
        """What may be said to it, where it is neither a receipt nor a report."""
        if self.asks in ("acknowledge", "report"):
            return []
        return answers.choices(self.asks, self.options, self.n)

    @property
    def shown(self) -> str:
        """The title, and for whom the reader answers it."""
        return _("%(title)s (for %(name)s)", title=self.title, name=self.behalf) if self.behalf else self.title

    @property
    def when(self) -> str:
        """`3月6日（周五）前`; what to reply for a receipt; nothing without a day."""
        if self.is_receipt:
            return _("please reply that you received it")
        if self.asks in _WANTED:
            return _(_WANTED[self.asks])
        if self.due is None:
            return ""
        if self.late:
            return _("was due %(day)s", day=days.spoken(self.due))
        if self.moved:
            return _("moved to %(day)s", day=days.spoken(self.due))
        return _("due %(day)s", day=days.spoken(self.due))

    @property
    def standing(self) -> str:
        """`进行中 60%`; nothing for a receipt, where nothing has been reported, or where the new day says it."""
        if self.asks != "report" or self.is_receipt or self.status == "open":
            return ""
        if self.moved:
            return ""
        state = _(STATUS_NAMES[self.status])
        return f"{state} {self.percent}%" if self.percent and self.status == "in_progress" else state


def of(n: int, ask: Ask, today: date) -> Line:
    """Line `n` that asks `ask`, as it stands `today` where the person is."""
    if ask.kind == "acknowledge":
        return Line(n, name_of(ask.paper_version), project=ask.project.name, is_receipt=True, asks="acknowledge")
    if ask.promise is None:
        return _question(n, ask)
    if ask.action is None:
        return _promise(n, ask, today)
    action = ask.action
    moved = action.status == "delayed" and action.expected_due is not None
    return Line(n, one_line(action.what), project=ask.project.name,
                due=action.expected_due if moved else action.due, moved=moved, late=action.is_late(today),
                status=action.status, percent=action.percent, asks=ask.kind)


def read_by(reader: Person, row: LetterLine) -> Line:
    """The line of a letter that asks for several people."""
    line = of(row.n, row.ask, reader.today())
    return line if row.ask.person_id == reader.id else replace(line, behalf=row.ask.person.name)


def example(lines: list[Line], later: date) -> str:
    """A reply to these very lines: `1 收到，2 完成，3 延期到3月10日`; `later` is a day after they are due."""
    reports = [line.n for line in lines if line.asks == "report" and not line.is_receipt]
    parts = {line.n: f"{line.n} {answers.word('received')}" for line in [row for row in lines if row.is_receipt][:1]}
    parts |= {n: answers.done(n) for n in reports[:1]} | {n: answers.delayed(n, later) for n in reports[1:2]}
    parts |= {line.n: line.choices[0].shown for line in [row for row in lines if row.choices][:1]}
    warned = [row for row in lines if row.asks == "warn"]
    parts |= {line.n: answers.late(line.n) for line in warned[1:2]}
    parts |= {line.n: line.choices[-1].shown for line in warned[2:3]}
    questions = [row for row in lines if row.sample]
    parts |= {line.n: f"{line.n} {line.sample}" for line in questions[:1 if parts else 2]}
    between = {"zh": "；", "en": "; "} if questions or warned[1:] else {"zh": "，", "en": ", "}
    return between[current_language()].join(parts[n] for n in sorted(parts)[:3])


def later(lines: list[Line], today: date) -> date:
    """Two working days after the example's items are due: a delay that somebody might really announce."""
    due = [line.due for line in lines if line.due][:2]
    return rules().calendar.add_working_days(max([today, *due]), 2)


def name_of(version: PaperVersion) -> str:
    """`周例会纪要 2026-03-02`, `项目立项建议书`, with its version where it is not the first."""
    content = version.content
    is_document = "sections" in content
    name = document_name(content) if is_document else f"{minutes.heading(content)} {meeting_day(content).isoformat()}"
    if content["version"] == 1:
        return name
    return _("%(name)s (corrected, version %(n)s)", name=name, n=content["version"])


def meeting_day(content: dict) -> date:
    """The local date of the meeting that the minutes are of."""
    return local(datetime.fromisoformat(content["starts_at"]), content["time_zone"]).date()


def one_line(text: str) -> str:
    """The text without line breaks: a numbered line is one line, or a reply under it is not found."""
    return " ".join(text.split())


_WANTED = {"decide": N_("please decide"), "agree": N_("please agree or object"), "sign": N_("please sign"),
           "confirm": N_("please confirm")}


def _promise(n: int, ask: Ask, today: date) -> Line:
    """A milestone or a deliverable that is due soon."""
    promise = ask.promise
    return Line(n, one_line(promise.name), project=ask.project.name, due=promise.expected_due or promise.due,
                moved=promise.expected_due is not None, late=promise.is_late(today), asks=ask.kind)


def _question(n: int, ask: Ask) -> Line:
    """A line about a paper or a record."""
    if ask.paper_version_id is None:
        sample = request.sample(ask.question) if ask.kind == "provide" else ""
        return Line(n, one_line(about.line(ask)), project=ask.project.name, asks=ask.kind, sample=sample)
    options = tuple(row["letter"] for row in ask.paper_version.content.get("options") or [])
    return Line(n, name_of(ask.paper_version), project=ask.project.name, asks=ask.kind, options=options)
