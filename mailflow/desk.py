"""The desk: takes a received mail from its raw bytes to its one final state, in an order that survives any crash.

Claimed and counted before anything is parsed; read in a child; carried out, answered and ended in one transaction
that a claim since replaced cannot commit (faults page, order IN).
"""

import logging
from collections.abc import Callable, Generator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
from peewee import PeeweeException

from coordination import clock, event
from coordination.database import database, transaction
from coordination.event import Event, acting
from coordination.inbound import ATTEMPTS, Inbound, is_old
from coordination.issue import Issue
from coordination.language import gettext as _
from coordination.language import use_language
from coordination.letter import Letter, bounced
from coordination.prepared import Prepared, slot
from coordination.refusal import Refusal
from mailflow import answer, apply, attendance, crashpoint, raised, reopened
from mailflow.authenticate import Trust, authenticate
from mailflow.child import Child, ChildLost, Children, NoChild, ReadingFailed, told
from mailflow.decided import Sure
from mailflow.mail import Mail
from mailflow.match import Match, letter_of, match
from mailflow.meaning import Meaning
from mailflow.protocol import Answer, Beyond, Interpret, Interpreted, Parse, Parsed, Request
from mailflow.question import asked_in, open_question, question_of
from mailflow.screen import Verdict
from mailflow.signed import signatures_in

LEASE = timedelta(seconds=15)
RETRY = timedelta(seconds=10)
TOGETHER = 8
SMALL = 128 * 1024
SHOWN_CHARACTERS = 20_000
NOTHING = Meaning(None, (), None, None, None, True, ())
LOSES_NOTHING = ("nothing-to-undo", "archived")  # nobody could record anything of such a mail
OF_A_REFUSAL = ("decision: reject", "sent back for changes")  # notes on what the code will confirm

Nudge = Callable[[str, int], None]
log = logging.getLogger(__name__)


class LostClaim(Exception):
    """Another worker has taken the mail since; nothing of this one's work is kept."""


@dataclass
class Case:
    """One mail on the desk: what each stage concluded. `outcome` is the state it is to end in, `reason` why."""

    inbound: Inbound
    mail: Mail | None = None
    verdict: Verdict = Verdict("person")
    match: Match = Match("ignore")
    understood: Interpreted | None = None
    outcome: str = ""
    reason: str = ""
    trace: list[dict] = field(default_factory=list)
    letter: Letter | None = None
    level: str = "address"

    def note(self, stage: str, **concluded: object) -> None:
        self.trace.append({"stage": stage, **{key: value for key, value in concluded.items() if value}})

    def ends(self, outcome: str, reason: str) -> None:
        self.outcome, self.reason = outcome, reason

    @property
    def answerable(self) -> bool:
        """Never answer a machine, a list, or a mail older than 24 h (faults page)."""
        sent = self.sent
        return self.verdict.answerable and not is_old(min(sent, self.inbound.received_at))

    @property
    def sent(self) -> datetime:
        """When it was written. A Date in the future, or from before the letter it answers, gives way to server time."""
        received, said = self.inbound.received_at, self.mail.date if self.mail else None
        if said is None or said > received + timedelta(hours=1):
            return received
        letter = self.match.letter
        return said if letter is None or said > letter.date - timedelta(days=1) else received


