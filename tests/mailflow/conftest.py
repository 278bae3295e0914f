"""A company whose minutes have just been circulated, written once and copied for every test that wants it."""

import shutil
from pathlib import Path

import pytest
import time_machine

from coordination import database as db
from coordination import rules
from tests.cast import CIRCULATED, Cast, assembled, weekly


@pytest.fixture(scope="session")
def circulated_database(peopled_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the cast and seven letters, to be copied."""
    path = tmp_path_factory.mktemp("template") / "circulated.db"
    shutil.copy(peopled_database, path)
    db.connect(f"sqlite:///{path}")
    rules.follow(rules.Rules(mail_domain="corp.example"))
    with time_machine.travel(CIRCULATED, tick=False):
        cast = assembled()
        weekly(cast).circulate(by=cast.chenjing)
    db.database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    db.database.close()
    return path


@pytest.fixture
def company(circulated_database: Path, database: Path) -> Cast:
    """The cast at CIRCULATED: seven letters wait in the outbox."""
    shutil.copy(circulated_database, database)
    return assembled()
