"""`huizhi explain FILE.eml`: prints as JSON what would become of a mail and why, and changes nothing."""

import json
import sys
from argparse import Namespace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
from msgspec import structs

from coordination import clock, schema
from coordination.language import N_
from coordination.refusal import Refusal
from huizhi import rooms
from huizhi.settings import Settings
from mailflow.child import Child, Children
from mailflow.explain import explain
from mailflow.meaning import Item, Meaning, Question
from mailflow.protocol import Beyond, Interpret
from mailflow.stages import ENDS_AS


class NotReadable(Refusal):
    sentence = N_("%(file)s cannot be read: %(reason)s. Please check the path and the permissions.")


class NoContext(Refusal):
    sentence = N_("“%(context)s” names no letter. Please write FILE.json:KEY with a key of that file.")


class OldDatabase(Refusal):
    sentence = N_("The database is older than this release. Please run “migrate” first.")


class Answered(msgspec.Struct):
    """A letter in a file of contexts; `to` is {"name": …}."""

    kind: str
    lang: str
    sent: datetime
    asks: str
    to: dict[str, Any]
    items: tuple[Item, ...] = ()
    text: str = ""
    people: tuple[str, ...] = ()
    options: tuple[str, ...] = ()


def run(settings: Settings, arguments: Namespace) -> int:
    raw = _read(arguments.file)
    children = rooms.reading_children(settings)
    try:
        if arguments.context:
            with children.borrow() as child:
                explained = in_context(raw, question_of(arguments.context), child)
        else:
            explained = _in_the_database(raw, settings, children)
    finally:
        children.stop()
    print(json.dumps(explained, ensure_ascii=False, indent=2, default=str))
    return 0


def in_context(raw: bytes, question: Question, child: Child) -> dict:
    """What the mail means as an answer to `question`, which comes from no database: nobody is looked up."""
    answered = child.parse(raw)
    if isinstance(answered, Beyond):
        return _without_meaning("quarantined", "beyond-limits")
    mail, verdict = answered.mail, answered.verdict
    if verdict.kind != "person":
        ends = {**ENDS_AS, "unclear": "held", "refused": "refused"}
        return _without_meaning(ends[verdict.kind], verdict.reason, kind=verdict.kind)
    sent = (mail.date or clock.now()).astimezone(question.sent.tzinfo)
    understood = child.interpret(Interpret(mail.text, mail.html, question, sent.isoformat()))
    meaning = msgspec.to_builtins(understood.meaning)
    return {
        "disposition": "held" if meaning["attention"] else "applied",
        "person": {"name": mail.from_name, "address": mail.from_address},
        "project": None,
        "new_text": understood.reading.new_text,
        "inline": [list(answer) for answer in understood.reading.inline],
        **meaning,
        "stages": [{"stage": "screen", "kind": verdict.kind},
                   {"stage": "read", "steps": understood.reading.steps}],
    }


def question_of(context: str) -> Question:
    """The letter that FILE.json:KEY names. Raises NoContext, NotReadable."""
    file, _colon, key = context.rpartition(":")
    if not file:
        raise NoContext(context=context)
    try:
        answered = msgspec.convert(json.loads(_read(file))[key], Answered)
    except (ValueError, KeyError, TypeError) as error:  # no JSON, or not what we expect in it
        raise NoContext(context=context) from error
    return Question(kind=answered.kind, language=answered.lang, asks=answered.asks, items=answered.items,
                    sent=answered.sent, text=answered.text, to_name=answered.to.get("name", ""),
                    people=answered.people, options=answered.options)


def _in_the_database(raw: bytes, settings: Settings, children: Children) -> dict:
    if settings.database.url.startswith("sqlite:///") and not _file_of(settings).exists():
        return _in_an_empty_one(raw, settings, children)
    rooms.open_records(settings)
    if schema.pending():
        raise OldDatabase()
    return explain(raw, rooms.desk(settings, children, _tell_nobody))


def _in_an_empty_one(raw: bytes, settings: Settings, children: Children) -> dict:
    """Before the first start nobody is known; and explaining does not make a database."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/empty.sqlite"
        empty = structs.replace(settings.database, url=url)
        rooms.open_records(structs.replace(settings, state_dir=folder, database=empty))
        rooms.migrate()
        return explain(raw, rooms.desk(settings, children, _tell_nobody))


def _file_of(settings: Settings) -> Path:
    return Path(settings.database.url.removeprefix("sqlite:///"))


def _without_meaning(disposition: str, reason: str, kind: str = "") -> dict:
    needs_reader = disposition in ("held", "quarantined")
    nothing = msgspec.to_builtins(Meaning(None, (), None, None, None, needs_reader, (reason,)))
    return {
        "disposition": disposition, "person": None, "project": None, "new_text": None, "inline": [], **nothing,
        "stages": [{"stage": "screen", "kind": kind}] if kind else [],
    }


def _read(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise NotReadable(file=file, reason=error.strerror) from error


def _tell_nobody(table: str, id: int) -> None:
    """Nothing will come of it that somebody would have to send."""
