"""Tables as spreadsheets: out to Excel, and in by way of a preview that changes nothing."""

from flask import Blueprint, Response, redirect, request, url_for

from coordination import documents
from coordination.document import Document
from coordination.kind import Section
from coordination.language import gettext as _
from coordination.project import Project
from coordination.refusal import NotFound
from coordination.register import REGISTERS
from webapp.document_sheet import DocumentSheet
from webapp.rendering import EXCEL, back_to, show, show_file
from webapp.spreadsheet import PaperTable, RegisterTable, Upload, rows_chosen
from webapp.visitor import visitor

blueprint = Blueprint("tables", __name__)
ACTIONS, ISSUES = {"register": "actions"}, {"register": "issues"}


@blueprint.get("/papers/<int:id>/xlsx", defaults={"n": 0})
@blueprint.get("/papers/<int:id>/versions/<int:n>/xlsx")
def export(id: int, n: int) -> Response:
    document = documents.find(id, by=visitor())
    section, sheet = _section(document), DocumentSheet(document, visitor(), n)
    return show_file(sheet.xlsx(section), sheet.name_of_file("xlsx"), EXCEL)


@blueprint.get("/papers/<int:id>/import")
def new(id: int) -> Response:
    table = _table(id)
    if not table.document.may_be_written_by(visitor()):
        return redirect(url_for("papers.show", id=id))
    return show("tables/new.html", table=table)


@blueprint.post("/papers/<int:id>/import/preview")
def preview(id: int) -> Response:
    """What the file would bring, with every bad cell named; nothing is written yet."""
    table = _table(id)
    table.project.written_by(visitor())
    return show("tables/preview.html", upload=Upload(table))


@blueprint.post("/papers/<int:id>/import")
def create(id: int) -> Response:
    """Take the rows of the preview; whoever they name and whenever they are due is read once more."""
    return _create(_table(id))


@blueprint.get("/projects/<int:id>/actions/import", defaults=ACTIONS)
@blueprint.get("/projects/<int:id>/issues/import", defaults=ISSUES)
def new_rows(id: int, register: str) -> Response:
    table = _rows(id, register)
    table.project.managed_by(visitor())
    return show("tables/new.html", table=table)


@blueprint.post("/projects/<int:id>/actions/import/preview", defaults=ACTIONS)
@blueprint.post("/projects/<int:id>/issues/import/preview", defaults=ISSUES)
def preview_rows(id: int, register: str) -> Response:
    table = _rows(id, register)
    table.project.managed_by(visitor())
    return show("tables/preview.html", upload=Upload(table))


@blueprint.post("/projects/<int:id>/actions/import", defaults=ACTIONS)
@blueprint.post("/projects/<int:id>/issues/import", defaults=ISSUES)
def create_rows(id: int, register: str) -> Response:
    table = _rows(id, register)
    table.project.managed_by(visitor())
    return _create(table)


def _create(table: PaperTable | RegisterTable) -> Response:
    table.take(rows_chosen(), by=visitor())
    return back_to(table.back, notice=_("The table has been imported."))


def _rows(id: int, register: str) -> RegisterTable:
    return RegisterTable(register, REGISTERS[register](Project.find(id, by=visitor())))


def _table(id: int) -> PaperTable:
    document = documents.find(id, by=visitor())
    return PaperTable(document, _section(document))


def _section(document: Document) -> Section:
    """The table that is meant: by its name, else the first one. Raises NotFound."""
    tables = [section for section in document.kind.sections if section.is_table and document.kind.is_table]
    named = request.values.get("section", "")
    found = next((section for section in tables if section.name == named or not named), None)
    if found is None:
        raise NotFound()
    return found
