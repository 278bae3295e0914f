"""A received mail for the reader: what the person wrote, what was understood of it, and what each stage concluded."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from coordination.inbound import Inbound
from coordination.language import N_
from coordination.language import gettext as _
from papers import answers
from papers.dates import day, day_before
from webapp.findings import finding, to_look_at
from webapp.reasons import SAY_ALL
from webapp.words import name

RAW_SHOWN = 64 * 1024
FIRST_WORDS = 90  # characters, as much as a line holds
STAGES = {
    "screen": N_("Screening"), "match": N_("Which letter it answers"), "authenticate": N_("Who wrote it"),
    "read": N_("What is new in it"), "interpret": N_("What it means"), "apply": N_("What was recorded"),
    "echo": N_("What was answered"),
}


@dataclass(frozen=True)
class Reading:
    """`new_text` is what the person typed, `text` the whole mail; the rest says in plain words what was
    understood, why a person has to look, and what each stage concluded."""

    text: str
    new_text: str
    understood: list[str]
    to_look_at: list[str]
    stages: list[tuple[str, list[tuple[str, str]]]]
    is_read: bool

    @classmethod
    def of(cls, mail: Inbound) -> "Reading":
        found = _found(mail.trace)
        text = found.get("text") or found.get("new_text") or _raw_text(mail)
        return cls(text, found.get("new_text", ""),
                   list(_understood(mail.meaning or {}, _asked(mail))),
                   [] if mail.reason in SAY_ALL else to_look_at((mail.meaning or {}).get("reasons", [])),
                   [_stage(stage) for stage in mail.trace],
                   any(stage.get("stage") == "read" for stage in mail.trace))


def first_words(mail: Inbound) -> str:
    """How the new text begins, in one line; "" for a mail that was not read."""
    found = _found(mail.trace)
    words = " ".join((found.get("new_text") or found.get("text") or "").split())
    return words if len(words) <= FIRST_WORDS else words[:FIRST_WORDS].rstrip() + "…"


def _found(trace: list[dict[str, Any]]) -> dict[str, str]:
    """The texts that the stages kept; the last stage that has one wins."""
    return {key: stage[key] for stage in trace for key in ("text", "new_text") if stage.get(key)}


def _raw_text(mail: Inbound) -> str:
    """A mail that was not read is shown as it came, as far as its bytes are text."""
    return mail.raw_bytes()[:RAW_SHOWN].decode("utf-8", "replace").replace("\0", "�")


def _asked(mail: Inbound) -> dict[int | None, str]:
    """The kinds of ask that the answered letter has, by line; None for what it asks about its paper."""
    letter = mail.asked if (mail.meaning or {}).keys() & {"decision", "answers"} else None
    if letter is None:
        return {}
    question = letter.question
    return {None: question.kind if question else "", **{line.n: line.ask.kind for line in letter.lines}}


def _understood(meaning: dict[str, Any], asked: dict[int | None, str]) -> Iterator[str]:
    if meaning.get("acknowledged"):
        yield _("It confirms the receipt.")
    for update in meaning.get("updates") or []:
        yield _("Line %(n)s: %(status)s", n=update["item"], status=_status(update))
    for n, text in meaning.get("texts") or []:
        yield _("Line %(n)s: %(status)s", n=n, status=text)
    for answer in meaning.get("answers") or []:
        yield _("Line %(n)s: %(status)s", n=answer["item"], status=_answer(asked.get(answer["item"], ""), answer))
    if meaning.get("send_back"):
        yield _("It sends the paper back for changes.")
    for key, sentence in _SAID.items():
        if meaning.get(key) and not (key == "decision" and meaning.get("send_back")):
            yield _(sentence, text=_said(key, meaning, asked))
    if meaning.get("undo"):
        yield _("It takes back what was recorded before.")


def _answer(asked: str, answer: dict[str, Any]) -> str:
    """What was said to a line that wants more than a status; `asked` is its kind of ask."""
    if asked in _DONE:
        due = day(answer["due"]) if answer.get("due") else ""
        return _(_DONE[asked], number=answer["said"], meeting=answer["said"], day=due)
    said = answers.said(asked, answer["said"])
    due = _("until %(date)s", date=day(answer["due"])) if answer.get("due") else ""
    return " · ".join(part for part in (said, answer.get("option"), due, answer.get("text")) if part)


def _said(key: str, meaning: dict[str, Any], asked: dict[int | None, str]) -> str:
    if key == "wants":
        return name("letter_kind", meaning[key])
    if key != "decision":
        return meaning[key]
    kind = asked.get(None) or next((kind for n, kind in asked.items() if n), "")
    return " ".join(filter(None, (answers.said(kind, meaning["decision"]), meaning.get("option"))))


def _status(update: dict[str, Any]) -> str:
    parts = [name("status", update["status"])]
    if update.get("due"):
        parts.append(_("until %(date)s", date=day(update["due"])))
    if update.get("percent") is not None:
        parts.append(f"{update['percent']} %")
    if update.get("to"):
        parts.append(_("to %(name)s", name=update["to"]))
    return " · ".join(parts)


_SAID = {
    "reason": N_("It gives as the reason: %(text)s"), "decision": N_("It answers: %(text)s"),
    "raises_issue": N_("It raises an issue: %(text)s"), "correction": N_("It asks for a correction: %(text)s"),
    "wants": N_("It asks Huizhi for: %(text)s"),
}
_DONE = {
    "issue": N_("recorded as issue %(number)s; the project manager takes care of it"),
    "reopened": N_("issue %(number)s is open again"), "agenda": N_("on the agenda of %(meeting)s on %(day)s"),
}
_IDS = ("letter", "meeting")  # ids of records, which say nothing to the reader


def _stage(stage: dict[str, Any]) -> tuple[str, list[tuple[str, str]]]:
    title = stage.get("stage", "")
    details = [(name("detail", key), _detail(key, value)) for key, value in stage.items()
               if key not in ("stage", "text", "new_text", *_IDS) and value not in (None, "", [], {})]
    return _(STAGES.get(title, title)), details


_WORDS = {"steps": "step", "defects": "peculiarity", "limit": "peculiarity", "why": "peculiarity",
          "attendance": "reply"}


def _detail(key: str, value: Any) -> str:
    if key in ("reason", "refusal"):
        return name("reason", value)
    if key in _WORDS:
        return "; ".join(name(_WORDS[key], code) for code in ([value] if isinstance(value, str) else value))
    if key == "inline":
        return "; ".join(_("Line %(n)s: %(status)s", n=n, status=text) for n, text in value)
    if key == "away_until":
        return day(day_before(value))
    if key == "reasons":
        return " ".join(finding(note) for note in value)
    if key == "recorded":
        return "; ".join(_recorded(row) for row in value)
    return name("conclusion", value) if isinstance(value, str) else _plain(value)


def _recorded(row: dict[str, Any]) -> str:
    """A row of the echo; where it is of no line, its title says what it is about."""
    said = _answer(row["asked"], row) if "asked" in row else _status(row)
    return _("Line %(n)s: %(status)s", n=row["n"], status=said) if row["n"] else f"{row['title']}: {said}"


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return "; ".join(_plain(part) for part in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_plain(part)}" for key, part in value.items())
    return str(value)
