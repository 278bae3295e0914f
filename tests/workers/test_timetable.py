"""The timetable: what the process does by the clock, and what sweeps do when no nudge comes."""

import threading
from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine

from coordination.breach import Breach
from coordination.letter import Letter
from coordination.minutes import Minutes
from mailflow import smtp
from mailflow.outbox import Outbox
from tests.cast import CIRCULATED, MEETING_ENDED
from workers import timetable
from workers.actors import Sending
from workers.broker import Crew
from workers.timetable import Duty, Timetable


def duties(outbox=None, read=lambda: 0):
    return timetable.duties(read, Sending(outbox), lambda: 0, time(8, 30))


@pytest.fixture
def running(database):
    started = []

    def run(*duties):
        table = Timetable(list(duties))
        table.start()
        started.append(table)
        return table

    yield run
    for table in started:
        table.stop()


def test_received_mail_and_letters_are_swept_every_15_seconds():
    assert {duty.name: duty.every for duty in duties()}["received mail"] == 15
    assert {duty.name: duty.every for duty in duties()}["letters"] == 15


def test_everything_is_done_once_at_the_start(running):
    done = threading.Event()
    running(Duty("anything", done.set, 3600))
    assert done.wait(5)


@pytest.mark.slow
def test_a_duty_that_fails_is_done_again(running, caplog):
    turns = threading.Semaphore(0)

    def fail():
        turns.release()
        raise ZeroDivisionError

    running(Duty("fails", fail, 1))
    assert turns.acquire(timeout=5) and turns.acquire(timeout=5)


@pytest.mark.slow
def test_turns_that_come_while_one_takes_long_pass_in_silence(running, caplog):
    begun, ended = threading.Semaphore(0), threading.Event()

    def take_long():
        begun.release()
        ended.wait(10)

    running(Duty("takes long", take_long, 1))
    assert begun.acquire(timeout=5) and not begun.acquire(timeout=2.5)
    ended.set()
    assert begun.acquire(timeout=5)
    assert caplog.messages == []


def test_after_a_clock_set_back_every_duty_is_due_at_once(running):
    turns = threading.Semaphore(0)
    table = running(Duty("anything", turns.release, 3600))
    assert turns.acquire(timeout=5)
    table.begin_again(datetime.now(UTC) - timedelta(hours=1))
    assert turns.acquire(timeout=5)


@pytest.mark.slow
def test_with_a_broker_that_drops_every_message_two_sweeps_send_everything(circulated, faulty_smtp):
    outbox = Outbox(smtp.Server(faulty_smtp.host, faulty_smtp.port, security="none", timeout=5))
    crew = Crew()
    crew.employ("letter", Sending(outbox))
    crew.broker.enqueue = lambda message, delay=None: message
    for letter in Letter.select():
        crew.nudge("letter", letter.id)
    assert faulty_smtp.kept == []
    [sweep] = [duty for duty in duties(outbox) if duty.name == "letters"]
    sweep.do()
    sweep.do()
    assert len(faulty_smtp.kept) == Letter.select().where(Letter.state == "sent").count() == 7


def test_minutes_that_were_not_circulated_in_24_hours_are_a_breach_recorded_once(minutes):
    with time_machine.travel(MEETING_ENDED + timedelta(hours=24, minutes=1)):
        timetable.watch_the_clocks()
        timetable.watch_the_clocks()
    assert [breach.rule for breach in Breach.select()] == ["minutes"]


def test_after_the_objection_window_minutes_are_final(minutes, cast):
    with time_machine.travel(CIRCULATED) as clock:
        minutes.circulate(by=cast.chenjing)
        clock.shift(timedelta(hours=47))
        timetable.watch_the_clocks()
        assert Minutes(minutes.meeting).paper.state == "circulated"
        clock.shift(timedelta(hours=2))
        timetable.watch_the_clocks()
    assert Minutes(minutes.meeting).paper.state == "final"
