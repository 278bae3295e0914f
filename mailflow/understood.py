"""What comes of a mail that a person wrote: by what it wants, the letter that it answers, and what it means."""

from coordination.language import gettext as _
from coordination.language import use_language
from coordination.refusal import Refusal
from mailflow import answer, apply, deputy_mail, issue_mail
from mailflow.case import Case
from mailflow.meaning import Meaning
from mailflow.question import asked_in

OF_A_REFUSAL = ("decision: reject", "sent back for changes")  # notes on a no of which nothing is unclear


def carry_out(case: Case) -> None:
    meaning = case.understood.meaning
    if meaning.wants and not (meaning.attention and issue_mail.reports_one(case)):
        answer.tell(case, meaning.wants)
    elif meaning.deputy and case.reason in ("", "no-key"):
        deputy_mail.name_deputy(case, meaning.deputy)
    elif asked := issue_mail.to_reopen(case):
        issue_mail.reopen(case, *asked)
    elif case.reason == "other-sender":
        _tell_whose(case)
    elif case.match.way != "letter":
        _mail_of_its_own(case)
    elif meaning.undo:
        _take_back(case)
    else:
        _apply(case)


def _mail_of_its_own(case: Case) -> None:
    """It reports an issue, or waits for the project manager; whoever means a project is told so (process, Mail 3)."""
    issue_mail.raise_issue(case)
    if case.reason != "no-key":
        return
    if issue_mail.asks_to_reopen(case):
        issue_mail.ask_which_issue(case)
    elif case.match.project is not None and case.is_to_us:
        answer.say_it_waits(case)


def _tell_whose(case: Case) -> None:
    """A colleague learns that the letter was somebody else's; a stranger learns nothing."""
    if case.match.person is not None:
        with use_language(case.match.person.language):
            sentence = _("The mail you answered was sent to %(name)s, so nothing has been recorded from your reply. "
                         "The project manager will read it.", name=case.match.letter.person.name)
        answer.give_reason(case, case.reason, sentence)


def _take_back(case: Case) -> None:
    if by := case.match.letter.data.get("spoken") and case.match.letter.data["recorded_by"]:
        _dispute(case, by)
        return
    try:
        done = apply.take_back(case.match.letter, asked_in(case.match.asked), case.match.person, case.inbound.id)
    except Refusal as refusal:
        answer.refuse_with(case, refusal)
        return
    case.note("apply", taken_back=done.undo_of, changed_since=done.left)
    if done.left:
        case.ends("held", "undo-changed-since")
    elif done.undo_of is None:
        answer.refuse(case, "nothing-to-undo")
        return
    elif case.match.letter.data.get("recorded_by"):
        case.ends("held", "record-undone")
    else:
        case.ends("applied", "undone")
    answer.echo(case, done)


def _dispute(case: Case, by: str) -> None:
    """What was recorded of a talk is put right by whoever recorded it."""
    case.ends("held", "record-disputed")
    with use_language(case.match.person.language):
        sentence = _("%(name)s recorded this for you and will read your mail. It stands until then.", name=by)
    answer.give_reason(case, case.reason, sentence)


def _apply(case: Case) -> None:
    meaning, person = case.understood.meaning, case.match.person
    done = apply.apply(meaning, asked_in(case.match.asked), person, case.understood.reading.new_text, case.sure)
    with use_language(person.language):
        refusals = [str(refusal) for refusal in done.refusals]
    case.note("apply", recorded=done.recorded, acknowledged=done.acknowledged, refused=refusals)
    if done.refusals and done.is_nothing:
        answer.refuse_with(case, done.refusals[0])
        return
    held = _needs_a_look(meaning, done) or done.refusals or done.is_nothing or done.unclear
    case.ends("held" if held else "applied", _why(meaning, done) if held else "code-sent" if done.codes else "")
    answer.echo(case, done)
    if done.codes:
        case.letter = case.letter or answer.code_letter(done.codes[0])


def _why(meaning: Meaning, done: apply.Applied) -> str:
    """A no that is clear and recorded waits as well: the project manager takes it up."""
    is_clear = bool(meaning.reasons) and set(meaning.reasons) <= set(OF_A_REFUSAL)
    if not is_clear or done.refusals or done.unclear or done.is_nothing:
        return "attention"
    return "issue-not-solved" if any(row.get("asked") == "confirm" for row in done.recorded) else "said-no"


def _needs_a_look(meaning: Meaning, done: apply.Applied) -> bool:
    """That a paper is sent back is no news before the code is back."""
    is_all_confirmed = bool(done.codes) and set(meaning.reasons) <= set(OF_A_REFUSAL)
    return meaning.attention and not is_all_confirmed
