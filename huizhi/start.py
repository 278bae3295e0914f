"""`huizhi start`: pages, workers, mailbox watcher, timetable and try-out post office in one process."""

from argparse import Namespace

from coordination.language import gettext as _
from coordination.person import Person
from huizhi import first_login, pages, process, rooms, web, worker
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
    print(_("Huizhi: %(address)s", address=settings.server.base_url))
    if office is not None:
        _show_login(first_login.prepare(settings))
        _show_mailboxes(office)
    elif not Person.select().where(Person.password_hash.is_null(False)).exists():
        print(_("Nobody can log in yet. Make an administrator: python3 run.py administrator EMAIL NAME"))
    print(_("Ctrl-C stops it."))


def _show_login(login: first_login.FirstLogin) -> None:
    if login.password:
        print(_("Log in as %(email)s with the password %(password)s (kept in %(file)s).",
                email=login.email, password=login.password, file=login.kept))
    else:
        print(_("Log in as %(email)s; the password is in %(file)s.", email=login.email, file=login.kept))


def _show_mailboxes(office: PostOffice) -> None:
    print(_("The staff's mailboxes are on the page “Post office”, and for mail programs on this machine: "
            "IMAP %(host)s port %(imap)s, SMTP %(host)s port %(smtp)s, without encryption.",
            host=HOST, imap=office.imap_port, smtp=office.smtp_port))
    for box in office.all():
        print(f"  {box.address}  {box.password}  {box.person.name}")
