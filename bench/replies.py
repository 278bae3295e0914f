"""The scoreboard of the reader: `python -m bench.replies [--cases DIR] [--clients FILE …] [--every]`.

Cases are judged as they are typed and as every imitated program of bench/wrappers.py wraps them, or with `--every`
those of the other files beside it as well; client files
hold bodies with the new text that is expected of them.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bench.chinese_programs import CHINESE_PROGRAMS
from bench.foreign_programs import FOREIGN_PROGRAMS
from bench.imitation import Imitation, Typed
from bench.rare_programs import RARE_PROGRAMS
from bench.wrappers import PROGRAMS, Program, Sent, Wrapped
from mailflow.interpreting import interpret
from mailflow.meaning import Item, Meaning, Question
from mailflow.reading import read

EVERY_PROGRAM = (*PROGRAMS, *RARE_PROGRAMS, *CHINESE_PROGRAMS, *FOREIGN_PROGRAMS)
OWN_CASES = Path(__file__).parent.parent / "tests" / "replies"


@dataclass(frozen=True)
class Case:
    row: dict[str, Any]
    question: Question
    letter: Sent

    @property
    def new_text(self) -> str:
        return self.row.get("new_text") or ""

    @property
    def inline(self) -> list[tuple[int, str]]:
        return [(n, text) for n, text in self.row.get("inline") or []]

    @property
    def sent(self) -> datetime:
        return datetime.fromisoformat(self.row["sent"])


@dataclass
class Score:
    """Counts of one scoreboard."""

    cases: int = 0
    full: int = 0
    wrong: int = 0
    seconds: float = 0.0
    groups: dict[str, Counter[str]] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)

    def add(self, case: Case, differences: list[str], is_wrong: bool) -> None:
        self.cases += 1
        self.full += not differences
        self.wrong += is_wrong
        for group in (case.row["lang"], case.question.kind):
            counts = self.groups.setdefault(group, Counter())
            counts["cases"] += 1
            counts["full"] += not differences
        if differences:
            self.misses.append(f"{'WRONG ' if is_wrong else ''}{case.row['id']}: {'; '.join(differences)}")


def load(folder: Path) -> list[Case]:
    """The cases of a folder: contexts.json beside any number of .jsonl files."""
    contexts = json.loads((folder / "contexts.json").read_text("utf-8"))
    return [
        _case(json.loads(line), contexts)
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
        if line.strip()
    ]


def _case(row: dict[str, Any], contexts: dict[str, Any]) -> Case:
    context = contexts[row["context"]]
    items = tuple(Item(i["n"], i["title"], date.fromisoformat(i["due"])) for i in context["items"])
    letter = letter_of(context)
    question = Question(
        context["kind"],
        context["lang"],
        context["asks"],
        items,
        datetime.fromisoformat(context["sent"]),
        letter.text,
        context["to"]["name"],
    )
    return Case(row, question, letter)


def letter_of(context: dict[str, Any]) -> Sent:
    """A letter as it might have been sent in this context."""
    is_han = context["lang"] == "zh"
    head = [
        "—— 请在此行以上回复 ——",
        "",
        f"{context['to']['name']}，您好：",
        "",
        "下面是请您回复的内容，直接回复本邮件即可，例如：",
        "    1 完成，2 延期到周五",
        "",
    ]
    if not is_han:
        head = [
            "-- Reply above this line --",
            "",
            f"Hello {context['to']['name']},",
            "",
            "This is what we would like to hear from you. Just reply to this mail, for example:",
            "    1 done, 2 late until Friday",
            "",
        ]
    lines, places = [*head, context["subject"], ""], {}
    for item in context["items"]:
        places[item["n"]] = len(lines)
        due = date.fromisoformat(item["due"])
        lines.append(
            f"{item['n']}. {item['title']} – "
            + (f"{due.month}月{due.day}日前" if is_han else f"due {due:%d %B}")
        )
    tail = (
        "如有问题，写在回复里即可，项目经理会看到。"
        if is_han
        else "Is something wrong? Write it in your reply; the project manager will see it."
    )
    return Sent(context["subject"], "\n".join([*lines, "", "-" * 40, tail]), places)


def judged(case: Case, meaning: Meaning) -> tuple[list[str], bool]:
    """Where a meaning differs from the label, and whether it would do something wrong."""
    expect = case.row["expect"]
    updates, wanted = (
        _updates(meaning),
        sorted(expect.get("updates") or [], key=lambda update: update["item"]),
    )
    differences = [] if updates == wanted else [f"updates {updates}, not {wanted}"]
    for key in ("acknowledged", "decision", "attention"):
        if getattr(meaning, key) != expect.get(key):
            differences.append(f"{key} {getattr(meaning, key)}, not {expect.get(key)}")
    for key in ("raises_issue", "correction"):
        if not _contained(getattr(meaning, key), expect.get(key)):
            differences.append(f"{key} {getattr(meaning, key)!r}, not {expect.get(key)!r}")
    wrong_update = any(update not in wanted for update in updates)
    return differences, wrong_update or bool(meaning.decision and meaning.decision != expect.get("decision"))


def _updates(meaning: Meaning) -> list[dict[str, Any]]:
    rows = [
        {
            "item": u.item,
            "status": u.status,
            "due": u.due and u.due.isoformat(),
            "percent": u.percent,
            "to": u.to,
        }
        for u in meaning.updates
    ]
    return [{key: value for key, value in row.items() if value is not None} for row in rows]


def _contained(found: str | None, wanted: str | None) -> bool:
    if found is None or wanted is None:
        return found is wanted
    one, other = (_bare(text) for text in (found, wanted))
    return one in other or other in one


def _bare(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())


def score_typed(cases: list[Case]) -> Score:
    """Interpretation alone, of what was typed."""
    score = Score()
    for case in cases:
        start = time.perf_counter()
        meaning = interpret(case.question, case.new_text, case.inline, case.sent)
        score.seconds += time.perf_counter() - start
        score.add(case, *judged(case, meaning))
    return score


def wrappings(
    case: Case, programs: Sequence[Program | Imitation] = PROGRAMS
) -> Iterator[tuple[Program | Imitation, str | None, str | None]]:
    """Every program's mail of a case, plain text and HTML each alone."""
    for program in programs:
        if case.inline and not program.can_inline:
            continue
        wrapped = _wrapped(program, case)
        if wrapped.text is not None:
            yield program, wrapped.text, None
        if wrapped.html is not None:
            yield program, None, wrapped.html


