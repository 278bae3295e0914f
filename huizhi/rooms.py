"""Gives the rooms what they need to know of the settings; each takes plain values and knows no settings."""

import ssl
from collections.abc import Callable
from datetime import timedelta

from peewee import InterfaceError, OperationalError

from coordination import archive, database, schema
from coordination.calendar import WorkingCalendar
from coordination.language import N_
from coordination.refusal import Refusal
from coordination.rules import Rules, follow
from huizhi import state
from huizhi.settings import Settings
from mailflow.authenticate import Trust
from mailflow.child import Children
from mailflow.desk import Desk
from mailflow.identity import Identity, appear_as
from mailflow.imap import Account
from mailflow.outbox import Outbox
from mailflow.protocol import Bounds
from mailflow.smtp import Server


class NoDatabase(Refusal):
    sentence = N_("The database cannot be opened: %(reason)s. Please check “database.url”.")


def open_records(settings: Settings) -> None:
    """Bind the records to the database, and put the process's rules and Huizhi's name in force."""
    state.prepare(settings)
    database.connect(settings.database.url)
    follow(rules(settings))
    archive.keep_in(settings.state / "archives")
    appear_as(Identity(settings.mail.name, settings.mail.address, settings.mail.plus_addressing))


def migrate() -> list[str]:
    """Bring the tables up to date; returns what was applied. Raises NoDatabase."""
    try:
        return schema.migrate()
    except (OperationalError, InterfaceError, OSError) as error:
        raise NoDatabase(reason=error) from error


def rules(settings: Settings) -> Rules:
    own = settings.calendar
    return Rules(
        minutes_hours=settings.rules.minutes_hours,
        workshop_hours=settings.rules.workshop_hours,
        early_warning_hours=settings.rules.early_warning_hours,
        objection_hours=settings.rules.objection_hours,
        decision_hours=settings.rules.decision_hours,
        questions_hours=settings.rules.questions_hours,
        working_hours=settings.rules.working_hours,
        day_begins=settings.rules.day_begins,
        day_ends=settings.rules.day_ends,
        letter_days=settings.rules.letter_days,
        time_zone=settings.time_zone,
        language=settings.language,
        mail_domain=settings.mail.domain,
        calendar=WorkingCalendar(own.country, own.holidays, own.workdays),
    )


def mail_account(settings: Settings) -> Account:
    """Huizhi's mailbox."""
    imap = settings.mail.imap
    return Account(imap.host, imap.port, imap.user, imap.password, imap.security, imap.folder, imap.archive,
                   tls=_trust(imap.ca_file))


def mail_server(settings: Settings) -> Server:
    """The server for outgoing mail; without a password nobody logs in."""
    smtp = settings.mail.smtp
    return Server(smtp.host, smtp.port, smtp.security, smtp.user if smtp.password else "", smtp.password,
                  timeout=smtp.timeout, ca_file=smtp.ca_file or None)


def outbox(settings: Settings) -> Outbox:
    smtp = settings.mail.smtp
    return Outbox(mail_server(settings), smtp.rate_per_minute, timedelta(hours=smtp.hold_hours))


def desk(settings: Settings, children: Children, nudge: Callable[[str, int], None]) -> Desk:
    trust = Trust(settings.mail.trust, settings.mail.trust_header)
    return Desk(children, settings.mail.authserv_id, nudge, trust)


def reading_children(settings: Settings) -> Children:
    """The processes that read mails within bounds; started by the first mail."""
    own = settings.calendar
    return Children(Bounds(own_address=settings.mail.address, country=own.country, holidays=own.holidays,
                           workdays=own.workdays))


def _trust(ca_file: str) -> ssl.SSLContext | None:
    return ssl.create_default_context(cafile=ca_file) if ca_file else None
