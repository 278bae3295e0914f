"""How fast the page of a project is, against a minimal Flask page of as many rows: python -m bench.page

Both read the same database, are served by the same server in the same process, and are asked over the same kind of
kept connection, in turns. The minimal page has no log-in, no layout and no language: one peewee query a table, one
Jinja loop a table.
"""

import argparse
import logging
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from flask import Flask
from waitress.server import create_server

from coordination import database as db
from coordination import schema
from coordination.action import ActionItem
from coordination.ask import Ask
from coordination.draft import Draft, LineDraft
from coordination.meeting import Meeting, new_key
from coordination.minutes import Minutes
from coordination.paper import Paper
from coordination.person import Department, Person
from coordination.project import Project
from coordination.session import Session
from webapp import create_app

SECRET = "only for measuring"
# Jinja escapes only in files with an ending that says so, or where it is told.
MINIMAL = """{% autoescape true %}<!doctype html><title>{{ project.name }}</title><h1>{{ project.name }}</h1>
<table>{% for row in meetings %}
<tr><td>{{ row.title }}</td><td>{{ row.starts_at }}</td><td>{{ row.ends_at }}</td></tr>
{% endfor %}</table>
<table>{% for row in receipts %}
<tr><td>{{ row.person.department.name }}</td><td>{{ row.person.name }}</td><td>{{ row.answered_at }}</td></tr>
{% endfor %}</table>
<table>{% for row in actions %}
<tr><td>{{ row.number }}</td><td>{{ row.what }}</td><td>{{ row.owner.name }}</td>
<td>{{ row.owner.department.name }}</td><td>{{ row.due }}</td><td>{{ row.status }}</td></tr>
{% endfor %}</table>
{% endautoescape %}"""


def main() -> None:
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        _connect(Path(folder))
        pm = _fill(options.people, options.items)
        with _served(_pages()) as page, _served(_minimal()) as floor:
            cookie = _cookie(pm)
            queries = _count_queries(lambda: _ask(page, "/projects/1", cookie))
            address = _news_address(page, cookie)
            news = _count_queries(lambda: _ask(page, address, cookie, status=204))
            times = _in_turns(options.requests, {
                "page": lambda: _ask(page, "/projects/1", cookie), "floor": lambda: _ask(floor, "/", ""),
                "news": lambda: _ask(page, address, cookie, status=204)})
    rows = options.items + options.people + 2
    print(f"rows: {rows} ({options.items} action items, {options.people + 1} receipts)")
    print(f"project page: {times['page'] * 1000:.2f} ms, {queries} queries")
    print(f"minimal page of as many rows: {times['floor'] * 1000:.2f} ms")
    print(f"ratio: {times['floor'] / times['page']:.2f} of the minimal page's speed (aim: at least 0.35)")
    print(f"nothing new on an open page: {times['news'] * 1000:.2f} ms, {news} queries")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--items", type=int, default=200, help="action items (default: %(default)s)")
    parser.add_argument("--people", type=int, default=60, help="members of the project (default: %(default)s)")
    parser.add_argument("--requests", type=int, default=200, help="requests of each kind (default: %(default)s)")
    return parser.parse_args()


def _connect(folder: Path) -> None:
    db.connect(f"sqlite:///{folder / 'bench.db'}")
    schema.migrate()


