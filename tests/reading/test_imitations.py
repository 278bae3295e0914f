"""Replies in 124 more imitated programs, in the ways that people write, sign and pass on mail."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from bench.chinese_programs import CHINESE_PROGRAMS
from bench.foreign_programs import FOREIGN_PROGRAMS
from bench.imitation import COMPANY, DISCLAIMER, Imitation, Typed
from bench.replies import Case
from bench.wrappers import Sent, Wrapped
from mailflow.meaning import Question
from mailflow.reading import read
from tests.reading.test_letters import _as_text, _body
from tests.reading.test_programs import THREE_ZH

pytestmark = pytest.mark.slow
PROGRAMS = (*CHINESE_PROGRAMS, *FOREIGN_PROGRAMS)
WITHOUT_HEADING = ("Web form, nothing but a line", "Nothing at all")
LETTERS = sorted((Path(__file__).parent.parent / "mails" / "letters").glob("*.html"))
COLLEAGUES = [program for program in PROGRAMS if program.name not in WITHOUT_HEADING]
CASE: Case = THREE_ZH
WORDS = "第1项已完成；第2项要推迟两天，供应商没到货。\n其余没有问题"
FOOTERS = (
    DISCLAIMER["zh"],
    DISCLAIMER["en"],
    "-- \nYou received this message because you are subscribed to the group.\n"
    "To unsubscribe from this group, write to x@lists.example.",
    "_______________________________________________\nteam mailing list\nteam@lists.corp.example\nhttps://lists.corp.example/listinfo/team",
    "---\nThis email has been checked for viruses by Avast antivirus software.\nwww.avast.com",
    "此邮件已经过安全网关检测，未发现病毒。",
)
each_program = pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)


def _found(wrapped: Wrapped, question: Question | None) -> list[tuple[str, tuple[tuple[int, str], ...]]]:
    """What is read from the text alone, from the HTML alone and from both."""
    bodies = [(wrapped.text, None), (None, wrapped.html), (wrapped.text, wrapped.html)]
    read_bodies = [read(text, html, question) for text, html in bodies if text or html]
    return [("".join(found.new_text.split()), found.inline) for found in read_bodies]


def _bare(*parts: str) -> str:
    return "".join("".join(parts).split())


@each_program
def test_what_is_typed_above_comes_back(program: Imitation):
    wrapped = program.wrap(Typed(WORDS, picture=True), CASE.letter)
    assert set(_found(wrapped, CASE.question)) == {(_bare(WORDS), ())}
    if program.name not in WITHOUT_HEADING:
        assert set(_found(wrapped, None)) == {(_bare(WORDS), ())}


@each_program
def test_what_is_typed_below_comes_back(program: Imitation):
    wrapped = program.wrap(Typed(WORDS, below=True), CASE.letter)
    assert set(_found(wrapped, CASE.question)) == {(_bare(WORDS), ())}


@each_program
def test_answers_between_the_lines_keep_their_items(program: Imitation):
    answers = ((1, "已完成"), (3, "推迟两天，等供应商"))
    if program.can_inline:
        wrapped = program.wrap(Typed("见下方", answers), CASE.letter)
        assert set(_found(wrapped, CASE.question)) == {("见下方", answers)}


@each_program
def test_a_company_s_signature_and_disclaimer_take_nothing_with_them(program: Imitation):
    wrapped = program.wrap(Typed(WORDS, signature=COMPANY["zh"], disclaimer=DISCLAIMER["en"]), CASE.letter)
    assert set(_found(wrapped, CASE.question)) == {(_bare(WORDS, COMPANY["zh"]), ())}


@each_program
def test_what_is_added_below_the_quotation_is_no_answer(program: Imitation):
    foot = FOOTERS[PROGRAMS.index(program) % len(FOOTERS)]
    wrapped = program.wrap(Typed(WORDS), CASE.letter)
    markup = wrapped.html and wrapped.html + "".join(f"<p>{line}</p>" for line in foot.split("\n"))
    ended = Wrapped(wrapped.text and f"{wrapped.text}\n\n{foot}", markup)
    assert set(_found(ended, CASE.question)) == {(_bare(WORDS), ())}


@each_program
def test_a_forward_that_a_colleague_answers_holds_the_colleague_s_words_alone(program: Imitation):
    """The first round was written in another program of the list."""
    colleague = COLLEAGUES[(PROGRAMS.index(program) * 7) % len(COLLEAGUES)]
    first = colleague.wrap(Typed("李娜，请处理一下，谢谢。"), CASE.letter)
    wrapped = program.wrap(Typed(WORDS), first)
    both = Wrapped(wrapped.text if first.text else None, wrapped.html if first.html else None)
    if program.name not in WITHOUT_HEADING:
        assert set(_found(both, CASE.question)) <= {(_bare(WORDS), ())}


def test_a_letter_in_a_foreign_program_is_not_mixed_up_with_another_letter():
    other = Sent("别的事", "完全不同的一封信\n里面没有事项", {})
    assert all(found == ("同意", ()) for found in _found(FOREIGN_PROGRAMS[0].wrap(Typed("同意"), other), CASE.question))


@each_program
def test_the_html_of_a_real_letter_is_no_answer_wherever_it_is_quoted(program: Imitation):
    path = LETTERS[PROGRAMS.index(program) % len(LETTERS)]
    markup = path.read_text("utf-8")
    question = replace(CASE.question, text=path.with_suffix(".txt").read_text("utf-8"), items=())
    letter = Wrapped("\n".join(_as_text(markup, with_links=True)), _body(markup))
    for below in (False, True):
        found = _found(program.wrap(Typed("收到，谢谢", below=below), letter), question)
        assert set(found) == {("收到，谢谢", ())}


@given(
    some.text(some.sampled_from("完成了第一二三项周五明天没有延期，。 abcABC1235%done!()\n"), min_size=1, max_size=60),
    some.sampled_from(PROGRAMS),
)
@settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_whatever_is_typed_comes_back(typed: str, program: Imitation):
    wrapped = program.wrap(Typed("看：" + typed), CASE.letter)
    assert {found for found, _inline in _found(wrapped, CASE.question)} == {_bare("看：" + typed)}
