"""The sample company: a newcomer has the whole loop in front of them."""

import stat

import pytest
from msgspec import structs

from coordination.meeting import Meeting
from coordination.minutes import Minutes
from coordination.person import Person
from coordination.project import Project
from huizhi import first_login, sample
from huizhi.settings import Settings


@pytest.fixture
def settings(database, tmp_path) -> Settings:
    return structs.replace(Settings(), state_dir=str(tmp_path))


def test_the_sample_meeting_is_ready_to_be_circulated(settings):
    login = first_login.prepare(settings)
    manager = Person.by_address(login.email)
    minutes = Minutes.find(Meeting.get().id, by=manager)
    minutes.circulate(by=manager)
    names = {person.name for person in minutes.recipients()}
    assert names >= {"张伟", "王芳", "李娜", "陈杰", "刘总", "Sofia Rossi"}


def test_its_clock_has_begun_and_is_not_over(settings):
    first_login.prepare(settings)
    assert 22 < Minutes(Meeting.get()).remaining.total_seconds() / 3600 <= 24


def test_the_first_password_works_and_is_kept_for_its_owner_alone(settings):
    login = first_login.prepare(settings)
    assert Person.by_address(login.email).checks_password(login.password)
    assert login.kept.read_text().split() == [login.email, login.password]
    assert stat.S_IMODE(login.kept.stat().st_mode) == 0o600


def test_the_password_is_shown_once(settings):
    first_login.prepare(settings)
    assert first_login.prepare(settings).password == ""
    assert Project.select().count() == 1


def test_a_start_that_was_killed_half_way_ends_with_the_same_password(settings, monkeypatch):
    monkeypatch.setattr(sample, "create", lambda password: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        first_login.prepare(settings)
    kept = (settings.state / "first-login.txt").read_text().split()[-1]
    monkeypatch.undo()
    assert first_login.prepare(settings).password == kept


def test_somebody_who_reads_english_is_among_them(settings):
    first_login.prepare(settings)
    assert Person.by_address("sofia.rossi@corp.example").language == "en"
