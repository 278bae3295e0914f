"""Every address × every kind of visitor: who gets in, who is told no, and who does not learn that it exists."""

import pytest

from coordination.person import Person
from coordination.session import Session
from tests.cast import Cast
from tests.webapp.routes import (
    ADMINISTERS,
    EVERYBODY,
    LOGGED_IN,
    MANAGES,
    ROUTES,
    SEES,
    WRITES,
    Route,
    visits,
)
from tests.webapp.world import World

INSIDE = {"manager": {LOGGED_IN, SEES, WRITES, MANAGES}, "taker": {LOGGED_IN, SEES, WRITES},
          "rival": {LOGGED_IN}, "administrator": {LOGGED_IN, SEES, WRITES, MANAGES, ADMINISTERS}}


@pytest.fixture(autouse=True)
def quick_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who may have a PDF does not depend on what is in it."""
    monkeypatch.setattr("papers.pdf.make", lambda html, *more, **options: b"%PDF-")


def test_every_address_is_declared(pages):
    assert {rule.endpoint for rule in pages.url_map.iter_rules()} == set(ROUTES)


def test_a_post_never_shares_its_address_with_a_view_that_shows(pages):
    assert [rule.endpoint for rule in pages.url_map.iter_rules() if {"GET", "POST"} <= rule.methods] == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", INSIDE)
def test_each_visitor_gets_as_far_as_declared(pages, cast, world, kind):
    person = somebody(kind, cast, world)
    wrong = [f"{method} {rule}: {answer.status_code} for {ROUTES[rule.endpoint].who}"
             for rule, method, answer in visits(pages, world, person, lambda route: route.who in INSIDE[kind])
             if answer.status_code in (401, 403, 404, 405) or answer.status_code >= 500]
    assert wrong == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", INSIDE)
def test_no_visitor_gets_further_than_declared(pages, cast, world, kind, fingerprint):
    person = somebody(kind, cast, world)
    before = fingerprint()
    wrong = [f"{method} {rule}: {answer.status_code} for {ROUTES[rule.endpoint].who}"
             for rule, method, answer in visits(pages, world, person, lambda route: beyond(route, kind))
             if answer.status_code != (404 if kind == "rival" and ROUTES[rule.endpoint].who != ADMINISTERS else 403)]
    assert wrong == []
    assert fingerprint() == before


@pytest.mark.slow
def test_nobody_gets_in_without_a_log_in(pages, world, fingerprint):
    before = fingerprint()
    wrong = [f"{method} {rule}: {answer.status_code}"
             for rule, method, answer in visits(pages, world, None, lambda route: route.who != EVERYBODY)
             if answer.status_code != 303 or not answer.location.startswith("/login")]
    assert wrong == []
    assert fingerprint() == before


def test_a_session_of_somebody_else_cannot_be_ended(browse, cast):
    hers = Session.find_open(browse(cast.chenjing).token)
    assert browse(cast.administrator).post(f"/account/sessions/{hers.id}/revoke").status_code == 404


def somebody(kind: str, cast: Cast, world: World) -> Person:
    return {"manager": cast.chenjing, "taker": world.taker, "rival": world.rival,
            "administrator": cast.administrator}[kind]


def beyond(route: Route, kind: str) -> bool:
    return route.who != EVERYBODY and route.who not in INSIDE[kind]
