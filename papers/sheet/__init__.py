"""Tables as spreadsheets: out to Excel, and in from Excel or CSV by way of a preview that names every bad cell.

The library for Excel takes 14 MB, so it is loaded by a process apart.
"""

from collections.abc import Mapping, Sequence

from coordination.kind import Column
from papers.apart import apart
from papers.sheet.preview import Preview, Problem, preview

__all__ = ["Preview", "Problem", "preview", "read_sheet", "to_xlsx"]


def to_xlsx(title: str, columns: Sequence[Column], rows: Sequence[Mapping[str, str]], language: str) -> bytes:
    """As `papers.sheet.writing.to_xlsx`."""
    return apart("papers.sheet.writing", "to_xlsx", title, columns, rows, language)


def read_sheet(raw: bytes, filename: str) -> list[list[str]]:
    """As `papers.sheet.reading.read_sheet`."""
    return apart("papers.sheet.reading", "read_sheet", raw, filename)
