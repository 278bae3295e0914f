"""What is asked in a letter, what was read in its reply, and what the reply means."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Item:
    """One numbered line of a letter; `status` is what the record says, None when nothing was reported yet.

    `asks` is the kind of ask of the line, `options` the letters it offers.
    """

    n: int
    title: str
    due: date | None
    status: str | None = None
    asks: str = "report"
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """The letter that is answered; `text` is its plain text as it was sent, or empty when that is not known."""

    kind: str
    language: str
    asks: str
    items: tuple[Item, ...]
    sent: datetime
    text: str = ""
    to_name: str = ""
    people: tuple[str, ...] = ()
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What the person typed: above or below the quote, and directly under the numbered lines."""

    new_text: str
    inline: tuple[tuple[int, str], ...] = ()
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Update:
    """What is reported about one item; `due` only with delayed, `to` only with handed_over, `promised` only with
    in_progress: a day that was named and is in time, which changes no date."""

    item: int
    status: str
    due: date | None = None
    percent: int | None = None
    to: str | None = None
    promised: date | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said to one line that asks for more than a status: `said` as its ask takes it (approve, reject,
    send_back, on_time, late, help, done), `due` with late, `text` the reason in the person's own words."""

    item: int
    said: str
    option: str | None = None
    due: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Deputy:
    """Who is to stand in for the writer, by name, from `first` to `last`, both included; None where not clear."""

    name: str
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a reply means; `reasons` say why, `option` is the chosen option of a letter that offered some.

    `send_back` asks for changes, `reason` says in the person's own words why not; `texts` answer numbered questions,
    `answers` other lines; `code` is the one-time code that was sent back, "" where it was forgotten;
    `deputy` is the only thing said where there is one.
    """

    acknowledged: bool | None
    updates: tuple[Update, ...]
    decision: str | None
    raises_issue: str | None
    correction: str | None
    attention: bool
    reasons: tuple[str, ...]
    undo: bool = False
    wants: str | None = None
    option: str | None = None
    send_back: bool = False
    reason: str | None = None
    texts: tuple[tuple[int, str], ...] = ()
    answers: tuple[Answer, ...] = ()
    code: str | None = None
    deputy: Deputy | None = None
