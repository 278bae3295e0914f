"""Carries out what a reply means, by the same verbs as the pages, inside the desk's one transaction."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from coordination import clock, documents, invitation, objection, undo
from coordination.action import ActionItem
from coordination.ask import DECISIONS, Ask
from coordination.confirmation import Confirmation
from coordination.database import Record
from coordination.delegation import Delegation
from coordination.event import Event
from coordination.inbound import Inbound
from coordination.issue import Issue
from coordination.language import gettext as _
from coordination.language import use_language
from coordination.letter import Letter
from coordination.meeting import Attendance, Meeting
from coordination.person import Person
from coordination.refusal import Missing, Refusal
from mailflow import decided
from mailflow.decided import Sure
from mailflow.letters import about, line
from mailflow.meaning import Answer, Meaning, Update
from mailflow.question import Asked
from mailflow.raised import raise_issue

SHOWN = 300  # characters of a text that the echo repeats
_OBJECTS = re.compile(r"(?<![没无未])异议|反对|不同意|\bobject(?:ion)?s?\b|\bdisagree\b", re.I)
_RECEIVED = r"(?<!\d){n}(?!\d)\s*[.、:：)）号项-]?\s*(?:收到|已收|已阅|知悉|received|noted|read|ack)"


@dataclass
class Applied:
    """What was done: rows for the echo, whether a receipt was given, what the records refused, what was undone, and for
    what a confirming mail went out. `unclear` says that something of it needs a person; `unanswered` are the numbered
    questions that stay open beside what was not clear, `asked_still` the question of the paper."""

    recorded: list[dict] = field(default_factory=list)
    acknowledged: bool = False
    refusals: list[Refusal] = field(default_factory=list)
    undo_of: int | None = None
    left: int = 0
    codes: list[Confirmation] = field(default_factory=list)
    unclear: bool = False
    unanswered: list[dict] = field(default_factory=list)
    asked_still: dict = field(default_factory=dict)

    @property
    def is_nothing(self) -> bool:
        return not (self.recorded or self.acknowledged or self.undo_of or self.codes)


def apply(meaning: Meaning, asked: Asked, person: Person, new_text: str, sure: Sure) -> Applied:
    """All that is clear; each refusal of a verb is kept beside what could be done."""
    applied = Applied()
    with use_language(person.language):
        _Applying(asked, person, sure, applied).carry_out(meaning, new_text)
    if meaning.acknowledged and meaning.code is None:
        for ask in _receipts(meaning, asked, new_text):
            _acknowledge(ask, person, applied)
        applied.acknowledged = applied.acknowledged or not applied.refusals
    if meaning.attention and not applied.refusals:
        with use_language(person.language):
            _note_what_is_open(asked, applied)
    return applied


def _note_what_is_open(asked: Asked, applied: Applied) -> None:
    if asked.letter.kind == "request":
        applied.unanswered = [{"n": n, "title": about.question(ask.question)} for n, ask in asked.lines.items()
                              if ask.kind == "provide" and ask.is_open]
    ask = asked.question
    if ask is not None and ask.kind in DECISIONS and ask.is_open and not applied.codes:
        options = [row["letter"] for row in ask.paper_version.content.get("options") or []]
        applied.asked_still = {"asked": ask.kind, "options": options if ask.kind == "decide" else [],
                               "paper": line.name_of(ask.paper_version)}


def take_back(letter: Letter, asked: Asked, person: Person, inbound_id: int) -> Applied:
    """Undo what the last mail of this person about this letter changed, or the one that an echo is about.

    Told by the numbers of the letter that asked: an answer to the echo means these.
    """
    target = _to_undo(letter, person, inbound_id)
    if target is None:
        return Applied()
    restored, left = undo.take_back(target, by=person, by_hand=bool(letter.data.get("recorded_by")))
    with use_language(person.language):
        return _taken_back(restored, asked, target, len(left) + _issues(target))


def _issues(inbound_id: int) -> int:
    """What the mail raised or opened again is the project manager's to dismiss or close."""
    raised = Issue.select().where((Issue.inbound_id == inbound_id) & (Issue.state == "raised")).count()
    return raised + Event.select().where((Event.inbound_id == inbound_id) & (Event.verb == "reopened")).count()


