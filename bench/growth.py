"""How the time to understand hostile text grows with its length: python -m bench.growth

Each text is screened, read and interpreted at 64 KiB to 1 MiB; the exponent is the worst of any two doublings (1.0 is
linear; what is cut off costs nothing more, so it is often below). The longest also goes through a child with the bounds
of the real one: 2 s and 256 MiB.
"""

import argparse
import math
import time
from collections.abc import Callable
from datetime import UTC, datetime

from coordination.calendar import WorkingCalendar
from mailflow.child import Child, ChildLost, ReadingFailed
from mailflow.meaning import Item, Question
from mailflow.protocol import Bounds, Interpret, Parse, Parsed
from mailflow.readingroom import interpreted, parsed

SIZES = tuple(1024 * kib for kib in (64, 128, 256, 512, 1024))
LINEAR = 1.25  # with the noise of a measured machine
SHORTEST = 0.02  # seconds; below this an exponent is noise
MOST_SECONDS = 2
CALENDAR = WorkingCalendar("", [], [])
QUESTION = Question(
    "minutes", "zh", "acknowledge", (Item(1, "提交推广物料清单", None), Item(2, "准备测试账号", None)),
    datetime(2026, 3, 2, tzinfo=UTC),
    "—— 请在此行以上回复 ——\n\n各位好，请确认这份纪要。\n1. 提交推广物料清单 – 3月6日前\n2. 准备测试账号 – 3月6日前\n"
    "谢谢大家的支持。",
)

TEXTS = {
    "lines of On": "On\n", "dashes": "-", "spaces": " ", "quote marks": ">", "marks and spaces": "> ",
    "headers": "From: a\n", "headers without names": "a: b\n", "colons": "a:", "addresses": "a@b.cd ",
    "at signs": "a@", "bars": "| |\n", "wrote": "wrote:\n", "rules": "--\n", "initials": "AB> x\n",
    "attributions": "On 7 Apr 2026 at 17:03, a <a@b.cd> wrote:\n", "dates": "2026-04-07 17:03 ",
    "our own line": "1. 提交推广物料清单 – 3月6日前\n", "half our line": "提交推广物料", "entities": "&nbsp;",
    "numbered": "1、", "days": "3月5日", "not": "not ", "done": "完成", "commas": "，", "letters": "a",
    "characters": "项", "zero width": "\u200b", "wide spaces": "\u3000", "contacts": "电话：1\n",
    "disclaimers": "confidential ", "armour": "-----BEGIN PGP SIGNED MESSAGE-----\n\n",
}
MARKUPS = {
    "nested div": "<div>", "open tags": "<b>", "angles": "<", "quotes": "<blockquote>", "comments": "<!--",
    "tables": "<table><tr><td>", "crossed": "<a><b></a></b>", "paragraphs": "<p>x</p>", "breaks": "<br>",
    "attributes": "<p a=b ", "styles": "<p style='color:red;display:none'>x</p>", "hidden": "<i hidden>x</i>",
    "entities in HTML": "&lt;",
}


def mail_of(unit: str, size: int, is_html: bool) -> bytes:
    body = (unit * (size // len(unit.encode()) + 1)).encode()[:size].decode("utf-8", "ignore")
    kind = b"text/html" if is_html else b"text/plain"
    return (b"From: a@corp.example\r\nTo: huizhi@corp.example\r\nSubject: x\r\nContent-Type: " + kind
            + b"; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + body.encode())


def understood(raw: bytes, parse: Callable[[bytes], Parsed], interpret: Callable[[Interpret], object]) -> None:
    mail = parse(raw).mail
    interpret(Interpret(mail.text, mail.html, QUESTION, "2026-03-03T00:00:00+00:00"))


def seconds_here(raw: bytes) -> float:
    """Processor time in this process, which other work on the machine hardly disturbs."""
    start = time.process_time()
    understood(raw, lambda raw: parsed(Parse(raw), ""), lambda request: interpreted(request, CALENDAR))
    return time.process_time() - start


def outcome(child: Child, raw: bytes) -> str:
    """Whether the child, with its bounds of memory and time, answers within them."""
    start = time.perf_counter()
    try:
        understood(raw, child.parse, child.interpret)
    except (ChildLost, ReadingFailed):
        return "LOST"
    return "TOO SLOW" if time.perf_counter() - start > MOST_SECONDS else ""


def exponent(times: list[float]) -> float:
    """The worst of any two doublings."""
    pairs = zip(times, times[2:], strict=False)
    return max((math.log2(later / sooner) / 2 for sooner, later in pairs if later > SHORTEST), default=0.0)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="only these texts")
    wanted = parser.parse_args().names
    child, slowest, bad = Child(Bounds()), 0.0, 0
    print(f"{'':22}" + "".join(f"{size // 1024:>8} K" for size in SIZES) + "   exponent")
    for name, unit in (TEXTS | MARKUPS).items():
        if wanted and name not in wanted:
            continue
        mails = [mail_of(unit, size, name in MARKUPS) for size in SIZES]
        times = [min(seconds_here(raw) for _ in range(3)) for raw in mails]
        end = outcome(child, mails[-1]) or ("WORSE THAN LINEAR" if exponent(times) > LINEAR else "")
        slowest, bad = max(slowest, *times), bad + bool(end)
        row = "".join(f"{1000 * seconds:8.1f}ms" for seconds in times)
        print(f"{name:22}{row}   {exponent(times):5.2f} {end}", flush=True)
    child.stop()
    print(f"slowest {slowest:.2f} s; too slow, lost or worse than linear: {bad} of {len(wanted or TEXTS | MARKUPS)}")
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
