"""kill -9 of the sending process at each named point of the outbound order, five times each."""

from datetime import timedelta

import pytest
import time_machine

from coordination import clock
from coordination.event import Event
from coordination.letter import Letter
from mailflow import identity
from mailflow.identity import Identity
from tests.servers.outbox_process import outbox, send_due_and_die

BEFORE = ["out-claimed", "out-rendered", "out-offered"]
IN_DOUBT = ["out-in-doubt", "out-before-dot", "out-after-dot", "out-accepted"]
KILLS = 5
NEXT_SWEEPS = timedelta(minutes=13)

pytestmark = pytest.mark.servers


@pytest.fixture(autouse=True)
def appearance():
    identity.appear_as(Identity(address="huizhi@corp.example"))
    yield
    identity.appear_as(Identity())


@pytest.fixture
def post(circulated, cast):
    """Post one letter to 李娜; nothing else waits to be sent."""
    version = circulated.paper.latest
    Letter.delete().execute()

    def of_kind(kind, n):
        return Letter.post(kind, cast.lina, cause=f"kill {n}", project=cast.project,
                           paper_version=version if kind == "minutes" else None)

    return of_kind


def kill(database, server, point):
    assert send_due_and_die(str(database), server.host, server.port, point) == -9


def recover(server):
    with time_machine.travel(clock.now() + NEXT_SWEEPS, tick=False):
        outbox(server.host, server.port).send_due()
        outbox(server.host, server.port).send_due()


def copies(server, letter):
    return [kept.raw for kept in server.kept if letter.message_id.encode() in kept.raw]


def verbs(letter):
    return [event.verb for event in Event.of(letter)]


@pytest.mark.parametrize("point", BEFORE)
def test_killed_before_the_mail_server_has_anything_it_arrives_once(point, post, database, faulty_smtp):
    for n in range(KILLS):
        letter = post("minutes", n)
        kill(database, faulty_smtp, point)
        assert Letter.get_by_id(letter.id).state == "sending"
        recover(faulty_smtp)
        assert len(copies(faulty_smtp, letter)) == 1
        assert (Letter.get_by_id(letter.id).state, verbs(letter)) == ("sent", [])


@pytest.mark.parametrize("point", IN_DOUBT)
def test_killed_in_doubt_an_ask_arrives_and_at_most_one_copy_more(point, post, database, faulty_smtp):
    for n in range(KILLS):
        letter = post("minutes", n)
        kill(database, faulty_smtp, point)
        assert Letter.get_by_id(letter.id).state == "in_doubt"
        recover(faulty_smtp)
        assert 1 <= len(copies(faulty_smtp, letter)) <= 2
        assert len(set(copies(faulty_smtp, letter))) == 1
        assert (Letter.get_by_id(letter.id).state, verbs(letter)) == ("sent", ["repeated in doubt"])
        assert Letter.get_by_id(letter.id).may_be_doubled


@pytest.mark.parametrize("point", IN_DOUBT)
def test_killed_in_doubt_a_reminder_is_not_repeated(point, post, database, faulty_smtp):
    for n in range(KILLS):
        letter = post("reminder", n)
        kill(database, faulty_smtp, point)
        recover(faulty_smtp)
        assert len(copies(faulty_smtp, letter)) <= 1
        assert Letter.get_by_id(letter.id).state == "in_doubt"


def test_killed_after_all_is_said_nothing_is_repeated(post, database, faulty_smtp):
    for n in range(KILLS):
        letter = post("minutes", n)
        kill(database, faulty_smtp, "out-sent")
        recover(faulty_smtp)
        assert len(copies(faulty_smtp, letter)) == 1
        assert verbs(letter) == []


def test_killed_twice_there_is_still_one_copy_more_at_most(post, database, faulty_smtp):
    letter = post("minutes", 0)
    kill(database, faulty_smtp, "out-accepted")
    Letter.update(due_at=clock.now(), lease_until=None).execute()
    kill(database, faulty_smtp, "out-accepted")
    for _sweeps in range(3):
        recover(faulty_smtp)
    assert len(copies(faulty_smtp, letter)) == 2
    assert Letter.get_by_id(letter.id).state == "in_doubt"


def test_a_kill_in_the_middle_of_a_burst_loses_nobodys_mail(circulated, database, faulty_smtp):
    kill(database, faulty_smtp, "out-rendered")
    recover(faulty_smtp)
    assert len(faulty_smtp.kept) == len({kept.recipients for kept in faulty_smtp.kept}) == 7
    assert Letter.select().where(Letter.state == "sent").count() == 7
