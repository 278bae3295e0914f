"""Letters and received mails as rows: posted once, claimed once, finished once."""

from datetime import timedelta

import pytest
import time_machine

from coordination import clock
from coordination.inbound import Inbound, Mailbox
from coordination.letter import AlreadySent, Letter, bounced
from coordination.minutes import Minutes
from coordination.refusal import NotFound
from tests.cast import Cast

LEASE = timedelta(minutes=5)


@pytest.fixture
def mail(cast: Cast) -> Inbound:
    mailbox = Mailbox.create(name="huizhi@corp.example")
    return Inbound.get_by_id(Inbound.store(mailbox, 1, 1, b"raw\r\n"))


def test_a_cause_posts_one_letter_a_person(cast: Cast) -> None:
    assert Letter.post("echo", cast.lina, cause="inbound:1") is not None
    assert Letter.post("echo", cast.lina, cause="inbound:1") is None
    assert Letter.post("echo", cast.lina, cause="inbound:2") is not None


def test_a_key_is_128_bits_in_a_mail_address(cast: Cast) -> None:
    letter = Letter.post("echo", cast.lina, cause="x")
    assert len(letter.key) == 26 and letter.key.isalnum() and letter.key == letter.key.lower()
    assert letter.message_id == f"<{letter.key}@corp.example>"
    assert Letter.by_key(letter.key.upper()) == letter


def test_a_letter_is_claimed_by_one(cast: Cast) -> None:
    letter = Letter.post("echo", cast.lina, cause="x")
    assert (letter.claim(LEASE), letter.claim(LEASE)) == (True, False)
    assert (Letter.get().state, Letter.get().attempts) == ("sending", 1)


def test_a_late_worker_cannot_move_a_letter(cast: Cast) -> None:
    letter = Letter.post("echo", cast.lina, cause="x")
    letter.claim(LEASE)
    with time_machine.travel(clock.now() + 2 * LEASE, tick=False):
        assert letter.claim(LEASE)
    assert not letter.move("sent", fence=1)
    assert letter.move("sent", fence=2)


def test_a_sent_letter_is_not_sent_again(cast: Cast) -> None:
    letter = Letter.post("echo", cast.lina, cause="x", project=cast.project)
    with pytest.raises(AlreadySent):
        letter.send_again(by=cast.chenjing)


def test_a_bounce_marks_letter_and_address(cast: Cast) -> None:
    letter = Letter.post("echo", cast.lina, cause="x")
    bounced(letter, "550 no such user")
    assert cast.lina.addresses[0].bounced_at is not None
    assert Letter.get().error == "550 no such user"


def test_a_manager_sees_letters_of_their_projects_only(circulated: Minutes, cast: Cast) -> None:
    letter = Letter.get()
    assert Letter.find(letter.id, by=cast.chenjing) == letter
    with pytest.raises(NotFound):
        Letter.find(letter.id, by=cast.zhangwei)


def test_the_same_place_in_a_mailbox_is_stored_once(mail: Inbound) -> None:
    assert Inbound.store(mail.mailbox, 1, 1, b"raw\r\n") is None
    assert Inbound.store(mail.mailbox, 2, 1, b"raw\r\n") is not None


def test_a_mail_is_claimed_by_one_and_finished_once(mail: Inbound) -> None:
    claimed = Inbound.claim(mail.id, LEASE)
    assert (claimed.attempts, Inbound.claim(mail.id, LEASE), Inbound.due()) == (1, None, [])
    assert (claimed.finish("applied", ""), claimed.finish("held", "")) == (True, False)


def test_a_late_reader_cannot_finish(mail: Inbound) -> None:
    late = Inbound.claim(mail.id, LEASE)
    with time_machine.travel(clock.now() + 2 * LEASE, tick=False):
        assert Inbound.due() == [mail.id]
        assert Inbound.claim(mail.id, LEASE).finish("applied", "")
    assert not late.finish("held", "")
    assert Inbound.get().state == "applied"


def test_reading_again_puts_it_before_the_desk(mail: Inbound, cast: Cast) -> None:
    Inbound.claim(mail.id, LEASE).finish("held", "unclear", project=cast.project)
    Inbound.find(mail.id, by=cast.chenjing).read_again(by=cast.chenjing)
    assert Inbound.due() == [mail.id]


def test_settling_takes_it_off_the_triage(mail: Inbound, cast: Cast) -> None:
    Inbound.claim(mail.id, LEASE).finish("held", "unclear", project=cast.project)
    held = Inbound.waiting_for(cast.chenjing).get()
    assert (held.settle(by=cast.chenjing), held.settle(by=cast.chenjing)) == (True, False)
    assert Inbound.waiting_for(cast.chenjing).count() == 0


def test_mails_of_strangers_are_for_administrators(mail: Inbound, cast: Cast) -> None:
    Inbound.claim(mail.id, LEASE).finish("held", "unknown sender")
    assert Inbound.waiting_for(cast.administrator).count() == 1
    assert Inbound.waiting_for(cast.chenjing).count() == 0


def test_a_letter_that_did_not_go_is_shown_to_who_manages_the_project(circulated: Minutes, cast: Cast) -> None:
    Letter.update(state="failed").where(Letter.person == cast.lina).execute()
    assert [letter.person for letter in Letter.in_trouble(cast.chenjing)] == [cast.lina]
    assert not Letter.in_trouble(cast.lina).exists()


def test_a_letter_that_is_tried_in_vain_is_trouble_after_four_hours(circulated: Minutes, cast: Cast) -> None:
    Letter.update(attempts=3).where(Letter.person == cast.lina).execute()
    assert not Letter.in_trouble(cast.chenjing).exists()
    with time_machine.travel(clock.now() + timedelta(hours=5)):
        [letter] = Letter.in_trouble(cast.chenjing)
        assert letter.is_late
