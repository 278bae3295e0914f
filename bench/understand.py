"""What it takes to understand a reply, beside what the standard library takes to parse it: python -m bench.understand

Every reply of tests/replies is wrapped by each of some programs around a letter of ours and made a raw mail of text and
HTML. Screening, reading and interpreting are measured in one process, like the warm child does them; the floor is
`email.message_from_bytes(raw, policy=policy.default)` with every header and body got, on the same bytes and in turn.
"""

import email
import statistics
import sys
import time
from collections.abc import Callable
from email import policy
from email.message import EmailMessage
from pathlib import Path

from bench.chinese_programs import CHINESE_PROGRAMS
from bench.foreign_programs import FOREIGN_PROGRAMS
from bench.imitation import Typed
from bench.replies import OWN_CASES, Case, load
from mailflow import mime
from mailflow.interpreting import interpret
from mailflow.mail import from_parts
from mailflow.reading import read
from mailflow.screen import screen

MAILS = 300


def mails(folder: Path = OWN_CASES, most: int = MAILS) -> list[tuple[Case, bytes]]:
    """Cases with their raw mails, each from another program."""
    programs = [program for program in (*CHINESE_PROGRAMS, *FOREIGN_PROGRAMS) if program.text and program.html]
    cases = [case for case in load(folder) if case.new_text][:most]
    return [(case, _raw(case, programs[n % len(programs)])) for n, case in enumerate(cases)]


def _raw(case: Case, program) -> bytes:
    wrapped = program.wrap(Typed(case.new_text), case.letter, case.letter.subject)
    message = EmailMessage()
    message["From"], message["To"] = "王芳 <wangfang@corp.example>", "huizhi@corp.example"
    message["Subject"], message["Message-ID"] = f"Re: {case.letter.subject}", "<1@corp.example>"
    message["Date"] = case.sent
    message.set_content(wrapped.text, cte="base64")
    message.add_alternative(wrapped.html, subtype="html", cte="base64")
    return message.as_bytes(policy=policy.SMTP)


def understand(case: Case, raw: bytes) -> None:
    top = mime.split(raw)
    mail = from_parts(top, raw)
    screen(mail, top, raw, "huizhi@corp.example")
    reading = read(mail.text, mail.html, case.question)
    interpret(case.question, reading.new_text, reading.inline, case.sent)


def parse_only(_case: Case, raw: bytes) -> None:
    message = email.message_from_bytes(raw, policy=policy.default)
    for part in message.walk():
        dict(part.items())
        if not part.is_multipart():
            part.get_content()


def _milliseconds(work: Callable[[Case, bytes], None], case: Case, raw: bytes) -> float:
    start = time.perf_counter()
    work(case, raw)
    return 1000 * (time.perf_counter() - start)


def main() -> int:
    rows = mails()
    for case, raw in rows[:20]:
        understand(case, raw)
        parse_only(case, raw)
    ours, floor = [], []
    for case, raw in rows:
        ours.append(min(_milliseconds(understand, case, raw) for _ in range(3)))
        floor.append(min(_milliseconds(parse_only, case, raw) for _ in range(3)))
    size = statistics.median(len(raw) for _case, raw in rows)
    mine, theirs = statistics.median(ours), statistics.median(floor)
    print(f"{len(rows)} mails, median {size / 1024:.1f} KiB")
    print(f"screen, read and interpret   median {mine:.2f} ms")
    print(f"policy.default, same mails   median {theirs:.2f} ms")
    print(f"ratio                        {mine / theirs:.2f}")
    return 0 if mine <= theirs else 1


if __name__ == "__main__":
    sys.exit(main())
