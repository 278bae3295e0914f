"""The tables of papers as spreadsheets: out to Excel, and in by way of a preview that changes nothing."""

from flask import Blueprint, Response, redirect, request, url_for

from coordination import documents
from coordination.document import Document
from coordination.kind import Section
from coordination.language import gettext as _
from coordination.refusal import NotFound
from webapp.document_sheet import DocumentSheet
from webapp.rendering import EXCEL, back_to, show, show_file
from webapp.upload import Upload, rows_chosen
from webapp.visitor import visitor

blueprint = Blueprint("tables", __name__)


@blueprint.get("/papers/<int:id>/xlsx", defaults={"n": 0})
@blueprint.get("/papers/<int:id>/versions/<int:n>/xlsx")
def export(id: int, n: int) -> Response:
    document = documents.find(id, by=visitor())
    section, sheet = _section(document), DocumentSheet(document, visitor(), n)
    return show_file(sheet.xlsx(section), sheet.name_of_file("xlsx"), EXCEL)


@blueprint.get("/papers/<int:id>/import")
def new(id: int) -> Response:
    document = documents.find(id, by=visitor())
    if not document.may_be_written_by(visitor()):
        return redirect(url_for("papers.show", id=id))
    return show("tables/new.html", document=document, section=_section(document))


@blueprint.post("/papers/<int:id>/import/preview")
def preview(id: int) -> Response:
    """What the file would bring, with every bad cell named; nothing is written yet."""
    document = documents.find(id, by=visitor())
    document.project.written_by(visitor())
    return show("tables/preview.html", upload=Upload(document, _section(document)))


@blueprint.post("/papers/<int:id>/import")
def create(id: int) -> Response:
    """Take the rows of the preview; whoever they name and whenever they are due is read once more."""
    document = documents.find(id, by=visitor())
    section = _section(document)
    document.take_rows(section.name, rows_chosen(), by=visitor())
    return back_to(url_for("papers.edit", id=id), notice=_("The table has been imported."))


def _section(document: Document) -> Section:
    """The table that is meant: by its name, else the first one. Raises NotFound."""
    tables = [section for section in document.kind.sections if section.is_table and document.kind.is_table]
    named = request.values.get("section", "")
    found = next((section for section in tables if section.name == named or not named), None)
    if found is None:
        raise NotFound()
    return found
