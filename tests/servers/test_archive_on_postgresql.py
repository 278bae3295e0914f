"""Archiving on PostgreSQL: one of two workers makes the bundle, and scans come out as they went in."""

import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from coordination import archive, documents, rules, schema, signed_paper
from coordination import database as db
from coordination.archive import ArchiveJob
from coordination.ask import Ask
from tests.cast import Cast, people, weekly
from tests.closeout import CONCLUSION, PNG
from workers.archiving import Archivist

pytestmark = pytest.mark.servers


@pytest.fixture
def company(postgresql_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cast]:
    db.connect(postgresql_url)
    rules.follow(rules.Rules(mail_domain="corp.example"))
    schema.migrate()
    archive.keep_in(tmp_path / "archives")
    monkeypatch.setattr("papers.pdf.make", lambda html: b"%PDF-")
    yield people()
    archive.keep_in(None)
    db.database.close_all()
    rules.follow(rules.Rules())


def test_two_workers_make_one_bundle(company: Cast):
    weekly(company).circulate(by=company.chenjing)
    acceptance = documents.begin("acceptance", company.project, by=company.chenjing, values=CONCLUSION)
    acceptance.circulate(by=company.chenjing)
    signed_paper.record(Ask.get(Ask.kind == "sign"), "scan.png", PNG, by=company.chenjing)
    job = archive.archive(company.project, by=company.chenjing, reason="演示")
    made: list[bool] = []

    def work() -> None:
        made.append(Archivist().process(job.id))
        db.database.close()

    workers = [threading.Thread(target=work) for _n in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(30)
    assert sorted(made) == [False, True]
    with zipfile.ZipFile(ArchiveJob.get_by_id(job.id).path) as bundle:
        assert bundle.read("NPL/signatures/001-NPL-V1-v1.png") == PNG
