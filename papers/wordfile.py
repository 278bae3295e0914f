"""A Word file in the house's look: A4, Chinese fonts, heads that repeat, rows that stay whole, page numbers."""

import re
from collections.abc import Iterable, Sequence
from io import BytesIO

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from coordination import clock
from papers.timescale import breadth

LATIN, CHINESE = "Arial", "Microsoft YaHei"
INK, PALE, HEAD, RULE = RGBColor(0x16, 0x20, 0x2A), RGBColor(0x4A, 0x57, 0x64), "E8EDF2", "B8C2CC"
SHORTEST, LONGEST = 5.0, 34.0
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


class WordFile:
    """`language` "zh" or "en" is what Word checks the spelling in; `landscape` lays the paper across."""

    def __init__(self, title: str, language: str, *, landscape: bool = False) -> None:
        self.file = Document()
        self.width = self._set_page(landscape)
        self._set_fonts(language)
        properties = self.file.core_properties
        properties.title, properties.author, properties.comments = clean(title)[:250], "", ""
        properties.created = properties.modified = clock.now().replace(tzinfo=None)

    def above(self, left: str, right: str) -> None:
        """What stands above every page."""
        paragraph = self.file.sections[0].header.paragraphs[0]
        self._right_tab(paragraph)
        _pale(paragraph.add_run(f"{clean(left)}\t{clean(right)}"), 8.5)

    def below(self, before: str, between: str, after: str) -> None:
        """The page's number and the number of pages, with these words around them."""
        paragraph = self.file.sections[0].footer.paragraphs[0]
        paragraph.alignment = 1
        for text, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
            _pale(paragraph.add_run(text), 8.5)
            if field:
                _add_field(paragraph, field)

    def heading(self, text: str, level: int = 1) -> None:
        """Level 0 is the paper's own name."""
        self.file.add_heading(clean(text), level)

    def text(self, text: str, *, pale: bool = False, bold: bool = False) -> Paragraph:
        paragraph = self.file.add_paragraph()
        run = paragraph.add_run(clean(text))
        run.bold = bold
        if pale:
            _pale(run, 9)
        return paragraph

    def items(self, texts: Sequence[str], *, numbered: bool = False) -> None:
        """A list with dots or numbers; the numbers are written out, so that every list begins with 1."""
        for number, text in enumerate(texts, start=1):
            paragraph = self.text(f"{number}." if numbered else "•")
            paragraph.paragraph_format.left_indent = Mm(7)
            paragraph.paragraph_format.first_line_indent = Mm(-6)
            paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(7))
            paragraph.paragraph_format.space_after = Pt(2)
            paragraph.add_run("\t" + clean(text))

    def facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Labels with their values, without lines."""
        if facts:
            labels = max(breadth(label, 1) for label, _value in facts) * Pt(10.5) + Mm(6)
            table = self._table(len(facts), [labels, self.width - labels])
            for row, (label, value) in zip(table.rows, facts, strict=True):
                _write(row.cells[0], label, pale=True)
                _write(row.cells[1], value)

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """The first row comes again on every page, and no row is cut in two."""
        table = self._table(len(rows) + 1, self._widths(heads, rows))
        _rule(table)
        for cell, head in zip(table.rows[0].cells, heads, strict=True):
            _write(cell, head, bold=True)
            _shade(cell)
        _mark(table.rows[0], "w:tblHeader")
        for row, texts in zip(list(table.rows)[1:], rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                _write(cell, text)
        self.file.add_paragraph().paragraph_format.space_after = Pt(0)

    def line_to_sign(self, name: str, date: str, code: str = "") -> None:
        """A name, a line to sign on, a line for the date, and the code by which the scan is known."""
        paragraph = self.text(f"{name}  {'_' * 26}   {date} {'_' * 14}   {code}")
        paragraph.paragraph_format.space_before = Pt(12)
        paragraph.paragraph_format.keep_together = True

    def saved(self) -> bytes:
        file = BytesIO()
        self.file.save(file)
        return file.getvalue()

    def _set_page(self, landscape: bool) -> int:
        section = self.file.sections[0]
        width, height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = width, height
        section.left_margin = section.right_margin = Mm(18)
        section.top_margin, section.bottom_margin = Mm(22), Mm(18)
        section.header_distance = section.footer_distance = Mm(10)
        return width - Mm(36)

    def _set_fonts(self, language: str) -> None:
        for style in self.file.styles.element.iter(qn("w:rPr")):
            _set_font(style, language)
        for name, size, before, after in (("Normal", 10.5, 0, 4), ("Title", 20, 0, 4), ("Heading 1", 12.5, 12, 4),
                                          ("Heading 2", 10.5, 8, 2), ("Header", 8.5, 0, 0), ("Footer", 8.5, 0, 0)):
            style = self.file.styles[name]
            _set_font(style.element.get_or_add_rPr(), language)
            style.font.size, style.font.color.rgb = Pt(size), INK
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        self._remove_rule_of_title()

    def _remove_rule_of_title(self) -> None:
        paragraph = self.file.styles["Title"].element.pPr
        for border in paragraph.findall(qn("w:pBdr")):
            paragraph.remove(border)

    def _right_tab(self, paragraph: Paragraph) -> None:
        paragraph.paragraph_format.tab_stops.clear_all()
        paragraph.style.paragraph_format.tab_stops.clear_all()
        paragraph.paragraph_format.tab_stops.add_tab_stop(self.width, WD_TAB_ALIGNMENT.RIGHT)

    def _table(self, rows: int, widths: Sequence[float]) -> Table:
        table = self.file.add_table(rows, len(widths))
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = int(width)
        for row in table.rows:
            _mark(row, "w:cantSplit")
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = int(width)
        return table

    def _widths(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
        """Columns share the page by how much they hold."""
        needs = [min(max(max(breadth(line, 1) for line in text.split("\n")) for text in column), LONGEST)
                 for column in zip(heads, *rows, strict=True)]
        needs = [max(need, SHORTEST) for need in needs]
        return [self.width * need / sum(needs) for need in needs]


def written(title: str, language: str, landscape: bool, steps: Iterable[tuple[str, tuple, dict]]) -> bytes:
    """The bytes of a file whose methods are called one after the other, as (name, arguments, named arguments)."""
    file = WordFile(title, language, landscape=landscape)
    for name, words, more in steps:
        getattr(file, name)(*words, **more)
    return file.saved()


def clean(text: str) -> str:
    """The text without characters that XML cannot hold."""
    return _NO_XML.sub("", text)


def _write(cell: _Cell, text: str, *, bold: bool = False, pale: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(1)
    run = paragraph.add_run(clean(text))
    run.bold, run.font.size = bold, Pt(9.5)
    if pale:
        _pale(run, 9.5)


def _pale(run: Run, size: float) -> None:
    run.font.size, run.font.color.rgb = Pt(size), PALE


def _set_font(properties: OxmlElement, language: str) -> None:
    """Name the fonts themselves: the template's theme names take precedence and know no Chinese font."""
    fonts = properties.get_or_add_rFonts()
    fonts.attrib.clear()
    for script, font in (("ascii", LATIN), ("hAnsi", LATIN), ("eastAsia", CHINESE), ("cs", LATIN)):
        fonts.set(qn(f"w:{script}"), font)
    for spoken in properties.findall(qn("w:lang")):
        spoken.set(qn("w:eastAsia"), "zh-CN")
        spoken.set(qn("w:val"), "en-GB" if language == "en" else "en-US")


def _add_field(paragraph: Paragraph, name: str) -> None:
    """A field that Word fills in (ECMA-376 part 1, section 17.16.5)."""
    run = paragraph.add_run()
    _pale(run, 8.5)
    for kind, text in (("begin", ""), ("instrText", name), ("separate", ""), ("text", "1"), ("end", "")):
        if text:
            element = OxmlElement("w:instrText" if kind == "instrText" else "w:t")
            element.text = text
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)


def _mark(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _rule(table: Table) -> None:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        border = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", RULE)):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
    # Its place among its siblings is fixed (ECMA-376 part 1, section 17.4.59): before the layout.
    table._tbl.tblPr.find(qn("w:tblLayout")).addprevious(borders)


def _shade(cell: _Cell) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", HEAD)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)
