"""Hands a rendered mail to the outgoing mail server, one recipient a transaction, and says how far it got.

Knows neither letters nor the database. RFC 5321; TLS is verified, and never left out where it was asked for.
"""

import re
import smtplib
import socket
import ssl
import time
from dataclasses import dataclass, field
from typing import Self

from mailflow.crashpoint import here

EOL = b"\r\n"
ABOUT_US = (530, 534, 535, 538)  # log in, or encrypt, first (RFC 4954, RFC 3207): no fault of the mail's


@dataclass(frozen=True)
class Server:
    """The outgoing mail server. `security` is "tls", "starttls" or "none"; times are in seconds.

    `timeout` bounds everything up to the recipient's acceptance together; `answer_timeout` the wait for the
    answer to the final dot, for which RFC 5321, section 4.5.3.2.6 asks ten minutes.
    """

    host: str
    port: int
    security: str = "tls"
    user: str = ""
    password: str = field(default="", repr=False)
    timeout: float = 60
    answer_timeout: float = 600
    ca_file: str | None = None


class Undelivered(Exception):
    """What stands in the way, in the server's words; `code` is its reply code, 0 where it gave none."""

    def __init__(self, reason: str, code: int = 0) -> None:
        super().__init__(f"{code} {reason}" if code else reason)
        self.code = code


class NotHandedOver(Undelivered):
    """The server certainly does not have the mail, and may take it later."""


class Unreachable(NotHandedOver):
    """No mail of anybody's can be brought now: no connection, no TLS, or our login is not accepted."""


class Refused(Undelivered):
    """The server will never take this mail."""


class Doubtful(Undelivered):
    """The connection was lost after the final dot: the server may have the mail or not."""


class Connection:
    """One connection for a burst of mails, opened by the first `offer`, and again where it was dropped."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self._smtp: smtplib.SMTP | None = None
        self._deadline = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def offer(self, sender: str, recipient: str, size: int) -> None:
        """MAIL and RCPT. Raises NotHandedOver or Refused."""
        reused = self._smtp is not None
        try:
            self._envelope(sender, recipient, size)
        except _Lost as lost:
            if not reused:
                raise NotHandedOver(str(lost)) from lost
            self._envelope_again(sender, recipient, size)

    def hand_over(self, raw: bytes) -> str:
        """DATA to the final dot; returns the server's answer. Raises NotHandedOver, Refused or Doubtful.

        `raw` has CRLF line ends throughout.
        """
        body = _stuffed(raw)
        self._deadline = time.monotonic() + self.server.timeout
        try:
            self._in_transaction("DATA", good=(354,))
            self._smtp.sock.settimeout(self._left())
            self._smtp.sock.sendall(body)
            here("out-before-dot")
        except (_Lost, OSError) as lost:
            self._drop()
            raise NotHandedOver(_words(lost)) from lost
        return self._end_with_the_dot()

    def withdraw(self) -> None:
        """Take an offer back instead of handing over."""
        self._reset()

    def close(self) -> None:
        """QUIT; a server that does not answer it has lost nothing."""
        if self._smtp is not None:
            try:
                self._smtp.sock.settimeout(5)
                self._smtp.docmd("QUIT")
            except (smtplib.SMTPException, OSError):
                pass
        self._drop()

    def _envelope_again(self, sender: str, recipient: str, size: int) -> None:
        # A server may end a connection between two mails (so many, or idle): a new one is no new attempt.
        try:
            self._envelope(sender, recipient, size)
        except _Lost as lost:
            raise NotHandedOver(str(lost)) from lost

    def _envelope(self, sender: str, recipient: str, size: int) -> None:
        self._deadline = time.monotonic() + self.server.timeout
        if self._smtp is None:
            self._open()
        sized = f" SIZE={size}" if self._smtp.has_extn("size") else ""
        self._in_transaction(f"MAIL FROM:<{sender}>{sized}", good=(250,))
        self._in_transaction(f"RCPT TO:<{recipient}>", good=(250, 251))

    def _open(self) -> None:
        try:
            self._smtp = _greeted(self.server, self._left())
            self._secure()
            if self.server.user:
                self._smtp.login(self.server.user, self.server.password)
        except (smtplib.SMTPException, OSError) as error:
            # What goes wrong before MAIL, even for good, says nothing about this mail: it waits.
            self._drop()
            raise Unreachable(_words(error)) from error

    def _secure(self) -> None:
        self._smtp.ehlo()
        if self.server.security == "starttls":
            self._smtp.starttls(context=_verifying(self.server))
            self._smtp.ehlo()

    def _end_with_the_dot(self) -> str:
        self._deadline = time.monotonic() + self.server.answer_timeout
        try:
            self._smtp.sock.settimeout(self._left())
            self._smtp.sock.sendall(b"." + EOL)
            here("out-after-dot")
            code, words = self._smtp.getreply()
        except (smtplib.SMTPException, OSError) as lost:
            self._drop()
            raise Doubtful(_words(lost)) from lost
        return self._judged(code, words, good=(250,))

    def _in_transaction(self, command: str, good: tuple[int, ...]) -> None:
        try:
            self._command(command, good)
        except (NotHandedOver, Refused):
            self._reset()
            raise

    def _command(self, command: str, good: tuple[int, ...]) -> str:
        try:
            self._smtp.sock.settimeout(self._left())
            code, words = self._smtp.docmd(command)
        except (smtplib.SMTPException, OSError) as lost:
            self._drop()
            raise _Lost(_words(lost)) from lost
        if code == 421:
            self._drop()
            raise _Lost(f"421 {_plain(words)}")
        return self._judged(code, words, good)

    def _judged(self, code: int, words: bytes, good: tuple[int, ...]) -> str:
        """4xx is for now, 5xx for good (RFC 5321, section 4.2.1); anything else is no answer to build on."""
        if code in good:
            return f"{code} {_plain(words)}"
        if 500 <= code < 600 and code not in ABOUT_US:
            raise Refused(_plain(words), code)
        if code == 421:
            self._drop()
        raise NotHandedOver(_plain(words), code)

    def _reset(self) -> None:
        if self._smtp is not None:
            try:
                self._smtp.docmd("RSET")
            except (smtplib.SMTPException, OSError):
                self._drop()

    def _drop(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None

    def _left(self) -> float:
        return max(0.05, self._deadline - time.monotonic())


class _Lost(Exception):
    """The connection went away, or the server asked us to go, before it had the mail."""


def _greeted(server: Server, timeout: float) -> smtplib.SMTP:
    name = socket.gethostname()
    ours = name if re.fullmatch(r"[A-Za-z0-9.-]+", name) else "localhost"  # getfqdn() can hang in DNS
    if server.security == "tls":
        return smtplib.SMTP_SSL(server.host, server.port, ours, timeout=timeout, context=_verifying(server))
    return smtplib.SMTP(server.host, server.port, ours, timeout=timeout)


def _verifying(server: Server) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=server.ca_file)


def _stuffed(raw: bytes) -> bytes:
    """The body with its dots doubled (RFC 5321, section 4.5.2) and an end of line before the final dot."""
    if re.search(rb"(?<!\r)\n|\r(?!\n)", raw):
        raise ValueError("a mail has CRLF line ends only")
    whole = raw if raw.endswith(EOL) else raw + EOL
    return re.sub(rb"(?m)^\.", b"..", whole)


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_plain(error.smtp_error)}"
    return str(error) or type(error).__name__


def _plain(words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return " ".join(text.split())[:500]
