"""A large company: dashboard, project page and oversight pages with 500 projects, 5,000 people, 50,000 action items.

    python -m bench.company [--projects 500 --people 5000 --items 50000 --requests 40]

Prints for every page the median and p95 in ms, the processor's part of the median, its number of queries, and the same
number with a tenth of the data, which has to be equal.
"""

import argparse
import logging
import statistics
import tempfile
import time
from datetime import date, timedelta
from math import ceil
from typing import NamedTuple

from flask import Flask
from peewee import chunked

from coordination import clock, schema
from coordination import database as db
from coordination.action import ActionItem
from coordination.ask import Ask
from coordination.event import Event
from coordination.meeting import Meeting
from coordination.milestone import Milestone
from coordination.paper import Paper, PaperVersion
from coordination.person import Address, Department, Person
from coordination.project import Membership, Project
from coordination.session import Session
from webapp import create_app

PAGES = {"dashboard": "/", "project": "/projects/1", "waiting": "/waiting", "punctuality": "/punctuality",
         "papers": "/projects/1/papers", "issues": "/projects/1/issues", "search": "/search?q=物料"}
STATUSES = ("open", "in_progress", "done", "done", "delayed")


def main() -> None:
    options = _options()
    logging.disable(logging.INFO)
    small = _measured(options.projects // 10, options.people // 10, options.items // 10, 3)
    large = _measured(options.projects, options.people, options.items, options.requests)
    for name, page in large.items():
        times = sorted(page.times)
        p95 = times[ceil(len(times) * .95) - 1]
        print(f"{name:12} median {statistics.median(times):6.1f} ms   p95 {p95:6.1f} ms   "
              f"processor {statistics.median(page.processor):6.1f} ms   "
              f"{page.queries} queries (a tenth of the data: {small[name].queries})")


class Page(NamedTuple):
    """Milliseconds of each visit, by the clock and of the processor."""

    times: list[float]
    processor: list[float]
    queries: int


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name, default in (("projects", 500), ("people", 5000), ("items", 50000), ("requests", 40)):
        parser.add_argument(f"--{name}", type=int, default=default)
    return parser.parse_args()


def _measured(projects: int, people: int, items: int, requests: int) -> dict[str, Page]:
    with tempfile.TemporaryDirectory() as folder:
        db.connect(f"sqlite:///{folder}/company.db")
        schema.migrate()
        administrator = _fill(projects, people, items)
        pages = create_app(secret_key="only for measuring", base_url="http://localhost")
        found = {name: _visits(pages, administrator, path, requests) for name, path in PAGES.items()}
        db.database.close()
    return found


def _visits(pages: Flask, person: Person, path: str, requests: int) -> Page:
    client = pages.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = Session.start(person)
    assert client.get(path).status_code == 200
    times, processor = [], []
    for _request in range(requests):
        began, used = time.perf_counter(), time.process_time()
        client.get(path)
        times.append((time.perf_counter() - began) * 1000)
        processor.append((time.process_time() - used) * 1000)
    return Page(times, processor, _queries(lambda: client.get(path)))


def _queries(visit) -> int:
    seen: list[str] = []
    execute = db.database.obj.execute_sql
    db.database.obj.execute_sql = lambda *words, **more: (seen.append(words[0]), execute(*words, **more))[1]
    try:
        visit()
    finally:
        del db.database.obj.execute_sql
    return len(seen)


def _fill(projects: int, people: int, items: int) -> Person:
    """Rows written in bulk: every project has 20 members, circulated minutes with receipts, milestones and items."""
    with db.transaction():
        administrator = Person.add("管理员", ["admin@corp.example"], by=None, administrator=True)
        administrator.set_password("only for measuring", by=None)
        _insert(Department, [{"name": f"部门{n}"} for n in range(40)])
        _insert(Person, [{"name": f"员工{n}", "department": n % 40 + 1} for n in range(people)])
        _insert(Address, [{"person": n + 2, "email": f"p{n}@corp.example"} for n in range(people)])
        _insert(Project, [{"name": f"项目{n}", "code": f"P{n}", "phase": "execution"} for n in range(projects)])
        members = [(project, (project * 20 + k) % people + 2) for project in range(1, projects + 1) for k in range(20)]
        _insert(Membership, [{"project": project, "person": person, "role": "member"} for project, person in members])
        _insert(Milestone, [{"project": project, "key": f"m{k}", "name": f"里程碑{k}", "due": _day(project + k * 20)}
                            for project in range(1, projects + 1) for k in range(4)])
        _papers(projects, members)
        _actions(items, members)
    db.database.execute_sql("ANALYZE")
    return administrator


def _papers(projects: int, members: list[tuple[int, int]]) -> None:
    ended = clock.now() - timedelta(days=3)
    _insert(Meeting, [{"project": project, "title": "周例会", "starts_at": ended - timedelta(hours=1), "ends_at": ended}
                      for project in range(1, projects + 1)])
    _insert(Paper, [{"project": project, "kind": "minutes", "number": 1, "meeting": project, "title": "周例会",
                     "state": "circulated"} for project in range(1, projects + 1)])
    _insert(PaperVersion, [{"paper": project, "version": 1, "content_json": "{}", "sha256": "0" * 64,
                            "circulated_at": ended} for project in range(1, projects + 1)])
    _insert(Ask, [{"kind": "acknowledge", "person": person, "project": project, "paper_version": project,
                   "created_at": ended, "answered_at": clock.now() if n % 3 else None,
                   "answer_given": "acknowledged" if n % 3 else None, "channel": "mail" if n % 3 else None}
                  for n, (project, person) in enumerate(members)])


def _actions(items: int, members: list[tuple[int, int]]) -> None:
    rows = []
    for n in range(items):
        project, person = members[(n * 7) % len(members)]
        status = STATUSES[n % 5]
        rows.append({"project": project, "number": n + 1, "what": f"准备第 {n} 批物料并确认交期", "owner": person,
                     "due": _day(n), "status": status, "closed_at": clock.now() if status == "done" else None})
    _insert(ActionItem, rows)
    _insert(Ask, [{"kind": "report", "person": row["owner"], "project": row["project"], "action": n + 1}
                  for n, row in enumerate(rows)])
    _insert(Event, [{"at": clock.now(), "channel": "page", "verb": "agreed", "subject": "action_item",
                     "subject_id": n + 1, "project_id": row["project"]} for n, row in enumerate(rows)])


def _day(n: int) -> date:
    return date.today() + timedelta(days=n % 120 - 30)


def _insert(record: type[db.Record], rows: list[dict]) -> None:
    for some in chunked(rows, 500):
        record.insert_many(some).execute()


if __name__ == "__main__":
    main()
