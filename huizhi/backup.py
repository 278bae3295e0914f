"""`huizhi backup FILE`: a consistent copy of the SQLite database while Huizhi goes on working."""

import os
import sqlite3
from argparse import Namespace
from contextlib import closing
from pathlib import Path

from coordination.language import N_
from coordination.language import gettext as _
from coordination.refusal import Refusal
from huizhi.settings import Settings

PAGES_AT_ONCE = 2000


class NotSqlite(Refusal):
    sentence = N_("The database is PostgreSQL; please use pg_dump for its backup.")


class NothingToCopy(Refusal):
    sentence = N_("There is no database at %(path)s yet. Please start Huizhi once first.")


class CopyFailed(Refusal):
    sentence = N_("The copy %(path)s cannot be made: %(reason)s.")


def run(settings: Settings, arguments: Namespace) -> int:
    if not settings.database.url.startswith("sqlite:///"):
        raise NotSqlite()
    source, copy = Path(settings.database.url.removeprefix("sqlite:///")), Path(arguments.file)
    if not source.exists():
        raise NothingToCopy(path=source)
    try:
        os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        _copy(source, copy)
    except (OSError, sqlite3.Error) as error:
        raise CopyFailed(path=copy, reason=getattr(error, "strerror", None) or error) from error
    print(_("Copied to %(path)s.", path=copy))
    return 0


def _copy(source: Path, copy: Path) -> None:
    with closing(sqlite3.connect(source, timeout=30)) as live, closing(sqlite3.connect(copy)) as target:
        live.backup(target, pages=PAGES_AT_ONCE)
