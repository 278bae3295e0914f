"""Before a paper goes round: who is asked what, who only gets it, who stands in, and the mail that each would get."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from coordination.circulation import Incomplete, Nobody
from coordination.delegation import deputies_of
from coordination.document import Document
from coordination.language import gettext as _
from coordination.person import Person
from coordination.refusal import Refusal
from coordination.resolution import Escalation
from papers import document as papers
from webapp.circulation import Mail

PaperPreview = Callable[[Document, Person], tuple[str, str, str]]


@dataclass(frozen=True)
class Addressee:
    """`asked` is the kind of ask as `waiting` names it; the letter goes to the deputy where there is one."""

    person: Person
    asked: str
    deputy: Person | None
    address: str


class Rounds:
    """`preview` composes a person's mail; None where mail is not set up. `person_id` 0 shows the first one's."""

    def __init__(self, document: Document, preview: PaperPreview | None, person_id: int = 0) -> None:
        self.document, self.paper, self.project = document, document.paper, document.project
        self.preview, self.person_id = preview, person_id

    @cached_property
    def addressees(self) -> list[Addressee]:
        asked, told = self.document.asked(), self.document.told()
        deputies = deputies_of([*asked, *told])
        asks = "rule" if isinstance(self.document, Escalation) else self.document.kind.asks
        return [Addressee(person, kind, deputies.get(person.id), (deputies.get(person.id) or person).primary_address)
                for people, kind in ((asked, asks), (told, "acknowledge")) for person in people]

    @cached_property
    def changes(self) -> list[str]:
        """What is new since the last version, in words."""
        return papers.changes_in_words(self.document.content()) if self.paper.latest else []

    @property
    def is_incomplete(self) -> bool:
        try:
            self.document.check()
        except Incomplete:
            return True
        return False

    @cached_property
    def obstacle(self) -> str:
        """Why it cannot go out yet although it is complete, in a sentence; "" where nothing is in its way."""
        try:
            self.document.may_circulate()
        except Refusal as refusal:
            return str(refusal)
        return ""

    @property
    def nobody(self) -> str:
        """What to do where it would reach no one."""
        if self.document.kind.asked == "chosen":
            return _("Nobody is ticked yet. Go on writing and tick who gets it.")
        return str(Nobody())

    @cached_property
    def reader(self) -> Person | None:
        """Whose mail is shown."""
        people = [row.person for row in self.addressees]
        return next((person for person in people if person.id == self.person_id), people[0] if people else None)

    @cached_property
    def mail(self) -> Mail:
        return Mail(*self.preview(self.document, self.reader)) if self.preview and self.reader else Mail("", "", "")
