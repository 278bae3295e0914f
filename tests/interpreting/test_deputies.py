"""Naming a deputy by mail: exactly one name and its days, and nothing else."""

from datetime import date

import pytest

from mailflow.interpreting.deputies import deputy_in
from mailflow.meaning import Deputy

TODAY = date(2026, 11, 22)  # a Sunday
DAYS = date(2026, 11, 25), date(2026, 11, 30)
CLEAR = (
    ("11月25日到30日由周婷代理", "周婷"), ("代理：周婷 11-25 至 11-30", "周婷"),
    ("Deputy: Anna Li, 25-30 Nov", "Anna Li"),
    ("I am away 25-30 Nov, Anna Li stands in", "Anna Li"),
    ("我11月25日至11月30日出差，期间由周婷代理我的工作，谢谢。", "周婷"),
    ("陈经理，您好！\n从11月25日到30日请周婷代我处理工作。\n\n李娜\n财务部", "周婷"),
    ("代理人：周婷，2026-11-25 至 2026-11-30", "周婷"),
    ("周婷代我审批，11/25-11/30", "周婷"), ("本周三到下周一由周婷代理", "周婷"),
    ("由 Anna Li 代理 11.25-11.30", "Anna Li"),
    ("I'm on leave from 25 Nov to 30 Nov. Anna Li will cover for me.", "Anna Li"),
    ("deputy anna li 25th to 30th of November", "anna li"),
    ("My deputy from Nov 25 to 30 is Anna Li", "Anna Li"),
    ("Anna de Vries is my deputy between 25 and 30 November", "Anna de Vries"),
    ("我不在期间（11月25日-30日）由周婷担任代理人", "周婷"),
)


@pytest.mark.parametrize(("words", "name"), CLEAR)
def test_a_deputy_is_read_with_both_days(words: str, name: str) -> None:
    for is_reply in (True, False):
        today = date(2026, 11, 23) if "本周" in words else TODAY
        assert deputy_in(words, "李娜", today, is_reply=is_reply) == Deputy(name, *DAYS)


@pytest.mark.parametrize("words", [
    "代理：周婷", "由周婷代理", "代理：周婷 11-30 至 11-25", "11月25日起由周婷代理", "由周婷代理三天",
    "11月20日到30日由周婷代理",
    "Deputy: Anna Li, 3/4 to 5/4", "Deputy: Anna Li from 25 Nov", "Anna Li stands in for me soon",
])
def test_days_that_are_missing_or_run_backwards_are_not_clear(words: str) -> None:
    found = deputy_in(words, "李娜", TODAY, is_reply=False)
    assert found is not None and (found.first, found.last) == (None, None)


@pytest.mark.parametrize("words", [
    "同意，11月25日到30日由周婷代理", "1 由周婷代理", "11月25日到30日由周婷代理吗？", "不用周婷代理了",
    "11月25日代理商签约", "采购代理合同11月30日签",
    "11月25日由周婷代理采购", "1 转交周婷", "I will cover for Anna 25-30 Nov", "He stands in for me 25-30 Nov",
    "1 done, 2 delayed to 25 Nov",
    "I am away 25-30 Nov", "由周婷处理", "11月25日到30日由周婷代理，合同已发", "收到", "",
])
def test_what_says_anything_else_names_no_deputy(words: str) -> None:
    assert deputy_in(words, "李娜", TODAY, is_reply=True) is None


@pytest.mark.parametrize(("words", "days"), [
    ("下周一到周五由周婷代理", (date(2026, 11, 23), date(2026, 11, 27))),
    ("明天由周婷代理", (date(2026, 11, 23), date(2026, 11, 23))),
    ("下周由周婷代理", (date(2026, 11, 23), date(2026, 11, 29))),
    ("到11月30日由周婷代理", (TODAY, date(2026, 11, 30))),
    ("12月28日到1月3日由周婷代理", (date(2026, 12, 28), date(2027, 1, 3))),
])
def test_weeks_single_days_and_the_turn_of_the_year_are_days_too(words: str, days: tuple[date, date]) -> None:
    assert deputy_in(words, "", TODAY, is_reply=True) == Deputy("周婷", *days)
