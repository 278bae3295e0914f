"""The outbox: rows that are claimed, rendered once, handed over, and end in one state."""

import threading
from datetime import timedelta

import pytest
import time_machine

from coordination import clock
from coordination.ask import Ask
from coordination.database import database as bound
from coordination.event import Event
from coordination.letter import Letter
from coordination.meeting import Meeting
from coordination.minutes import Minutes
from mailflow import identity, outbox, smtp
from mailflow.identity import Identity
from mailflow.outbox import Outbox
from tests.cast import CIRCULATED as NOW

pytestmark = pytest.mark.slow

MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def circulated(company):
    return Minutes(Meeting.get())


@pytest.fixture(autouse=True)
def appearance():
    identity.appear_as(Identity(address="huizhi@corp.example"))
    yield
    identity.appear_as(Identity())


@pytest.fixture
def time():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def office(faulty_smtp):
    server = smtp.Server(faulty_smtp.host, faulty_smtp.port, security="none", timeout=5, answer_timeout=5)
    return Outbox(server)


@pytest.fixture
def letter(cast, time, circulated):
    """The minutes for 张伟, alone in the outbox."""
    Letter.delete().where(Letter.person != cast.zhangwei).execute()
    return Letter.get()


def post(cast, n=0, kind="reminder"):
    Letter.delete().where(Letter.kind == "minutes").execute()
    return Letter.post(kind, cast.zhangwei, cause=f"day {n}", asks=Ask.open_of(cast.zhangwei))


def states(letter):
    letter = Letter.get_by_id(letter.id)
    return letter.state, letter.attempts, letter.handovers


def verbs(letter):
    return [event.verb for event in Event.of(letter)]


def test_a_letter_goes_to_its_one_recipient_and_is_sent(office, letter, faulty_smtp):
    assert office.send_due() == 1
    [kept] = faulty_smtp.kept
    assert kept.recipients == ("zhangwei@corp.example",)
    assert kept.sender == f"huizhi+{letter.key}@corp.example"
    assert states(letter) == ("sent", 1, 1)


def test_what_was_sent_is_not_sent_again(office, letter, faulty_smtp):
    office.send_due()
    office.send_due()
    assert len(faulty_smtp.kept) == 1


def test_everybody_gets_a_mail_of_their_own_over_one_connection(office, time, circulated, faulty_smtp):
    assert office.send_due() == 7
    assert all(len(kept.recipients) == 1 for kept in faulty_smtp.kept)
    assert len({kept.recipients for kept in faulty_smtp.kept}) == 7
    assert faulty_smtp.connections == 1


def test_what_was_sent_is_kept_as_bytes_and_as_text(office, letter, faulty_smtp):
    office.send_due()
    kept = Letter.get_by_id(letter.id)
    assert bytes(kept.raw) == faulty_smtp.kept[0].raw
    assert kept.subject == "[新品上线] 周例会纪要 2026-03-02"
    assert "1. 完成用户登录功能测试" in kept.text


def test_a_retry_is_the_same_to_the_byte_though_items_have_changed(office, letter, faulty_smtp, time, cast):
    faulty_smtp.next(drop="dot")
    office.send_due()
    letter.lines[0].ask.report("done", by=cast.zhangwei)
    time.shift(11 * MINUTE)
    office.send_due()
    assert len(faulty_smtp.kept) == 2
    assert faulty_smtp.kept[0].raw == faulty_smtp.kept[1].raw


@pytest.mark.parametrize("reply", ["421 4.3.2 closing", "451 4.7.1 greylisted"])
def test_a_temporary_refusal_waits_1_2_5_10_20_40_minutes(office, letter, faulty_smtp, time, reply):
    waits = []
    for _attempt in range(6):
        faulty_smtp.next(replies={"RCPT": reply})
        office.send_due()
        waits.append((Letter.get_by_id(letter.id).due_at - clock.now()) / MINUTE)
        time.shift(waits[-1] * MINUTE)
    assert waits == [1, 2, 5, 10, 20, 40]
    office.send_due()
    assert states(letter) == ("sent", 7, 1)


def test_after_that_it_is_tried_about_every_hour():
    waits = {outbox.back_off(7) / MINUTE for _attempt in range(200)}
    assert 48 <= min(waits) < 52 and 68 < max(waits) <= 72


def test_before_its_time_nothing_is_tried(office, letter, faulty_smtp, time):
    faulty_smtp.next(replies={"RCPT": "451 4.7.1 greylisted"})
    office.send_due()
    time.shift(59)
    assert office.send_due() == 0


def test_a_refused_recipient_fails_and_the_others_get_theirs(office, time, circulated, cast, faulty_smtp):
    faulty_smtp.always = type(faulty_smtp.always)(refuse={"lina@corp.example": "550 5.1.1 no such user"})
    office.send_due()
    refused = Letter.get(Letter.person == cast.lina)
    assert (refused.state, refused.error) == ("failed", "550 5.1.1 no such user")
    assert Letter.select().where(Letter.state == "sent").count() == 6
    assert verbs(refused) == ["failed"]


def test_after_four_hours_the_project_manager_sees_that_it_waits(office, letter, faulty_smtp, time):
    faulty_smtp.next(replies={"RCPT": "451 4.7.1 greylisted"})
    office.send_due()
    assert not Letter.get_by_id(letter.id).is_late
    time.shift(timedelta(hours=4, seconds=1))
    assert Letter.get_by_id(letter.id).is_late


