"""What a browser may send and what every answer carries: headers, CSRF, origins, hosts, sizes, redirects, sessions."""

import sqlite3
from datetime import timedelta

import pytest
import time_machine
from peewee import OperationalError

from coordination import clock
from coordination import database as records
from coordination.person import Department
from coordination.project import Project
from coordination.session import LoginAttempt, Session
from tests.webapp.world import Browser, pages_at


def test_every_answer_carries_the_secure_headers(browse, cast):
    answers = [browse(cast.chenjing).get("/"), browse().get("/nowhere"), browse().post("/language"),
               browse().get("/login")]
    for answer in answers:
        assert "default-src 'none'; script-src 'self'" in answer.headers["Content-Security-Policy"]
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "private, no-cache"
        assert "HX-Request" in answer.headers["Vary"]


def test_pages_carry_nothing_inline(browse, cast, world):
    for path in ("/", "/login", "/projects/1", "/triage", "/people", "/account", "/projects/1/members"):
        text = browse(cast.chenjing).get(path, follow_redirects=True).text
        assert "<style" not in text and " style=" not in text and " onclick=" not in text
        assert text.count("<script") == text.count('<script src="/static/')


def test_a_form_without_the_token_is_refused(browse, cast, fingerprint):
    before = fingerprint()
    answer = browse(cast.administrator).post("/departments", {"csrf_token": "", "name": "新部门"})
    assert answer.status_code == 403
    assert fingerprint() == before


def test_a_token_of_another_browser_is_refused(browse, cast):
    browser = browse(cast.administrator)
    with browser.client.session_transaction() as cookie:
        cookie["csrf_token"] = "another"
    assert browser.post("/departments", {"name": "新部门"}).status_code == 403


def test_htmx_may_send_the_token_in_its_header(browse, cast):
    answer = browse(cast.administrator).htmx("/departments", {"csrf_token": "", "name": "新部门"})
    assert answer.headers["HX-Redirect"] == "/departments"
    assert Department.get_or_none(Department.name == "新部门")


def test_an_open_page_learns_the_new_token_after_a_new_log_in(browse, cast):
    browser = browse(cast.administrator)
    refused = browser.htmx("/departments", {"csrf_token": ""}, **{"X-CSRFToken": "old"})
    assert refused.status_code == 403
    again = browser.htmx("/departments", {"csrf_token": "", "name": "新部门"},
                         **{"X-CSRFToken": refused.headers["X-CSRFToken"]})
    assert again.status_code == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost.evil.example",
                                    "http://localhost:81", "https://user@localhost@evil.example"])
def test_a_form_of_another_site_is_refused(browse, cast, origin):
    answer = browse(cast.administrator).post("/departments", {"name": "新部门"}, headers={"Origin": origin})
    assert answer.status_code == 403
    assert not Department.get_or_none(Department.name == "新部门")


def test_a_browser_that_says_cross_site_is_refused(browse, cast):
    answer = browse(cast.chenjing).post("/logout", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


def test_another_host_is_refused_with_our_address(browse):
    answer = browse().get("/login", base_url="http://evil.example")
    assert answer.status_code == 400
    assert "http://localhost" in answer.text and "server.base_url" in answer.text


def test_a_body_that_is_too_large_is_refused_unread(browse, cast):
    body = b"name=" + b"x" * (4 * 1024 * 1024)
    answer = browse(cast.chenjing).client.post("/projects", data=body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413


def test_too_many_fields_are_refused(browse, cast):
    part = b'--x\r\nContent-Disposition: form-data; name="f"\r\n\r\n1\r\n'
    client = browse(cast.chenjing).client
    for body, kind in ((b"f=1&" * 10_001, "application/x-www-form-urlencoded"),
                       (part * 10_001 + b"--x--", "multipart/form-data; boundary=x")):
        assert client.post("/projects", data=body, content_type=kind).status_code == 413


def test_a_nul_is_refused_wherever_it_stands(browse, cast):
    browser = browse(cast.chenjing)
    assert browser.post("/projects", {"name": "a\0b"}).status_code == 400
    assert browser.get("/search?q=%00").status_code == 400
    assert browser.get("/people/%00").status_code in (400, 404)


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example",
                                    "javascript:alert(1)", "evil", "/\r\nSet-Cookie: a=b"])
def test_a_bad_redirect_target_leads_home(browse, cast, target):
    answer = browse().post("/login", {"email": "chenjing@corp.example", "password": "correct horse", "next": target})
    assert (answer.status_code, answer.location) == (303, "/")


def test_after_the_log_in_one_is_where_one_wanted_to_be(browse, cast):
    asked = browse().get("/people?x=1")
    assert asked.location == "/login?next=/people?x%3D1"
    answer = browse().post("/login", {"email": "chenjing@corp.example", "password": "correct horse",
                                      "next": "/people?x=1"})
    assert answer.location == "/people?x=1"


def test_the_log_in_starts_a_new_cookie(browse, cast):
    browser = browse()
    answer = browser.post("/login", {"email": "CHENJING@corp.example ", "password": "correct horse"})
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie
    with browser.client.session_transaction() as kept:
        assert "csrf_token" not in kept


