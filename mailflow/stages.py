"""The stages of a mail before its effects: screen, match, authenticate, read, interpret. They change nothing."""

from collections.abc import Generator
from dataclasses import replace
from zoneinfo import ZoneInfo

import msgspec

from coordination.inbound import ATTEMPTS
from mailflow.authenticate import Trust, authenticate
from mailflow.case import Case
from mailflow.match import match
from mailflow.meaning import Meaning
from mailflow.protocol import Answer, Beyond, Interpret, Interpreted, Parse, Parsed, Request
from mailflow.question import open_question, question_of
from mailflow.signed import signatures_in

SHOWN_CHARACTERS = 20_000
NOTHING = Meaning(None, (), None, None, None, True, ())
ENDS_AS = {"own": "ignored", "automatic": "ignored", "away": "ignored", "calendar": "ignored", "bounce": "ignored",
           "unreadable": "quarantined"}  # by the kind of mail; every other goes on


def stages(case: Case, authserv_id: str, trust: Trust) -> Generator[Request, Answer, None]:
    """Yields what the child is asked, and takes its answers."""
    inbound = case.inbound
    if inbound.attempts > ATTEMPTS:
        case.ends("quarantined", "three-attempts")
        return
    if inbound.size == 0:
        case.ends("ignored", "empty")
        return
    _screen(case, (yield Parse(bytes(inbound.raw), whole=inbound.size == len(inbound.raw))), authserv_id)
    if not case.outcome:
        _match(case, authserv_id, trust)
    if not case.outcome or case.match.way in ("fresh", "comment"):
        _understand(case, (yield _question_in(case)))
    _look_for_signatures(case)


def _screen(case: Case, answered: Parsed | Beyond, authserv_id: str) -> None:
    if isinstance(answered, Beyond):
        case.note("screen", kind="unreadable", limit=answered.limit)
        case.ends("quarantined", "beyond-limits")
        return
    case.mail, case.verdict = answered.mail, answered.verdict
    mail, verdict = case.mail, case.verdict
    case.note("screen", kind=verdict.kind, reason=verdict.reason, defects=mail.defects,
              attachments=[file.name for file in mail.attachments], text=(mail.text or "")[:SHOWN_CHARACTERS])
    if state := ENDS_AS.get(verdict.kind):
        case.ends(state, verdict.reason)
    if verdict.kind == "calendar" and (doubt := authenticate(mail, authserv_id).doubt):
        case.ends("held", doubt)


def _match(case: Case, authserv_id: str, trust: Trust) -> None:
    found = case.match = match(case.mail)
    case.note("match", way=found.way, reason=found.reason, letter=found.letter.id if found.letter else None,
              person=found.person.name if found.person else None,
              letter_of=found.letter.person.name if found.way == "comment" else None)
    if case.verdict.kind == "unclear":
        case.ends("held", case.verdict.reason)
    elif found.way == "fresh":
        case.match = replace(found, project=found.project or case.inbound.project)  # which a person may have said
        _authenticate(case, authserv_id, trust)
        case.ends("held", case.reason or found.reason)
    elif found.way == "comment" and found.person is not None:
        _authenticate(case, authserv_id, trust)
        case.ends("held", case.reason or found.reason)
    elif found.way != "letter":
        case.ends({"refuse": "refused", "ignore": "ignored"}.get(found.way, "held"), found.reason)
    elif case.verdict.kind == "refused":
        case.ends("refused", case.verdict.reason)
    else:
        _authenticate(case, authserv_id, trust)


def _authenticate(case: Case, authserv_id: str, trust: Trust) -> None:
    standing = authenticate(case.mail, authserv_id, trust)
    case.level = "trusted" if standing.is_trusted else "address"
    case.note("authenticate", level=standing.level, reason=standing.doubt)
    if standing.doubt:
        case.ends("held", standing.doubt)


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