@dataclass
class Desk:
    """`nudge("letter", id)` is told of the letter that answers; losing it costs only time."""

    children: Children
    authserv_id: str = ""
    nudge: Nudge = lambda table, id: None
    trust: Trust = Trust()

    def process(self, id: int) -> str | None:
        """Bring one received mail to its final state; None where somebody else has it or it has to be tried again.

        A few more that wait are taken with it, so that a burst costs fewer commits.
        """
        claimed = _claimed(id)
        if not claimed:
            return None
        crashpoint.here("in-after-claim")
        try:
            cases = [case for together in _portions(claimed) for case in self._considered(together)]
            return self._settled(cases).get(id)
        except (PeeweeException, NoChild):
            _blameless(claimed)
            raise

    def sweep(self) -> int:
        """Process what is due though no nudge came; the number of mails that reached their end."""
        done = 0
        for id in Inbound.due():
            try:
                done += self.process(id) is not None
            except (PeeweeException, NoChild):
                raise  # the database or the reader is away: every other row would fail too
            except Exception:
                log.exception("mail %s could not be processed", id)
        return done

    def consider(self, inbound: Inbound, child: Child) -> Case:
        """Everything up to the effects; changes nothing. Raises ChildLost, ReadingFailed."""
        case = Case(inbound)
        for failure in self._in_step([case], child).values():
            raise failure
        return case

    def settle(self, case: Case) -> str:
        """Effects, answer, audit and final state, in the caller's transaction. Raises LostClaim."""
        with acting(channel="mail", inbound_id=case.inbound.id):
            if not self._is_duplicate(case):
                _carry_out(case)
            crashpoint.here("in-mid-effect")
            if not case.inbound.finish(case.outcome, case.reason, **_columns(case)):
                raise LostClaim
        return case.outcome

    def _considered(self, together: list[Inbound]) -> list[Case]:
        """Those that could be read. Where the child is lost, each is read alone, which shows the one to blame."""
        cases = [Case(inbound) for inbound in together]
        try:
            with self.children.borrow() as child:
                failures = self._in_step(cases, child)
        except ChildLost as lost:
            if len(together) > 1:
                return [case for inbound in together for case in self._considered([inbound])]
            failures = {together[0].id: lost}
        for case in cases:
            if failure := failures.get(case.inbound.id):
                log.warning("mail %s, attempt %s: %s", case.inbound.id, case.inbound.attempts, failure)
                _try_again(case.inbound, failure)
        return [case for case in cases if case.inbound.id not in failures]

    def _in_step(self, cases: list[Case], child: Child) -> dict[int, ReadingFailed]:
        """What the cases ask of the child it is asked for all at once. Which could not be read, by the mail's id."""
        failures: dict[int, ReadingFailed] = {}
        asking = [(case, stages, request) for case in cases
                  if (request := next(stages := self._stages(case), None)) is not None]
        while asking:
            answers, still = child.ask([request for _case, _stages, request in asking]), []
            for (case, stages, _request), answered in zip(asking, answers, strict=True):
                try:
                    still.append((case, stages, stages.send(told(answered))))
                except StopIteration:
                    continue
                except ReadingFailed as failure:
                    failures[case.inbound.id] = failure
            asking = still
        return failures

    def _stages(self, case: Case) -> Generator[Request, Answer, None]:
        """Yields what the child is asked, and takes its answers."""
        inbound = case.inbound
        if inbound.attempts > ATTEMPTS:
            case.ends("quarantined", "three-attempts")
            return
        if inbound.size == 0:
            case.ends("ignored", "empty")
            return
        self._screen(case, (yield Parse(bytes(inbound.raw), whole=inbound.size == len(inbound.raw))))
        if not case.outcome:
            self._match(case)
        if not case.outcome or case.match.way in ("fresh", "comment"):
            _understand(case, (yield _question_in(case)))
        _look_for_signatures(case)

    def _settled(self, cases: list[Case]) -> dict[int, str]:
        """Each mail all or nothing; the states by id.

        SQLite has one writer, so mails share a commit. PostgreSQL has many, who could wait for each other's mails.
        """
        states: dict[int, str] = {}
        for together in [[case] for case in cases] if database.for_update else [cases]:
            with transaction():
                for case in together:
                    with suppress(LostClaim), transaction():
                        states[case.inbound.id] = self.settle(case)
            crashpoint.here("in-after-effect")
        for case in cases:
            if case.letter is not None and case.inbound.id in states:
                self.nudge("letter", case.letter.id)
        return states

    def _screen(self, case: Case, answered: Parsed | Beyond) -> None:
        if isinstance(answered, Beyond):
            case.note("screen", kind="unreadable", limit=answered.limit)
            case.ends("quarantined", "beyond-limits")
            return
        case.mail, case.verdict = answered.mail, answered.verdict
        mail, verdict = case.mail, case.verdict
        case.note("screen", kind=verdict.kind, reason=verdict.reason, defects=mail.defects,
                  attachments=[file.name for file in mail.attachments], text=(mail.text or "")[:SHOWN_CHARACTERS])
        state = {"own": "ignored", "automatic": "ignored", "away": "ignored", "calendar": "ignored",
                 "bounce": "ignored", "unreadable": "quarantined"}.get(verdict.kind, "")
        if state:
            case.ends(state, verdict.reason)
        if verdict.kind == "calendar" and (doubt := authenticate(mail, self.authserv_id).doubt):
            case.ends("held", doubt)

    def _match(self, case: Case) -> None:
        found = case.match = match(case.mail)
        case.note("match", way=found.way, reason=found.reason, letter=found.letter.id if found.letter else None,
                  person=found.person.name if found.person else None,
                  letter_of=found.letter.person.name if found.way == "comment" else None)
        if case.verdict.kind == "unclear":
            case.ends("held", case.verdict.reason)
        elif found.way == "fresh":
            case.match = replace(found, project=found.project or case.inbound.project)  # which a person may have said
            self._authenticate(case)
            case.ends("held", case.reason or found.reason)
        elif found.way == "comment" and found.person is not None:
            self._authenticate(case)
            case.ends("held", case.reason or found.reason)
        elif found.way != "letter":
            case.ends({"refuse": "refused", "ignore": "ignored"}.get(found.way, "held"), found.reason)
        elif case.verdict.kind == "refused":
            case.ends("refused", case.verdict.reason)
        else:
            self._authenticate(case)

    def _authenticate(self, case: Case) -> None:
        standing = authenticate(case.mail, self.authserv_id, self.trust)
        case.level = "trusted" if standing.is_trusted else "address"
        case.note("authenticate", level=standing.level, reason=standing.doubt)
        if standing.doubt:
            case.ends("held", standing.doubt)

    def _is_duplicate(self, case: Case) -> bool:
        """The same mail by another way counts once; a Message-ID used again for other words is only flagged."""
        if case.mail is None:
            return False
        _alone_with(case.mail)
        rows = _LIKE_IT.rows(id=case.inbound.id, logical_key=case.mail.logical_key, message_id=case.mail.message_id)
        first = next((id for id, logical_key in rows if logical_key == case.mail.logical_key), None)
        if first is not None:
            case.ends("ignored", "duplicate")
        if rows:
            case.note("match", duplicate_of=first, message_id_used_again=first is None)
        return first is not None


