"""The letter with short numbered questions, answered in plain words: weekly, resources, position, retrospective,
and whether an issue is solved."""

import re

from coordination.issue import Issue
from coordination.language import N_, current_language
from coordination.language import gettext as _
from coordination.letter import Letter, LetterLine
from coordination.request import QUESTIONS, request_of
from mailflow.letters import about, answers

ASKED = {
    "weekly": N_("Before the meeting %(about)s, please tell us in a sentence each how things stand in your department. "
                 "Reply to this mail, number by number:"),
    "regular": N_("Before the meeting %(about)s, please tell us in a sentence each how things stand in your "
                  "department. Reply to this mail, number by number:"),
    "resources": N_("For the plan of the project %(about)s, please tell us what your department gives and delivers. "
                    "Reply to this mail, number by number:"),
    "position": N_("The departments do not agree on %(about)s. Please state your department's position; it goes to the "
                   "decision layer together with the others. Reply to this mail, number by number:"),
    "retrospective": N_("The project %(about)s is coming to its end. Please look back with us in a few words. "
                        "Reply to this mail, number by number:"),
    "closing": N_("You raised %(about)s. Everything that was agreed on has been done. Is it solved? "
                  "A word in reply is enough:"),
}
SUBJECTS = {
    "weekly": N_("[%(project)s] Four questions before the meeting %(about)s"),
    "regular": N_("[%(project)s] Four questions before the meeting %(about)s"),
    "resources": N_("[%(project)s] What does your department give and deliver?"),
    "position": N_("[%(project)s] Your department's position on %(about)s"),
    "retrospective": N_("[%(project)s] Looking back at the project"),
    "closing": N_("[%(project)s] Is %(about)s solved?"),
}
EXAMPLES = {
    "weekly": N_("1 Login finished; 2 Testing with Marketing; 3 a test server; 4 none"),
    "regular": N_("1 Login finished; 2 Testing with Marketing; 3 a test server; 4 none"),
    "resources": N_("1 Two developers until June; 2 none; 3 none; "
                    "4 Requirements document, 20 March, reviewed by Marketing"),
    "position": N_("1 We are for putting it off by a week; 2 The test is not finished"),
    "retrospective": N_("1 Good, short ways; 2 Late changes; 3 The supplier was late; 4 The weekly meeting"),
}


def page(letter: Letter) -> dict:
    """The values of the template; `letter.data` holds "request", "subject" and "subject_id"."""
    kind, lines = letter.data["request"], letter.lines
    subject = about.subject_of(letter.data["subject"], letter.data["subject_id"])
    name, project = about.named(subject), letter.project.name
    is_closing = kind == "closing"
    return {
        "subject": _(SUBJECTS[kind], project=project, about=name), "name": letter.person.name,
        "asked": _(ASKED[kind], about=name), "project": project,
        "questions": [] if is_closing else [(line.n, about.question(line.ask.question)) for line in lines],
        "example": "" if is_closing else _(EXAMPLES[kind]), "form": form(lines),
        "choices": answers.choices("confirm") if is_closing else [],
        "issue": subject if isinstance(subject, Issue) else None,
    }


def sample(question: str) -> str:
    """How the question with this code may be answered."""
    kind = request_of(question)
    parts = re.split("[;；]", _(EXAMPLES[kind]))
    return parts[list(QUESTIONS[kind]).index(question)].strip().lstrip("1234 ")


def form(lines: list[LetterLine]) -> str:
    """Numbers to write behind, for the button."""
    sign = "：" if current_language() == "zh" else ": "
    return "\r\n".join(f"{line.n}{sign}" for line in lines)
