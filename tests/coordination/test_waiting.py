"""What is waiting for whom: what it is about in words, and one row for the questions of one request."""

from coordination import request, waiting
from coordination.ask import Ask
from coordination.milestone import Milestone


def test_the_questions_of_one_request_are_one_row(cast):
    request.ask("retrospective", cast.project, [cast.zhangwei], cast.project, by=cast.chenjing)
    [row] = waiting.asks(cast.chenjing)
    assert (row.person, row.questions, row.sentence) == ("张伟", 4, "How well did communication work?")


def test_questions_to_two_people_are_two_rows(cast):
    request.ask("retrospective", cast.project, [cast.zhangwei, cast.wangfang], cast.project, by=cast.chenjing)
    assert [row.questions for row in waiting.asks(cast.chenjing)] == [4, 4]


def test_a_warning_names_its_milestone(cast):
    Milestone.agreed(cast.project, [{"key": "m1", "name": "市场预热上线", "due": "2026-03-06"}], by=None)
    Ask.for_warning(Milestone.get(), cast.wangfang)
    [row] = waiting.asks(cast.chenjing)
    assert (row.kind, row.sentence) == ("warn", "市场预热上线")
