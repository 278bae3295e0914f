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
from mailflow.apply import Applied
from mailflow.mail import Mail
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


def echo(mail: Mail, person: Person, project: Project | None, inbound_id: int, meaning: Meaning, applied: Applied,
         new_text: str) -> Letter | None:
    """What was recorded and what was not understood; None for a bare receipt, which gets no echo (process, Mail 2)."""
    unclear = _not_understood(meaning, new_text, applied)
    if applied.codes and not applied.recorded and not unclear:
        return None  # the confirming mail says it all
    if not (applied.recorded or unclear or applied.refusals) and applied.undo_of is None:
        return None
    with use_language(person.language):
        refused = list(dict.fromkeys(str(refusal) for refusal in applied.refusals))
    is_open = bool(applied.unanswered or applied.asked_still)
    data = {"recorded": applied.recorded, "not_understood": unclear, "refused": refused,
            "acknowledged": applied.acknowledged and not is_open, "unanswered": applied.unanswered,
            "asked_still": applied.asked_still, "undo": undo.is_offered(applied.recorded, inbound_id)}
    if applied.undo_of is not None:
        data["undo_of"] = applied.undo_of
    return _post("echo", mail, person, project, inbound_id, f"inbound:{inbound_id}", data=data)


def refuse(mail: Mail, person: Person, project: Project | None, inbound_id: int, reason: str,
           sentence: str | None = None) -> Letter | None:
    """One polite reason; one a day per person and reason (faults page). `sentence` is in the person's language."""
    with use_language(person.language):
        sentence = sentence or _(REFUSALS[reason], project=project.name if project else "")
    cause = f"refusal:{reason}:{clock.today(person.time_zone)}"[:80]
    data = {"reason": reason, "sentence": sentence}
    return _post("refusal", mail, person, project, inbound_id, cause, data=data)


def is_refused(inbound_id: int) -> bool:
    """Whether its sender was told why."""
    return Letter.select().where((Letter.kind == "refusal") & (Letter.answers_inbound_id == inbound_id)).exists()


def tell(wanted: str, mail: Mail, person: Person, inbound_id: int) -> Letter | None:
    """The answer to "status" or "help"."""
    asks = _listed(person) if wanted == "status" else None
    return _post(wanted, mail, person, None, inbound_id, f"inbound:{inbound_id}", asks=asks)


def alert(inbound: Inbound) -> None:
    """Administrators are told by mail that one could not be read (faults page); once a day each."""
    data = {"received_at": inbound.received_at.isoformat()}
    for person in Person.select().where(Person.administrator & Person.active):
        if person.primary_address:
            Letter.post("alert", person, cause=f"quarantined:{person.today()}", data=data)


def _listed(person: Person) -> list[Ask]:
    """All that is open; the early warning asks about items that are listed already."""
    asks = Ask.open_of(person)
    reported = {ask.action_id for ask in asks if ask.kind == "report"}
    return [ask for ask in asks if ask.kind != "warn" or ask.action_id not in reported][:LISTED]


def code_letter(asked: Confirmation) -> Letter | None:
    """The confirming mail with a code."""
    return Letter.get_or_none((Letter.kind == "confirmation") & (Letter.cause == f"confirmation:{asked.id}"))


def _post(kind: str, mail: Mail, person: Person, project: Project | None, inbound_id: int, cause: str,
          **more: object) -> Letter | None:
    in_reply_to = f"<{mail.message_id}>" if mail.message_id else None
    return Letter.post(kind, person, cause=cause, project=project, answers_inbound_id=inbound_id,
                       in_reply_to=in_reply_to, address=mail.from_address, **more)


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
