"""Triage: mails that wait for a person, and what that person decides."""

from datetime import date

from flask import Blueprint, Response, current_app, request, url_for

from coordination import triage
from coordination.inbound import Inbound
from coordination.language import gettext as _
from coordination.language import ngettext
from coordination.person import Person
from coordination.project import Project
from coordination.refusal import Invalid
from webapp.matrix import choices
from webapp.numbers import chosen, row_id
from webapp.reading import Reading
from webapp.rendering import back_to, show
from webapp.signed import SignedPage
from webapp.visitor import visitor
from webapp.waiting_mail import WaitingMail

blueprint = Blueprint("triage", __name__)


@blueprint.get("/triage")
def index() -> Response:
    """All that wait, or those of one project, which can be settled together."""
    asked, mails = request.args.get("project", 0, type=int), Inbound.waiting_for(visitor())
    project = Project.find(asked, by=visitor()) if asked else None
    if project:
        mails = mails.where(Inbound.project == project)
    return show("triage/index.html", mails=list(mails.limit(100)), project=project)


@blueprint.get("/triage/<int:id>")
def show_mail(id: int) -> Response:
    mail = Inbound.find(id, by=visitor())
    return show("triage/show.html", mail=mail, reading=Reading.of(mail), waiting=WaitingMail(mail, visitor()),
                choices=choices, page=SignedPage(mail, current_app.config["ENCLOSED"]),
                may_decide=mail.may_be_decided_by(visitor()),
                may_raise=triage.may_raise_issue(mail), may_object=triage.may_note_objection(mail),
                people=Person.everybody(), projects=list(Project.visible_to(visitor())))


@blueprint.post("/triage/<int:id>/answers")
def record(id: int) -> Response:
    mail = Inbound.find(id, by=visitor())
    finished = triage.record(mail, chosen("ask"), request.form.get("answer", ""), by=visitor(),
                             due=_day(request.form.get("due", "")), option=request.form.get("option") or None)
    return _next() if finished else back_to(url_for("triage.show_mail", id=id), notice=_("Recorded."))


@blueprint.post("/triage/<int:id>/owner")
def hand_over(id: int) -> Response:
    owner = Person.find(chosen("owner"), by=visitor())
    triage.hand_over(Inbound.find(id, by=visitor()), chosen("ask"), owner, by=visitor())
    return _next()


@blueprint.post("/triage/<int:id>/settled")
def settle(id: int) -> Response:
    triage.settle(Inbound.find(id, by=visitor()), by=visitor())
    return _next()


@blueprint.post("/projects/<int:id>/triage")
def settle_all(id: int) -> Response:
    """Those mails that the page showed; what came since goes on waiting."""
    shown = [row_id(mail) for mail in request.form.getlist("mail")]
    n = triage.settle_all(Project.find(id, by=visitor()), shown, by=visitor())
    return back_to(url_for("triage.index", project=id),
                   notice=ngettext("Settled: %(n)s mail.", "Settled: %(n)s mails.", n))


@blueprint.post("/triage/<int:id>/agenda")
def put_on_agenda(id: int) -> Response:
    meeting = triage.put_on_agenda(Inbound.find(id, by=visitor()), by=visitor())
    return back_to(url_for("triage.index"), notice=_("It is on the agenda of %(meeting)s.", meeting=meeting.title))


@blueprint.post("/triage/<int:id>/issue")
def raise_issue(id: int) -> Response:
    issue = triage.raise_issue(Inbound.find(id, by=visitor()), by=visitor())
    notice = _("Recorded as issue %(number)s.", number=issue.reference)
    return back_to(url_for("issues.show", id=issue.id), notice=notice)


@blueprint.post("/triage/<int:id>/objection")
def note_objection(id: int) -> Response:
    triage.note_objection(Inbound.find(id, by=visitor()), by=visitor())
    return back_to(url_for("triage.index"), notice=_("Noted as an objection; it goes on the next agenda."))


@blueprint.post("/triage/<int:id>/again")
def read_again(id: int) -> Response:
    mail = Inbound.find(id, by=visitor())
    mail.read_again(by=visitor())
    current_app.config["NUDGE"]("inbound", mail.id)
    return back_to(url_for("inbound.show_mail", id=id), notice=_("The mail is being read again."))


@blueprint.post("/triage/<int:id>/sender")
def assign(id: int) -> Response:
    mail = Inbound.find(id, by=visitor())
    person, project = chosen("person"), chosen("project")
    mail.belongs_to(Person.find(person, by=visitor()) if person else None,
                    Project.find(project, by=visitor()) if project else None, by=visitor())
    return back_to(url_for("triage.show_mail", id=id), notice=_("Saved."))


def _next() -> Response:
    return back_to(url_for("triage.index"), notice=_("Done. The mail is no longer waiting."))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Invalid("due", _("Date"), text, _("Please write it as 2026-03-31.")) from None
