"""The bundle of an archived project: what is in it, that it can be checked, and that a kill costs only time."""

import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
import time_machine

from coordination import archive, clock, documents
from coordination.archive import ArchiveJob
from coordination.document import Document
from coordination.letter import Letter
from coordination.paper import PaperVersion
from coordination.project import Project
from coordination.refusal import NotAllowed
from coordination.signed_paper import record
from mailflow import compose
from mailflow.desk import Desk
from tests.cast import Cast, Stages
from tests.closeout import PDF, close_out, to_sign
from tests.mailflow.desk import letter_to, processed, reply
from workers.archiving import LEASE, Archivist

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(autouse=True)
def shelf(tmp_path: Path) -> Iterator[Path]:
    archive.keep_in(tmp_path / "archives")
    yield tmp_path / "archives"
    archive.keep_in(None)


@pytest.fixture
def quick_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("papers.pdf.make", lambda html: b"%PDF-" + html.encode()[:200])


@pytest.fixture
def job(stages: Stages, acceptance: Document, cast: Cast, desk: Desk, quick_pdf: None) -> ArchiveJob:
    """Archived, with a reply, a signature on paper, and a second version; nothing made yet."""
    stages.play(end, acceptance, cast, desk)
    return ArchiveJob.get()


def end(acceptance: Document, cast: Cast, desk: Desk) -> None:
    cast.project.add_member(cast.wangfang, "pmo", by=cast.chenjing)
    processed(desk, reply(letter_to(cast.wangfang, "paper"), "收到"))
    record(to_sign(acceptance, cast.lina), "扫描.pdf", PDF, by=cast.chenjing)
    acceptance.correct(by=cast.chenjing)
    acceptance.write({**acceptance.paper.values, "conclusion": "=达成"}, by=cast.chenjing, editor="", revision=99)
    acceptance.circulate(by=cast.chenjing)
    documents.begin("proposal", cast.project, by=cast.chenjing)
    close_out(cast)
    archive.archive(cast.project, by=cast.chenjing)


@pytest.fixture
def unpacked(job: ArchiveJob, tmp_path: Path) -> Path:
    Archivist().process(job.id)
    with zipfile.ZipFile(ArchiveJob.get_by_id(job.id).path) as file:
        file.extractall(tmp_path)
    return tmp_path / "NPL"


def fresh(job: ArchiveJob) -> ArchiveJob:
    return ArchiveJob.get_by_id(job.id)


# What is in it

def test_both_ways_of_checking_find_everything_in_order(unpacked: Path):
    script = subprocess.run([sys.executable, unpacked / "verify.py"], capture_output=True, text=True, cwd="/")
    assert (script.returncode, script.stdout) == (0, "OK\n")
    checked = subprocess.run(["sha256sum", "--strict", "-c", "SHA256SUMS"], cwd=unpacked, capture_output=True)
    assert checked.returncode == 0
    listed = {line[66:] for line in (unpacked / "SHA256SUMS").read_text().splitlines()}
    files = {str(path.relative_to(unpacked)) for path in unpacked.rglob("*") if path.is_file()}
    assert listed == files - {"SHA256SUMS"}


def test_the_script_has_three_lines_and_names_what_was_changed(unpacked: Path):
    assert len((unpacked / "verify.py").read_text().splitlines()) == 3
    (unpacked / "tables/001-action-items.xlsx").write_bytes(b"x")
    (unpacked / "events/001-events.csv").unlink()
    script = subprocess.run([sys.executable, unpacked / "verify.py"], capture_output=True, text=True)
    assert script.returncode == 1
    assert "001-action-items.xlsx" in script.stderr and "001-events.csv" in script.stderr


def test_the_index_links_every_file_and_nothing_that_is_not_there(unpacked: Path):
    page = (unpacked / "index.html").read_text()
    links = {unescape(link) for link in re.findall(r'href="([^"#]+)"', page)}
    files = {str(path.relative_to(unpacked)) for path in unpacked.rglob("*") if path.is_file()}
    assert links == files - {"index.html"}
    assert "<script" not in page and "http" not in page and 'lang="zh-CN"' in page
    assert all(name.isascii() for name in files)


def test_every_version_of_every_paper_is_printed_and_kept_as_it_was_frozen(unpacked: Path):
    names = sorted(path.name for path in (unpacked / "papers").glob("*.pdf"))
    assert names == ["001-NPL-V1-v1.pdf", "002-NPL-V1-v2.pdf", "003-NPL-P1-draft.pdf"]
    for version in PaperVersion.select():
        frozen = (unpacked / f"papers/{version.version:03}-NPL-V1-v{version.version}.json").read_bytes()
        assert hashlib.sha256(frozen).hexdigest() == version.sha256


def test_an_older_version_keeps_the_signatures_it_was_given(job: ArchiveJob, monkeypatch, cast: Cast):
    printed: list[str] = []
    monkeypatch.setattr("papers.pdf.make", lambda html: printed.append(html) or b"%PDF-")
    Archivist().process(job.id)
    assert "由陈静记录" in printed[0] and "由陈静记录" not in printed[1]


def test_raw_mails_tables_scans_and_events_are_in_it(unpacked: Path):
    [mail] = (unpacked / "received").glob("*.eml")
    assert mail.read_bytes().startswith(b"From: ")
    assert json.loads(mail.with_suffix(".json").read_text())["state"] == "applied"
    assert (unpacked / "signatures/001-NPL-V1-v1.pdf").read_bytes() == PDF
    assert len(list((unpacked / "tables").glob("*.xlsx"))) == 3
    assert "archived" in (unpacked / "events/001-events.csv").read_text("utf-8-sig")
    assert len(list((unpacked / "sent").glob("*.json"))) == Letter.select().where(Letter.kind != "archive").count()


