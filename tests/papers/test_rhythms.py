"""A rhythm reads as people say it, in both languages, and what a page shows of it can be typed into the plan again."""

import pytest

from coordination import recurrence_words
from coordination.language import use_language
from papers.rhythms import rhythm

SAID = {
    "daily 09:15": ("每个工作日 09:15", "every working day 09:15"),
    "weekly mon 10:00": ("每周一 10:00", "every Monday 10:00"),
    "fortnightly thu 15:30": ("每两周周四 15:30", "every two weeks on Thursday 15:30"),
    "fortnightly thu 15:30 from 2026-03-12": (
        "每两周周四 15:30，从 2026-03-12 起", "every two weeks on Thursday 15:30 from 2026-03-12"),
    "monthly 1 mon 14:00": ("每月第一个周一 14:00", "on the first Monday of each month 14:00"),
    "monthly last fri 16:00": ("每月最后一个周五 16:00", "on the last Friday of each month 16:00"),
    "monthly 5 day 10:00": ("每月5日 10:00", "on the 5th of each month 10:00"),
    "monthly 22 day 10:00": ("每月22日 10:00", "on the 22nd of each month 10:00"),
    "monthly last day 10:00": ("每月最后一天 10:00", "on the last day of each month 10:00"),
    "monthly last workday 16:00": ("每月最后一个工作日 16:00", "on the last working day of each month 16:00"),
    "monthly 10 workday 16:00": ("每月第十个工作日 16:00", "on the 10th working day of each month 16:00"),
    "quarterly 1 mon 10:00": ("每季度第一个周一 10:00", "on the first Monday of each quarter 10:00"),
    "quarterly 11 day 10:00": ("每季度首月11日 10:00", "on the 11th of the first month of each quarter 10:00"),
    "quarterly last workday 10:00": ("每季度最后一个工作日 10:00", "on the last working day of each quarter 10:00"),
}


@pytest.mark.parametrize("kept", SAID)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_rhythm_reads_naturally_and_is_read_again(kept: str, language: str):
    with use_language(language):
        said = rhythm(kept)
    assert said == SAID[kept][language == "en"]
    assert recurrence_words.read(said) == kept


def test_other_words_stay_as_they_are():
    assert (rhythm("有问题随时"), rhythm(""), rhythm(None)) == ("有问题随时", "", "")
