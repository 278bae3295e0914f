"""Reports of the departments (部门汇报): the four questions before regular meetings, and their way into the minutes."""

from peewee import JOIN

from coordination import clock, request
from coordination.ask import Ask
from coordination.database import transaction
from coordination.language import N_, use_language
from coordination.language import gettext as _
from coordination.meeting import WITH_REPORTS, Meeting, Series, Topic
from coordination.minutes import Frozen, Minutes
from coordination.paper import Paper
from coordination.person import Person
from coordination.project import Project, lock
from coordination.request import Answered
from coordination.rules import rules

HEADINGS = {"done": N_("Finished this week"), "next": N_("Planned for next week"),
            "since": N_("Finished since the last meeting"), "until": N_("Planned until the next meeting"),
            "help": N_("Resources to coordinate"), "needed": N_("Resources to coordinate"),
            "risks": N_("Risks seen"), "threats": N_("Risks seen")}
TAKEN_OVER = "reports"


def ask_all() -> int:
    """Send the questions before every regular meeting for which it is time; how many liaisons were asked.

    Whoever meets every day hears how things stand there.
    """
    now = clock.now()
    is_daily = Series.recurs.startswith("daily")
    meetings = (Meeting.select(Meeting, Project).join(Project).switch(Meeting).join(Paper).switch(Meeting)
                .join(Series, JOIN.LEFT_OUTER)
                .where(Meeting.kind.in_(WITH_REPORTS) & (Meeting.starts_at > now) & (Paper.state == "draft")
                       & Project.archived_at.is_null() & (Series.recurs.is_null() | ~is_daily)))
    return sum(ask(meeting) for meeting in meetings if now >= rules().questions_from(meeting.starts_at))


def ask(meeting: Meeting) -> int:
    """Ask the liaisons who have not been asked; none without an address."""
    asked = {found.person.id for found in request.answers(meeting.questions, meeting)}
    people = [person for person in request.audience(meeting.questions, meeting, meeting.project)
              if person.id not in asked and person.primary_address]
    return request.ask(meeting.questions, meeting, people, meeting.project, by=None) if people else 0


def heard(answered: Ask) -> None:
    """An answer has come: it goes into the draft by itself as long as nobody has written in that."""
    meeting = Meeting.get_or_none(Meeting.id == answered.subject_id)
    if meeting is None or meeting.editor or Paper.get(Paper.meeting == meeting).state != "draft":
        return
    _take_over(Minutes(meeting), editor="")


def take_over(minutes: Minutes, *, by: Person) -> int:
    """Put what the departments have reported into the draft; returns how many reports changed it. What was typed stays.

    Raises Frozen, NotAllowed, Archived.
    """
    minutes.project.written_by(by)
    if minutes.paper.state != "draft":
        raise Frozen()
    return _take_over(minutes, editor=TAKEN_OVER)


def text(report: Answered) -> str:
    """A report as the minutes have it, in the language in force."""
    return "\n".join(_("%(heading)s: %(text)s", heading=_(heading), text=report.texts[question])
                     for question, heading in HEADINGS.items() if report.texts.get(question))


def _take_over(minutes: Minutes, editor: str) -> int:
    meeting = minutes.meeting
    with transaction(), use_language(minutes.project.language):
        lock(minutes.project)
        reports = [report for report in request.answers(meeting.questions, meeting) if not report.silent]
        n = sum(_put(meeting, report, reports) for report in reports)
        if n:
            Meeting.update(revision=Meeting.revision + 1, editor=editor).where(Meeting.id == meeting.id).execute()
    return n


def _put(meeting: Meeting, report: Answered, reports: list[Answered]) -> bool:
    """Into the topic of this report; False where it is there already or somebody has typed into it."""
    key, said = f"report-{report.person.id}", text(report)
    topic = Topic.get_or_none((Topic.meeting == meeting) & (Topic.key == key))
    if topic is None:
        last = max((row.position for row in meeting.topics), default=-1)
        Topic.create(meeting=meeting, key=key, position=last + 1, title=_title(report, reports), discussion=said,
                     taken_over=said)
        return True
    if topic.discussion == said or topic.discussion != topic.taken_over:
        return False
    topic.discussion = topic.taken_over = said
    topic.save(only=[Topic.discussion, Topic.taken_over])
    return True


def _title(report: Answered, reports: list[Answered]) -> str:
    """The department; with the name where it has two liaisons, or there is no department."""
    name, alike = report.department, [other for other in reports if other.department == report.department]
    who = name if name and len(alike) == 1 else f"{name} {report.person.name}".strip()
    return _("%(department)s: report", department=who)
