"""kill -9 at each named point of the inbound order, five times each: one raw row, one effect, nothing stuck."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from coordination import clock
from coordination.action import ActionItem
from coordination.event import Event
from coordination.inbound import Inbound
from coordination.letter import Letter
from coordination.minutes import Minutes
from mailflow.child import Children
from mailflow.identity import Identity, appear_as, identity
from tests.cast import CIRCULATED, Cast
from tests.mailflow.desk import letter_to, reply
from tests.servers.dovecot import Dovecot
from tests.servers.faulty_imap import FaultyIMAP
from tests.servers.inbound_process import OURS, account, work, work_and_die

POINTS = ["in-before-raw-commit", "in-after-raw-commit", "in-before-move", "in-mid-move", "in-after-move",
          "in-after-claim", "in-mid-effect", "in-after-effect"]
KILLS = 5
SWEEP = timedelta(seconds=15)


@pytest.fixture
def at_nine() -> Iterator[time_machine.Traveller]:
    """The morning after the minutes went out; Huizhi's address is in force."""
    before = identity()
    appear_as(Identity(address=OURS))
    with time_machine.travel(CIRCULATED + timedelta(hours=15), tick=True) as clock:
        yield clock
    appear_as(before)


@pytest.mark.parametrize("point", POINTS)
def test_a_mail_survives_being_killed(point: str, at_nine: time_machine.Traveller, circulated: Minutes, cast: Cast,
                                      children: Children, dovecot: Dovecot, faulty_imap: FaultyIMAP) -> None:
    faulty_imap.hide = {"MOVE"}  # so that moving is copying and then deleting, with a middle
    mailbox = account(dovecot.host, faulty_imap.port if point == "in-mid-move" else dovecot.port)
    letter = letter_to(cast.wangfang)
    for n in range(1, KILLS + 1):
        dovecot.put(OURS, reply(letter, f"1 进行中，完成 {n * 10}%"))
        assert work_and_die(mailbox, children, point) == -9
        for _sweep in range(2):
            at_nine.move_to(clock.now() + SWEEP)
            work(mailbox, children)
        _one_of_each(n, cast)
    assert dovecot.mails(OURS) == []


def _one_of_each(n: int, cast: Cast) -> None:
    assert [(mail.state, mail.uid) for mail in Inbound.select()] == [("applied", uid) for uid in range(1, n + 1)]
    action = ActionItem.get(ActionItem.owner == cast.wangfang)
    assert action.percent == n * 10
    assert Event.select().where((Event.verb == "reported") & (Event.subject_id == action.id)).count() == n
    assert Letter.select().where(Letter.kind == "echo").count() == n