_LIKE_IT = Prepared(lambda: (
    Inbound.select(Inbound.id, Inbound.logical_key)
    .where((Inbound.id != slot("id")) & Inbound.state.in_(("applied", "held", "ignored", "refused"))
           & ((Inbound.logical_key == slot("logical_key")) | (Inbound.message_id == slot("message_id"))))
    .limit(20).tuples()))


def _claimed(id: int) -> list[Inbound]:
    """The mail and some that wait, counted and leased before anybody looks into them."""
    if not Inbound.is_waiting(id):  # in a burst most have been taken with others by the time their nudge comes
        return []
    with transaction():
        first = Inbound.claim(id, LEASE)
        if first is None or first.attempts > 1:
            return [first] if first is not None else []
        return [first, *Inbound.claim_more(TOGETHER - 1, LEASE)]


def _portions(claimed: list[Inbound]) -> list[list[Inbound]]:
    """What is read together: ordinary mails. A large one has the child's time and memory to itself."""
    small = [inbound for inbound in claimed if len(inbound.raw) <= SMALL]
    return [*([small] if small else []), *([inbound] for inbound in claimed if len(inbound.raw) > SMALL)]


def _question_in(case: Case) -> Interpret:
    """What is read against the letter it answers; what somebody wrote to another's letter as well."""
    person, mail, asked = case.match.person or case.match.letter.person, case.mail, case.match.asked
    question = question_of(asked, case.match.letter) if asked else open_question(person, person.language)
    local = case.sent.astimezone(ZoneInfo(person.time_zone))
    subject = mail.subject if case.match.way == "fresh" else ""
    return Interpret(mail.text, mail.html, question, local.isoformat(), subject)


