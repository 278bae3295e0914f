"""What one clause may say, and what it is read against."""

import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from mailflow.interpreting.dates import Calendar
from mailflow.interpreting.glossary import TRANSLATIONS
from mailflow.interpreting.titles import stem
from mailflow.interpreting.when import When

# Kinds of claims that say something about the state of an item.
STATES = frozenset(
    "done doing promise dated delayed blocked declined handed cancelled undone unclear condition late_or_less ready"
    " waiting".split()
)


class Claim(NamedTuple):
    """`kind` as in STATES, or question, ok, noted, will, demand, invite, reason, excepted, harmless, other.

    `text` is the clause.
    """

    kind: str
    text: str
    day: date | None = None
    span: tuple[date, date] | None = None
    shift: When | None = None
    percent: int | None = None
    to: str | None = None
    is_firm: bool = False
    vague: bool = False
    soft: str = ""  # unclear until more is said: "part" of it is done, or "done" among odd words


@dataclass(frozen=True)
class Surroundings:
    """What a clause is read against."""

    today: date
    calendar: Calendar | None
    people: tuple[str, ...]
    verbs: frozenset[str] = frozenset()
    title_words: frozenset[str] = frozenset()
    is_bound: bool = False  # an explicit number or an answer under the line says which item is meant
    numbers: frozenset[int] = frozenset()

    @property
    def is_item(self) -> bool:
        return bool(self.numbers)

    @property
    def own_words(self) -> frozenset[str]:
        """The words of the titles and of the acts that they ask for."""
        return self.title_words | self.verbs

    def without_title(self, text: str) -> str:
        """The title's words blanked: single characters in them are no words of the sentence."""
        left = list(text)
        for word in self.title_words:
            if word in text and not word.isascii() and not any(verb in word for verb in self.verbs):
                for found in re.finditer(re.escape(word), text):
                    left[found.start():found.end()] = "□" * len(word)
        return "".join(left)

    def without_words(self, text: str) -> str:
        """Also the English words of the title blanked: "Risk register" is no risk."""
        text = self.without_title(text)
        return _ENGLISH.sub(self._unless_title, text)

    def _unless_title(self, found: re.Match[str]) -> str:
        own = stem(found[0])
        return "" if own in self.title_words or self.title_words.intersection(TRANSLATIONS.get(own, ())) else found[0]


_ENGLISH = re.compile(r"[a-z][a-z-]*")