def test_after_five_days_it_is_given_up(office, letter, faulty_smtp, time):
    faulty_smtp.always = type(faulty_smtp.always)(replies={"RCPT": "451 4.7.1 greylisted"})
    Letter.update(date=NOW - timedelta(days=5)).execute()
    office.send_due()
    assert states(letter)[0] == "queued"
    time.shift(MINUTE)
    office.send_due()
    assert states(letter)[0] == "given_up"
    assert verbs(letter) == ["given_up"]


def test_an_ask_lost_after_the_dot_is_repeated_once_after_ten_minutes(office, letter, faulty_smtp, time):
    for _attempt in range(3):
        faulty_smtp.next(drop="dot")
    office.send_due()
    assert states(letter) == ("in_doubt", 1, 1)
    time.shift(10 * MINUTE - timedelta(seconds=1))
    assert office.send_due() == 0
    time.shift(2)
    assert office.send_due() == 1
    time.shift(timedelta(days=1))
    assert office.send_due() == 0
    assert len(faulty_smtp.kept) == 2
    assert verbs(letter) == ["in doubt", "repeated in doubt", "in doubt"]


def test_a_repeated_letter_shows_as_a_possible_duplicate(office, letter, faulty_smtp, time):
    faulty_smtp.next(drop="dot")
    office.send_due()
    time.shift(11 * MINUTE)
    office.send_due()
    assert states(letter) == ("sent", 2, 2)
    assert Letter.get_by_id(letter.id).may_be_doubled


def test_a_reminder_lost_after_the_dot_is_not_repeated(office, cast, time, faulty_smtp):
    reminder = post(cast)
    faulty_smtp.next(drop="dot")
    office.send_due()
    time.shift(timedelta(hours=1))
    assert office.send_due() == 0
    assert states(reminder)[0] == "in_doubt"


def test_a_server_that_is_down_is_not_asked_for_every_letter(office, time, circulated, faulty_smtp):
    faulty_smtp.stop()
    assert office.send_due() == 1
    assert office.send_due() == 0
    assert Letter.select().where((Letter.state == "queued") & (Letter.due_at == NOW + MINUTE)).count() == 7


def test_at_most_so_many_a_minute_whoever_sends(office, time, circulated, faulty_smtp):
    slow = Outbox(office.server, per_minute=3)
    assert [slow.send_due(), Outbox(office.server, per_minute=3).send_due()] == [3, 0]
    time.shift(61)
    assert slow.send_due() == 3
    time.shift(61)
    assert slow.send_due() == 1


def test_a_clock_set_back_does_not_stop_the_sending(office, cast, time, faulty_smtp):
    slow = Outbox(office.server, per_minute=1)
    post(cast, 1)
    assert slow.send_due() == 1
    time.shift(timedelta(hours=-1))
    post(cast, 2)
    assert slow.send_due() == 1


def test_two_workers_never_take_the_same_row(office, time, circulated, faulty_smtp):
    def work():
        office.send_due()
        bound.close()

    threads = [threading.Thread(target=work) for _worker in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(faulty_smtp.kept) == len({kept.recipients for kept in faulty_smtp.kept}) == 7
    assert Letter.select().where(Letter.state == "sent").count() == 7


def test_a_worker_that_slept_beyond_its_lease_can_neither_send_nor_commit(office, letter, faulty_smtp, time):
    late = office._next()
    time.shift(2 * MINUTE)
    assert office.send_due() == 1
    with smtp.Connection(office.server) as connection:
        office._send(late, connection)
    assert len(faulty_smtp.kept) == 1
    assert states(letter) == ("sent", 2, 1)


def test_a_letter_left_behind_by_a_dead_worker_is_sent_after_its_lease(office, letter, faulty_smtp, time):
    office._next()
    assert office.send_due() == 0
    time.shift(36)
    assert office.send_due() == 1
    assert states(letter) == ("sent", 2, 1)


def test_a_letter_that_cannot_be_written_holds_up_nobody(office, time, circulated, cast, faulty_smtp, caplog):
    broken = Letter.post("echo", cast.zhangwei, cause="broken", data={"recorded": [{"n": 1}]})
    assert office.send_due() == 8
    assert Letter.get_by_id(broken.id).state == "queued"
    for _attempt in range(2):
        time.shift(timedelta(hours=1))
        office.send_due()
    assert Letter.get_by_id(broken.id).state == "failed"
    assert "KeyError" in Letter.get_by_id(broken.id).error
    assert len(faulty_smtp.kept) == 7


def test_an_old_backup_sends_no_old_mail_until_somebody_says_so(office, letter, cast, faulty_smtp, time):
    time.shift(timedelta(days=3))
    assert office.send_due() == 0
    assert states(letter)[0] == "held"
    assert verbs(letter) == ["held"]
    Letter.get_by_id(letter.id).send_again(by=cast.chenjing)
    assert office.send_due() == 1


def test_a_letter_that_waits_for_its_next_attempt_is_not_old(office, letter, faulty_smtp, time):
    for _attempt in range(40):
        faulty_smtp.next(replies={"RCPT": "451 4.7.1 greylisted"})
        office.send_due()
        time.shift(timedelta(hours=1, minutes=15))
    assert office.send_due() == 1
    assert states(letter)[0] == "sent"
