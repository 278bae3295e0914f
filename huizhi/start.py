"""`huizhi start`: pages, workers, mailbox watcher, timetable and try-out post office in one process."""

import os
from argparse import Namespace
from collections.abc import Iterator

from coordination.language import gettext as _
from coordination.language import use_language
from coordination.person import Person
from huizhi import first_login, pages, process, rooms, terminal, web, worker
from huizhi.settings import Settings
from huizhi.tryout.here import HOST
from huizhi.tryout.office import PostOffice
from huizhi.tryout.opening import open_post_office


def run(settings: Settings, arguments: Namespace) -> int:
    process.log(settings.log_level)
    with process.until_told() as running:
        listener = running.enter_context(pages.listen(settings))
        settings = pages.reached_at(settings, listener)
        rooms.open_records(settings)
        rooms.migrate()
        office = None
        if settings.tryout.enabled:
            settings, office = open_post_office(settings, running)
        _greet(settings, office)
        nudge = worker.start(settings, running)
        app = web.application(settings, nudge, office)
        pages.server_of(app, listener, settings.server.threads).run()
    return 0


def _greet(settings: Settings, office: PostOffice | None) -> None:
    login = first_login.prepare(settings) if office else None
    for language in terminal.languages(os.environ):
        with use_language(language):
            print(*_greeting(settings, login, office), sep="\n")
    for box in office.all() if office else ():
        print(f"  {box.address}  {box.password}  {box.person.name}")
    print(_("Ctrl-C stops it."))


def _greeting(settings: Settings, login: first_login.FirstLogin | None, office: PostOffice | None) -> Iterator[str]:
    address = settings.server.base_url
    yield _("Huizhi: %(address)s", address=address)
    if login is not None:
        yield _how_to_log_in(login)
    elif not Person.select().where(Person.password_hash.is_null(False)).exists():
        yield _("Nobody can log in yet. Make an administrator: python3 run.py administrator EMAIL NAME")
    if office is not None:
        yield _("The staff's mailboxes: %(address)s, or with a mail program on this machine: "
                "IMAP %(host)s port %(imap)s, SMTP %(host)s port %(smtp)s, without encryption.",
                address=f"{address}/post-office", host=HOST, imap=office.imap_port, smtp=office.smtp_port)


def _how_to_log_in(login: first_login.FirstLogin) -> str:
    if login.password:
        return _("Log in as %(email)s with the password %(password)s (kept in %(file)s).",
                 email=login.email, password=login.password, file=login.kept)
    return _("Log in as %(email)s; the password is in %(file)s.", email=login.email, file=login.kept)