def _understand(case: Case, understood: Interpreted) -> None:
    """What was written to another's letter means nothing (faults page)."""
    is_comment = case.match.way == "comment"
    case.understood = msgspec.structs.replace(understood, meaning=NOTHING) if is_comment else understood
    reading, meaning = case.understood.reading, case.understood.meaning
    case.note("read", new_text=reading.new_text[:SHOWN_CHARACTERS], inline=list(reading.inline), steps=reading.steps)
    case.note("interpret", reasons=meaning.reasons)


def _blameless(claimed: list[Inbound]) -> None:
    """The house failed, not the mails: the attempt does not count, if that can be written."""
    with suppress(PeeweeException):
        for inbound in claimed:
            (Inbound.update(attempts=Inbound.attempts - 1, lease_until=None)
             .where((Inbound.id == inbound.id) & (Inbound.fence == inbound.fence)
                    & (Inbound.state == "received")).execute())


def _alone_with(mail: Mail) -> None:
    """On PostgreSQL another worker may be at this very point with a mail of the same person, or the same mail."""
    if database.for_update:
        database.execute_sql("SELECT pg_advisory_xact_lock(hashtext(%s))", (mail.from_address,))


def _try_again(inbound: Inbound, failure: Exception) -> None:
    """Another attempt after a while; the trace keeps what happened, for the page of a mail that ends in quarantine."""
    trace = [*inbound.trace, {"stage": "screen", "attempt": inbound.attempts, "error": str(failure)[-2_000:]}]
    (Inbound.update(lease_until=None, due_at=clock.now() + RETRY, trace=trace)
     .where((Inbound.id == inbound.id) & (Inbound.fence == inbound.fence)).execute())


def _carry_out(case: Case) -> None:
    """The effects of the outcome so far; those of an understood mail decide its final state."""
    if case.verdict.kind == "away":
        _mark_away(case)
    elif case.verdict.kind == "calendar" and case.outcome != "held":
        _note_attendance(case)
    elif case.verdict.kind == "bounce":
        _mark_bounced(case)
    elif case.outcome == "quarantined":
        event.record("quarantined", case.inbound, by=None, after={"reason": case.reason})
        answer.alert(case.inbound)
    elif case.outcome == "refused":
        _refuse(case, case.reason)
    elif _is_for_archived_project(case):
        _turn_away(case)
    elif case.understood is not None:
        _carry_out_meaning(case)


def _look_for_signatures(case: Case) -> None:
    """A signed page that comes back, from whatever address, waits for a person; a doubt about the sender stays."""
    is_doubtful = case.match.way in ("letter", "refuse") and case.outcome
    if case.mail is None or case.verdict.kind != "person" or is_doubtful:
        return
    if asks := signatures_in(case.mail):
        case.match = replace(case.match, project=case.match.project or asks[0].project)
        case.note("match", signatures=[ask.person.name for ask in asks])
        case.understood = None
        case.ends("held", "signed-on-paper")


def _is_for_archived_project(case: Case) -> bool:
    """"Status" and "help" are about all projects."""
    project, wants = case.match.project, case.understood is not None and case.understood.meaning.wants
    return project is not None and project.archived_at is not None and case.outcome in ("", "held") and not wants


def _turn_away(case: Case) -> None:
    """Nobody could record anything: one polite reason, and no mail in the triage. The PMO's thanks need no answer."""
    if case.match.letter is not None and case.match.letter.kind == "archive":
        case.ends("ignored", "archive-received")
    else:
        _refuse(case, "archived")


def _mark_away(case: Case) -> None:
    case.match = match(case.mail)
    person, until = case.match.person, case.verdict.away_until
    if person is not None and until is not None:
        person.mark_away(until)
        case.note("apply", away_until=until.isoformat())


def _note_attendance(case: Case) -> None:
    """The answer of a calendar program, which wants no answer of ours."""
    taken = attendance.take(case.mail)
    case.ends(taken.state, taken.reason)
    letter, project = taken.letter, taken.meeting.project if taken.meeting else None
    case.match = Match("letter" if letter else "ignore", "", taken.person, letter, letter, project)
    case.note("apply", attendance=taken.answer, meeting=taken.meeting.id if taken.meeting else None)