def test_without_the_libraries_it_is_html_and_says_so(job: ArchiveJob, monkeypatch, tmp_path: Path):
    monkeypatch.undo()
    monkeypatch.setattr("papers.pdf.missing", lambda: ("libpango-1.0-0",))
    archive.keep_in(tmp_path / "archives")
    Archivist().process(job.id)
    with zipfile.ZipFile(fresh(job).path) as file:
        assert "缺少生成 PDF 所需的组件" in file.read("NPL/index.html").decode()
        assert "项目验收报告" in file.read("NPL/papers/001-NPL-V1-v1.html").decode()


def test_the_same_project_gives_the_same_names_in_the_same_order(job: ArchiveJob, cast: Cast):
    Archivist().process(job.id)
    with zipfile.ZipFile(fresh(job).path) as file:
        first = file.namelist()
    fresh(job).path.unlink()
    fresh(job).make_again(by=cast.chenjing)
    Archivist().sweep()
    with zipfile.ZipFile(fresh(job).path) as file:
        assert file.namelist() == first


# The mail to the PMO

def test_a_small_bundle_is_mailed_to_the_pmo_and_that_is_on_record(unpacked: Path, job: ArchiveJob, cast: Cast):
    letter = Letter.get(Letter.kind == "archive")
    mail = compose.render(letter)
    assert letter.person == cast.wangfang and b'filename="NPL-archive-1.zip"' in mail
    made = fresh(job)
    assert (made.handed_over_to, made.handed_over_how, made.state) == ("王芳", "mail", "made")
    assert made.sha256 in letter_to(cast.wangfang, "archive").text


def test_a_large_one_is_handed_over_by_hand(job: ArchiveJob, cast: Cast, monkeypatch):
    monkeypatch.setattr(archive, "LARGEST_BY_MAIL", 100)
    Archivist().process(job.id)
    assert not Letter.select().where(Letter.kind == "archive").exists()
    fresh(job).hand_over("PMO 周敏", by=cast.chenjing)
    assert (fresh(job).handed_over_to, fresh(job).handed_over_how) == ("PMO 周敏", "download")


def test_what_the_pmo_answers_disturbs_nobody(unpacked: Path, desk, cast: Cast):
    answered = processed(desk, reply(letter_to(cast.wangfang, "archive"), "收到，谢谢"))
    assert (answered.state, answered.reason) == ("ignored", "archive-received")


def test_the_mail_to_the_pmo_can_be_sent_again_although_the_project_is_closed(unpacked: Path, cast: Cast):
    Letter.update(state="failed").execute()
    letter = Letter.get(Letter.kind == "archive")
    with pytest.raises(NotAllowed):
        letter.send_again(by=cast.lina)
    letter.send_again(by=cast.chenjing)
    assert Letter.get_by_id(letter.id).state == "queued"


# Trouble

def test_a_kill_in_the_middle_is_finished_by_the_next_sweep(job: ArchiveJob, database: Path, shelf: Path):
    code = (f"from pathlib import Path; from coordination import archive, database; "
            f"database.connect('sqlite:///{database}'); "
            f"archive.keep_in(Path('{shelf}')); from workers.archiving import Archivist; Archivist().process({job.id})")
    killed = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env={**os.environ, "HUIZHI_CRASH_AT": "archive-2"})
    assert killed.returncode == -signal.SIGKILL
    assert fresh(job).state == "making" and list(shelf.iterdir()) and Archivist().sweep() == 0
    with time_machine.travel(clock.now() + LEASE * 1.1):
        assert Archivist().sweep() == 1
    assert fresh(job).is_there and list(shelf.iterdir()) == [fresh(job).path]


def test_after_three_failures_it_waits_for_a_person(job: ArchiveJob, cast: Cast, monkeypatch, caplog):
    monkeypatch.setattr("papers.bundle.write", lambda *given: 1 / 0)
    for n in range(4):
        with time_machine.travel(clock.now() + archive.RETRY * 2 * n):
            Archivist().sweep()
    failed = fresh(job)
    assert (failed.state, failed.attempts, failed.error) == ("failed", 3, "ZeroDivisionError: division by zero")
    monkeypatch.undo()
    monkeypatch.setattr("papers.pdf.make", lambda html: b"%PDF-")
    fresh(job).make_again(by=cast.chenjing)
    assert Archivist().sweep() == 1


def test_reopening_stops_a_bundle_that_is_being_made(job: ArchiveJob, cast: Cast, monkeypatch):
    write = archive.ArchiveJob.progress
    monkeypatch.setattr("workers.archiving.TELL_EVERY", 0)

    def progress(self, done, total, lease):
        if Project.get_by_id(cast.project.id).archived_at:
            archive.reopen(cast.project.id, by=cast.administrator, reason="还有一份文件")
        return write(self, done, total, lease)

    monkeypatch.setattr(archive.ArchiveJob, "progress", progress)
    assert Archivist().process(job.id) is False
    assert fresh(job).state == "cancelled" and list(archive.folder().iterdir()) == []


def test_two_workers_make_it_once(job: ArchiveJob):
    assert ArchiveJob.claim(job.id, LEASE) is not None
    assert Archivist().process(job.id) is False
