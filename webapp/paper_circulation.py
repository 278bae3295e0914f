"""Before a paper goes round: who is asked what, who only gets it, and who stands in."""

from dataclasses import dataclass
from functools import cached_property

from coordination.circulation import Nobody
from coordination.delegation import deputies_of
from coordination.document import Document
from coordination.language import gettext as _
from coordination.person import Person
from coordination.refusal import Refusal
from coordination.resolution import Escalation
from papers import document as papers
from webapp.circulation import Circulation


@dataclass(frozen=True)
class Addressee:
    """`asked` is the kind of ask as `waiting` names it; the letter goes to the deputy where there is one."""

    person: Person
    asked: str
    deputy: Person | None
    address: str


class PaperCirculation(Circulation):
    @property
    def document(self) -> Document:
        return self.going

    @property
    def previewed(self) -> Document:
        return self.document

    @property
    def people(self) -> list[Person]:
        return [row.person for row in self.addressees]

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