def _mark_bounced(case: Case) -> None:
    """Only a mail that quotes the key of a letter can say that this letter did not arrive."""
    keys = [*case.mail.keys_in_addresses, *case.mail.keys_in_bounce, *case.mail.keys_in_references]
    letter = next((letter for key in keys if (letter := letter_of(key)) is not None), None)
    case.match = Match("letter", "", letter.person, letter, letter, letter.project) if letter else case.match
    case.note("match", letter=letter.id if letter else None)
    if letter is not None and case.verdict.bounce.permanent:
        bounced(letter, case.verdict.bounce.reason)
        case.note("apply", bounced=letter.address)


def _refuse(case: Case, reason: str, sentence: str | None = None) -> None:
    """The reason by mail. Where that may not go, or went today for another mail, a person reads these words."""
    case.ends("refused", reason)
    if case.match.person is None:
        return
    _give_reason(case, reason, sentence)
    if case.letter is None and reason not in LOSES_NOTHING and not answer.is_refused(case.inbound.id):
        case.ends("held", reason)


def _give_reason(case: Case, reason: str, sentence: str | None = None) -> None:
    found = case.match
    if case.answerable:
        case.letter = answer.refuse(case.mail, found.person, found.project, case.inbound.id, reason, sentence)
    case.note("echo", refusal=reason, sent=case.letter is not None)


def _carry_out_meaning(case: Case) -> None:
    meaning, person = case.understood.meaning, case.match.person
    if meaning.wants:
        _tell(case, meaning.wants)
    elif asked := _to_reopen(case):
        _reopen(case, *asked)
    elif case.reason == "other-sender":
        _tell_whose(case)
    elif case.match.way != "letter":
        _raise_issue(case)  # else a fresh mail waits for the project manager
    elif meaning.undo:
        _take_back(case)
    else:
        done = apply.apply(meaning, asked_in(case.match.asked), person, case.understood.reading.new_text, _sure(case))
        _after_applying(case, done)


def _raise_issue(case: Case) -> None:
    """A member's mail of its own that says it reports an issue; the project manager grades it all the same."""
    person, words = case.match.person, raised.issue_in(case.mail, case.understood.reading.new_text)
    if not words or case.reason != "no-key":
        return
    project = raised.project_of(person, case.match.project, f"{case.mail.subject}\n{words}")
    if project is None:
        _ask_which_project(case, words)
        return
    with use_language(person.language):
        try:
            row = raised.raise_issue(project, words, by=person)
        except Refusal as refusal:
            _refuse(case, type(refusal).__name__.lower(), str(refusal))
            return
    case.match = replace(case.match, project=project)
    case.ends("held", "issue-raised")
    case.note("apply", recorded=[row])
    _echo(case, apply.Applied(recorded=[row]))


def _ask_which_project(case: Case, words: str) -> None:
    """It waits for the project manager, who raises it with one click; its sender may be quicker."""
    projects = raised.projects_of(case.match.person)
    meaning = replace(case.understood.meaning, raises_issue=words)
    case.understood = msgspec.structs.replace(case.understood, meaning=meaning)
    if not projects:
        return
    case.ends("held", "which-project")
    with use_language(case.match.person.language):
        sentence = _("Your mail reports an issue, but not in which project. You are in: %(projects)s. Send it once "
                     "more with the project in square brackets in the subject, such as [%(one)s], or leave it to the "
                     "project manager to assign it.", projects=_(", ").join(project.name for project in projects),
                     one=projects[0].name)
    if not answer.is_refused(case.inbound.id):
        _give_reason(case, case.reason, sentence)


def _tell_whose(case: Case) -> None:
    """A colleague learns that the letter was somebody else's; a stranger learns nothing."""
    if case.match.person is not None:
        with use_language(case.match.person.language):
            sentence = _("The mail you answered was sent to %(name)s, so nothing has been recorded from your reply. "
                         "The project manager will read it.", name=case.match.letter.person.name)
        _give_reason(case, case.reason, sentence)


def _to_reopen(case: Case) -> tuple[Issue, str] | None:
    if case.match.way == "letter":
        return reopened.issue_in(case.understood.reading.new_text, case.match)
    if case.reason != "no-key":
        return None
    return reopened.issue_in_mail(case.mail.subject, case.understood.reading.new_text, case.match)


