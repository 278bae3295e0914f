"""Archiving a project: when it may be done, that it is read-only from then on, and how it is opened again."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine

from coordination import archive, clock, documents, minutes, phase, rules
from coordination.archive import ArchiveJob, MailsWaiting, NotArchived, NotClosedOut
from coordination.document import Document
from coordination.event import Event
from coordination.issue import Issue
from coordination.paper import Paper, PaperVersion
from coordination.phase import PhaseClosing
from coordination.project import Archived, Project
from coordination.refusal import Missing, NotAllowed
from tests.cast import Cast
from tests.closeout import close_out
from tests.webapp.world import held


@pytest.fixture
def job(cast: Cast) -> ArchiveJob:
    close_out(cast)
    return archive.archive(cast.project, by=cast.chenjing)


def project() -> Project:
    return Project.get(Project.code == "NPL")


def test_an_open_closeout_needs_a_reason_that_is_recorded(cast: Cast):
    with pytest.raises(NotClosedOut):
        archive.archive(cast.project, by=cast.chenjing)
    job = archive.archive(cast.project, by=cast.chenjing, reason="项目取消")
    assert job.reason == "项目取消" and project().archived_at
    assert Event.get(Event.verb == "archived").after["reason"] == "项目取消"


def test_a_closed_one_needs_none(job: ArchiveJob):
    assert (job.number, job.state, job.reason, job.file_name) == (1, "queued", "", "NPL-archive-1.zip")


def test_mails_that_wait_come_first(cast: Cast):
    mail = held(project=cast.project, person=cast.zhangwei)
    with pytest.raises(MailsWaiting):
        archive.archive(cast.project, by=cast.chenjing, reason="演示")
    mail.settle(by=cast.chenjing)
    assert archive.archive(cast.project, by=cast.chenjing, reason="演示")


def test_nobody_else_archives(cast: Cast):
    for person in (cast.zhangwei, cast.liu, cast.lina):
        with pytest.raises(NotAllowed):
            archive.archive(cast.project, by=person, reason="演示")


def test_twice_is_once(job: ArchiveJob, cast: Cast):
    with pytest.raises(Archived):
        archive.archive(cast.project, by=cast.chenjing, reason="演示")
    assert ArchiveJob.select().count() == 1


def test_the_issue_log_is_frozen_with_it(cast: Cast):
    Issue.raise_one(cast.project, "物料采购延迟", by=cast.zhangwei)
    archive.archive(cast.project, by=cast.chenjing, reason="演示")
    version = PaperVersion.select().join(Paper).where(Paper.kind == "issue_log").get()
    assert version.content["sections"][0]["rows"][0]["what"] == "物料采购延迟"


def test_verbs_say_that_it_can_only_be_read(acceptance: Document, cast: Cast, job: ArchiveJob):
    document = documents.find(acceptance.paper.id, by=cast.chenjing)
    for verb in (lambda: document.correct(by=cast.chenjing),
                 lambda: documents.begin("notice", project(), by=cast.chenjing),
                 lambda: documents.say(document.answers()[0], "approve", by=document.answers()[0].person),
                 lambda: project().add_member(cast.liu, "member", by=cast.chenjing),
                 lambda: phase.close(project(), "planning", by=cast.chenjing, reason="演示")):
        with pytest.raises(Archived):
            verb()


def test_no_clock_changes_anything_in_it(minutes_circulated: None, cast: Cast, job: ArchiveJob):
    with time_machine.travel(clock.now() + timedelta(hours=rules.rules().objection_hours + 1)):
        assert (minutes.settle_all(), documents.settle_all(), minutes.note_breaches()) == (0, 0, 0)


@pytest.fixture
def minutes_circulated(circulated) -> None:
    """The weekly meeting's minutes are out, their objection window still open."""


# Opening it again

def test_an_administrator_reopens_it_with_a_reason(job: ArchiveJob, cast: Cast):
    archive.reopen(cast.project.id, by=cast.administrator, reason="补签验收报告")
    assert project().archived_at is None and ArchiveJob.get().state == "cancelled"
    reopened = Event.get(Event.verb == "reopened")
    assert (reopened.actor_id, reopened.after["reason"]) == (cast.administrator.id, "补签验收报告")
    assert not PhaseClosing.select().where(PhaseClosing.phase == "closeout").exists()


def test_nobody_else_does_and_not_without_one(job: ArchiveJob, cast: Cast):
    with pytest.raises(NotAllowed):
        archive.reopen(cast.project.id, by=cast.chenjing, reason="补签")
    with pytest.raises(Missing):
        archive.reopen(cast.project.id, by=cast.administrator, reason=" ")
    assert project().archived_at is not None


def test_what_is_open_is_not_reopened(cast: Cast):
    with pytest.raises(NotArchived):
        archive.reopen(cast.project.id, by=cast.administrator, reason="补签")


def test_the_next_archiving_makes_another_bundle(job: ArchiveJob, cast: Cast):
    archive.reopen(cast.project.id, by=cast.administrator, reason="补签")
    again = archive.archive(cast.project, by=cast.chenjing, reason="演示")
    assert again.file_name == "NPL-archive-2.zip"
    assert [row.number for row in archive.jobs(cast.project)] == [2, 1]


def test_who_only_receives_the_archive_gets_no_papers(cast: Cast):
    cast.project.add_member(cast.chenjing, "pmo", by=cast.chenjing)
    cast.project.add_member(cast.administrator, "pmo", by=cast.chenjing)
    assert cast.administrator not in cast.project.members() and cast.chenjing in cast.project.members()


def test_a_file_that_was_lost_is_noticed(job: ArchiveJob, tmp_path: Path):
    archive.keep_in(tmp_path)
    job.state = "made"
    assert not job.is_there
    job.path.write_bytes(b"zip")
    assert job.is_there
    archive.keep_in(None)
