"""What comes of a mail, by the outcome so far: an absence, attendance, a dead address, a refusal, or what it means."""

from coordination import event
from coordination.letter import bounced
from mailflow import answer, attendance, understood
from mailflow.case import Case
from mailflow.match import Match, letter_of, match


def carry_out(case: Case) -> None:
    """Those of an understood mail decide its final state."""
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
        answer.refuse(case, case.reason)
    elif _is_for_archived_project(case):
        _turn_away(case)
    elif case.understood is not None:
        understood.carry_out(case)


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


def _is_for_archived_project(case: Case) -> bool:
    """"Status", "help" and who stands in are about all projects."""
    project, meaning = case.match.project, case.understood.meaning if case.understood else None
    is_for_all = meaning is not None and bool(meaning.wants or meaning.deputy)
    return project is not None and project.archived_at is not None and case.outcome in ("", "held") and not is_for_all


def _turn_away(case: Case) -> None:
    """Nobody could record anything: one polite reason, and no mail in the triage. The PMO's thanks need no answer."""
    if case.match.letter is not None and case.match.letter.kind == "archive":
        case.ends("ignored", "archive-received")
    else:
        answer.refuse(case, "archived")