def _fill(people: int, items: int) -> Person:
    """A project with one circulated meeting: every second person has confirmed, every third item is under way."""
    departments = [Department.add(name, by=None) for name in ("研发部", "市场部", "财务部", "采购部", "销售部")]
    pm = Person.add("陈静", ["pm@example.com"], by=None, department=departments[0])
    pm.set_password("only for measuring", by=None)
    project = Project.start("新品上线", "NPL", by=pm)
    staff = [Person.add(f"员工{n}", [f"staff{n}@example.com"], by=None, department=departments[n % 5])
             for n in range(people)]
    for person in staff:
        project.add_member(person, "member", by=pm)
    ended = datetime.now(UTC) - timedelta(hours=2)
    minutes = Minutes.begin(project, by=pm, title="周例会", kind="weekly", starts_at=ended - timedelta(hours=1),
                            ends_at=ended)
    lines = tuple(LineDraft(new_key(), f"准备第 {n} 批物料并确认交期", staff[n % people].id,
                            (ended + timedelta(days=1 + n % 30)).date()) for n in range(items))
    minutes.write(Draft("周例会", "weekly", ended - timedelta(hours=1), ended, lines=lines), by=pm, editor="bench",
                  revision=0)
    version = minutes.circulate(by=pm)
    for ask in list(Ask.select().where((Ask.paper_version == version) & (Ask.id % 2 == 0))):
        ask.acknowledge(by=ask.person)
    for ask in list(Ask.select().where((Ask.kind == "report") & (Ask.id % 3 == 0))):
        ask.report("in_progress", by=ask.person, percent=40)
    return pm


def _pages() -> Flask:
    return create_app(secret_key=SECRET, base_url="http://localhost")


def _minimal() -> Flask:
    app = Flask("minimal")
    template = app.jinja_env.from_string(MINIMAL)

    @app.get("/")
    def show() -> str:
        people = (Ask.select(Ask, Person, Department).join(Person, on=Ask.person).join(Department)
                  .where((Ask.kind == "acknowledge") & (Ask.project == 1)).order_by(Department.name, Person.name))
        actions = (ActionItem.select(ActionItem, Person, Department).join(Person).join(Department)
                   .where(ActionItem.project == 1).order_by(ActionItem.due, ActionItem.number))
        meetings = Meeting.select().join(Paper).where(Meeting.project == 1)
        return template.render(project=Project.get_by_id(1), meetings=meetings, receipts=people, actions=actions)

    return app


@contextmanager
def _served(app: Flask) -> Iterator[HTTPConnection]:
    """A kept connection to the application on a waitress of its own in this process."""
    server = create_server(app, host="127.0.0.1", port=0, threads=2)
    threading.Thread(target=server.run, daemon=True).start()
    connection = HTTPConnection("localhost", server.effective_port)
    try:
        yield connection
    finally:
        connection.close()
        server.close()


def _cookie(person: Person) -> str:
    """Logged in, as a browser's cookie says it."""
    app = _pages()
    values = {"_user_id": Session.start(person), "csrf_token": "c" * 40}
    return "huizhi=" + app.session_interface.get_signing_serializer(app).dumps(values)


def _ask(connection: HTTPConnection, path: str, cookie: str, status: int = 200) -> str:
    connection.request("GET", path, headers={"Cookie": cookie})
    answer = connection.getresponse()
    text = answer.read().decode()
    if answer.status != status:
        sys.exit(f"{path} answered {answer.status} instead of {status}")
    return text


def _news_address(connection: HTTPConnection, cookie: str) -> str:
    """The address that the open page asks every second."""
    page = _ask(connection, "/projects/1", cookie)
    return page.partition('id="news" hx-get="')[2].partition('"')[0]


def _in_turns(n: int, kinds: dict[str, Callable[[], Any]]) -> dict[str, float]:
    """The median seconds of each, measured in turns so that a busy moment of the machine hits all alike."""
    measured: dict[str, list[float]] = {kind: [] for kind in kinds}
    for turn in range(n + 10):
        for kind, ask in kinds.items():
            began = time.perf_counter()
            ask()
            if turn >= 10:
                measured[kind].append(time.perf_counter() - began)
    return {kind: statistics.median(times) for kind, times in measured.items()}


def _count_queries(ask: Callable[[], Any]) -> int:
    ask()
    counted: list[str] = []
    execute = db.database.obj.execute_sql
    db.database.obj.execute_sql = lambda sql, *rest, **more: counted.append(sql) or execute(sql, *rest, **more)
    ask()
    del db.database.obj.execute_sql
    return len([sql for sql in counted if sql.startswith("SELECT")])


if __name__ == "__main__":
    main()
