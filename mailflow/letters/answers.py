"""The words that answer a letter, an example of them, and the mailto: links that fill them in."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from coordination.language import current_language
from mailflow.letters import days
from mailflow.letters.line import Line

# Not in the catalogue: the reader understands these very words, in whatever language the mail around them is.
WORDS = {
    "zh": {"received": "收到", "done": "完成", "all_done": "全部完成", "delayed": "延期到", "undo": "撤销",
           "status": "状态"},
    "en": {"received": "noted", "done": "done", "all_done": "all done", "delayed": "delayed to",
           "undo": "undo", "status": "status"},
}


def word(name: str) -> str:
    """One of WORDS in the language in force."""
    return WORDS[current_language()][name]


def done(n: int) -> str:
    """`1 完成`"""
    return f"{n} {word('done')}"


def delayed(n: int, day: date | None = None) -> str:
    """`1 延期到3月10日`; without a day the beginning of it, for the person to go on."""
    if current_language() == "zh":
        return f"{n} {word('delayed')}{days.plain(day) if day else ''}"
    return f"{n} {word('delayed')} {days.plain(day) if day else ''}"


def example(lines: list[Line], later: date) -> str:
    """A reply to these very lines: `1 收到，2 完成，3 延期到3月10日`; `later` is a day after they are due."""
    receipts = [line.n for line in lines if line.is_receipt]
    reports = [line.n for line in lines if not line.is_receipt]
    parts = {n: f"{n} {word('received')}" for n in receipts[:1]}
    parts |= {n: done(n) for n in reports[:1]} | {n: delayed(n, later) for n in reports[1:2]}
    return ("，" if current_language() == "zh" else ", ").join(parts[n] for n in sorted(parts))


@dataclass(frozen=True)
class Answers:
    """Where an answer goes; `reference` stands in it where the address alone does not name the letter."""

    address: str
    subject: str
    reference: str = ""

    def link(self, words: str) -> str:
        """A mailto: link (RFC 6068) whose mail needs only to be sent."""
        body = f"{words}\r\n\r\n{self.reference}" if self.reference else words
        # "+" is encoded too: some programs read it as a space.
        address, subject = quote(self.address, safe="@"), quote(self.subject, safe="")
        return f"mailto:{address}?subject={subject}&body={quote(body, safe='')}"
