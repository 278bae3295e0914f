"""The example in a reminder fits its lines, whatever they ask, and is understood when somebody sends it back."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine

from coordination.action import ActionItem
from coordination.ask import Ask
from coordination.letter import Letter
from coordination.person import Person
from mailflow.desk import Desk
from tests.cast import CIRCULATED, Cast
from tests.mailflow import papers
from tests.mailflow.desk import letter_to, processed, reply

KINDS = {
    "provide": lambda cast, who: papers.weekly_questions(cast, who),
    "sign": lambda cast, who: papers.acceptance(cast),
    "agree": lambda cast, who: papers.consensus(cast),
    "warn": lambda cast, who: papers.warned(cast, who),
    "report": lambda cast, who: Ask.for_report(
        ActionItem.agree(cast.project, "接口文档", who, date(2026, 3, 4), by=cast.chenjing)),
}


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    with time_machine.travel(CIRCULATED, tick=False):
        yield


def example(person: Person) -> str:
    """Of a reminder with all that is open for the person."""
    Letter.post("reminder", person, cause="2026-03-03", asks=Ask.open_of(person))
    lines = iter(letter_to(person, "reminder").text.splitlines())
    return next(line.strip().removeprefix("◇").strip() for line in lines if line.strip().startswith("◇"))


@pytest.mark.parametrize("who", ["lina", "sofia"])
@pytest.mark.parametrize("kinds", [("provide",), ("sign",), ("agree",), ("warn",), ("provide", "sign"),
                                   ("provide", "report"), ("provide", "warn", "agree"), ("report", "warn", "sign")])
def test_the_example_fits_its_lines_and_is_understood(desk: Desk, cast: Cast, who: str, kinds: tuple[str, ...]) -> None:
    person = getattr(cast, who)
    for kind in kinds:
        KINDS[kind](cast, person)
    words = example(person)
    assert words
    mail = processed(desk, reply(letter_to(person, "reminder"), words))
    assert mail.state == "applied", (words, mail.meaning["reasons"])