def _wrapped(program: Program | Imitation, case: Case) -> Wrapped:
    if isinstance(program, Program):
        return program.wrap(case.new_text, case.inline, case.letter)
    return program.wrap(Typed(case.new_text, case.inline), case.letter, case.letter.subject)


def score_wrapped(cases: list[Case], programs: Sequence[Program | Imitation]) -> tuple[Score, Counter[str]]:
    """Reading and interpretation of every case in every program."""
    score, reading = Score(), Counter[str]()
    for case in cases:
        for program, text, markup in wrappings(case, programs):
            start = time.perf_counter()
            found = read(text, markup, case.question)
            meaning = interpret(case.question, found.new_text, found.inline, case.sent)
            score.seconds += time.perf_counter() - start
            typed = "".join([case.new_text, *(answer for _, answer in case.inline)])
            got = "".join([found.new_text, *(answer for _, answer in found.inline)])
            reading["mails"] += 1
            kind = _compared(got, typed)
            reading[kind] += 1
            if kind != "exact":
                reading[f"{program.name} ({'text' if text else 'html'}): {kind}"] += 1
            score.add(case, *judged(case, meaning))
    return score, reading


def _compared(got: str, typed: str) -> str:
    got, typed = _bare(got), _bare(typed)
    if got == typed:
        return "exact"
    if got and typed.startswith(got):
        return "signature cut"
    return "leaked quote" if typed in got else "lost text"


def score_clients(path: Path) -> Counter[str]:
    """New text of whole mails against what is expected of them, with or without their signature."""
    counts = Counter[str]()
    for row in json.loads(path.read_text("utf-8")):
        found = _lines(read(row["text"], row["html"], None).new_text)
        wanted = [_lines(row[key]) for key in ("expected", "expected_with_sig") if row.get(key)]
        counts["mails"] += 1
        counts[f"{row['kind']} exact"] += found in wanted
        counts["lost text"] += wanted[0] not in found
        counts["leaked quote"] += found not in wanted and wanted[0] in found
    return counts


def _lines(text: str) -> str:
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())


def _print(name: str, score: Score) -> None:
    ms = 1000 * score.seconds / max(1, score.cases)
    print(
        f"{name}: {score.cases} cases, full matches {score.full} ({score.full / max(1, score.cases):.1%}), "
        f"wrong effects {score.wrong}, {ms:.2f} ms a mail"
    )
    for group, counts in sorted(score.groups.items()):
        print(f"    {group:<12} {counts['full']:>5} of {counts['cases']}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, default=OWN_CASES, help="folder with contexts.json and *.jsonl")
    parser.add_argument("--clients", type=Path, nargs="*", default=[], help="JSON files of wrapped replies")
    parser.add_argument("--misses", action="store_true", help="print every case that does not match")
    parser.add_argument("--every", action="store_true", help="wrap in every imitated program, which takes minutes")
    options = parser.parse_args()
    cases = load(options.cases)
    typed = score_typed(cases)
    _print("as typed", typed)
    programs = EVERY_PROGRAM if options.every else PROGRAMS
    wrapped, reading = score_wrapped(cases, programs)
    _print(f"in {len(programs)} programs", wrapped)
    print("    reading:", ", ".join(f"{name} {n}" for name, n in sorted(reading.items()) if ":" not in name))
    for name, n in sorted(reading.items()):
        if ":" in name and "signature" not in name:
            print(f"      {name} {n}")
    for path in options.clients:
        print(f"{path.name}:", ", ".join(f"{name} {n}" for name, n in sorted(score_clients(path).items())))
    if options.misses:
        print("\n".join(typed.misses))


if __name__ == "__main__":
    main()
