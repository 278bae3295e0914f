"""A mail that may bring a signed page back: its scans, and the signatures that its codes name."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from coordination.ask import Ask
from coordination.inbound import Inbound
from coordination.language import N_
from coordination.person import Person
from coordination.refusal import NotAllowed, NotFound, Refusal
from coordination.scan import kind_of
from coordination.signed_paper import asks_named

Enclosed = Callable[[bytes], list[tuple[str, bytes]]]


class NoSuchScan(Refusal):
    sentence = N_("There is no such PDF, PNG or JPEG file in this mail.")


@dataclass(frozen=True)
class File:
    """`number` counts the mail's attachments from 1."""

    number: int
    name: str
    content: bytes
    media_type: str
    ending: str


class SignedPage:
    """`enclosed` takes a mail apart; None where mail is not set up."""

    def __init__(self, mail: Inbound, enclosed: Enclosed | None) -> None:
        self.mail, self.enclosed = mail, enclosed

    @cached_property
    def files(self) -> list[File]:
        """Those that may be scans, by their first bytes."""
        if self.enclosed is None or not self._may_have_files:
            return []
        return [found for n, (name, content) in enumerate(self.enclosed(self.mail.raw_bytes()), 1)
                if (found := _scan(n, name, content))]

    @cached_property
    def asks(self) -> list[Ask]:
        """The signatures named, of the mail's project."""
        if not self.files:
            return []
        text = "\n".join([self.mail.subject, *(str(stage.get("text", "")) for stage in self.mail.trace),
                          *(file.name for file in self.files)])
        return [ask for ask in asks_named(text) if ask.project_id == self.mail.project_id]

    def file(self, number: int) -> File:
        """Raises NoSuchScan."""
        found = next((file for file in self.files if file.number == number), None)
        if found is None:
            raise NoSuchScan()
        return found

    def chosen(self, ask_id: int | None, number: int) -> tuple[Ask, str, bytes]:
        """The signature and the scan of a button. Raises NotFound, NoSuchScan."""
        file, ask = self.file(number), next((ask for ask in self.asks if ask.id == ask_id), None)
        if ask is None:
            raise NotFound()
        return ask, file.name, file.content

    def may_be_recorded_by(self, person: Person) -> None:
        """Raises NotAllowed, Archived."""
        if self.mail.project is not None:
            self.mail.project.managed_by(person)
        elif not self.mail.may_be_decided_by(person):
            raise NotAllowed()

    @property
    def _may_have_files(self) -> bool:
        """Without taking it apart: only a mail in which something was found attached is."""
        return any(stage.get("attachments") for stage in self.mail.trace)


def _scan(n: int, name: str, content: bytes) -> File | None:
    try:
        return File(n, name, content, *kind_of(name, content))
    except Refusal:
        return None
