"""Who has answered a paper and how: the words of `papers.answers` with the asks that a page acts on."""

from dataclasses import dataclass
from itertools import groupby

from coordination.ask import Ask
from coordination.language import N_
from papers import answers
from papers.answers import Answer

CHOICES = {
    "decide": {"approve": N_("Approve"), "reject": N_("Do not approve"), "send_back": N_("Send back for changes")},
    "sign": {"approve": N_("Sign"), "reject": N_("Refuse to sign")},
    "agree": {"approve": N_("Agree"), "reject": N_("Object")},
    "acknowledge": {"acknowledged": N_("Received")},
}


@dataclass(frozen=True)
class Row:
    """One person: the ask and its answer in words."""

    ask: Ask
    words: Answer

    @property
    def look(self) -> str:
        """open, for or against."""
        if self.ask.answered_at is None:
            return "open"
        return "against" if self.ask.answer_given in ("reject", "send_back") else "for"

    @property
    def is_receipt(self) -> bool:
        return self.ask.kind == "acknowledge"


@dataclass(frozen=True)
class Table:
    """Everybody who was asked the same."""

    kind: str
    title: str
    rows: list[Row]

    @property
    def given(self) -> int:
        return sum(1 for row in self.rows if row.ask.answered_at)

    def departments(self) -> list[tuple[str, list[Row]]]:
        return [(name, list(rows)) for name, rows in groupby(self.rows, key=lambda row: row.words.department)]


def tables(asks: list[Ask], zone: str) -> list[Table]:
    """Of the asks of a version, as `asks_of` gives them: decisions first, receipts last."""
    return [Table(found.kind, found.title, _rows(asks, found)) for found in answers.matrices(asks, zone)]


def row_of(ask: Ask) -> Row:
    """One person's row alone; the ask comes with its person and department."""
    return tables([ask], ask.project.time_zone)[0].rows[0]


def choices(ask: Ask) -> list[tuple[str, str]]:
    """What can be answered, as (code, what it is called before it is done)."""
    return list(CHOICES.get(ask.kind, {}).items())


def _rows(asks: list[Ask], found: answers.Matrix) -> list[Row]:
    same = [ask for ask in asks if ask.kind == found.kind]
    return [Row(ask, words) for ask, words in zip(same, found.answers, strict=True)]
