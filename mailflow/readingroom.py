"""The program of the reading child: parses, screens, reads and interprets within bounds of memory and time.

It imports no records, knows no database and no network, and ends when its parent does.
"""

import resource
import socket
import sys
import traceback
from dataclasses import replace
from datetime import datetime

import msgspec

from coordination.calendar import WorkingCalendar
from mailflow import mime, protocol
from mailflow.interpreting import interpret, own_mails
from mailflow.mail import from_parts, keys_in_returned, parse_headers
from mailflow.protocol import Beyond, Bounds, Failed, Interpret, Interpreted, Parse, Parsed
from mailflow.reading import read
from mailflow.screen import Verdict, screen


def main() -> None:
    """Answer requests on standard input, which is a socket, until it closes."""
    bounds = msgspec.json.decode(sys.argv[1], type=Bounds)
    resource.setrlimit(resource.RLIMIT_AS, (bounds.memory_bytes, bounds.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    calendar = WorkingCalendar(bounds.country, bounds.holidays, bounds.workdays)
    connection = socket.socket(fileno=sys.stdin.fileno())
    protocol.send(connection, [Failed("ready")])
    while True:
        try:
            requests = [protocol.decode_request(body) for body in protocol.receive(connection)]
        except (EOFError, ConnectionError):
            return
        _limit_cpu(bounds.cpu_seconds)
        protocol.send(connection, [answer(request, bounds.own_address, calendar) for request in requests])


def answer(request: Parse | Interpret, own_address: str,
           calendar: WorkingCalendar) -> Parsed | Beyond | Interpreted | Failed:
    """The answer to one request. A mail that breaks a reader is that mail's fault alone, so the error is told."""
    try:
        return parsed(request, own_address) if isinstance(request, Parse) else interpreted(request, calendar)
    except mime.BeyondLimits as beyond:
        return Beyond(beyond.limit)
    except MemoryError:
        raise
    except Exception:
        return Failed(traceback.format_exc(limit=-4))


def parsed(request: Parse, own_address: str) -> Parsed:
    """Parse and screen. Raises BeyondLimits."""
    if not request.whole:
        return Parsed(parse_headers(request.raw), Verdict("refused", "too-large"))
    top = mime.split(request.raw)
    mail = from_parts(top, request.raw)
    verdict = screen(mail, top, request.raw, own_address)
    if verdict.kind == "bounce":
        mail.keys_in_bounce = keys_in_returned(request.raw, mail.text or mail.html)
    return Parsed(mail, verdict)


def interpreted(request: Interpret, calendar: WorkingCalendar) -> Interpreted:
    """Read and interpret."""
    reading = read(request.text, request.html, request.question)
    question, sent = request.question, datetime.fromisoformat(request.sent)
    if own_mails.says_it_all(request.subject, reading.new_text, question):
        reading = replace(reading, new_text=request.subject)
    meaning = interpret(question, reading.new_text, reading.inline, sent, calendar)
    if request.subject:
        meaning = own_mails.with_subject(meaning, request.subject, reading.new_text, question, sent)
    return Interpreted(reading, meaning)


def _limit_cpu(seconds: int) -> None:
    """The kernel ends this process where one request takes longer; whole seconds are what it counts."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds + 1, hard))


if __name__ == "__main__":
    main()
