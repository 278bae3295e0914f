"""Telling the workers of letters just put into the outbox; best effort, for the sweep finds them too."""

from flask import current_app

from coordination.letter import Letter
from coordination.project import Project


def nudge_letters(project: Project) -> None:
    for letter in Letter.select(Letter.id).where((Letter.project == project) & (Letter.state == "queued")):
        current_app.config["NUDGE"]("letter", letter.id)
