"""The SMTP side of the try-out post office: takes a mail for any address into that address's mailbox."""

from email.utils import format_datetime

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from coordination import clock
from huizhi.tryout.mailboxes import Mailboxes, is_address

MAIL_BYTES = 100 * 1024 * 1024


class LenientSMTP(SMTP):
    """Takes the long lines that careless programs send, as large mail servers do."""

    line_length_limit = 1024 * 1024


class Delivery:
    """aiosmtpd's handler: every address is local."""

    def __init__(self, mailboxes: Mailboxes) -> None:
        self.mailboxes = mailboxes

    def protocol(self) -> SMTP:
        """One connection. Log-in is possible and not asked for, as between mail servers."""
        return LenientSMTP(
            self, hostname="localhost", ident="Huizhi try-out post office", data_size_limit=MAIL_BYTES,
            auth_require_tls=False, authenticator=self.authenticate)

    def authenticate(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str,
                     given: LoginPassword) -> AuthResult:
        name, password = given.login.decode("utf-8", "replace"), given.password.decode("utf-8", "replace")
        return AuthResult(success=self.mailboxes.has_password(name, password), handled=False)

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str,
                          options: list[str]) -> str:
        if not is_address(address):
            return "550 5.1.3 No such address"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        for address in envelope.rcpt_tos:
            self.mailboxes.deliver(address, _trace(session, envelope, address) + envelope.content)
        return "250 2.0.0 Delivered"


def _trace(session: Session, envelope: Envelope, address: str) -> bytes:
    """What the last mail server writes on top (RFC 5321, section 4.4)."""
    lines = (
        f"Return-Path: <{envelope.mail_from or ''}>",
        f"Delivered-To: {address}",
        f"Received: from {session.host_name or 'localhost'} (localhost [127.0.0.1])",
        f"\tby localhost (Huizhi try-out post office) with ESMTP; {format_datetime(clock.now())}",
    )
    return "".join(f"{line}\r\n" for line in lines).encode("ascii", "replace")
