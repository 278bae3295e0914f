"""Knows a mail that came before by another way; a Message-ID used again for other words is only flagged."""

from coordination.database import database
from coordination.inbound import Inbound
from coordination.prepared import Prepared, slot
from mailflow.case import Case
from mailflow.mail import Mail

_LIKE_IT = Prepared(lambda: (
    Inbound.select(Inbound.id, Inbound.logical_key)
    .where((Inbound.id != slot("id")) & Inbound.state.in_(("applied", "held", "ignored", "refused"))
           & ((Inbound.logical_key == slot("logical_key")) | (Inbound.message_id == slot("message_id"))))
    .limit(20).tuples()))


def is_duplicate(case: Case) -> bool:
    """The same mail counts once: this one ends here."""
    if case.mail is None:
        return False
    _alone_with(case.mail)
    rows = _LIKE_IT.rows(id=case.inbound.id, logical_key=case.mail.logical_key, message_id=case.mail.message_id)
    first = next((id for id, logical_key in rows if logical_key == case.mail.logical_key), None)
    if first is not None:
        case.ends("ignored", "duplicate")
    if rows:
        case.note("match", duplicate_of=first, message_id_used_again=first is None)
    return first is not None


def _alone_with(mail: Mail) -> None:
    """On PostgreSQL another worker may be at this very point with a mail of the same person, or the same mail."""
    if database.for_update:
        database.execute_sql("SELECT pg_advisory_xact_lock(hashtext(%s))", (mail.from_address,))
