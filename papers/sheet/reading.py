"""A spreadsheet that somebody sent, as plain rows of text: Excel's .xlsx, or CSV in any of the usual forms."""

import csv
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO, StringIO

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from coordination.language import N_
from coordination.refusal import Refusal

LARGEST = 5 * 1024 * 1024
UNPACKED = 24 * 1024 * 1024
PARTS = 500
ROWS, COLUMNS = 5_000, 60
NAMED = 5
DOCTYPE = re.compile(rb"<\x00?!\x00?D", re.IGNORECASE)
ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
SIGNS = ",;\t"


class TooLarge(Refusal):
    sentence = N_("This file is too large: at most 5 MB, %(rows)s rows and %(columns)s columns can be read.")
    status = 413

    def __init__(self) -> None:
        super().__init__(rows=ROWS, columns=COLUMNS)


class NoSheet(Refusal):
    sentence = N_("“%(name)s” cannot be read as a table. Please save it as .xlsx or .csv and try again.")


class HasMacros(Refusal):
    sentence = N_("“%(name)s” contains macros, which are not read. Please save it as .xlsx without macros.")


class HasFormulas(Refusal):
    sentence = N_("There are formulas in %(cells)s. Please replace them with their values "
                  "(copy, then paste as values).")


class Empty(Refusal):
    sentence = N_("There is nothing in “%(name)s”.")


def read_sheet(raw: bytes, filename: str) -> list[list[str]]:
    """Every cell of the first sheet as text; the first row is the sheet's row 1. Days are YYYY-MM-DD.

    CSV may be UTF-8 (with or without a mark), UTF-16 with its mark or GB18030, divided by comma, semicolon or tab.
    Raises TooLarge, NoSheet, HasMacros, HasFormulas, Empty.
    """
    if len(raw) > LARGEST:
        raise TooLarge()
    name = filename.replace("\\", "/").rpartition("/")[2][:80]
    rows = list(_rows_of_excel(raw, name) if raw.startswith(ZIP) else _rows_of_csv(raw, name))
    while rows and not any(rows[-1]):
        rows.pop()
    if not rows:
        raise Empty(name=name)
    if len(rows) > ROWS + 1 or any(any(row[COLUMNS:]) for row in rows):
        raise TooLarge()
    return rows


def _rows_of_excel(raw: bytes, name: str) -> list[list[str]]:
    _screen(raw, name)
    formulas: list[str] = []
    try:
        book = load_workbook(BytesIO(raw), read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        # Its own word about its size may be wrong; the cells themselves count.
        sheet.reset_dimensions()
        cells = sheet.iter_rows(max_row=ROWS + 2, max_col=COLUMNS + 1)
        rows = [[_cell(cell, place, number, formulas) for place, cell in enumerate(row, start=1)]
                for number, row in enumerate(cells, start=1)]
        book.close()
    except Exception as error:  # openpyxl raises whatever it stumbles over in a broken file
        raise NoSheet(name=name) from error
    if formulas:
        raise HasFormulas(cells=", ".join(formulas[:NAMED]) + ("…" if len(formulas) > NAMED else ""))
    return rows


def _screen(raw: bytes, name: str) -> None:
    """Look at the archive before anything is unpacked for good: its size, macros, and XML that defines entities."""
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            parts = archive.infolist()
            if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
                raise TooLarge()
            if any("vbaproject" in part.filename.lower() for part in parts) or name.lower().endswith(".xlsm"):
                raise HasMacros(name=name)
            # Reading gives no more than the sizes said above, whatever the archive really holds.
            if any(DOCTYPE.search(archive.read(part)) for part in parts):
                raise NoSheet(name=name)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, ValueError) as error:
        raise NoSheet(name=name) from error


def _cell(cell: object, place: int, number: int, formulas: list[str]) -> str:
    if getattr(cell, "data_type", "") == "f":
        formulas.append(f"{get_column_letter(place)}{number}")
    return _text(getattr(cell, "value", None))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return format(value, ".15g")
    return str(value).replace("\r\n", "\n").replace("_x000D_", "").strip()


def _rows_of_csv(raw: bytes, name: str) -> Iterator[list[str]]:
    text = _decoded(raw, name)
    sign = max(SIGNS, key=text.partition("\n")[0].count)
    formulas: list[str] = []
    try:
        for number, row in enumerate(csv.reader(StringIO(text, newline=""), delimiter=sign), start=1):
            if number > ROWS + 2:
                raise TooLarge()
            formulas += [f"{get_column_letter(place)}{number}" for place, cell in enumerate(row, 1)
                         if cell.lstrip().startswith("=")]
            yield [cell.strip() for cell in row]
    except csv.Error as error:
        raise NoSheet(name=name) from error
    if formulas:
        raise HasFormulas(cells=", ".join(formulas[:NAMED]) + ("…" if len(formulas) > NAMED else ""))


def _decoded(raw: bytes, name: str) -> str:
    if raw.startswith(OLD_EXCEL):
        raise NoSheet(name=name)
    encodings = ("utf-16",) if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise NoSheet(name=name)
