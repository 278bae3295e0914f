"""A spreadsheet on its way into a paper: the file that was chosen, what it would bring, and the rows to confirm."""

import json
from functools import cached_property

from flask import request

from coordination.document import Document
from coordination.kind import Section
from coordination.language import gettext as _
from coordination.refusal import Invalid, Missing
from papers.sheet import Preview, preview, read_sheet


class Upload:
    """Raises Missing without a file, and what `read_sheet` raises."""

    def __init__(self, document: Document, section: Section) -> None:
        self.document, self.project, self.section = document, document.project, section
        file = request.files.get("file")
        if file is None or not file.filename:
            raise Missing("file", _("File"))
        self.name, self.raw = file.filename, file.read()

    @cached_property
    def preview(self) -> Preview:
        rows = read_sheet(self.raw, self.name)
        return preview(self.document.kind, self.section.name, rows, self.project, self.document.rows(self.section.name))

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
