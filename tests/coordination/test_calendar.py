"""The working calendar."""

from datetime import date

from coordination.calendar import WorkingCalendar

CHINA = WorkingCalendar("CN", holidays=[date(2026, 3, 3)], workdays=[date(2026, 3, 7)])


def test_weekends_and_public_holidays_are_no_working_days() -> None:
    assert not CHINA.is_working_day(date(2026, 3, 8))
    assert not CHINA.is_working_day(date(2026, 5, 1))
    assert CHINA.is_working_day(date(2026, 3, 4))


def test_the_companys_own_days_win() -> None:
    assert not CHINA.is_working_day(date(2026, 3, 3))
    assert CHINA.is_working_day(date(2026, 3, 7))


def test_working_days_are_counted_after_the_day() -> None:
    assert CHINA.add_working_days(date(2026, 3, 2), 1) == date(2026, 3, 4)
    assert CHINA.add_working_days(date(2026, 3, 6), 2) == date(2026, 3, 9)
    assert CHINA.next_working_day(date(2026, 3, 8)) == date(2026, 3, 9)


def test_without_a_country_only_weekends_are_free() -> None:
    assert WorkingCalendar("").is_working_day(date(2026, 5, 1))
