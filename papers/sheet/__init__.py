"""Tables as spreadsheets: out to Excel, and in from Excel or CSV by way of a preview that names every bad cell."""

from papers.sheet.preview import Preview, Problem, preview
from papers.sheet.reading import read_sheet
from papers.sheet.writing import to_xlsx

__all__ = ["Preview", "Problem", "preview", "read_sheet", "to_xlsx"]
