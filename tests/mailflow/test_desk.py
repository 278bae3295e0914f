"""A mail's way over the desk, from its bytes to its one final state."""

import time_machine

from coordination.action import ActionItem
from coordination.ask import Ask
from coordination.minutes import Minutes
from mailflow.desk import Desk
from tests.cast import CIRCULATED, Cast
from tests.mailflow.desk import echoes, letter_to, processed, reply

NOW = time_machine.travel(CIRCULATED, tick=False)


@NOW
def test_a_bare_receipt_is_recorded_and_gets_no_echo(desk: Desk, circulated: Minutes, cast: Cast) -> None:
    letter = letter_to(cast.lina)
    mail = processed(desk, reply(letter, "收到"))
    assert (mail.state, mail.reason, mail.person, mail.letter) == ("applied", "", cast.lina, letter)
    assert Ask.get(Ask.person == cast.lina, Ask.kind == "acknowledge").channel == "mail"
    assert echoes(cast.lina) == []


@NOW
def test_a_status_is_recorded_and_echoed(desk: Desk, circulated: Minutes, cast: Cast) -> None:
    mail = processed(desk, reply(letter_to(cast.zhangwei), "1 完成, 2 延期到3月10日"))
    assert mail.state == "applied"
    one, two = ActionItem.select().where(ActionItem.owner == cast.zhangwei).order_by(ActionItem.number)
    assert (one.status, two.status, str(two.expected_due)) == ("done", "delayed", "2026-03-10")
    [echo] = echoes(cast.zhangwei)
    assert [row["status"] for row in echo.data["recorded"]] == ["done", "delayed"]
