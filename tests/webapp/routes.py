"""Who may use which address: the whole list. An address that is not declared here fails the tests.

Each line names an endpoint, who may use it, which record its `id` is of, and a form that a browser would send.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from coordination.ask import Ask
from coordination.meeting import Series
from coordination.milestone import Deliverable, Milestone
from coordination.person import Person
from coordination.session import Session
from tests.webapp.world import Browser, World

EVERYBODY = "everybody, also without a log-in"
LOGGED_IN = "everybody who is logged in"
SEES = "whoever sees the project: its managers and minute takers, and administrators"
WRITES = "whoever writes minutes: managers and minute takers, and administrators"
MANAGES = "project managers and administrators"
ADMINISTERS = "administrators"


@dataclass(frozen=True)
class Route:
    who: str
    record: str = ""
    form: dict[str, object] = field(default_factory=dict)


ROUTES = {
    "static": Route(EVERYBODY),
    "language.update": Route(EVERYBODY),
    "sessions.new": Route(EVERYBODY),
    "sessions.create": Route(EVERYBODY),
    "sessions.delete": Route(LOGGED_IN),
    "account.show": Route(LOGGED_IN),
    "account.update": Route(LOGGED_IN),
    "account.change_password": Route(LOGGED_IN),
    "account.revoke": Route(LOGGED_IN, "own_session"),
    "account.revoke_others": Route(LOGGED_IN),
    "home.show": Route(LOGGED_IN),
    "search.show": Route(LOGGED_IN),
    "waiting.index": Route(LOGGED_IN),
    "punctuality.index": Route(LOGGED_IN),
    "phases.index": Route(SEES, "project"),
    "phases.close": Route(MANAGES, "project", {"phase": "planning", "reason": "不再需要"}),
    "deputies.index": Route(LOGGED_IN, "person"),
    "deputies.create": Route(LOGGED_IN, "person", {
        "deputy": "zhangwei", "starts_on": "2026-03-02", "ends_on": "2026-03-06"}),
    "deputies.end": Route(LOGGED_IN, "person", {"delegation": 1}),
    "projects.index": Route(LOGGED_IN),
    "projects.new": Route(LOGGED_IN),
    "projects.create": Route(LOGGED_IN),
    "projects.edit": Route(MANAGES, "project"),
    "projects.update": Route(MANAGES, "project", {"name": "新品上线", "language": "zh", "time_zone": "Asia/Shanghai"}),
    "members.index": Route(SEES, "project"),
    "members.create": Route(MANAGES, "project", {"person": "zhangwei", "role": "member"}),
    "members.delete": Route(MANAGES, "project", {"person": "zhangwei", "role": "liaison"}),
    "people.index": Route(LOGGED_IN),
    "people.show_person": Route(LOGGED_IN, "person"),
    "people.new": Route(ADMINISTERS),
    "people.create": Route(ADMINISTERS),
    "people.edit": Route(ADMINISTERS, "person"),
    "people.update": Route(ADMINISTERS, "person"),
    "people.set_password": Route(ADMINISTERS, "person"),
    "departments.index": Route(ADMINISTERS),
    "departments.create": Route(ADMINISTERS),
    "departments.update": Route(ADMINISTERS, "department"),
    "triage.index": Route(LOGGED_IN),
    "triage.show_mail": Route(SEES, "mail"),
    "triage.record": Route(MANAGES, "mail", {"ask": "action", "answer": "done"}),
    "triage.hand_over": Route(MANAGES, "mail", {"ask": "action", "owner": "zhangwei"}),
    "triage.settle": Route(MANAGES, "mail"),
    "triage.settle_all": Route(MANAGES, "project"),
    "triage.put_on_agenda": Route(MANAGES, "mail"),
    "triage.raise_issue": Route(MANAGES, "mail"),
    "triage.note_objection": Route(MANAGES, "mail"),
    "triage.read_again": Route(MANAGES, "mail"),
    "triage.assign": Route(MANAGES, "mail"),
    "inbound.index": Route(LOGGED_IN),
    "inbound.show_mail": Route(SEES, "mail"),
    "inbound.raw": Route(SEES, "mail"),
    "inbound.case": Route(SEES, "mail"),
    "inbound.cases": Route(ADMINISTERS),
    "letters.index": Route(LOGGED_IN),
    "letters.show_letter": Route(SEES, "letter"),
    "letters.raw": Route(SEES, "letter"),
    "letters.send_again": Route(MANAGES, "letter"),
    "project_page.show": Route(SEES, "project"),
    "project_page.news": Route(SEES, "project"),
    "meetings.index": Route(SEES, "project"),
    "meetings.new": Route(WRITES, "project"),
    "meetings.create": Route(WRITES, "project"),
    "meetings.edit": Route(SEES, "meeting"),
    "meetings.update": Route(WRITES, "meeting"),
    "invitations.create": Route(WRITES, "meeting"),
    "invitations.cancel": Route(WRITES, "meeting"),
    "invitations.take_over": Route(WRITES, "meeting"),
    "series.index": Route(SEES, "project"),
    "series.update": Route(MANAGES, "series", {"often": "隔周周二 10:00", "minutes_long": 60}),
    "series.prepare": Route(WRITES, "series"),
    "series.pause": Route(MANAGES, "series"),
    "series.resume": Route(MANAGES, "series"),
    "schedule.show": Route(SEES, "project"),
    "schedule.margins": Route(SEES, "project"),
    "schedule.pdf": Route(SEES, "project"),
    "schedule.milestones": Route(SEES, "project"),
    "schedule.reach_milestone": Route(MANAGES, "milestone"),
    "schedule.expect_milestone": Route(MANAGES, "milestone", {"due": "2026-05-01"}),
    "schedule.reach_deliverable": Route(MANAGES, "deliverable"),
    "schedule.expect_deliverable": Route(MANAGES, "deliverable", {"due": "2026-05-01"}),
    "minutes.look": Route(LOGGED_IN),
    "minutes.show": Route(SEES, "meeting"),
    "minutes.margins": Route(SEES, "meeting"),
    "minutes.pdf": Route(SEES, "meeting"),
    "minutes.docx": Route(SEES, "meeting"),
    "minutes.mail": Route(SEES, "meeting"),
    "minutes.mail_html": Route(SEES, "meeting"),
    "minutes.ready": Route(MANAGES, "meeting"),
    "minutes.circulate": Route(MANAGES, "meeting"),
    "minutes.correct": Route(MANAGES, "meeting"),
    "receipts.create": Route(MANAGES, "", {"ask": "receipt"}),
    "actions.index": Route(SEES, "project"),
    "actions.export": Route(SEES, "project"),
    "actions.show": Route(SEES, "action"),
    "actions.report": Route(MANAGES, "action", {"status": "done"}),
    "actions.cancel": Route(WRITES, "action"),
    "actions.reopen": Route(WRITES, "action"),
    "actions.hand_over": Route(MANAGES, "action", {"owner": "zhangwei", "person": "zhangwei"}),
    "papers.index": Route(SEES, "project"),
    "papers.create": Route(WRITES, "project", {"kind": "proposal"}),
    "papers.edit": Route(SEES, "paper"),
    "papers.update": Route(WRITES, "paper"),
    "papers.show": Route(SEES, "paper"),
    "papers.margins": Route(SEES, "paper"),
    "papers.pdf": Route(SEES, "paper"),
    "papers.docx": Route(SEES, "paper"),
    "papers.mail": Route(SEES, "paper"),
    "papers.mail_html": Route(SEES, "paper"),
    "papers.ready": Route(MANAGES, "paper"),
    "papers.circulate": Route(MANAGES, "paper"),
    "papers.correct": Route(MANAGES, "paper"),
    "papers.confirm_discard": Route(MANAGES, "paper"),
    "papers.discard": Route(MANAGES, "paper"),
    "papers.take_over": Route(WRITES, "paper"),
    "tables.export": Route(SEES, "paper"),
    "tables.new": Route(SEES, "paper"),
    "tables.preview": Route(WRITES, "paper"),
    "tables.create": Route(WRITES, "paper"),
    "tables.new_rows": Route(MANAGES, "project"),
    "tables.preview_rows": Route(MANAGES, "project"),
    "tables.create_rows": Route(MANAGES, "project"),
    "answers.news": Route(SEES, "version"),
    "answers.show": Route(SEES, "ask"),
    "answers.index": Route(LOGGED_IN),
    "answers.note": Route(MANAGES, "", {"ask": "question", "text": "三人", "channel": "phone"}),
    "answers.ask_again": Route(MANAGES, "ask"),
    "answers.create": Route(MANAGES, "ask", {"answer": "acknowledged", "channel": "phone"}),
    "requests.resources": Route(SEES, "project"),
    "requests.ask_resources": Route(MANAGES, "project"),
    "requests.retrospective": Route(SEES, "project"),
    "requests.ask_retrospective": Route(MANAGES, "project"),
    "requests.weekly": Route(SEES, "meeting"),
    "requests.ask_weekly": Route(MANAGES, "meeting"),
    "requests.take_over_reports": Route(WRITES, "meeting"),
    "requests.position": Route(SEES, "issue"),
    "requests.ask_position": Route(MANAGES, "issue"),
    "issues.index": Route(SEES, "project"),
    "issues.new": Route(WRITES, "project"),
    "issues.create": Route(WRITES, "project", {"what": "物料不足", "raiser": "zhangwei"}),
    "issues.log": Route(SEES, "project"),
    "issues.margins": Route(SEES, "project"),
    "issues.pdf": Route(SEES, "project"),
    "issues.docx": Route(SEES, "project"),
    "issues.export": Route(SEES, "project"),
    "issues.show": Route(SEES, "issue"),
    "issues.clock": Route(SEES, "issue"),
    "issues.update": Route(MANAGES, "issue", {"what": "物料不足"}),
    "issues.grade": Route(MANAGES, "issue", {"level": "cross"}),
    "issues.dismiss": Route(MANAGES, "issue", {"reason": "重复"}),
    "issues.convene": Route(MANAGES, "issue", {
        "title": "问题研讨会", "date": "2026-03-04", "begins": "10:00", "ends": "11:00"}),
    "issues.solution": Route(WRITES, "issue"),
    "issues.escalate": Route(WRITES, "issue"),
    "issues.add_measure": Route(MANAGES, "issue", {"measure": "换货", "owner": "zhangwei", "due": "2026-03-09"}),
    "issues.confirm": Route(MANAGES, "issue"),
    "issues.note": Route(MANAGES, "issue", {"answer": "approve"}),
    "issues.close": Route(MANAGES, "issue", {"remedy": "已换货"}),
    "issues.reopen": Route(MANAGES, "issue"),
    "closeout.show": Route(SEES, "project"),
    "closeout.progress": Route(SEES, "project"),
    "closeout.create": Route(MANAGES, "project", {"reason": "演示"}),
    "closeout.make_again": Route(MANAGES, "project"),
    "closeout.hand_over": Route(MANAGES, "project", {"to": "PMO"}),
    "closeout.bundle": Route(SEES, "project"),
    "closeout.reopen": Route(ADMINISTERS, "project", {"reason": "演示"}),
    "scans.show": Route(SEES, "scan"),
    "scans.create": Route(MANAGES, "project"),
    "scans.record": Route(MANAGES, "mail"),
    "scans.enclosed": Route(SEES, "mail"),
    "post_office.index": Route(LOGGED_IN),
    "post_office.mailbox": Route(LOGGED_IN),
    "post_office.news": Route(LOGGED_IN),
    "post_office.mail": Route(LOGGED_IN, "no_mail"),
    "post_office.html": Route(LOGGED_IN, "no_mail"),
    "post_office.answer": Route(LOGGED_IN, "no_mail"),
}


def visits(pages: Flask, world: World, person: Person | None, wanted: Callable[[Route], bool],
           *, looking: bool = False) -> Iterator[tuple[Rule, str, TestResponse]]:
    """Each wanted address, visited with every method that it takes, or only looked at, in a browser of its own."""
    for rule in pages.url_map.iter_rules():
        route = ROUTES.get(rule.endpoint)
        if route is None or route.record == "no_mail" or not wanted(route):
            continue
        browser = Browser(pages, person)
        if "GET" in rule.methods:
            yield rule, "GET", browser.get(_address(rule, route, world, browser))
        if "POST" in rule.methods and not looking:
            yield rule, "POST", browser.post(_address(rule, route, world, browser), _filled(route, world))


def _address(rule: Rule, route: Route, world: World, browser: Browser) -> str:
    path = rule.rule.replace("<int:id>", str(_id(route, world, browser))).replace("<int:n>", "1")
    return path.replace("<address>", "zhangwei@corp.example")


def _id(route: Route, world: World, browser: Browser) -> int:
    if route.record == "own_session" and browser.token:
        return Session.find_open(browser.token).id
    return _of(world, route.record)


def _filled(route: Route, world: World) -> dict[str, object]:
    """The form's values; names of records stand for their ids."""
    known = {"question": Ask.get(Ask.kind == "provide").id, "zhangwei": world.letter.person.id,
             "receipt": world.receipt.id, "action": Ask.get(Ask.action == world.action).id}
    return {name: known.get(value, value) for name, value in route.form.items()}


def _of(world: World, record: str) -> int:
    """The id of the record that an address or a form names."""
    found = {"project": world.project, "meeting": world.minutes.meeting, "mail": world.mail, "letter": world.letter,
             "action": world.action, "receipt": world.receipt, "department": world.department,
             "person": world.letter.person, "paper": world.paper, "issue": world.issue,
             "series": Series.get(), "milestone": Milestone.get(), "deliverable": Deliverable.get(),
             "version": world.paper.latest, "ask": Ask.get(Ask.paper_version == world.paper.latest)}
    return found[record].id if record in found else 1
