"""Circulating (分发): freezing a version, asking the people concerned and putting one letter each into the outbox."""

from dataclasses import dataclass, field

from coordination import clock, event
from coordination.ask import Ask
from coordination.delegation import deputy_of
from coordination.language import N_
from coordination.letter import ASKING, Letter
from coordination.paper import Paper, PaperVersion
from coordination.person import Person
from coordination.refusal import Refusal

LONGEST_NOTE = 20_000


class Frozen(Refusal):
    sentence = N_("This paper has been circulated and cannot be changed. Choose “Correct” to make a new version.")
    status = 409


class NotCirculated(Refusal):
    sentence = N_("This paper has not been circulated yet; simply go on writing.")
    status = 409


class ChangedMeanwhile(Refusal):
    sentence = N_("Somebody else has changed this paper meanwhile. Your text is still here; reload to see theirs.")
    status = 409


class NothingChanged(Refusal):
    sentence = N_("Nothing has changed since version %(version)s, so there is nothing to circulate.")


class Nobody(Refusal):
    sentence = N_("There is nobody to send this to. Please add the people with that role to the project first.")


class Incomplete(Refusal):
    """What cannot be circulated yet; `fields` maps form fields to sentences."""

    sentence = N_("Something is still missing or not right; see the sentences beside the fields.")

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__()
        self.fields = fields


@dataclass(frozen=True)
class Recipient:
    """Somebody who gets a paper: `asked` is the kind of ask about it, `lines` are asks numbered in the letter."""

    person: Person
    asked: str = "acknowledge"
    lines: list[Ask] = field(default_factory=list)


def circulate(paper: Paper, content: dict, changes: list[dict], note: str, recipients: list[Recipient], *,
              kind: str, by: Person | None) -> PaperVersion:
    """Freeze the next version and send it round, in the caller's transaction.

    `kind` is that of the letters. Older versions' asks are withdrawn. Who is away with a deputy is asked through the
    deputy. Raises NothingChanged, Nobody, NoAddress.
    """
    last = paper.latest
    if last and not changes:
        raise NothingChanged(version=last.version)
    if not recipients:
        raise Nobody()
    version = PaperVersion.freeze(paper, content, changes, note.strip()[:LONGEST_NOTE], by=by)
    paper.become("circulated", by=by)
    event.record("circulated", version, by=by, project=paper.project_id,
                 after={"version": version.version, "sha256": version.sha256})
    withdraw_older(version)
    for recipient in recipients:
        send(version, recipient, kind)
    return version


def send(version: PaperVersion, recipient: Recipient, kind: str) -> None:
    """Ask one person and post their letter; to their deputy where one stands in for them today. Who circulates a paper
    has read it."""
    project = version.paper.project
    ask = Ask.for_paper(recipient.asked, version, recipient.person, project)
    if recipient.asked == "acknowledge" and recipient.person.id == version.circulated_by_id:
        ask.acknowledge(by=recipient.person)
    _post(kind, version, recipient, cause=f"paper_version:{version.id}:{recipient.person.id}")


def send_again(ask: Ask, said: dict) -> None:
    """Post a paper once more to one who was asked about it; `said` is what the letter tells them of the first time."""
    times = event.Event.of(ask).where(event.Event.verb == "asked again").count()
    _post("paper", ask.paper_version, Recipient(ask.person, ask.kind), cause=f"asked again:{ask.id}:{times}", data=said)


def withdraw_older(version: PaperVersion) -> None:
    """Nobody has to answer earlier versions any more."""
    older = PaperVersion.select().where((PaperVersion.paper == version.paper_id) & (PaperVersion.id != version.id))
    Ask.update(withdrawn_at=clock.now()).where(Ask.paper_version.in_(older) & Ask.withdrawn_at.is_null()).execute()


def _post(kind: str, version: PaperVersion, recipient: Recipient, **more: object) -> None:
    deputy = deputy_of(recipient.person)
    Letter.post(kind, deputy or recipient.person, project=version.paper.project, paper_version=version,
                asks=recipient.lines, in_reply_to=_before(version, recipient),
                behalf=recipient.person if deputy else None, **more)


def _before(version: PaperVersion, recipient: Recipient) -> str | None:
    """The Message-ID of the letter with the version before, so that a correction threads under it."""
    letter = (Letter.select(Letter.message_id).join(PaperVersion)
              .where((PaperVersion.paper == version.paper_id) & (PaperVersion.id != version.id)
                     & (Letter.person == recipient.person) & Letter.kind.in_(ASKING))
              .order_by(Letter.id.desc()).first())
    return letter.message_id if letter else None
