"""Requests: short numbered questions to many people about one record, answered in plain words.

The four questions before a regular meeting, the resources and deliverables of a department, positions on an escalation,
the retrospective, and whether an issue is solved: each question to each person is one Ask of kind provide.
"""

from dataclasses import dataclass, field

from peewee import JOIN

from coordination import clock, promised
from coordination.ask import Ask
from coordination.database import Record, transaction
from coordination.delegation import deputy_of
from coordination.event import name_of
from coordination.language import N_
from coordination.letter import Letter
from coordination.person import Department, Person
from coordination.project import Project
from coordination.refusal import NotFound

QUESTIONS: dict[str, dict[str, str]] = {
    "weekly": {
        "done": N_("What has your department finished this week, measured against the plan?"),
        "next": N_("What do you plan for next week?"),
        "help": N_("What resources do you need somebody to coordinate?"),
        "risks": N_("What risks do you see?"),
    },
    "regular": {
        "since": N_("What has your department finished since the last meeting, measured against the plan?"),
        "until": N_("What do you plan until the next meeting?"),
        "needed": N_("What resources do you need somebody to coordinate?"),
        "threats": N_("What risks do you see?"),
    },
    "resources": {
        "people": N_("Which people does your department give, and for how long?"),
        "budget": N_("What budget do you need or give?"),
        "material": N_("What material do you need or give?"),
        "deliverables": N_("What do you deliver, by when, and to what quality standard? One line each."),
    },
    "position": {
        "position": N_("What is your department's position?"),
        "reasons": N_("What are the reasons?"),
    },
    "retrospective": {
        "communication": N_("How well did communication work?"),
        "pains": N_("Where was working together painful?"),
        "causes": N_("Why were goals missed, if any were?"),
        "lessons": N_("What went well and should be kept?"),
    },
}


@dataclass(frozen=True)
class Answered:
    """What one person said to the questions about a record: question code → text, "" where they have not yet; and
    question code → id of its ask. `closed`: nobody waits for it any more."""

    person: Person
    department: str
    texts: dict[str, str]
    asks: dict[str, int] = field(default_factory=dict)
    closed: bool = False

    @property
    def complete(self) -> bool:
        return all(self.texts.values())

    @property
    def silent(self) -> bool:
        return not any(self.texts.values())


def audience(kind: str, subject: Record, project: Project) -> list[Person]:
    """Whom the process asks: the liaisons before a regular meeting, heads for resources, the heads of the departments
    concerned for their positions, everybody for the retrospective."""
    if kind in ("weekly", "regular"):
        return project.people_with("liaison")
    if kind == "retrospective":
        return project.members()
    heads = project.people_with("head")
    return heads if kind == "resources" else [head for head in heads if head.department_id in subject.departments]


def ask(kind: str, subject: Record, people: list[Person], project: Project, *, by: Person | None) -> int:
    """Send the questions of a kind about a record; who was asked already is not asked twice. Returns how many were.

    Raises NotAllowed, Archived, NoAddress.
    """
    project.managed_by(by)
    with transaction():
        return sum(_ask_one(kind, subject, person, project) for person in people)


def answers(kind: str, subject: Record, *, closed: bool = False) -> list[Answered]:
    """Everybody who was asked, by department and name; one query. `closed` has also those who said nothing until
    nobody waited for it any more."""
    questions = list(QUESTIONS[kind])
    asks = (Ask.select(Ask, Person, Department).join(Person, on=Ask.person).join(Department, JOIN.LEFT_OUTER)
            .where((Ask.kind == "provide") & (Ask.subject == name_of(subject)) & (Ask.subject_id == subject.id)
                   & Ask.question.in_(questions))
            .order_by(Department.name, Person.name, Person.id, Ask.id))
    people: dict[int, Answered] = {}
    for row in asks if closed else asks.where(Ask.withdrawn_at.is_null()):
        department = row.person.department.name if row.person.department else ""
        found = people.setdefault(row.person_id, Answered(row.person, department, dict.fromkeys(questions, ""),
                                                          closed=row.withdrawn_at is not None))
        found.texts[row.question], found.asks[row.question] = row.text or "", row.id
    return list(people.values())


def request_of(question: str | None) -> str:
    """The kind of request that a question is one of. Raises NotFound."""
    found = next((kind for kind, questions in QUESTIONS.items() if question in questions), None)
    if found is None:
        raise NotFound()
    return found


def close(kind: str, subject: Record) -> None:
    """Nobody is waited for any more."""
    (Ask.update(withdrawn_at=clock.now())
     .where((Ask.kind == "provide") & (Ask.subject == name_of(subject)) & (Ask.subject_id == subject.id)
            & Ask.question.in_(list(QUESTIONS[kind])) & Ask.answered_at.is_null() & Ask.withdrawn_at.is_null())
     .execute())


def answers_by_department(project: Project) -> dict:
    """The departments' answers about resources as rows of the resource and deliverable plan, for the PM to merge."""
    resources, deliverables, today = [], [], clock.today(project.time_zone)
    for found in answers("resources", project):
        department = str(found.person.department_id or "")
        for kind in ("people", "budget", "material"):
            what = promised.unlabelled(found.texts[kind])
            if what and not promised.is_nothing(what):
                resources.append({"key": f"{found.person.id}-{kind}", "department": department, "kind": kind,
                                  "what": what})
        for n, line in enumerate(promised.unlabelled(found.texts["deliverables"]).splitlines()):
            if line.strip() and not promised.is_nothing(line):
                said = promised.read(line, today)
                deliverables.append({"key": f"{found.person.id}-d{n}", "department": department,
                                     "deliverable": said.what, "due": said.due, "quality": said.quality})
    return {"resources": resources, "deliverables": deliverables}


def _ask_one(kind: str, subject: Record, person: Person, project: Project) -> bool:
    asks = [Ask.about("provide", subject, person, project, question) for question in QUESTIONS[kind]]
    deputy = deputy_of(person)
    letter = Letter.post("request", deputy or person, cause=f"{kind}:{name_of(subject)}:{subject.id}:{person.id}",
                         project=project, asks=asks, behalf=person if deputy else None,
                         data={"request": kind, "subject": name_of(subject), "subject_id": subject.id})
    return letter is not None