def _reopen(case: Case, issue: Issue, reason: str) -> None:
    """The project manager sees that it is open again; a ruling is lifted once it is sure who wrote."""
    person, is_old = case.match.person, Event.of(issue).where(Event.inbound_id == case.inbound.id).exists()
    row = {"n": None, "title": issue.title, "asked": "reopened", "said": issue.reference}
    case.match = replace(case.match, project=issue.project)
    case.ends("held", "issue-reopened")
    if is_old:
        return
    if reopened.needs_code(issue, _sure(case)) and not case.answerable:
        case.ends("held", "attention")
        return
    with use_language(person.language):
        try:
            code = reopened.reopen(issue, reason, by=person, sure=_sure(case))
        except Refusal as refusal:
            _refuse(case, type(refusal).__name__.lower(), str(refusal))
            return
    if code is not None:
        case.ends("applied", "code-sent")
        case.letter = answer.code_letter(code)
        return
    case.note("apply", recorded=[row])
    _echo(case, apply.Applied(recorded=[row]))


def _sure(case: Case) -> Sure:
    return Sure(case.level, case.answerable, f"<{case.mail.message_id}>" if case.mail.message_id else None)


def _tell(case: Case, wanted: str) -> None:
    case.ends("applied", f"wants-{wanted}")
    if case.answerable:
        case.letter = answer.tell(wanted, case.mail, case.match.person, case.inbound.id)
    case.note("echo", kind=wanted, sent=case.letter is not None)


def _take_back(case: Case) -> None:
    try:
        done = apply.take_back(case.match.letter, asked_in(case.match.asked), case.match.person, case.inbound.id)
    except Refusal as refusal:
        with use_language(case.match.person.language):
            _refuse(case, type(refusal).__name__.lower(), str(refusal))
        return
    case.note("apply", taken_back=done.undo_of, changed_since=done.left)
    if done.left:
        case.ends("held", "undo-changed-since")
    elif done.undo_of is None:
        _refuse(case, "nothing-to-undo")
        return
    elif case.match.letter.data.get("recorded_by"):
        case.ends("held", "record-undone")
    else:
        case.ends("applied", "undone")
    _echo(case, done)


def _after_applying(case: Case, done: apply.Applied) -> None:
    meaning = case.understood.meaning
    with use_language(case.match.person.language):
        refusals = [str(refusal) for refusal in done.refusals]
    case.note("apply", recorded=done.recorded, acknowledged=done.acknowledged, refused=refusals)
    if done.refusals and done.is_nothing:
        _refuse(case, type(done.refusals[0]).__name__.lower(), refusals[0])
        return
    held = _needs_a_look(meaning, done) or done.refusals or done.is_nothing or done.unclear
    case.ends("held" if held else "applied", "attention" if held else "code-sent" if done.codes else "")
    _echo(case, done)
    if done.codes:
        case.letter = case.letter or answer.code_letter(done.codes[0])


def _needs_a_look(meaning: Meaning, done: apply.Applied) -> bool:
    """That a paper is sent back is no news before the code is back."""
    is_all_confirmed = bool(done.codes) and set(meaning.reasons) <= set(OF_A_REFUSAL)
    return meaning.attention and not is_all_confirmed


def _echo(case: Case, done: apply.Applied) -> None:
    if not case.answerable:
        case.note("echo", sent=False, why="old or not to be answered")
        return
    case.letter = answer.echo(case.mail, case.match.person, case.match.project, case.inbound.id,
                              case.understood.meaning, done, case.understood.reading.new_text)
    case.note("echo", letter=case.letter.id if case.letter else None)


def _columns(case: Case) -> dict:
    """What the row keeps of the mail and of what was concluded."""
    columns: dict = {"trace": [*case.inbound.trace, *case.trace]}
    if case.mail is not None:
        mail, found = case.mail, case.match
        columns |= {"logical_key": mail.logical_key, "message_id": mail.message_id[:998] or None,
                    "from_address": mail.from_address[:254] or None, "subject": mail.subject, "date": mail.date,
                    "person": found.person, "letter": found.letter, "project": found.project}
    if case.understood is not None:
        columns["meaning"] = msgspec.to_builtins(case.understood.meaning)
    return columns
