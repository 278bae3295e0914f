"""`huizhi migrate`: brings the database up to date and says what was done."""

from argparse import Namespace

from coordination.language import gettext as _
from huizhi import rooms
from huizhi.settings import Settings


def run(settings: Settings, arguments: Namespace) -> int:
    rooms.open_records(settings)
    applied = rooms.migrate()
    for name in applied:
        print(name)
    if not applied:
        print(_("The database is up to date."))
    return 0
