"""Search over projects, minutes and action items, in what a person may see."""

import re
from dataclasses import dataclass, field

from peewee import ModelSelect

from coordination.action import ActionItem
from coordination.meeting import Meeting, Topic
from coordination.paper import Paper
from coordination.person import Person
from coordination.project import Project

MOST = 30
LONGEST = 100
REFERENCE = re.compile(r"(?P<code>[A-Z0-9-]+)-(?P<letter>[A-Z]+)(?P<number>\d{1,9})")  # NPL-A12, as papers print it


@dataclass(frozen=True)
class Findings:
    """What contains the words, at most MOST of each kind, newest first."""

    words: str
    projects: list[Project] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    actions: list[ActionItem] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.projects or self.meetings or self.actions)


def search(words: str, *, by: Person) -> Findings:
    """Whatever contains the words as one piece or has them for its number, without regard to the case of letters."""
    words = " ".join(words.split())[:LONGEST]
    if not words:
        return Findings("")
    visible = Project.ids_visible_to(by)
    return Findings(words, _projects(words, by), _meetings(words, visible), _actions(words, visible))


def _projects(words: str, by: Person) -> list[Project]:
    return list(Project.visible_to(by).where(Project.name.contains(words) | Project.code.contains(words)).limit(MOST))


def _meetings(words: str, visible: ModelSelect) -> list[Meeting]:
    said = Topic.title.contains(words) | Topic.discussion.contains(words) | Topic.decision.contains(words)
    speaking = Topic.select(Topic.meeting).where(said)
    wanted = Meeting.title.contains(words) | Meeting.id.in_(speaking)
    if named := REFERENCE.fullmatch(words.upper()):
        papers = Paper.select(Paper.meeting).where((Paper.letter == named["letter"])
                                                   & (Paper.number == int(named["number"])))
        wanted |= (Project.code == named["code"]) & Meeting.id.in_(papers)
    return list(Meeting.select(Meeting, Project).join(Project).where(Meeting.project.in_(visible) & wanted)
                .order_by(Meeting.starts_at.desc(), Meeting.id.desc()).limit(MOST))


def _actions(words: str, visible: ModelSelect) -> list[ActionItem]:
    wanted = ActionItem.what.contains(words) | Person.name.contains(words)
    named = REFERENCE.fullmatch(words.upper())
    if named and named["letter"] == "A":
        wanted |= (Project.code == named["code"]) & (ActionItem.number == int(named["number"]))
    return list(ActionItem.select(ActionItem, Project, Person).join(Project).switch(ActionItem).join(Person)
                .where(ActionItem.project.in_(visible) & wanted)
                .order_by(ActionItem.id.desc()).limit(MOST))
