"""Hostile text costs time in proportion to its length, and little of it."""

import time
from datetime import UTC, datetime

import pytest

from mailflow.interpreting import interpret
from mailflow.meaning import Question
from mailflow.reading import read

pytestmark = pytest.mark.slow

QUESTION = Question(
    "minutes",
    "zh",
    "acknowledge",
    (),
    datetime(2026, 4, 7, tzinfo=UTC),
    "各位好，请确认这份纪要。\n谢谢大家的支持。",
)
SIZE = 200_000

TEXTS = {
    "5,000 lines of On": "On\n" * 5000,
    "20k dashes": "-" * 20_000,
    "50k spaces": " " * 50_000 + "x",
    "quote marks": ">" * SIZE,
    "headers": "From: a\n" * (SIZE // 8),
    "colons": "a:" * (SIZE // 2),
    "addresses": "a@" * (SIZE // 2),
    "bars": "| |\n" * (SIZE // 4),
    "wrote": "wrote:\n" * (SIZE // 7),
    "our own line": "各位好，请确认这份纪要。" * (SIZE // 12),
    "digits": "1、" * (SIZE // 2),
    "entities": "&nbsp;" * (SIZE // 6),
    "days": "3月5日" * 4000,
    "not": "not " * 4000,
    "zero width": "\u200b" * SIZE,
}
MARKUPS = {
    "200k nested div": "<div>" * 200_000,
    "open tags": "<b>" * 200_000,
    "fonts": "".join(f"<font size={n}>" for n in range(380)) + "<p>" * 60_000,
    "angles": "<" * SIZE,
    "attributes": "<div " + "a=b " * (SIZE // 4) + ">",
    "tables": "<table><tr><td>" * (SIZE // 15),
    "crossed": "<a><b></a></b>" * (SIZE // 14),
    "comments": "<!--" * (SIZE // 4),
}


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_text_is_read_and_understood_in_time(name):
    start = time.process_time()
    found = read(TEXTS[name], None, QUESTION)
    interpret(QUESTION, found.new_text, found.inline, QUESTION.sent)
    interpret(QUESTION, TEXTS[name][:19_000], (), QUESTION.sent)
    assert time.process_time() - start < 1.5


@pytest.mark.parametrize("name", MARKUPS)
def test_hostile_markup_is_read_in_time(name):
    start = time.process_time()
    read(None, MARKUPS[name] + "完成", None)
    assert time.process_time() - start < 1.5


def test_deep_nesting_still_shows_its_text():
    assert "完成了" in read(None, "<div>" * 200_000 + "完成了", None).new_text
