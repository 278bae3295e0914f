"""People, log-in, projects and who may see them."""

from datetime import date, timedelta

import pytest
import time_machine

from coordination import clock
from coordination.person import AddressTaken, Department, NameTaken, PasswordTooShort, Person
from coordination.project import Archived, CodeTaken, LastManager, Project
from coordination.refusal import Invalid, Missing, NotAllowed, NotFound
from coordination.session import LoginAttempt, Session, TooManyAttempts, WrongPassword, log_in
from tests.cast import Cast


def test_a_person_is_found_by_any_of_their_addresses(cast: Cast) -> None:
    cast.lina.replace_addresses(["lina@corp.example", "Li.Na@Other.example"], by=cast.administrator)
    assert Person.by_address(" LI.NA@other.example ") == cast.lina
    assert cast.lina.primary_address == "lina@corp.example"


def test_an_address_belongs_to_one_person(cast: Cast) -> None:
    with pytest.raises(AddressTaken):
        cast.lina.replace_addresses(["zhangwei@corp.example"], by=cast.administrator)


def test_a_letter_goes_round_an_address_that_bounced(cast: Cast) -> None:
    cast.lina.replace_addresses(["lina@corp.example", "lina@home.example"], by=cast.administrator)
    cast.lina.addresses[0].bounced("mailbox full")
    assert cast.lina.primary_address == "lina@home.example"


@pytest.mark.parametrize("email", [
    "", "lina", "lina@", "@corp.example", "a b@corp.example", "lina@corp.example\r\nBcc: x@y"])
def test_what_is_no_address_is_refused(cast: Cast, email: str) -> None:
    with pytest.raises((Invalid, Missing)):
        cast.lina.replace_addresses([email], by=cast.administrator)


@pytest.mark.parametrize("name", ["", "  ", "新品\r\nBcc: a@b", "a\x00b", "a\u2028b", "x" * 121])
def test_a_name_is_one_line(cast: Cast, name: str) -> None:
    with pytest.raises((Invalid, Missing)):
        Project.start(name, "X", by=cast.chenjing)


def test_only_administrators_change_people(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        cast.lina.change(by=cast.chenjing, name="x", department=None, language="zh", time_zone="Asia/Shanghai",
                         administrator=True, active=True)


def test_two_departments_have_two_names(cast: Cast) -> None:
    with pytest.raises(NameTaken):
        Department.add("财务部", by=cast.administrator)


def test_away_ends_on_the_day_of_return(cast: Cast) -> None:
    cast.lina.mark_away(date(2026, 3, 10))
    with time_machine.travel("2026-03-09 15:59:00+00:00", tick=False):
        assert cast.lina.is_away
    with time_machine.travel("2026-03-09 16:00:00+00:00", tick=False):
        assert not cast.lina.is_away


def test_log_in_and_out(cast: Cast) -> None:
    token = log_in("ChenJing@corp.example", "correct horse")
    session = Session.find_open(token)
    assert session.person == cast.chenjing
    session.revoke(by=cast.chenjing)
    assert Session.find_open(token) is None


@pytest.mark.parametrize("email", ["chenjing@corp.example", "lina@corp.example", "nobody@corp.example"])
def test_a_wrong_password_looks_alike_for_everybody(cast: Cast, email: str) -> None:
    with pytest.raises(WrongPassword):
        log_in(email, "wrong")


def test_guessing_is_slowed_down_and_forgiven_later(cast: Cast) -> None:
    for _attempt in range(8):
        with pytest.raises(WrongPassword):
            log_in("chenjing@corp.example", "wrong")
    with pytest.raises(TooManyAttempts):
        log_in("chenjing@corp.example", "correct horse")
    with time_machine.travel(clock.now() + timedelta(minutes=16), tick=False):
        assert log_in("chenjing@corp.example", "correct horse")


def test_nobody_is_locked_out_by_somebody_elses_wrong_passwords(cast: Cast) -> None:
    for _attempt in range(8):
        with pytest.raises(WrongPassword):
            log_in("chenjing@corp.example", "wrong", "192.0.2.66")
    assert log_in("chenjing@corp.example", "correct horse", "192.0.2.7")
    with pytest.raises(TooManyAttempts):
        log_in("chenjing@corp.example", "correct horse", "192.0.2.66")


def test_guessing_from_many_places_is_slowed_down_too(cast: Cast) -> None:
    tried = [{"name": "chenjing@corp.example", "address": f"192.0.2.{n}"} for n in range(200)]
    LoginAttempt.insert_many(tried).execute()
    with pytest.raises(TooManyAttempts):
        log_in("chenjing@corp.example", "correct horse", "198.51.100.7")


def test_guessing_many_names_from_one_place_is_slowed_down_too(cast: Cast) -> None:
    LoginAttempt.insert_many([{"name": f"{n}@corp.example", "address": "192.0.2.66"} for n in range(30)]).execute()
    with pytest.raises(TooManyAttempts):
        log_in("chenjing@corp.example", "correct horse", "192.0.2.66")


def test_an_idle_session_ends(cast: Cast) -> None:
    token = log_in("chenjing@corp.example", "correct horse")
    with time_machine.travel(clock.now() + timedelta(days=8), tick=False):
        assert Session.find_open(token) is None


def test_somebody_who_left_cannot_log_in(cast: Cast) -> None:
    token = log_in("chenjing@corp.example", "correct horse")
    cast.chenjing.change(by=cast.administrator, name="陈静", department=None, language="zh",
                         time_zone="Asia/Shanghai", administrator=False, active=False)
    assert Session.find_open(token) is None
    with pytest.raises(WrongPassword):
        log_in("chenjing@corp.example", "correct horse")


def test_a_short_password_is_refused(cast: Cast) -> None:
    with pytest.raises(PasswordTooShort):
        cast.chenjing.set_password("short", by=cast.chenjing)


def test_managers_see_their_projects_and_administrators_all(cast: Cast) -> None:
    other = Project.start("官网改版", "WEB", by=cast.administrator)
    assert list(Project.visible_to(cast.chenjing)) == [cast.project]
    assert set(Project.visible_to(cast.administrator)) == {cast.project, other}
    with pytest.raises(NotFound):
        Project.find(other.id, by=cast.chenjing)


def test_a_code_is_used_once(cast: Cast) -> None:
    with pytest.raises(CodeTaken):
        Project.start("另一个", "npl", by=cast.chenjing)


def test_a_project_keeps_a_manager(cast: Cast) -> None:
    with pytest.raises(LastManager):
        cast.project.remove_member(cast.chenjing, "pm", by=cast.chenjing)


def test_adding_a_member_twice_changes_nothing(cast: Cast) -> None:
    cast.project.add_member(cast.lina, "head", by=cast.chenjing)
    assert len([row for row in cast.project.memberships() if row.person == cast.lina]) == 1


def test_an_archived_project_takes_nobody_in(cast: Cast) -> None:
    cast.project.archived_at = clock.now()
    with pytest.raises(Archived):
        cast.project.add_member(cast.lina, "member", by=cast.administrator)
