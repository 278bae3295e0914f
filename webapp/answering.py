"""One ask on a page: what it is about, who may answer it there and how, and news of the answers to a paper."""

from functools import cached_property
from typing import Any

from flask import url_for

from coordination import overview
from coordination.ask import DECISIONS, Ask
from coordination.delegation import stands_in_for, stood_in_for
from coordination.document import asks_of
from coordination.documents import KINDS
from coordination.event import Event
from coordination.language import current_language
from coordination.language import gettext as _
from coordination.paper import PaperVersion
from coordination.person import Person
from coordination.request import QUESTIONS
from papers import document, minutes
from webapp import matrix
from webapp.matrix import Row, Table
from webapp.sheet import state_of

ON_PAGE = ("acknowledge", "agree", "sign", "decide", "provide")


def open_for(reader: Person) -> list["Answering"]:
    """What the reader can answer on the page today: their own, then that of whom they stand in for."""
    people = [reader, *stood_in_for(reader)]
    return [Answering(ask, reader) for person in people for ask in Ask.open_of(person) if ask.kind in ON_PAGE]


class Answering:
    """`reader` is the person who was asked, their deputy, or somebody who notes it for them."""

    def __init__(self, ask: Ask, reader: Person) -> None:
        self.ask, self.project, self.person, self.reader = ask, ask.project, ask.person, reader
        self.version: PaperVersion | None = ask.paper_version

    @cached_property
    def is_own(self) -> bool:
        return self.reader.id == self.ask.person_id or self.stands_in

    @cached_property
    def stands_in(self) -> bool:
        return stands_in_for(self.reader, self.person)

    @property
    def may_answer(self) -> bool:
        """A decision is given once, but for a refusal to sign; words may be put better as often as one likes."""
        is_asked = self.ask.withdrawn_at is None and (self.ask.answered_at is None or bool(self.question)
                                                      or self.ask.may_be_reconsidered)
        return is_asked and self.ask.may_be_answered_by(self.reader)

    @property
    def given(self) -> bool:
        """Whether there is an answer to the paper to be shown."""
        return self.ask.answered_at is not None and self.version is not None

    @property
    def takes_reason(self) -> bool:
        return self.ask.kind in DECISIONS

    @cached_property
    def content(self) -> dict[str, Any]:
        return self.version.content if self.version else {}

    @property
    def question(self) -> str:
        """What a request asks; "" for an ask about a paper."""
        asked = {code: text for questions in QUESTIONS.values() for code, text in questions.items()}
        return asked.get(self.ask.question or "", "")

    @property
    def title(self) -> str:
        """What it is about, in a line."""
        return f"{self.content['number']} {self.content['title']}" if self.version else _(self.question)

    @property
    def choices(self) -> list[tuple[str, str]]:
        return [choice for choice in matrix.choices(self.ask) if choice[0] != self.ask.answer_given]

    @property
    def may_ask_again(self) -> bool:
        """Whether the reader can mail it once more to whoever refused to sign."""
        return self.ask.may_be_reconsidered and self.project.may_be_managed_by(self.reader)

    @property
    def options(self) -> list[dict[str, str]]:
        """What the decision layer chooses among, as {"letter", "text"}."""
        return self.content.get("options", [])

    @property
    def row(self) -> Row:
        return matrix.row_of(self.ask)

    @property
    def sees_project(self) -> bool:
        """Whether the reader has pages of the project to go on to."""
        return self.reader.administrator or any(self.project.has(self.reader, role) for role in ("pm", "minute_taker"))

    @property
    def after(self) -> str:
        """Where to go once it is answered."""
        if not self.sees_project or self.version is None:
            return url_for("answers.show", id=self.ask.id)
        if self.version.paper.kind in KINDS:
            return url_for("papers.show", id=self.version.paper_id)
        return url_for("minutes.show", id=self.version.paper.meeting_id)

    def article(self) -> str:
        """The frozen paper that was asked about."""
        is_document, language, sha256 = self.version.paper.kind in KINDS, current_language(), self.version.sha256
        if not is_document:
            return minutes.as_html(self.content, language, "screen", None, sha256)
        return document.as_html(self.content, language, "screen", asks_of(self.version), sha256)


class PaperNews:
    """What a page that shows a version keeps up to date."""

    def __init__(self, version: PaperVersion) -> None:
        self.version, self.paper, self.project = version, version.paper, version.paper.project

    @cached_property
    def since(self) -> int:
        """What an open page sends to hear of news: the project's last event."""
        return overview.pulse(self.project).event_id

    def rows_since(self, since: int) -> list[Row]:
        """Those answered since."""
        answered = {id for id, in Event.select(Event.subject_id).where(
            (Event.project_id == self.project.id) & (Event.id > since) & (Event.subject == "ask")).tuples()}
        return [row for table in self.tables for row in table.rows if row.ask.id in answered]

    @property
    def state(self) -> str:
        return state_of(self.paper, self.version)

    @cached_property
    def tables(self) -> list[Table]:
        return matrix.tables(asks_of(self.version), self.project.time_zone)
