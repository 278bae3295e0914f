"""`huizhi check`: tries every connection and says in a line each what works or what to do."""

import socket
from argparse import Namespace
from collections.abc import Callable
from smtplib import SMTPAuthenticationError
from ssl import SSLCertVerificationError
from zoneinfo import ZoneInfo

import holidays
from imapclient.exceptions import IMAPClientError, LoginError
from peewee import InterfaceError, OperationalError
from redis import Redis, RedisError

from coordination import clock, database, schema
from coordination.language import N_
from coordination.language import gettext as _
from coordination.refusal import Refusal
from huizhi import rooms, state
from huizhi.settings import Settings
from huizhi.tryout.here import HOST, mail_stays_here
from mailflow import imap, smtp
from papers import pdf

SECONDS = 5


class NotReached(Refusal):
    sentence = N_("%(host)s, port %(port)s cannot be reached: %(reason)s. "
                  "Please check “%(key)s.host”, “%(key)s.port” and the firewall.")


class NotTrusted(Refusal):
    sentence = N_("The certificate of %(host)s is not valid for it: %(reason)s. "
                  "Please correct “%(key)s.host”, or name your company's own authority in “%(key)s.ca_file”.")


class NotLetIn(Refusal):
    sentence = N_("%(host)s does not let us in: %(reason)s. Please check “%(key)s.user” and its password.")


class NotServed(Refusal):
    sentence = N_("%(host)s answers: %(reason)s. Please ask whoever runs this mail server.")


class NotOpened(Refusal):
    sentence = N_("%(host)s does not open the folder “%(folder)s”: %(reason)s. "
                  "Please check “mail.imap.folder”.")


class QueueAway(Refusal):
    sentence = N_("Redis cannot be reached: %(reason)s. Please check “queue.url”.")


class CountryUnknown(Refusal):
    sentence = N_("The public holidays of “%(country)s” are not known. Please set “calendar.country” "
                  "to another country, or to nothing and list the holidays yourself.")


class NoPDF(Refusal):
    """Harmless: the pages print from the browser all the same."""

    sentence = N_("PDF files cannot be made until this is installed: %(missing)s.")


def run(settings: Settings, arguments: Namespace) -> int:
    checks = {
        _("state folder"): _state, _("database"): _database, _("queue"): _queue, _("time zone"): _zone,
        _("working calendar"): _calendar, _("fetching mail"): _imap, _("sending mail"): _smtp, _("PDF"): _pdf,
    }
    return 1 if [name for name, check in checks.items() if not _passes(name, check, settings)] else 0


def _passes(name: str, check: Callable[[Settings], str], settings: Settings) -> bool:
    try:
        print(_("OK"), "·", name, "·", check(settings))
    except NoPDF as missing:
        print(_("NOTE"), "·", name, "·", missing)
    except Refusal as refusal:
        print(_("WRONG"), "·", name, "·", refusal)
        return False
    return True


def _state(settings: Settings) -> str:
    return _("%(path)s can be written", path=state.prepare(settings))


def _database(settings: Settings) -> str:
    rooms.open_records(settings)
    try:
        waiting = schema.pending()
    except (OperationalError, InterfaceError) as error:
        raise rooms.NoDatabase(reason=error) from error
    finally:
        database.database.close()
    if waiting:
        return _("reached; the next start brings it up to date")
    return _("reached and up to date")


def _queue(settings: Settings) -> str:
    if not settings.queue.url:
        return _("in the one process")
    try:
        Redis.from_url(settings.queue.url, socket_timeout=SECONDS, socket_connect_timeout=SECONDS).ping()
    except RedisError as error:
        raise QueueAway(reason=str(error).rstrip(".")) from error
    return _("Redis answers")


def _zone(settings: Settings) -> str:
    here = clock.now().astimezone(ZoneInfo(settings.time_zone))
    return _("%(zone)s, where it is %(time)s", zone=settings.time_zone, time=f"{here:%Y-%m-%d %H:%M}")


def _calendar(settings: Settings) -> str:
    country = settings.calendar.country
    if country and country not in holidays.list_supported_countries():
        raise CountryUnknown(country=country)
    today = rooms.rules(settings).calendar.is_working_day(clock.today(settings.time_zone))
    return _("today is a working day") if today else _("today is no working day")


def _imap(settings: Settings) -> str:
    if settings.tryout.enabled:
        if not _listens(settings.tryout.imap_port):
            return _("the try-out post office opens with “python3 run.py”")
        settings = mail_stays_here(settings)
    account = rooms.mail_account(settings)
    about = {"host": account.host, "port": account.port, "key": "mail.imap"}
    try:
        connection = imap.Connection(account)
    except SSLCertVerificationError as error:
        raise NotTrusted(reason=error.verify_message, **about) from error
    except LoginError as error:
        raise NotLetIn(reason=error, **about) from error
    except IMAPClientError as error:
        raise NotOpened(host=account.host, folder=account.folder, reason=error) from error
    except OSError as error:
        raise NotReached(reason=error.strerror or error, **about) from error
    try:
        return "; ".join(_abilities(connection, account))
    finally:
        connection.close()


def _abilities(connection: imap.Connection, account: imap.Account) -> list[str]:
    words = [_("%(host)s, folder %(folder)s", host=account.host, folder=account.folder)]
    if not connection.client.has_capability("IDLE"):
        words.append(_("no IDLE: new mail is looked for every few seconds"))
    can_move = connection.client.has_capability("MOVE") or connection.client.has_capability("UIDPLUS")
    if not (connection.has_archive and can_move):
        words.append(_("mails stay in the folder: there is no archive folder to move them to"))
    return words


def _smtp(settings: Settings) -> str:
    if settings.tryout.enabled:
        if not _listens(settings.tryout.smtp_port):
            return _("the try-out post office opens with “python3 run.py”")
        settings = mail_stays_here(settings)
    server, own = rooms.mail_server(settings), settings.mail.address
    about = {"host": server.host, "port": server.port, "key": "mail.smtp"}
    with smtp.Connection(server) as connection:
        try:
            connection.offer(own, own, 0)
        except smtp.Undelivered as error:
            raise _why_not_sent(error, about) from error
    return _("%(host)s takes mail from %(address)s", host=server.host, address=own)


def _why_not_sent(error: smtp.Undelivered, about: dict) -> Refusal:
    cause = error.__cause__
    if isinstance(cause, SSLCertVerificationError):
        return NotTrusted(reason=cause.verify_message, **about)
    if isinstance(cause, SMTPAuthenticationError):
        return NotLetIn(reason=error, **about)
    if isinstance(cause, OSError):
        return NotReached(reason=cause.strerror or cause, **about)
    return NotServed(reason=error, **about)


def _pdf(settings: Settings) -> str:
    if pdf.missing():
        raise NoPDF(missing=", ".join(pdf.missing()))
    return _("can be made")


def _listens(port: int) -> bool:
    with socket.socket() as attempt:
        attempt.settimeout(SECONDS)
        return attempt.connect_ex((HOST, port)) == 0
