"""The migrations make the tables that the records expect, also after a kill and from two starts at once."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playhouse.schema_diff import diff_models

from coordination import database as db
from coordination import schema
from coordination.meeting import Series
from coordination.records import ALL

ROOT = Path(__file__).parents[2]
MIGRATE = "import sys; from coordination import database, schema; database.connect(sys.argv[1]); schema.migrate()"


def test_the_migrations_make_the_records_tables(empty_database: Path, database: Path) -> None:
    assert not any(diff_models(db.database.obj, ALL))
    assert schema.pending() == []


@pytest.mark.slow
def test_what_was_committed_outlives_a_power_cut(tmp_path: Path) -> None:
    full = f"{MIGRATE}; assert database.database.pragma('synchronous') == 2"  # the tests' own process is hasty
    assert subprocess.run([sys.executable, "-c", full, f"sqlite:///{tmp_path}/a.db"], cwd=ROOT).returncode == 0


@pytest.mark.slow
def test_a_killed_migration_is_finished_by_the_next_start(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/half.db"
    killed = MIGRATE.replace("schema.migrate()", "from peewee import Model; import os, signal; "
                             "made = Model.create_table.__func__; calls = []; "
                             "stop = lambda cls, *a, **k: (calls.append(1), len(calls) > 9 and os.kill(os.getpid(), 9),"
                             " made(cls, *a, **k)); Model.create_table = classmethod(stop); schema.migrate()")
    assert subprocess.run([sys.executable, "-c", killed, url], cwd=ROOT, check=False).returncode == -9
    db.connect(url)
    assert schema.migrate() == ["0001_first", "0002_recurring"]
    assert not any(diff_models(db.database.obj, ALL))
    db.database.close()


@pytest.mark.slow
def test_two_starts_migrate_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/two.db"
    starts = [subprocess.Popen([sys.executable, "-c", MIGRATE, url], cwd=ROOT) for _start in range(2)]
    assert [start.wait() for start in starts] == [0, 0]


def test_series_of_the_first_release_go_on_as_they_are(tmp_path: Path) -> None:
    db.connect(f"sqlite:///{tmp_path}/old.db")
    runner = schema._runner()
    runner.up("0001_first")
    sql = db.database.execute_sql
    sql("INSERT INTO project (id, name, code, language, time_zone, phase, created_at) "
        "VALUES (1, '新品上线', 'XPSX', 'zh', 'Asia/Shanghai', 'execution', '2026-01-05T01:00:00+00:00')")
    paused = "2026-02-02T00:00:00+00:00"
    for row in ((1, "周例会", 3, None), (2, "评审", None, None), (3, "停", 0, paused)):
        sql("INSERT INTO series (id, project_id, name, kind, plan_key, weekday, hour, minute, minutes_long, paused_at) "
            "VALUES (?, 1, ?, 'weekly', 'r1', ?, 9, 5, 45, ?)", row)
    sql("INSERT INTO meeting (id, project_id, series_id, kind, title, starts_at, ends_at, place, revision, editor, "
        "sequence) VALUES (1, 1, 1, 'weekly', '周例会', '2026-03-05T01:05:00+00:00', '2026-03-05T01:50:00+00:00', '', "
        "0, '', 0)")
    before = sql("SELECT * FROM meeting").fetchall()
    assert schema.migrate() == ["0002_recurring"]
    assert [(row.name, row.recurs, row.minutes_long, row.plan_key) for row in Series.select().order_by(Series.id)] == [
        ("周例会", "weekly thu 09:05", 45, "r1"), ("评审", None, 45, "r1"), ("停", "weekly mon 09:05", 45, "r1")]
    assert sql("SELECT * FROM meeting").fetchall() == before
    assert Series.get_by_id(1).next_start(datetime(2026, 3, 4, tzinfo=UTC)) == datetime(2026, 3, 5, 1, 5, tzinfo=UTC)
    runner.down("0002_recurring")
    back = sql("SELECT weekday, hour, minute FROM series ORDER BY id").fetchall()
    assert back == [(3, 9, 5), (None, 10, 0), (0, 9, 5)]
    db.database.close()
