"""Search over projects, minutes and action items, in what a person may see."""

from dataclasses import dataclass, field

from coordination.action import ActionItem
from coordination.meeting import Meeting, Topic
from coordination.person import Person
from coordination.project import Project

MOST = 30
LONGEST = 100


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
    """Whatever contains the words as one piece, without regard to the case of Latin letters."""
    words = " ".join(words.split())[:LONGEST]
    if not words:
        return Findings("")
    visible = Project.visible_to(by).order_by().select(Project.id)
    return Findings(words, _projects(words, by), _meetings(words, visible), _actions(words, visible))


def _projects(words: str, by: Person) -> list[Project]:
    return list(Project.visible_to(by).where(Project.name.contains(words) | Project.code.contains(words)).limit(MOST))


def _meetings(words: str, visible) -> list[Meeting]:
    said = Topic.title.contains(words) | Topic.discussion.contains(words) | Topic.decision.contains(words)
    speaking = Topic.select(Topic.meeting).where(said)
    return list(Meeting.select(Meeting, Project).join(Project)
                .where(Meeting.project.in_(visible) & (Meeting.title.contains(words) | Meeting.id.in_(speaking)))
                .order_by(Meeting.starts_at.desc(), Meeting.id.desc()).limit(MOST))


def _actions(words: str, visible) -> list[ActionItem]:
    return list(ActionItem.select(ActionItem, Project, Person).join(Project).switch(ActionItem).join(Person)
                .where(ActionItem.project.in_(visible)
                       & (ActionItem.what.contains(words) | Person.name.contains(words)))
                .order_by(ActionItem.id.desc()).limit(MOST))
