"""Turns the settings so that all mail goes to the post office on this machine and is fetched from there."""

from msgspec import structs

from huizhi import state
from huizhi.settings import Settings
from huizhi.tryout.mailboxes import Mailboxes

HOST = "127.0.0.1"


def mailboxes(settings: Settings) -> Mailboxes:
    """The try-out mailboxes of this installation."""
    return Mailboxes(settings.state / "post-office", state.secret_key(settings))


def mail_stays_here(settings: Settings, smtp_port: int = 0, imap_port: int = 0) -> Settings:
    """The same settings with the post office as mail server; ports as set where none are given."""
    mail, password = settings.mail, mailboxes(settings).password(settings.mail.address)
    local = {"host": HOST, "security": "none", "user": mail.address, "password": password, "ca_file": ""}
    imap = structs.replace(mail.imap, port=imap_port or settings.tryout.imap_port, **local)
    smtp = structs.replace(mail.smtp, port=smtp_port or settings.tryout.smtp_port, **local)
    return structs.replace(settings, mail=structs.replace(mail, imap=imap, smtp=smtp))
