"""Kinds of papers (文书种类): what each consists of, who is asked what about it, and in which phase it belongs."""

from dataclasses import dataclass, field

ASKS = ("acknowledge", "agree", "sign", "decide")
# The papers without which a phase is not done; all but minutes a project has once.
NEEDED = {
    "kickoff": ("proposal", "appointment", "goal_consensus", "responsibility"),
    "planning": ("communication_plan", "resource_plan"),
    "execution": ("minutes",),
    "issues": (),
    "closeout": ("acceptance", "retrospective"),
}


@dataclass(frozen=True)
class Column:
    """A column of a table. `shape` says what a cell holds: line, text, day (a local date), when (a date or project
    weeks), person, department, number, choice, or rhythm (how often, such as "weekly mon 10:00"). What is
    planned is not before the project's start; what a register has may be: a kickoff meeting hands out work too.
    `spellings` are other words for a choice, by its code, in lower case and without spaces."""

    name: str
    label: str
    shape: str = "line"
    required: bool = True
    choices: dict[str, str] = field(default_factory=dict)
    hint: str = ""
    is_planned: bool = True
    spellings: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Section:
    """A part of a paper: free text without columns, else a table. `shape` "text" or "period" (two dates)."""

    name: str
    label: str
    columns: tuple[Column, ...] = ()
    required: bool = True
    hint: str = ""
    shape: str = "text"

    @property
    def is_table(self) -> bool:
        return bool(self.columns)


@dataclass(frozen=True)
class Kind:
    """`letter` stands in the paper's number, such as P in NPL-P1. `asks` is what those in `asked` are asked (ASKS);
    the people in `told` get it with a receipt to give. `asked` and `told` name an audience: decision_layer, heads,
    members, liaisons, chosen, or "" for nobody. `is_table` papers go to Excel and come from it."""

    code: str
    letter: str
    title: str
    phase: str
    sections: tuple[Section, ...]
    asks: str = "acknowledge"
    asked: str = ""
    told: str = ""
    is_table: bool = False
    bilingual: str = ""

    def section(self, name: str) -> Section:
        return next(section for section in self.sections if section.name == name)

    @property
    def table(self) -> Section:
        """The table of a paper that is one."""
        return next(section for section in self.sections if section.is_table)
