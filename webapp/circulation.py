"""Before a paper or minutes go round: the mail that each would get, and whether anything is still missing."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from coordination.circulation import Incomplete
from coordination.document import Document
from coordination.minutes import Minutes
from coordination.person import Person


@dataclass(frozen=True)
class Mail:
    subject: str
    text: str
    html: str


class Circulation(ABC):
    """`preview` composes a person's mail; None where mail is not set up. `person_id` 0 shows the first one's."""

    def __init__(self, going: Minutes | Document, preview: Callable[..., tuple[str, str, str]] | None,
                 person_id: int = 0) -> None:
        self.going, self.preview, self.person_id = going, preview, person_id
        self.paper, self.project = going.paper, going.project

    @property
    @abstractmethod
    def people(self) -> list[Person]:
        """Who would get a mail."""

    @property
    @abstractmethod
    def previewed(self) -> object:
        """What `preview` composes a mail about."""

    @property
    def is_incomplete(self) -> bool:
        try:
            self.going.check()
        except Incomplete:
            return True
        return False

    @cached_property
    def reader(self) -> Person | None:
        """Whose mail is shown."""
        return next((person for person in self.people if person.id == self.person_id), next(iter(self.people), None))

    @cached_property
    def mail(self) -> Mail:
        return Mail(*self.preview(self.previewed, self.reader)) if self.preview and self.reader else Mail("", "", "")
