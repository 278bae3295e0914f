"""Makes of a letter what the reader needs to know of it: its numbered lines, its text, and who is around."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime

from peewee import JOIN

from coordination.action import ActionItem
from coordination.ask import Ask
from coordination.event import Event
from coordination.language import use_language
from coordination.letter import Letter, LetterLine
from coordination.person import Person
from coordination.prepared import Prepared, slot
from coordination.project import Membership, Project
from mailflow.letters import about, line
from mailflow.meaning import Item, Question

ASKS = {"request": "provide", "warning": "warn", "confirmation": "code", "invitation": "attend"}
PLAIN = ("report", "acknowledge")


@dataclass(frozen=True)
class Asked:
    """The asks behind a letter's lines, by number; `receipt` is the receipt that the letter as a whole asks for,
    `question` the agreement, signature or decision."""

    letter: Letter
    lines: dict[int, Ask]
    receipt: Ask | None
    question: Ask | None = None

    @property
    def receipts(self) -> dict[int, Ask]:
        """The lines that ask for a receipt, by number."""
        return {n: ask for n, ask in self.lines.items() if ask.kind == "acknowledge"}


def question_of(asked: Letter, answered: Letter) -> Question:
    """`asked` has the lines; `answered` is the letter that was replied to, whose text the reply quotes."""
    ask = asked.question if asked.kind == "paper" else None
    plain = "acknowledge" if asked.paper_version_id else "report"
    items = tuple(_item(asked, *row) for row in _ITEMS.rows(letter=asked.id, date=asked.date))
    of_kind = "" if asked.kind == "warning" and len(items) > 1 else ASKS.get(asked.kind)  # each line has its own number
    return Question(
        kind=asked.kind, language=asked.language, asks=of_kind or (ask.kind if ask else plain),
        items=items, sent=answered.date, text=answered.text,
        to_name=asked.person.name, people=_names(asked.project_id), options=_options(ask),
    )


def asked_in(letter: Letter) -> Asked:
    """As the asks stand now: read inside the transaction that answers them."""
    lines = {row.n: _tied(row.ask) for row in _LINES.rows(letter=letter.id)}
    receipt = _receipt(letter)
    question = letter.question if receipt is None and letter.kind in ("paper", "confirmation") else None
    return Asked(letter, lines, receipt, question)


def open_question(person: Person, language: str) -> Question:
    """For a mail that answers no letter: it may still ask for "status" or "help"."""
    return Question("none", language, "", (), datetime.now(UTC), to_name=person.name)


def _item(letter: Letter, n: int, ask_id: int, kind: str, what: str | None, due: date, expected_due: date | None,
          status: str | None, mailed: str | None) -> Item:
    if kind not in PLAIN:
        return _question_item(letter, n, Ask.get_by_id(ask_id))
    if what is None:
        return Item(n, "", None, "receipt", "acknowledge")
    if mailed is not None:
        agreed = json.loads(mailed)
        what, due = agreed["what"], date.fromisoformat(agreed["due"])
    return Item(n, what, expected_due if status == "delayed" and expected_due else due, status)


def _question_item(letter: Letter, n: int, ask: Ask) -> Item:
    """A line that asks for more than a status, as the letter has it."""
    with use_language(letter.language):
        if letter.kind == "request" and ask.kind == "provide":
            return Item(n, about.question(ask.question), None, None, ask.kind)
        asked = line.of(n, ask, letter.person.today())
    return Item(n, asked.title, asked.due, None, ask.kind, asked.options)


def _options(ask: Ask | None) -> tuple[str, ...]:
    """The letters of the options that a ruling may choose from."""
    if ask is None or ask.kind != "decide":
        return ()
    return tuple(row["letter"] for row in ask.paper_version.content.get("options") or [])


def _tied(ask: Ask) -> Ask:
    """The action knows the project that came with its ask, and need not look for it again."""
    if ask.action_id is None:
        ask.action = None
    elif ask.action.project_id == ask.project_id:
        ask.action.project = ask.project
    return ask


def _receipt(letter: Letter) -> Ask | None:
    if letter.paper_version_id is None:
        return None
    receipt = _RECEIPT.first(person=letter.asked_id, version=letter.paper_version_id)
    if receipt is not None and letter.project_id == receipt.project_id:
        receipt.project = letter.project
    return receipt


def _names(project_id: int | None) -> tuple[str, ...]:
    """The people of the project, to whom something might be handed over."""
    return tuple(name for (name,) in _MEMBERS.rows(project=project_id)) if project_id is not None else ()


_LINES = Prepared(lambda: (
    LetterLine.select(LetterLine.n, Ask, ActionItem, Project).join(Ask).join(ActionItem, JOIN.LEFT_OUTER)
    .switch(Ask).join(Project).where(LetterLine.letter == slot("letter")).order_by(LetterLine.n)))
# What was agreed when the letter was written: what the first change since has replaced.
_MAILED = (Event.select(Event.before)
           .where((Event.subject == ActionItem._meta.table_name) & (Event.subject_id == ActionItem.id)
                  & (Event.verb == "agreed again") & (Event.at > slot("date", Letter.date)))
           .order_by(Event.id).limit(1))
_ITEMS = Prepared(lambda: (
    LetterLine.select(LetterLine.n, Ask.id, Ask.kind, ActionItem.what, ActionItem.due, ActionItem.expected_due,
                      ActionItem.status, _MAILED)
    .join(Ask).join(ActionItem, JOIN.LEFT_OUTER).where(LetterLine.letter == slot("letter"))
    .order_by(LetterLine.n).tuples()))
_RECEIPT = Prepared(lambda: Ask.select().where(
    (Ask.kind == "acknowledge") & (Ask.person == slot("person")) & (Ask.paper_version == slot("version"))))
_MEMBERS = Prepared(lambda: (
    Person.select(Person.name).join(Membership).where(Membership.project == slot("project")).distinct().tuples()))
