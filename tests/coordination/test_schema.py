"""The migrations make the tables that the records expect, also after a kill and from two starts at once."""

import subprocess
import sys
from pathlib import Path

import pytest
from playhouse.schema_diff import diff_models

from coordination import database as db
from coordination import schema
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
    assert schema.migrate() == ["0001_first"]
    assert not any(diff_models(db.database.obj, ALL))
    db.database.close()


@pytest.mark.slow
def test_two_starts_migrate_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/two.db"
    starts = [subprocess.Popen([sys.executable, "-c", MIGRATE, url], cwd=ROOT) for _start in range(2)]
    assert [start.wait() for start in starts] == [0, 0]