def _taken_back(restored: list[Record], asked: Asked, target: int, left: int) -> Applied:
    actions = {record.id: record for record in restored if isinstance(record, ActionItem)}
    lines, reader = [(n, ask) for n, ask in asked.lines.items() if ask.action_id in actions], asked.letter.person
    rows = [{**_standing(n, actions[ask.action_id]), **_behalf(ask, reader)} for n, ask in lines]
    reported = {ask.action_id for _n, ask in lines}
    numbers = {ask.id: n for n, ask in asked.lines.items()}
    rows += [{**_row(numbers.get(ask.id), ask, "open"), **_behalf(ask, reader)} for ask in restored
             if isinstance(ask, Ask) and ask.kind != "report" and ask.action_id not in reported]
    rows += [{"n": None, "title": _("Your deputy"), "asked": "deputy", "said": record.deputy.name}
             for record in restored if isinstance(record, Delegation)]
    rows += [_attending(meeting, asked.letter.person) for meeting in restored if isinstance(meeting, Meeting)]
    return Applied(recorded=rows, undo_of=target if restored else None, left=left)


@dataclass
class _Applying:
    """One reply's effects, each by the verb of its ask."""

    asked: Asked
    person: Person
    sure: Sure
    applied: Applied

    def carry_out(self, meaning: Meaning, new_text: str) -> None:
        for update in meaning.updates:
            self._try(self._report, update)
        for answer in meaning.answers:
            self._try(self._answer, answer)
        for n, text in meaning.texts:
            self._try(self._provide, n, text)
        if said := "send_back" if meaning.send_back else meaning.decision:
            self._try(self._decide_letter, said, meaning)
        if meaning.code is not None:
            self._try(self._use_code, meaning.code)
        if meaning.raises_issue and self.asked.letter.project is not None:
            self._try(self._raise_issue, meaning.raises_issue)
        if self.asked.letter.kind == "minutes":
            self._try(self._object, meaning, new_text)

    def _try(self, do: Callable[..., None], *arguments: object) -> None:
        """Each verb is all or nothing by itself; a wrong code stays counted though it is refused."""
        try:
            do(*arguments)
        except Refusal as refusal:
            self.applied.refusals.append(refusal)

    def _report(self, update: Update) -> None:
        ask = self.asked.lines.get(update.item)
        if ask is None or ask.action is None:
            return
        if ask.kind == "warn":  # "done" or "handed over" is said of the item itself
            ask = Ask.for_report(ask.action)
        with decided.on_behalf(ask, self.person):
            ask.answer(update.status, by=self.person, due=update.due, percent=update.percent, to=update.to)
        self.applied.recorded.append({
            "n": update.item, "title": line.one_line(ask.action.what), "status": update.status,
            "due": update.due.isoformat() if update.due else None, "percent": update.percent, "to": update.to,
            **_promise(update, ask), **_behalf(ask, self.person)})

    def _answer(self, answer: Answer) -> None:
        ask = self.asked.lines.get(answer.item)
        if ask is None:
            return
        if ask.kind in DECISIONS:
            self._decide(answer.item, ask, answer.said, answer.option, answer.text)
        elif answer.said == "done":
            self._report(Update(answer.item, "done"))
        else:
            self._say(ask, answer)

    def _say(self, ask: Ask, answer: Answer) -> None:
        """To a warning, or whether an issue is solved."""
        more = {"due": answer.due} if ask.kind == "warn" else {}
        try:
            with decided.on_behalf(ask, self.person):
                documents.answer(ask, answer.said, by=self.person, reason=answer.text or None, **more)
        except Missing:  # a milestone that will be late, without a day
            self.applied.unclear = True
            return
        self._recorded(answer.item, ask, answer.said, due=answer.due, text=answer.text)

    def _provide(self, n: int, text: str) -> None:
        ask = self.asked.lines.get(n)
        if ask is not None:
            with decided.on_behalf(ask, self.person):
                documents.answer(ask, text, by=self.person)
            self._recorded(n, ask, "provided", text=text)

    def _decide_letter(self, said: str, meaning: Meaning) -> None:
        if self.asked.letter.kind == "invitation":
            self._attend("accepted" if said == "approve" else "declined", meaning.reason or "")
        elif self.asked.question is not None:
            self._decide(None, self.asked.question, said, meaning.option, meaning.reason or "")

    def _decide(self, n: int | None, ask: Ask, said: str, option: str | None, reason: str) -> None:
        if said == "send_back" and ask.kind != "decide":
            said = "reject"
        before, answered = ask.state(), ask.answered_at
        code = decided.decide(ask, said, by=self.person, sure=self.sure, option=option, reason=reason or None)
        if code is not None:
            self.applied.codes.append(code)
        elif ask.answer_given == said:
            is_news = ask.state() != before
            already = "" if is_news else clock.local_day(answered, self.person.time_zone).isoformat()
            self._recorded(n, ask, said, option=ask.option, text=reason, already=already)
        else:
            self.applied.unclear = True  # it needs a code, and nothing may be sent

    def _use_code(self, code: str) -> None:
        asked = decided.confirmation_of(self.asked.letter, self.asked.question, self.person)
        if asked is None:
            self.applied.unclear = True
            return
        with decided.on_behalf(asked.ask, self.person):
            asked.use(code, by=self.person)
        reason = asked.more.get("reason") or ""
        self._recorded(None, asked.ask, asked.said, option=asked.more.get("option"), text=reason)

    def _attend(self, answer: str, reason: str) -> None:
        meeting = Meeting.get_by_id(self.asked.letter.data["meeting"])
        invitation.reply(meeting, self.person, answer)
        self.applied.recorded.append(
            {"n": None, "title": meeting.title, "asked": "attend", "said": answer, "text": reason})

    def _raise_issue(self, text: str) -> None:
        self.applied.recorded.append(raise_issue(self.asked.letter.project, text, by=self.person))

    def _object(self, meaning: Meaning, new_text: str) -> None:
        """What is wrong with the minutes, or objected to, goes to the next agenda (process, phase 3)."""
        said = meaning.correction or (new_text if meaning.attention and _OBJECTS.search(new_text) else "")
        version = self.asked.letter.paper_version if said else None
        if version is not None and objection.raise_one(version.paper.latest, said, by=self.person):
            self.applied.recorded.append({"n": None, "title": line.name_of(version), "asked": "objection",
                                          "said": "objected"})

    def _recorded(self, n: int | None, ask: Ask, said: str, **more: object) -> None:
        self.applied.recorded.append({**_row(n, ask, said, **more), **_behalf(ask, self.person)})