def test_a_wrong_password_says_so_and_the_ninth_try_has_to_wait(browse, cast):
    typed = {"email": "chenjing@corp.example", "password": "wrong"}
    first = browse().post("/login", typed)
    assert first.status_code == 401 and "not right" in first.text and 'value="chenjing@corp.example"' in first.text
    for _again in range(7):
        LoginAttempt.create(name="chenjing@corp.example", address="127.0.0.1")
    last = browse().post("/login", {**typed, "password": "correct horse"})
    assert last.status_code == 429 and "quarter of an hour" in last.text


def test_a_revoked_session_is_out_at_once(browse, cast):
    office, cafe = browse(cast.chenjing), browse(cast.chenjing)
    office.post("/account/sessions/revoke")
    assert office.get("/").status_code == 200
    assert cafe.get("/").location.startswith("/login")


def test_a_changed_password_logs_other_browsers_out(browse, cast):
    office, cafe = browse(cast.chenjing), browse(cast.chenjing)
    office.post("/account/password", {"current": "correct horse", "password": "correct battery"})
    assert office.get("/").status_code == 200
    assert cafe.get("/").status_code == 303


def test_looking_at_pages_keeps_a_session_open_and_a_page_that_asks_for_news_does_not(browse, cast):
    looking, left_open = browse(cast.chenjing), browse(cast.chenjing)
    for day in (3, 6, 9):
        with time_machine.travel(clock.now() + timedelta(days=day), tick=False):
            asked = left_open.get("/projects/1/news", headers={"HX-Request": "true"})
            shown = looking.get("/").status_code, asked.headers
    assert shown[0] == 200 and "/login" in shown[1]["HX-Redirect"]


def test_a_session_ends_when_idle_and_when_old(browse, cast):
    browser = browse(cast.chenjing)
    with time_machine.travel(clock.now() + timedelta(days=8), tick=False):
        assert browser.get("/").status_code == 303
    for day in range(5, 40, 5):
        with time_machine.travel(clock.now() + timedelta(days=day), tick=False):
            last = browser.post("/language", {"language": "en"}).status_code, browser.get("/").status_code
    assert last == (303, 303)


def test_somebody_who_left_is_out_at_once(browse, cast):
    browser = browse(cast.chenjing)
    cast.chenjing.active = False
    cast.chenjing.save()
    assert browser.get("/").status_code == 303


def test_what_was_typed_stays_when_the_session_has_ended(browse, cast):
    browser = browse()
    answer = browser.htmx("/projects", {"name": "新品上线"})
    assert answer.status_code == 401
    assert answer.headers["HX-Retarget"] == "#notice" and "another tab" in answer.text


def test_an_https_site_marks_its_cookie_secure(cast):
    browser = Browser(pages_at("https://pm.corp.example"))
    answer = browser.post("/language", {"language": "zh"})
    assert "Secure" in answer.headers["Set-Cookie"]
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


@pytest.mark.parametrize("path", ["/huizhi/login", "/login"])
def test_a_sub_path_works_whether_the_proxy_strips_it_or_not(cast, path):
    answer = Browser(pages_at("http://localhost/huizhi")).get(path)
    assert answer.status_code == 200
    assert 'action="/huizhi/login"' in answer.text and 'href="/huizhi/static/' in answer.text


def test_a_trusted_proxy_says_who_and_how(cast):
    pages = pages_at("https://pm.corp.example", trusted_proxies=1)
    forwarded = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "pm.corp.example"}
    form = {"email": "chenjing@corp.example", "password": "correct horse"}
    Browser(pages).post("/login", form, headers=forwarded)
    assert Session.get().address == "203.0.113.9"


def test_a_busy_database_answers_503_and_says_when_to_try_again(browse, cast, database):
    browser = browse(cast.administrator)
    records.database.execute_sql("PRAGMA busy_timeout = 50")
    other = sqlite3.connect(database)
    other.execute("BEGIN IMMEDIATE")
    answer = browser.post("/departments", {"name": "新部门"})
    other.close()
    assert answer.status_code == 503 and answer.headers["Retry-After"] == "5"
    assert "Nothing was lost" in answer.text
    assert browser.post("/departments", {"name": "新部门"}).status_code == 303


def test_a_wrong_statement_is_a_crash_and_no_busy_database(browse, cast, monkeypatch):
    monkeypatch.setattr(Project, "visible_to", lambda person: records.database.execute_sql("SELECT nothing"))
    with pytest.raises(OperationalError):
        browse(cast.chenjing).get("/")


def test_a_number_larger_than_any_row_is_an_address_that_does_not_exist(browse, cast):
    assert browse(cast.chenjing).get(f"/projects/{10**30}").status_code == 404
    assert browse(cast.chenjing).get(f"/received?before={10**30}").status_code == 200


def test_what_is_typed_is_shown_as_typed(browse, cast):
    name = "<script>alert(1)</script> {{7*7}} %s"
    browse(cast.chenjing).post("/projects", {"name": name, "code": "X1", "language": "zh",
                                             "time_zone": "Asia/Shanghai"})
    text = browse(cast.chenjing).get("/").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{7*7}} %s" in text


def test_a_line_break_in_a_name_is_refused(browse, cast):
    form = {"name": "新品\r\nBcc: x@y", "code": "X1", "language": "zh", "time_zone": "Asia/Shanghai"}
    assert browse(cast.chenjing).post("/projects", form).status_code == 422
    assert Project.select().count() == 1
