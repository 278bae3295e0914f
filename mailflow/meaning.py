"""What is asked in a letter, what was read in its reply, and what the reply means."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Item:
    """One numbered line of a letter; `status` is what the record says, None when nothing was reported yet."""

    n: int
    title: str
    due: date | None
    status: str | None = None


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
    """What is reported about one item; `due` only with delayed, `to` only with handed_over."""

    item: int
    status: str
    due: date | None = None
    percent: int | None = None
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a reply means; `reasons` say why, `option` is the chosen option of a letter that offered some."""

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
