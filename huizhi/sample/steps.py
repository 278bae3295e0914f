"""What happens in every project of the sample: papers go round, people answer, meetings are held, phases are closed."""

from datetime import timedelta

from coordination import clock, documents, event, phase, request
from coordination.ask import DECISIONS, Ask
from coordination.database import Record
from coordination.document import Document
from coordination.draft import Draft, LineDraft, TopicDraft
from coordination.minutes import Minutes
from coordination.person import Person
from coordination.project import Project
from huizhi.sample.company import Company, back, day, moment

APART = timedelta(minutes=13)  # from one answer to the next


def start(company: Company, name: str, code: str, lead: str, team: dict[str, str], *, ago: int,
          language: str = "zh") -> Project:
    """`team` maps mailboxes to roles."""
    with back(ago, "9:00"):
        project = Project.start(name, code, by=company.manager, lead_department=company.departments[lead],
                                language=language)
        for box, role in team.items():
            project.add_member(company.people[box], role, by=company.manager)
    return project


def rows(*cells: dict[str, str]) -> list[dict[str, str]]:
    """The rows of a table with their keys."""
    return [{"key": f"r{n}", **row} for n, row in enumerate(cells, 1)]


def circulate(company: Company, project: Project, kind: str, values: dict, *, ago: int, at: str = "9:30",
              **more: object) -> Document:
    """A paper is written and goes round."""
    with back(ago, at):
        document = documents.begin(kind, project, by=company.manager, values=values, **more)
        document.circulate(by=company.manager)
    return document


def answer(document: Document, *, ago: int, at: str = "14:00", but: tuple[str, ...] = ()) -> None:
    """Everybody approves or acknowledges by mail, one after the other; not those named in `but`."""
    asks = [ask for ask in document.answers() if ask.is_open and ask.person.name not in but]
    asks.sort(key=lambda ask: ask.kind in DECISIONS)
    for n, ask in enumerate(asks):
        with clock.as_of(moment(ago, at) + n * APART), event.acting(channel="mail"):
            say(ask, "approve") if ask.kind in DECISIONS else ask.acknowledge(by=ask.person)


def say(ask: Ask, said: str, **more: object) -> None:
    """The person asked answers, by the channel and at the time in force."""
    assured = {"assurance": "trusted"} if ask.kind in DECISIONS else {}
    documents.answer(ask, said, by=ask.person, **assured, **more)


def circulate_and_answer(company: Company, project: Project, kind: str, values: dict, *, ago: int) -> Document:
    """A paper that everybody is content with; it is final by the day after next."""
    document = circulate(company, project, kind, values, ago=ago)
    answer(document, ago=ago)
    with back(ago - 3, "9:00"):
        documents.find(document.paper.id, by=company.manager).settle()
    return document


def request_and_provide(company: Company, project: Project, kind: str, subject: Record, said: dict[str, dict[str, str]],
                        *, ago: int) -> None:
    """The questions of a kind go out in the morning; those in `said` (mailbox → question → text) answer after lunch."""
    with back(ago, "9:10"):
        request.ask(kind, subject, request.audience(kind, subject, project), project, by=company.manager)
    given = {found.person.id: found for found in request.answers(kind, subject)}
    for n, (box, texts) in enumerate(said.items()):
        for question, text in texts.items():
            ask = Ask.get_by_id(given[company.people[box].id].asks[question])
            with clock.as_of(moment(ago, "13:20") + n * APART), event.acting(channel="mail"):
                say(ask, text)


def meet(company: Company, minutes: Minutes, topics: list[tuple[str, str, str]],
         items: list[tuple[str, str, int]] = (), *, missing: dict[str, str] | None = None) -> None:
    """Write down what was said; `items` are what, whose mailbox, due in so many working days from today, and `missing`
    maps mailboxes to late, excused or absent."""
    meeting = minutes.meeting
    states = {company.people[box].id: state for box, state in (missing or {}).items()}
    draft = Draft(
        title=meeting.title, kind=meeting.kind, starts_at=meeting.starts_at, ends_at=meeting.ends_at,
        place=meeting.place, minute_taker_id=company.manager.id,
        attendance={row.person_id: states.get(row.person_id, "present") for row in meeting.attendance},
        topics=tuple(TopicDraft(f"t{n}", *topic) for n, topic in enumerate(topics, 1)),
        lines=tuple(LineDraft(f"a{n}", what, company.people[box].id, day(due))
                    for n, (what, box, due) in enumerate(items, 1)))
    minutes.write(draft, by=company.manager, editor="sample", revision=meeting.revision)


def hold(company: Company, project: Project, title: str, kind: str, topics: list[tuple[str, str, str]],
         items: list[tuple[str, str, int]] = (), *, ago: int, at: str = "10:00", place: str = "三楼会议室",
         series: str = "", missing: dict[str, str] | None = None) -> Minutes:
    """A meeting is held, its minutes go round the same day, everybody gives a receipt, and they become final."""
    begins = moment(ago, at)
    with back(ago, at):
        minutes = Minutes.begin(project, by=company.manager, title=title, kind=kind, starts_at=begins,
                                ends_at=begins + timedelta(hours=1), place=place, series=series)
    finish(company, minutes, topics, items, ago=ago, missing=missing)
    return minutes


def finish(company: Company, minutes: Minutes, topics: list[tuple[str, str, str]],
           items: list[tuple[str, str, int]] = (), *, ago: int, missing: dict[str, str] | None = None) -> None:
    """The minutes of a meeting that is over go round the same day, are acknowledged, and become final."""
    with back(ago, "16:00"):
        meet(company, minutes, topics, items, missing=missing)
        minutes.circulate(by=company.manager)
    for n, receipt in enumerate(minutes.receipts()):
        with clock.as_of(moment(ago, "16:20") + n * APART), event.acting(channel="mail"):
            receipt.ask.acknowledge(by=receipt.person)
    if ago > 3:
        with back(ago - 3, "9:00"):
            minutes.settle()


def report(person: Person, project: Project, status: str, *, ago: int, at: str = "15:00", what: str = "") -> None:
    """The owner says of their open items, or of the one that `what` begins, how they stand."""
    for ask in Ask.open_of(person):
        if ask.kind == "report" and ask.project_id == project.id and ask.action.what.startswith(what):
            with back(ago, at, channel="mail"):
                documents.answer(ask, status, by=person)


def close(company: Company, project: Project, name: str, *, ago: int) -> None:
    """A phase is closed, its papers being final."""
    with back(ago, "17:30"):
        phase.close(Project.get_by_id(project.id), name, by=company.manager)
