"""The minutes as paper and as mail: preview, circulate, correct, print."""

from flask import Blueprint, Response, current_app, redirect, request, send_file, url_for

from coordination.language import gettext as _
from coordination.letter import Letter
from coordination.minutes import Minutes
from coordination.paper import PaperVersion
from papers.minutes import SHEET
from webapp.minutes_circulation import MinutesCirculation
from webapp.rendering import WORD, back_to, show_file, show_mail
from webapp.rendering import show as show_page
from webapp.sheet import Sheet
from webapp.visitor import visitor

blueprint = Blueprint("minutes", __name__)


@blueprint.get("/meetings/<int:id>/minutes", defaults={"n": 0})
@blueprint.get("/meetings/<int:id>/minutes/<int:n>")
def show(id: int, n: int) -> Response:
    return show_page("minutes/show.html", sheet=_sheet(id, n))


@blueprint.get("/meetings/<int:id>/minutes/margins.css", defaults={"n": 0})
@blueprint.get("/meetings/<int:id>/minutes/<int:n>/margins.css")
def margins(id: int, n: int) -> Response:
    """What stands above and below each printed page; a sheet of its own, because pages may carry no style inside."""
    return Response(_sheet(id, n).margins(), content_type="text/css; charset=utf-8")


@blueprint.get("/paper.css")
def look() -> Response:
    return send_file(SHEET, mimetype="text/css", max_age=0)


@blueprint.get("/meetings/<int:id>/minutes/pdf", defaults={"n": 0})
@blueprint.get("/meetings/<int:id>/minutes/<int:n>/pdf")
def pdf(id: int, n: int) -> Response:
    sheet = _sheet(id, n)
    return show_file(sheet.pdf(), sheet.name_of_file("pdf"), "application/pdf")


@blueprint.get("/meetings/<int:id>/minutes/docx", defaults={"n": 0})
@blueprint.get("/meetings/<int:id>/minutes/<int:n>/docx")
def docx(id: int, n: int) -> Response:
    sheet = _sheet(id, n)
    return show_file(sheet.docx(), sheet.name_of_file("docx"), WORD)


@blueprint.get("/meetings/<int:id>/minutes/mail")
def mail(id: int) -> Response:
    return show_page("minutes/mail.html", circulation=_circulation(id))


@blueprint.get("/meetings/<int:id>/minutes/mail/html")
def mail_html(id: int) -> Response:
    return show_mail(_circulation(id).mail.html)


@blueprint.get("/meetings/<int:id>/circulation")
def ready(id: int) -> Response:
    """The last look before it goes out; what is incomplete is filled in first."""
    circulation = _circulation(id)
    circulation.project.managed_by(visitor())
    if circulation.paper.state != "draft":
        return redirect(url_for("minutes.show", id=id))
    if circulation.is_incomplete:
        return redirect(url_for("meetings.edit", id=id, check="yes"))
    return show_page("minutes/ready.html", circulation=circulation)


@blueprint.post("/meetings/<int:id>/circulation")
def circulate(id: int) -> Response:
    version = Minutes.find(id, by=visitor()).circulate(by=visitor(), note=request.form.get("note", ""))
    _nudge(version)
    return back_to(url_for("minutes.show", id=id), notice=_("Circulated. The mails are on their way."))


@blueprint.post("/meetings/<int:id>/correction")
def correct(id: int) -> Response:
    Minutes.find(id, by=visitor()).correct(by=visitor())
    return back_to(url_for("meetings.edit", id=id),
                   notice=_("You are writing a new version. What was circulated stays as it was."))


def _sheet(id: int, n: int) -> Sheet:
    return Sheet(Minutes.find(id, by=visitor()), n, request.args.get("language", ""))


def _circulation(id: int) -> MinutesCirculation:
    return MinutesCirculation(Minutes.find(id, by=visitor()), current_app.config["MAIL_PREVIEW"],
                              request.args.get("person", 0, type=int))


def _nudge(version: PaperVersion) -> None:
    for letter in Letter.select(Letter.id).where(Letter.paper_version == version):
        current_app.config["NUDGE"]("letter", letter.id)
