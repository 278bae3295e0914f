"""Signatures on paper that came back as a scan: whose they are by the code beside the line, and recording one."""

import re

from coordination import documents, triage
from coordination.ask import Ask, Withdrawn
from coordination.database import transaction
from coordination.event import acting
from coordination.inbound import Inbound
from coordination.language import N_
from coordination.paper import Paper, PaperVersion
from coordination.person import Person
from coordination.project import Project
from coordination.refusal import Refusal
from coordination.scan import Scan, kind_of
from coordination.signing import signature_code

# Ahead only, so that a word before the code does not take its first half along.
_CODE = re.compile(r"(?<![A-Z0-9])(?=([A-Z0-9]{4}) ?[-‐–—_－]? ?([A-Z0-9]{4})(?![A-Z0-9]))", re.I | re.A)
# What the code's alphabet (RFC 4648, section 6) has not, and what is meant when somebody types it.
_MISREAD = str.maketrans("018", "OIB")


class NothingToSign(Refusal):
    sentence = N_("Nobody was asked to sign this.")
    status = 409


def asks_named(text: str) -> list[Ask]:
    """The signatures whose codes stand in a text: with person, project, version and paper, of versions in force."""
    codes = {f"{first}-{second}".upper().translate(_MISREAD) for first, second in _CODE.findall(text)}
    return [ask for ask in _to_sign() if signature_code(ask.paper_version.sha256, ask.id) in codes] if codes else []


def record(ask: Ask, name: str, raw: bytes, *, by: Person) -> Scan:
    """Record that somebody signed this version on paper, and keep the scan. Where they have signed already, by
    whatever way, the scan is kept beside it.

    Raises NotAScan, ScanTooLarge, Withdrawn for a superseded version, DecidedAlready where they refused and the paper
    is being corrected, NotAllowed, Archived, NothingToSign.
    """
    ask.project.managed_by(by)
    if ask.kind != "sign":
        raise NothingToSign()
    if ask.withdrawn_at is not None:
        raise Withdrawn()
    kind_of(name, raw)
    with transaction():
        if ask.answer_given != "approve":
            documents.note(ask, "approve", by=by, channel="paper")
        return Scan.keep(ask, name, raw, by=by)


def record_from_mail(mail: Inbound, ask: Ask, name: str, raw: bytes, *, by: Person) -> Scan:
    """As `record`, because of a mail, which is settled by it; who signed is told."""
    with acting(inbound_id=mail.id), transaction():
        scan = record(ask, name, raw, by=by)
        triage.settle(mail, by=by, choice="signed on paper", told=ask.person)
    return scan


def _to_sign() -> list[Ask]:
    return list(Ask.select(Ask, Person, Project, PaperVersion, Paper).join(Person, on=Ask.person).switch(Ask)
                .join(Project).switch(Ask).join(PaperVersion).join(Paper)
                .where((Ask.kind == "sign") & Ask.withdrawn_at.is_null() & Project.archived_at.is_null())
                .order_by(Ask.id))
