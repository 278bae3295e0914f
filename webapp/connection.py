"""The database connection of a request: kept by each thread for SQLite, given back to the pool for PostgreSQL."""

from flask import Flask
from peewee import SqliteDatabase

from coordination.database import database


def prepare(app: Flask) -> None:
    app.teardown_request(_give_back)


def _give_back(error: BaseException | None) -> None:
    if not isinstance(database.obj, SqliteDatabase) or error is not None:
        database.close()
