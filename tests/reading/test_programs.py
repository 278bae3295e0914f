"""Replies in every imitated mail program give back what was typed."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from bench.rare_programs import RARE_PROGRAMS
from bench.replies import Case, load, wrappings
from bench.wrappers import PROGRAMS
from mailflow.reading import read

CASES = {case.row["id"]: case for case in load(Path(__file__).parent.parent / "replies")}
THREE_ZH = next(case for case in CASES.values() if case.row["context"] == "three_zh")

TYPED = [
    "收到",
    "王总，\n\n第2项请改为李娜负责，其余没有意见。\n谢谢！",
    "Hi,\n\n1 is done, 2 will be late.\nWho orders the rest?\n\nBest\nTom",
    "Item 1: done\nItem 2: in progress",
    "进度 >80%，没有风险\n——李娜",
    "| 事项 | 状态 |\n| 文档 | 完成 |",
]


def _case(new_text: str, inline: list[tuple[int, str]] | None = None) -> Case:
    return Case(
        {**THREE_ZH.row, "new_text": new_text, "inline": inline or []}, THREE_ZH.question, THREE_ZH.letter
    )


def _words(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize("typed", TYPED)
def test_every_program_gives_back_what_was_typed(typed):
    for program, text, markup in wrappings(_case(typed)):
        found = read(text, markup, THREE_ZH.question)
        assert _words(found.new_text) == _words(typed), program.name


@pytest.mark.parametrize("program", RARE_PROGRAMS, ids=lambda program: program.name)
def test_rare_programs_give_back_what_was_typed(program):
    case = _case(TYPED[1])
    wrapped = program.wrap(case.new_text, [], case.letter)
    for text, markup in ((wrapped.text, None), (None, wrapped.html)):
        if text or markup:
            assert _words(read(text, markup, THREE_ZH.question).new_text) == _words(TYPED[1]), program.name


@pytest.mark.parametrize("typed", TYPED[:4])
def test_the_marks_of_programs_suffice_where_the_letter_is_not_known(typed):
    for program, text, markup in wrappings(_case(typed)):
        found = read(text, markup, None)
        assert _words(found.new_text) == _words(typed), program.name


def test_answers_keep_the_line_they_stand_under_in_every_program():
    answers = [(1, "已完成"), (3, "推迟两天，场地没订到")]
    for program, text, markup in wrappings(_case("", answers)):
        found = read(text, markup, THREE_ZH.question)
        assert list(found.inline) == answers, (program.name, found)
        assert not found.new_text, program.name


def test_text_above_and_answers_below_stay_apart():
    for program, text, markup in wrappings(_case("详见下方", [(2, "周五到货")])):
        found = read(text, markup, THREE_ZH.question)
        assert (found.new_text, found.inline) == ("详见下方", ((2, "周五到货"),)), program.name


@given(
    some.text(
        some.sampled_from("完成了第一二三项周五明天没有延期，。 abc1235%done\n"), min_size=1, max_size=60
    ),
    some.sampled_from(PROGRAMS),
)
@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_whatever_is_typed_comes_back(typed, program):
    case = _case(typed)
    wrapped = program.wrap(case.new_text, [], case.letter)
    for text, markup in ((wrapped.text, None), (None, wrapped.html)):
        if text or markup:
            got = read(text, markup, case.question).new_text
            assert "".join(got.split()) == "".join(typed.split()), program.name