def _behalf(ask: Ask, person: Person) -> dict:
    """For whom a deputy has answered."""
    return {"behalf": ask.person.name} if ask.person_id != person.id else {}


def _promise(update: Update, ask: Ask) -> dict:
    """What was promised and is in time changes no date; the echo shows both, so that a misread day is noticed."""
    if update.promised is None:
        return {}
    action = ask.action
    agreed = max(action.due, action.expected_due or action.due)
    return {"promised": update.promised.isoformat(), "agreed": agreed.isoformat()}


def _row(n: int | None, ask: Ask, said: str, option: str | None = None, due: date | None = None,
         text: str = "", already: str = "") -> dict:
    """A row of the echo; `already` is the day on which the same was recorded before."""
    return {"n": n, "title": line.of(n or 0, ask, ask.person.today()).title, "asked": ask.kind, "said": said,
            "option": option, "due": due.isoformat() if due else None, "text": text[:SHOWN],
            **({"already": already} if already else {})}


def _attending(meeting: Meeting, person: Person) -> dict:
    row = Attendance.get((Attendance.meeting == meeting) & (Attendance.person == person))
    return {"n": None, "title": meeting.title, "asked": "attend", "said": row.reply or "open"}


def _receipts(meaning: Meaning, asked: Asked, new_text: str) -> list[Ask]:
    """The letter's own receipt; of a reminder's lines all with a bare "收到", else only those that are named."""
    receipts = list(asked.receipts.items())
    if meaning.updates or meaning.attention:
        receipts = [(n, ask) for n, ask in receipts if re.search(_RECEIVED.format(n=n), new_text, re.I)]
    return [*([asked.receipt] if asked.receipt else []), *(ask for _n, ask in receipts)]


def _acknowledge(ask: Ask, person: Person, applied: Applied) -> None:
    try:
        with decided.on_behalf(ask, person):
            ask.answer("acknowledged", by=person)
    except Refusal as refusal:
        applied.refusals.append(refusal)
        return
    applied.acknowledged = True


def _to_undo(letter: Letter, person: Person, inbound_id: int) -> int | None:
    if letter.kind == "echo" and letter.answers_inbound_id is not None:
        return letter.answers_inbound_id
    last = (Inbound.select(Inbound.id)
            .where((Inbound.letter == letter.id) & (Inbound.person == person.id) & (Inbound.id != inbound_id)
                   & Inbound.state.in_(("applied", "held"))).order_by(Inbound.id.desc()).first())
    return last.id if last else None


def _standing(n: int, action: ActionItem) -> dict:
    due = action.expected_due if action.status == "delayed" else None
    return {"n": n, "title": " ".join(action.what.split()), "status": action.status,
            "due": due.isoformat() if due else None, "percent": action.percent, "to": action.handed_to}
