"""Answers a mail with at most one letter: the echo, a list, help, or one polite reason; never a machine or old mail."""

from coordination import clock, undo
from coordination.ask import Ask
from coordination.confirmation import Confirmation
from coordination.inbound import Inbound
from coordination.language import N_, use_language
from coordination.language import gettext as _
from coordination.letter import Letter
from coordination.person import Person
from coordination.project import Project
from coordination.refusal import Refusal
from mailflow.apply import Applied
from mailflow.case import Case
from mailflow.meaning import Meaning

QUOTED_CHARACTERS = 400
LISTED = 50

REFUSALS = {
    "unknown-key": N_("The address you wrote to is not one of ours. Please reply to the newest mail you have from us."),
    "expired-key": N_("The mail you answered is too old. Please reply to the newest mail you have from us."),
    "encrypted": N_("Your mail is encrypted and we cannot read it. Please send it again without encryption."),
    "winmail": N_("Your mail came as a winmail.dat file, which we cannot open. Please send it again as plain text."),
    "too-large": N_("Your mail is too large for us. Please send it again without its attachments."),
    "archived": N_("The project “%(project)s” is finished and archived, so that nothing can be recorded in it any more."
                   " If it matters, please write to the project manager."),
    "nothing-to-undo": N_("There is nothing left to take back from that mail."),
}
LOSES_NOTHING = ("nothing-to-undo", "archived")  # nobody could record anything of such a mail


def echo(case: Case, applied: Applied) -> None:
    if not case.answerable:
        case.note("echo", sent=False, why="old or not to be answered")
        return
    case.letter = _echo(case, applied)
    case.note("echo", letter=case.letter.id if case.letter else None)


def say_it_waits(case: Case, refused: str = "") -> None:
    """To a mail of its own that says nothing which is understood; once a mail."""
    if case.answerable:
        words = case.understood.reading.new_text.strip() or case.mail.subject
        data = {"own": True, "refused": [refused] if refused else [], "not_understood": [words[:QUOTED_CHARACTERS]]}
        case.letter = _post("echo", case, case.match.project, f"inbound:{case.inbound.id}", data=data)
    case.note("echo", sent=case.letter is not None)


def tell(case: Case, wanted: str) -> None:
    """The answer to "status" or "help"."""
    case.ends(*("held", "help-and-more") if case.understood.meaning.attention else ("applied", f"wants-{wanted}"))
    if case.answerable:
        asks = _listed(case.match.person) if wanted == "status" else None
        case.letter = _post(wanted, case, None, f"inbound:{case.inbound.id}", asks=asks)
    case.note("echo", kind=wanted, sent=case.letter is not None)


def refuse(case: Case, reason: str, sentence: str | None = None) -> None:
    """The reason by mail. Where that may not go, or went today for another mail, a person reads these words."""
    case.ends("refused", reason)
    if case.match.person is None:
        return
    give_reason(case, reason, sentence)
    if case.letter is None and reason not in LOSES_NOTHING and not is_refused(case.inbound.id):
        case.ends("held", reason)


def refuse_with(case: Case, refusal: Refusal) -> None:
    """The reason is what a record said to it."""
    with use_language(case.match.person.language):
        refuse(case, type(refusal).__name__.lower(), str(refusal))


def give_reason(case: Case, reason: str, sentence: str | None = None) -> None:
    """One polite reason; one a day per person and reason (faults page). `sentence` is in the person's language."""
    if case.answerable:
        person, project = case.match.person, case.match.project
        with use_language(person.language):
            sentence = sentence or _(REFUSALS[reason], project=project.name if project else "")
        cause = f"refusal:{reason}:{clock.today(person.time_zone)}"[:80]
        case.letter = _post("refusal", case, project, cause, data={"reason": reason, "sentence": sentence})
    case.note("echo", refusal=reason, sent=case.letter is not None)


def is_refused(inbound_id: int) -> bool:
    """Whether its sender was told why."""
    return Letter.select().where((Letter.kind == "refusal") & (Letter.answers_inbound_id == inbound_id)).exists()


def code_letter(asked: Confirmation) -> Letter | None:
    """The confirming mail with a code."""
    return Letter.get_or_none((Letter.kind == "confirmation") & (Letter.cause == f"confirmation:{asked.id}"))


def alert(inbound: Inbound) -> None:
    """Administrators are told by mail that one could not be read (faults page); once a day each."""
    data = {"received_at": inbound.received_at.isoformat()}
    for person in Person.select().where(Person.administrator & Person.active):
        if person.primary_address:
            Letter.post("alert", person, cause=f"quarantined:{person.today()}", data=data)


def _echo(case: Case, applied: Applied) -> Letter | None:
    """What was recorded and what was not understood; None for a bare receipt, which gets no echo (process, Mail 2)."""
    unclear = _not_understood(case.understood.meaning, case.understood.reading.new_text, applied)
    if applied.codes and not applied.recorded and not unclear:
        return None  # the confirming mail says it all
    if not (applied.recorded or unclear or applied.refusals) and applied.undo_of is None:
        return None
    with use_language(case.match.person.language):
        refused = list(dict.fromkeys(str(refusal) for refusal in applied.refusals))
    is_open = bool(applied.unanswered or applied.asked_still)
    data = {"recorded": applied.recorded, "not_understood": unclear, "refused": refused,
            "acknowledged": applied.acknowledged and not is_open, "unanswered": applied.unanswered,
            "asked_still": applied.asked_still, "undo": undo.is_offered(applied.recorded, case.inbound.id)}
    if applied.undo_of is not None:
        data["undo_of"] = applied.undo_of
    return _post("echo", case, case.match.project, f"inbound:{case.inbound.id}", data=data)


def _not_understood(meaning: Meaning, new_text: str, applied: Applied) -> list[str]:
    """What the project manager will read in person, as far as the echo does not show it already."""
    if not meaning.attention or applied.codes:
        return []
    shown = {row["asked"] for row in applied.recorded if "asked" in row}
    told = [text for text in (None if "issue" in shown else meaning.raises_issue, meaning.correction) if text]
    explained = any(update.status in ("blocked", "declined", "handed_over") for update in meaning.updates)
    if told or explained or shown:
        return [text[:QUOTED_CHARACTERS] for text in told]
    words = new_text.strip()
    return [words[:QUOTED_CHARACTERS]] if words else []


def _listed(person: Person) -> list[Ask]:
    """All that is open; the early warning asks about items that are listed already."""
    asks = Ask.open_of(person)
    reported = {ask.action_id for ask in asks if ask.kind == "report"}
    return [ask for ask in asks if ask.kind != "warn" or ask.action_id not in reported][:LISTED]


def _post(kind: str, case: Case, project: Project | None, cause: str, **more: object) -> Letter | None:
    return Letter.post(kind, case.match.person, cause=cause, project=project, answers_inbound_id=case.inbound.id,
                       in_reply_to=case.in_reply_to, address=case.mail.from_address, **more)
