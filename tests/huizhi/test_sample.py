"""The sample company: a newcomer has the whole loop in front of them, and a project in each phase."""

import shutil
import stat
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from msgspec import structs

from coordination import clock, closeout, database, documents, issue_log, phase, request, rules
from coordination.action import ActionItem
from coordination.ask import Ask
from coordination.breach import Breach
from coordination.event import Event
from coordination.issue import Issue
from coordination.letter import Letter
from coordination.meeting import Meeting, Series
from coordination.milestone import Deliverable, Milestone
from coordination.minutes import Minutes
from coordination.paper import Paper
from coordination.person import Person
from coordination.project import Project
from huizhi import first_login, sample
from huizhi.settings import Settings

pytestmark = pytest.mark.slow


@pytest.fixture
def settings(database, tmp_path) -> Settings:
    return structs.replace(Settings(), state_dir=str(tmp_path))


@pytest.fixture(scope="module")
def sampled_database(empty_database, tmp_path_factory):
    """A database file with the sample in it, to be copied, and what its maker was told."""
    folder = tmp_path_factory.mktemp("sampled")
    shutil.copy(empty_database, folder / "huizhi.db")
    database.connect(f"sqlite:///{folder / 'huizhi.db'}")
    rules.follow(rules.Rules(mail_domain="corp.example"))
    login = first_login.prepare(structs.replace(Settings(), state_dir=str(folder)))
    database.database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.database.close()
    return folder / "huizhi.db", login


@pytest.fixture
def login(sampled_database, database):
    shutil.copy(sampled_database[0], database)
    return sampled_database[1]


@pytest.fixture
def manager(login) -> Person:
    return Person.by_address(login.email)


def project(code: str) -> Project:
    return Project.get(Project.code == code)


def todays_minutes() -> Minutes:
    meetings = Meeting.select().join(Paper)
    return Minutes(meetings.where((Meeting.project == project("XPSX")) & (Paper.state == "draft")).get())


def test_the_sample_meeting_is_ready_to_be_circulated(manager):
    minutes = Minutes.find(todays_minutes().meeting.id, by=manager)
    minutes.circulate(by=manager)
    names = {person.name for person in minutes.recipients()}
    assert names >= {"张伟", "王芳", "李娜", "陈杰", "刘总", "Sofia Rossi"}


def test_no_other_meeting_of_its_project_waits_for_its_minutes(login):
    """Around public holidays the next one is near, and prepared."""
    held = Paper.select().join(Meeting).where((Paper.project == project("XPSX")) & (Paper.state == "draft")
                                              & (Meeting.starts_at < clock.now()))
    assert held.count() == 1


def test_its_clocks_are_kept(login):
    assert [row.rule for row in Breach.select()] == []


def test_nothing_is_carried_over_into_it(manager):
    assert [line.carried for line in todays_minutes().meeting.lines] == [False] * 6


def test_its_clock_has_begun_and_is_not_over(login):
    assert 22 < todays_minutes().remaining.total_seconds() / 3600 <= 24


def test_the_first_password_works_and_is_kept_for_its_owner_alone(login):
    assert Person.by_address(login.email).checks_password(login.password)
    assert login.kept.read_text().split() == [login.email, login.password]
    assert stat.S_IMODE(login.kept.stat().st_mode) == 0o600


def test_the_password_is_shown_once(login, settings):
    projects = Project.select().count()
    assert first_login.prepare(settings).password == ""
    assert Project.select().count() == projects


def test_a_start_that_was_killed_half_way_ends_with_the_same_password(settings, monkeypatch):
    monkeypatch.setattr(sample, "create", lambda password: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        first_login.prepare(settings)
    kept = (settings.state / "first-login.txt").read_text().split()[-1]
    monkeypatch.setattr(sample, "create", lambda password: None)
    assert first_login.prepare(settings).password == kept


def test_somebody_who_reads_english_is_among_them(login):
    assert Person.by_address("sofia.rossi@corp.example").language == "en"


def test_there_is_a_project_in_each_phase(login):
    phases = {row.code: row.phase for row in Project.select()}
    assert phases == {"ZNKF": "kickoff", "BSC": "planning", "XPSX": "execution", "ERP": "execution",
                      "HNQD": "closeout", "GWGB": "closeout"}
    assert project("GWGB").archived_at is not None


def test_a_proposal_waits_for_the_decision_layer(login):
    proposal = documents.of_kind("proposal", project("ZNKF"))
    assert [(ask.person.name, ask.answer_given) for ask in proposal.answers()] == [("刘总", None)]


def test_lessons_of_the_archived_project_show_up_in_it(login):
    proposal = documents.of_kind("proposal", project("ZNKF"))
    lessons = closeout.lessons_for(proposal.department_ids(), apart_from=project("ZNKF"))
    assert [found.code for found, _values in lessons] == ["GWGB"]


def test_planning_has_a_weekly_series_and_resources_half_answered(login):
    planned = project("BSC")
    assert Series.select().where((Series.project == planned) & Series.recurs.is_null(False)).count() == 1
    assert sorted(found.silent for found in request.answers("resources", planned)) == [False, False, True, True]


def test_execution_has_something_to_show_on_the_gantt(login):
    running = project("XPSX")
    assert Milestone.select().where(Milestone.project == running).count() == 4
    late = Deliverable.get((Deliverable.project == running) & Deliverable.expected_due.is_null(False))
    assert late.reason and late.expected_due > late.due


def test_issues_are_in_many_states_one_of_them_ruled_on(login):
    issues = list(Issue.select().where(Issue.project == project("ERP")))
    assert {issue.state for issue in issues} == {"closed", "rejected", "solving", "solved", "convened", "raised"}
    assert [issue.number for issue in issues if issue.ruling] == [3]
    assert len(issue_log.rows(project("ERP"))) == len(issues)


def test_half_of_the_heads_have_signed(login):
    report = documents.of_kind("acceptance", project("HNQD"))
    signed = [ask.channel for ask in report.answers() if ask.kind == "sign"]
    assert sorted(signed, key=str) == [None, None, "mail", "paper"]


def test_only_a_few_letters_are_really_posted(login):
    posted = Letter.select().where(Letter.state == "queued")
    assert sorted({letter.project.code for letter in posted}) == ["BSC", "ERP", "HNQD", "ZNKF"]
    assert posted.count() == 8
    assert all(line.ask.is_open for letter in posted for line in letter.lines)


def test_nothing_of_the_past_lies_in_the_future(login):
    soon = clock.now() + timedelta(minutes=1)
    for record, column in ((Event, Event.at), (Letter, Letter.date), (Ask, Ask.answered_at)):
        assert not record.select().where(column > soon).exists()


def test_nothing_happened_on_a_day_off(login):
    calendar = rules.rules().calendar
    answered = [ask.answered_at.astimezone(ZoneInfo("Asia/Shanghai")) for ask in Ask.select() if ask.answered_at]
    assert all(calendar.is_working_day(at.date()) for at in answered)
    assert all(calendar.is_working_day(action.due) for action in ActionItem.select())


def test_its_phases_were_closed_in_order_without_a_reason(login):
    closings = phase.closings(project("GWGB"))
    assert sorted(closings) == ["closeout", "execution", "issues", "kickoff", "planning"]
    assert not any(closing.reason for closing in closings.values())
