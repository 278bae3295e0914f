"""`huizhi web`: the pages alone, beside workers in other processes."""

from argparse import Namespace
from collections.abc import Callable
from typing import Any

from flask import Flask

from huizhi import pages, process, rooms, state, worker
from huizhi.settings import Settings
from mailflow import compose
from mailflow.enclosed import enclosed
from webapp import create_app


def run(settings: Settings, arguments: Namespace) -> int:
    process.log(settings.log_level)
    with process.until_told() as running:
        listener = running.enter_context(pages.listen(settings))
        settings = pages.reached_at(settings, listener)
        rooms.open_records(settings)
        rooms.migrate()
        app = application(settings, worker.nudge_elsewhere(settings))
        pages.server_of(app, listener, settings.server.threads).run()
    return 0


def application(settings: Settings, nudge: Callable[[str, int], None] | None = None,
                post_office: Any = None) -> Flask:
    """The pages, told what they need of the settings."""
    return create_app(
        secret_key=state.secret_key(settings),
        base_url=settings.server.base_url,
        language=settings.language,
        trusted_proxies=settings.server.trusted_proxies,
        nudge=nudge,
        post_office=post_office,
        mail_preview=compose.preview,
        paper_preview=compose.preview_paper,
        enclosed=enclosed,
    )
