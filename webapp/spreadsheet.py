"""What goes to a spreadsheet and comes back from one: a paper's table, the action items, the issue log; and a file on
its way in, with what it would bring and the rows to confirm."""

import json
from functools import cached_property

from flask import request, url_for

from coordination.document import Document
from coordination.kind import Kind, Section
from coordination.language import N_, ngettext
from coordination.language import gettext as _
from coordination.person import Person
from coordination.refusal import Invalid, Missing
from coordination.register import Register
from papers.sheet import Preview, preview, read_sheet

Link = tuple[str, str]


class PaperTable:
    """A table of a paper that is being written; what is imported takes its place."""

    promise = N_("The rows of the file take the place of the table. "
                 "You see what they bring before anything is changed.")

    def __init__(self, document: Document, section: Section) -> None:
        self.document, self.section, self.kind, self.project = document, section, document.kind, document.project
        paper = document.paper
        self.new, self.preview, self.create = (
            url_for(f"tables.{view}", id=paper.id, section=section.name) for view in ("new", "preview", "create"))
        self.export = url_for("tables.export", id=paper.id, section=section.name)
        self.back = url_for("papers.edit", id=paper.id)
        self.trail: list[Link] = [(url_for("papers.index", id=self.project.id), _("Papers")),
                                  (self.back, f"{paper.reference} {paper.title}")]

    def read(self, rows: list[list[str]]) -> Preview:
        return preview(self.kind, self.section.name, rows, self.project, self.document.rows(self.section.name))

    def confirm(self, n: int) -> str:
        """What the button says that takes `n` rows."""
        return ngettext("Make this row the table", "Make these %(n)s rows the table", n)

    def take(self, rows: list[dict[str, str]], *, by: Person) -> None:
        self.document.take_rows(self.section.name, rows, by=by)


class RegisterTable:
    """The action items or the issues of a project; an import changes and adds, and takes nothing away."""

    promise = N_("Rows with a number change what has this number, rows without one are new, and what is not in the "
                 "file stays as it is. You see what they bring before anything is changed.")

    def __init__(self, name: str, register: Register) -> None:
        self.register, self.section, self.project = register, register.section, register.project
        self.kind: Kind = register.kind
        self.new, self.preview, self.create = (
            url_for(f"tables.{view}", id=self.project.id, register=name)
            for view in ("new_rows", "preview_rows", "create_rows"))
        self.export = url_for(f"{name}.export", id=self.project.id)
        self.back = url_for(f"{name}.index", id=self.project.id)
        self.trail: list[Link] = [(self.back, _(self.kind.title))]

    def read(self, rows: list[list[str]]) -> Preview:
        return preview(self.kind, self.section.name, rows, self.project, check=self.register.check)

    def confirm(self, n: int) -> str:
        return ngettext("Import this row", "Import these %(n)s rows", n)

    def take(self, rows: list[dict[str, str]], *, by: Person) -> None:
        self.register.take(rows, by=by)


class Upload:
    """The file that was chosen. Raises Missing without one, and what `read_sheet` raises."""

    def __init__(self, table: PaperTable | RegisterTable) -> None:
        self.table, self.project = table, table.project
        file = request.files.get("file")
        if file is None or not file.filename:
            raise Missing("file", _("File"))
        self.name, self.raw = file.filename, file.read()

    @cached_property
    def preview(self) -> Preview:
        return self.table.read(read_sheet(self.raw, self.name))

    @property
    def carried(self) -> str:
        """The rows as the page sends them back."""
        return json.dumps(self.preview.values, ensure_ascii=False)


def rows_chosen() -> list[dict[str, str]]:
    """The rows that a preview's page sent back. Raises Invalid for anything else."""
    try:
        rows = json.loads(request.form.get("rows", ""))
    except ValueError:
        rows = None
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise Invalid("rows", _("File"), "", _("Please choose the file again."))
    return rows
