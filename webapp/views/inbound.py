"""Every received mail, with what became of it and why, stage by stage."""

import json

from flask import Blueprint, Response, request

from coordination import labelled_case
from coordination.inbound import Inbound
from coordination.letter import Letter
from coordination.person import allowed_to_administer
from coordination.pseudonyms import Pseudonyms
from webapp.pages import Pages
from webapp.reading import Reading
from webapp.rendering import show, show_file
from webapp.visitor import visitor
from webapp.words import names

blueprint = Blueprint("inbound", __name__)
CASES = "application/x-ndjson; charset=utf-8"


@blueprint.get("/received")
def index() -> Response:
    page = Pages.of(Inbound.visible_to(visitor()), request.args)
    return show("inbound/index.html", page=page, states=names("inbound"))


@blueprint.get("/received/<int:id>")
def show_mail(id: int) -> Response:
    mail = Inbound.find(id, by=visitor())
    return show("inbound/show.html", mail=mail, reading=Reading.of(mail), may_decide=mail.may_be_decided_by(visitor()),
                answered=Letter.answering(id, seen_by=visitor()))


@blueprint.get("/received/<int:id>/case")
def case(id: int) -> Response:
    """What a person said that it means, as a labelled case without anybody's name."""
    mail = Inbound.find(id, by=visitor())
    return show_file(_line(labelled_case.case_of(mail, by=visitor())), f"case-{id}.jsonl", CASES)


@blueprint.get("/received/cases")
def cases() -> Response:
    """All of them, for an administrator."""
    allowed_to_administer(visitor())
    names = Pseudonyms()
    found = [labelled_case.case_of(mail, by=visitor(), names=names) for mail in labelled_case.decided(by=visitor())]
    return show_file("".join(map(_line, found)), "cases.jsonl", CASES)


@blueprint.get("/received/<int:id>/raw")
def raw(id: int) -> Response:
    return show_file(Inbound.find(id, by=visitor()).raw_bytes(), f"mail-{id}.txt")


def _line(case: dict) -> str:
    return json.dumps(case, ensure_ascii=False) + "\n"
