"""What the echo says, so that people see how their words were understood."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from mailflow.desk import Desk
from tests.cast import CIRCULATED, Cast
from tests.mailflow.desk import letter_to, processed, reply


@pytest.fixture(autouse=True)
def an_hour_later() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(CIRCULATED + timedelta(hours=1), tick=False) as traveller:
        yield traveller


@pytest.mark.parametrize("said, told", [
    ("1 延期到3月5日", "进行中，您承诺3月5日（周四）完成（期限3月5日）"),
    ("1 周三完成，已做了70%", "进行中 70%，您承诺3月4日（周三）完成（期限3月5日）"),
    ("1 延期到3月9日", "延期到3月9日（周一）"), ("1 按时完成", "完成用户登录功能测试 – 进行中\n")])
def test_a_day_in_time_is_told_beside_the_due_date(desk: Desk, company: Cast, said: str, told: str) -> None:
    processed(desk, reply(letter_to(company.zhangwei), said))
    assert told in letter_to(company.zhangwei, "echo").text
