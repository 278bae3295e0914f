"""How often a series meets: what people write is read exactly, and its next dates over a year follow the calendar."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from coordination import recurrence_words
from coordination.calendar import WorkingCalendar
from coordination.recurrence import Recurrence

SHANGHAI = ZoneInfo("Asia/Shanghai")
CHINA = WorkingCalendar("CN", workdays=[date(2026, 2, 14), date(2026, 2, 28)])


def days(kept: str, year: int = 2026, calendar: WorkingCalendar = CHINA) -> list[str]:
    """The days of a year on which it meets, as 01-05."""
    recurrence, found = Recurrence.of(kept), []
    start = datetime(year, 1, 1, tzinfo=SHANGHAI) - timedelta(seconds=1)
    while (start := recurrence.next_start(start, SHANGHAI, calendar)).astimezone(SHANGHAI).year == year:
        found.append(f"{start.astimezone(SHANGHAI):%m-%d}")
    return found


@pytest.mark.parametrize(("typed", "kept"), [
    ("每周一 10:00", "weekly mon 10:00"), ("每周一上午十点", "weekly mon 10:00"), ("周四下午3点半",
    "weekly thu 15:30"),
    ("星期天晚上8:15", "weekly sun 20:15"), ("每周五中午十二点", "weekly fri 12:00"), ("every Monday 10:00",
    "weekly mon 10:00"),
    ("Tuesdays at 3:30 pm", "weekly tue 15:30"), ("weekly on Friday, 9am", "weekly fri 09:00"),
    ("每周一，中午1点一刻", "weekly mon 13:15"), ("Weekly Mon 10:00", "weekly mon 10:00"),
    ("每两周周四下午3点半", "fortnightly thu 15:30"), ("隔周周一10:00", "fortnightly mon 10:00"),
    ("双周例会 周三 9点", "fortnightly wed 09:00"), ("每两周一次，周四下午3点半", "fortnightly thu 15:30"),
    ("every two weeks on Thursday 15:30", "fortnightly thu 15:30"), ("fortnightly Monday 10:00",
    "fortnightly mon 10:00"),
    ("every other Monday at 9am", "fortnightly mon 09:00"), ("Thursdays, every two weeks, 15:30",
    "fortnightly thu 15:30"),
    ("隔周周四 9:00，从2026年3月12日起", "fortnightly thu 09:00 from 2026-03-12"),
    ("每月第一个周一 14:00", "monthly 1 mon 14:00"), ("每月最后一个周五下午四点", "monthly last fri 16:00"),
    ("每月5日上午10点", "monthly 5 day 10:00"), ("每月二十五号 9:00", "monthly 25 day 09:00"),
    ("每月最后一个工作日 16:00", "monthly last workday 16:00"), ("每月第三个工作日 9点", "monthly 3 workday 09:00"),
    ("monthly on the first Monday 14:00", "monthly 1 mon 14:00"), ("on the 5th of each month 10:00",
    "monthly 5 day 10:00"),
    ("the last working day of the month, 4 pm", "monthly last workday 16:00"),
    ("每天 9:00", "daily 09:00"), ("工作日上午9:15", "daily 09:15"), ("周一至周五 9:00", "daily 09:00"),
    ("daily 9:15", "daily 09:15"), ("every working day at 9 am", "daily 09:00"),
    ("每季度第一个周一 10:00", "quarterly 1 mon 10:00"), ("每季度首月5日 10:00", "quarterly 5 day 10:00"),
    ("quarterly on the last working day 16:00", "quarterly last workday 16:00"),
])
def test_a_rhythm_is_read_as_people_say_it(typed: str, kept: str):
    assert recurrence_words.read(typed) == kept


@pytest.mark.parametrize("typed", [
    "", "10:00", "每周一", "每周一 25:00", "Monday 10", "每周一、周四 10:00", "每周一，周四 10:00",
    "每月1、5日 10:00", "每月1 5日 10:00",
    "每月1，5日 10:00", "每周三点", "每两周三点", "每隔两周周一 10:00", "单周周一 10:00", "每月 10:00",
    "每月月底 10:00", "每月32日 10:00",
    "每月0日 10:00", "每月第五个周一 10:00", "每季度5日 10:00", "每半年 10:00", "每周一晚上12点", "最晚每周一 10:00",
    "biweekly Monday 10:00",
    "every second Monday 10:00", "every three weeks on Monday 10:00", "twice a month 10:00", "not every Monday 10:00",
    "每周一 10:00，从2026-03-12起", "每两周周四 9:00，从2026-02-30起", "weekly mon 24:00", "monthly 5 mon 10:00",
    "15 am Monday",
])
def test_what_is_not_exactly_one_rhythm_is_none(typed: str):
    assert recurrence_words.read(typed) == ""


@pytest.mark.parametrize("kept", [
    "daily 09:15", "weekly mon 10:00", "fortnightly thu 15:30", "fortnightly thu 15:30 from 2026-03-12",
    "monthly 1 mon 14:00",
    "monthly last day 10:00", "monthly 10 workday 16:00", "quarterly last fri 09:00", "quarterly 31 day 09:00"])
def test_what_is_kept_is_kept_again_the_same(kept: str):
    assert Recurrence.of(kept).kept() == kept


def test_a_weekly_meeting_moves_past_the_public_holidays():
    found = days("weekly thu 10:00")
    assert len(found) == 52
    assert found[:10] == ["01-04", "01-08", "01-15", "01-22", "01-29", "02-05", "02-12", "02-24", "02-26", "03-05"]


def test_fortnights_are_counted_from_their_first_day_whatever_holidays_do():
    found = days("fortnightly thu 15:30 from 2025-12-20")
    assert found[:6] == ["01-08", "01-22", "02-05", "02-24", "03-05", "03-19"]  # 19 February is New Year's week
    assert len(found) == 26 and days("fortnightly thu 15:30 from 2026-12-20") == ["12-24"]


@pytest.mark.parametrize(("kept", "expected"), [
    ("monthly 1 mon 14:00", "01-05 02-02 03-02 04-07 05-06 06-01 07-06 08-03 09-07 10-08 11-02 12-07"),
    ("monthly 5 day 10:00", "01-05 02-05 03-05 04-07 05-06 06-05 07-06 08-05 09-07 10-08 11-05 12-07"),
    ("monthly 31 day 10:00", "02-02 02-28 03-31 04-30 06-01 06-30 07-31 08-31 09-30 11-02 11-30 12-31"),
    ("monthly last workday 16:00", "01-30 02-28 03-31 04-30 05-29 06-30 07-31 08-31 09-30 10-30 11-30 12-31"),
    ("monthly 1 workday 09:00", "01-04 02-02 03-02 04-01 05-06 06-01 07-01 08-03 09-01 10-08 11-02 12-01"),
    ("monthly last fri 09:00", "01-30 02-27 03-27 04-24 05-29 06-26 07-31 08-28 09-28 10-30 11-27 12-25"),
    ("quarterly 1 mon 10:00", "01-05 04-07 07-06 10-08"),
    ("quarterly last workday 10:00", "03-31 06-30 09-30 12-31"),
    ("quarterly 5 day 10:00", "01-05 04-07 07-06 10-08"),
])
def test_one_in_a_month_or_a_quarter_is_put_off_to_the_next_working_day(kept: str, expected: str):
    assert days(kept) == expected.split()


def test_the_last_day_of_december_may_be_put_off_into_january():
    stocktaking = WorkingCalendar("CN", holidays=[date(2026, 12, 31)])
    assert days("monthly last day 10:00", 2026, stocktaking)[-1] == "11-30"
    assert days("monthly last day 10:00", 2027, stocktaking)[0] == "01-04"


def test_daily_is_every_working_day_and_no_other():
    found = days("daily 09:15")
    assert found == [f"{day:%m-%d}" for n in range(365)
                     if CHINA.is_working_day(day := date(2026, 1, 1) + timedelta(days=n))]


def test_it_is_local_time_in_summer_and_in_winter():
    recurrence, berlin = Recurrence.of("monthly 15 day 09:00"), ZoneInfo("Europe/Berlin")
    starts = [recurrence.next_start(datetime(2026, month, 1, tzinfo=UTC), berlin, CHINA) for month in (1, 7)]
    assert [start.hour for start in starts] == [8, 7]


def test_the_same_fortnights_go_on_where_they_are_written_again():
    on, before = date(2026, 3, 2), Recurrence.of("fortnightly thu 15:30 from 2026-01-08")
    assert Recurrence.of("fortnightly thu 15:30").begun(on, before) == before
    assert Recurrence.of("fortnightly fri 15:30").begun(on, before).since == on
    assert Recurrence.of("weekly fri 15:30").begun(on, before).since is None
