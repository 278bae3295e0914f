"""Inviting to a meeting, telling of a change, calling it off; taking the departments' reports into its draft."""

from flask import Blueprint, Response, url_for

from coordination import invitation, reports
from coordination.language import gettext as _
from coordination.language import ngettext
from coordination.meeting import Meeting
from coordination.minutes import Minutes
from webapp.nudges import nudge_letters
from webapp.rendering import back_to
from webapp.visitor import visitor

blueprint = Blueprint("invitations", __name__)


@blueprint.post("/meetings/<int:id>/invitations")
def create(id: int) -> Response:
    meeting = Meeting.find(id, by=visitor())
    n = invitation.invite(meeting, by=visitor())
    nudge_letters(meeting.project)
    return back_to(url_for("meetings.edit", id=id),
                   notice=ngettext("%(n)s mail is on its way.", "%(n)s mails are on their way.", n))


@blueprint.post("/meetings/<int:id>/cancellation")
def cancel(id: int) -> Response:
    meeting = Meeting.find(id, by=visitor())
    invitation.cancel(meeting, by=visitor())
    nudge_letters(meeting.project)
    return back_to(url_for("project_page.show", id=meeting.project_id),
                   notice=_("The meeting is cancelled; everybody invited is told."))


@blueprint.post("/meetings/<int:id>/reports")
def take_over(id: int) -> Response:
    n = reports.take_over(Minutes.find(id, by=visitor()), by=visitor())
    return back_to(url_for("meetings.edit", id=id),
                   notice=_("Taken over: %(n)s.", n=n) if n else _("There is nothing new to take over."))
