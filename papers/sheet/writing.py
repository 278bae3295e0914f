"""A table as an Excel file: real dates, a head that stays, A4 across, and nothing in it that Excel would run."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from coordination.kind import Column
from coordination.language import gettext as _
from coordination.language import use_language
from papers import cells

A4, MARGIN = 9, 0.5  # Excel's number for A4 (ECMA-376 part 1, section 18.3.1.63); inches
NARROWEST, WIDEST = 9, 48
LONGEST_LIST = 255  # characters in Excel's list of allowed values
RUNS = ("=", "+", "-", "@", "\t", "\r")
DAY_FORMAT = "yyyy-mm-dd"


def to_xlsx(title: str, columns: Sequence[Column], rows: Sequence[Mapping[str, str]], language: str) -> bytes:
    """The bytes of an .xlsx file with one sheet. `rows` map a column's name to its cell as a frozen paper has it
    (see `shapes.shown`); headings and choices are written in the language."""
    with use_language(language):
        book = Workbook()
        sheet = book.active
        sheet.title = _sheet_name(title)
        book.properties.title = _text(title)
        _head(sheet, columns)
        for number, row in enumerate(rows, start=2):
            for place, column in enumerate(columns, start=1):
                _fill(sheet.cell(number, place), column, row.get(column.name) or "")
        _offer_choices(sheet, columns, len(rows))
        _set_widths(sheet)
        _prepare_print(sheet, title)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _head(sheet: Worksheet, columns: Sequence[Column]) -> None:
    for place, column in enumerate(columns, start=1):
        cell = sheet.cell(1, place)
        _set_text(cell, _(column.label))
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E8EDF2")
        cell.border = Border(bottom=Side("medium", color="16202A"))
        cell.alignment = Alignment(vertical="bottom", wrap_text=True)
    sheet.freeze_panes = "A2"


def _fill(cell: Cell, column: Column, kept: str) -> None:
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    cell.border = Border(bottom=Side("hair", color="B8C2CC"))
    day = _day(kept) if column.shape in ("day", "when") else None
    if day:
        cell.value, cell.number_format = day, DAY_FORMAT
    elif column.shape == "number" and re.fullmatch(r"-?\d{1,15}(\.\d+)?", kept):
        cell.value = Decimal(kept)
    elif kept:
        _set_text(cell, cells.written(column, kept))


def _set_text(cell: Cell, text: str) -> None:
    """As text whatever it looks like: a formula stays the words that somebody typed."""
    cell.value = text = _text(text)
    cell.data_type = "s"
    if text.startswith(RUNS):
        cell.quotePrefix, cell.number_format = True, "@"


def _text(text: str) -> str:
    return ILLEGAL_CHARACTERS_RE.sub("", text)


def _day(kept: str) -> date | None:
    try:
        return date.fromisoformat(kept)
    except ValueError:
        return None


def _offer_choices(sheet: Worksheet, columns: Sequence[Column], rows: int) -> None:
    """A list to choose from in the columns that allow only certain words, also in rows still to be written."""
    for place, column in enumerate(columns, start=1):
        words = ",".join(_(label) for label in column.choices.values())
        if words and len(words) <= LONGEST_LIST and '"' not in words:
            offered = DataValidation("list", formula1=f'"{words}"', allow_blank=True)
            letter = get_column_letter(place)
            offered.add(f"{letter}2:{letter}{rows + 201}")
            sheet.add_data_validation(offered)


def _set_widths(sheet: Worksheet) -> None:
    for place, column in enumerate(sheet.iter_cols(), start=1):
        longest = max((_breadth(str(cell.value)) for cell in column if cell.value is not None), default=0)
        sheet.column_dimensions[get_column_letter(place)].width = min(max(longest + 2, NARROWEST), WIDEST)


def _breadth(text: str) -> int:
    """How many letters wide the longest line is; a Chinese character counts for two."""
    return max((sum(2 if east_asian_width(c) in "WF" else 1 for c in line) for line in text.split("\n")), default=0)


def _prepare_print(sheet: Worksheet, title: str) -> None:
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.page_margins.left = sheet.page_margins.right = MARGIN
    # "&" begins a code in a header (ECMA-376 part 1, section 18.3.1.46).
    sheet.oddHeader.left.text = _text(title).strip().replace("&", "&&")[:200] or None
    sheet.oddFooter.center.text = "&P / &N"


def _sheet_name(title: str) -> str:
    """What Excel takes as a sheet's name: 31 characters, none of []:*?/\\, no quote at either end."""
    return re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", title)[:31].strip(" '") or "1"
