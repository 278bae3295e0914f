"""Numbers that come in from outside: in addresses and forms, none larger than a row's id can be."""

from flask import Flask, request
from werkzeug.routing import IntegerConverter, Map

LARGEST = 2**31 - 1


class RowId(IntegerConverter):
    """`<int:id>` in an address; a larger one is an address that does not exist."""

    def __init__(self, map: Map, *args: object, **settings: object) -> None:
        super().__init__(map, max=LARGEST)


def prepare(app: Flask) -> None:
    app.url_map.converters["int"] = RowId


def row_id(text: str | None) -> int:
    """The id that a field holds; 0, which no row has, where it holds none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def chosen(field: str) -> int:
    """The id of the row that the form's field chose, 0 for none."""
    return row_id(request.form.get(field))
