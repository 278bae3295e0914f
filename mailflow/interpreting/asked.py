"""Reads a reply the way its letter asks: statuses, decisions, answers to questions, a warning, a code, or all mixed."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from mailflow.interpreting import closings, codes, interpreter, questionnaires, rulings, warnings
from mailflow.interpreting.dates import Calendar
from mailflow.interpreting.deputies import deputy_in, named
from mailflow.interpreting.interpreter import LONGEST_REPLY
from mailflow.interpreting.numbering import prepared, segments
from mailflow.interpreting.politeness import without_politeness
from mailflow.meaning import Answer, Item, Meaning, Question
from mailflow.reading.characters import visible

DECIDED = ("decide", "agree", "sign")
_HAND = re.compile(r"(?:转交|移交|转)\s*[给至]?\s+(?=[一-鿿])")
_NOT_MINE = re.compile(r"^(\s*(?:\d{1,2}[.:)、]?\s+)?)(?:this is |it is |it's |that's )?not mine[.!]?\s*$", re.I | re.M)
_BESIDE_ABSENCE = re.compile(r"[代替换改]|[?？]|\binstead|\breplac|\bmove|\banother|\bfor me\b", re.I)
PLAIN = ("report", "acknowledge")


def interpret(question: Question, new_text: str, inline: Sequence[tuple[int, str]], sent: datetime,
              calendar: Calendar | None = None) -> Meaning:
    """What a reply means; `sent` is its date in the zone of the person who wrote it."""
    return _Reply(question, visible(new_text or ""), list(inline), sent, calendar).meaning()


class _Reply:
    """One reply; each kind of question has its own way, and what is none of them is read as statuses."""

    def __init__(self, question: Question, text: str, inline: list[tuple[int, str]], sent: datetime,
                 calendar: Calendar | None) -> None:
        self.question, self.text, self.inline = question, text, inline
        self.sent, self.calendar = sent, calendar

    def meaning(self) -> Meaning:
        if len(self.text) + sum(len(said) for _n, said in self.inline) > LONGEST_REPLY:
            return self._plain(self.question, self.text, self.inline)
        asks = self.question.asks
        if asks in ("code", *DECIDED) and not self.question.items and not self.inline:
            code = codes.interpret(self._said(), is_asked=asks == "code")
            if code is not None and (asks != "code" or not self._command()):
                return code
        return self._command() or self._deputy() or self._asked()

    def _deputy(self) -> Meaning | None:
        """Who stands in for the writer, which may be said in reply to any letter."""
        if self.inline:
            return None
        asks = self.question.asks
        deputy = deputy_in(self.text, self.question.to_name, self.sent.date(), is_reply=bool(asks))
        return named(deputy) if deputy else None

    def _asked(self) -> Meaning:
        asks, items = self.question.asks, self.question.items
        if asks in DECIDED and not items:
            return rulings.interpret(self.question, self.text, self._read)
        if asks == "attend":
            return self._attendance()
        if any(item.asks not in PLAIN for item in items):
            return self._lines()
        return self._plain(self.question, self.text, self.inline)

    def _attendance(self) -> Meaning:
        """Whoever cannot come needs no reader, unless somebody else is to come, or on another day."""
        meaning = self._put_plainly("attend", self.text)
        is_plain = meaning.decision == "reject" and not _BESIDE_ABSENCE.search(self.text)
        return replace(meaning, attention=False) if is_plain else meaning

    def _lines(self) -> Meaning:
        items = self.question.items
        if all(item.asks == "provide" for item in items):
            return questionnaires.interpret(items, self.text, self.inline, self.question.to_name)
        if len(items) == 1 and not self.inline:
            return self._of_line(items[0], self._without_number(items[0]))
        return self._mixed()

    def _mixed(self) -> Meaning:
        """Lines of several kinds: what stands behind or under a special one's number is read as that one wants it."""
        special = {item.n: item for item in self.question.items if item.asks not in PLAIN}
        text, found = prepared(self.text), []
        for segment in reversed(segments(text, [item.n for item in self.question.items], is_short=True)):
            if segment.n in special:
                found.insert(0, (segment.n, segment.text))
                text = text[: segment.start] + "\n" + text[segment.end :]
        found += [(n, said) for n, said in self.inline if n in special]
        rest = [(n, said) for n, said in self.inline if n not in special]
        plain = replace(self.question, asks="report", items=tuple(
            item for item in self.question.items if item.asks in PLAIN))
        read = self._plain(plain, text, rest) if text.strip() or rest or not found else None
        return _together([read, *(self._of_line(special[n], said) for n, said in found)])

    def _of_line(self, item: Item, text: str) -> Meaning:
        """One line that asks for more than a status."""
        if item.asks == "provide":
            return questionnaires.interpret((item,), text, [], self.question.to_name)
        if item.asks == "warn":
            return warnings.interpret(self.question, item, text, self._read)
        if item.asks == "confirm":
            meaning = self._put_plainly("confirm", text)
        else:
            question = replace(self.question, asks=item.asks, items=(), options=item.options)
            meaning = rulings.interpret(question, text, self._read)
        said = "send_back" if meaning.send_back else meaning.decision
        answers = (Answer(item.n, said, meaning.option, text=meaning.reason or ""),) if said else ()
        return replace(meaning, decision=None, option=None, send_back=False, reason=None, answers=answers)

    def _put_plainly(self, asked: str, text: str) -> Meaning:
        question = replace(self.question, asks="agree", items=(), options=())
        meaning = rulings.interpret(question, closings.plain(asked, text), self._read)
        if meaning.decision != "reject":
            return meaning
        return replace(meaning, reason=rulings.reason_in(text, question.to_name) or None)

    def _without_number(self, item: Item) -> str:
        """"1 同意" to the only line is "同意"; the choices of a warning have numbers of their own."""
        if item.asks == "warn":
            return self._said()
        found = segments(prepared(self.text), [item.n])
        return found[0].text if found and found[0].start == 0 else self.text

    def _command(self) -> Meaning | None:
        """Undo, status or help, which are the same in reply to any letter."""
        return interpreter.command(self.question, _handed(self.text), _handed_under(self.inline))

    def _said(self) -> str:
        return "\n".join(without_politeness(self.text, self.question.to_name)[0])

    def _read(self, question: Question, text: str) -> Meaning:
        return self._plain(question, text, [])

    def _plain(self, question: Question, text: str, inline: list[tuple[int, str]]) -> Meaning:
        return interpreter.interpret(question, _handed(text), _handed_under(inline), self.sent, self.calendar)


def _handed(text: str) -> str:
    """"转交 李雷" without its blank, and "not mine" in the words that hand over."""
    return _NOT_MINE.sub(r"\1handed over", _HAND.sub("转交给", text))


def _handed_under(inline: list[tuple[int, str]]) -> list[tuple[int, str]]:
    return [(n, _handed(said)) for n, said in inline]


def _together(read: list[Meaning | None]) -> Meaning:
    """One meaning of several parts of a reply."""
    parts = [part for part in read if part is not None]
    first = parts[0]
    return replace(
        first, acknowledged=True if any(part.acknowledged for part in parts) else first.acknowledged,
        updates=tuple(update for part in parts for update in part.updates),
        raises_issue="\n".join(filter(None, (part.raises_issue for part in parts))) or None,
        correction="\n".join(filter(None, (part.correction for part in parts))) or None,
        attention=any(part.attention for part in parts), reasons=tuple(why for part in parts for why in part.reasons),
        texts=tuple(text for part in parts for text in part.texts),
        answers=tuple(answer for part in parts for answer in part.answers))
