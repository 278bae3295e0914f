"""What a project manager says that a mail means, out as a labelled case without anybody's name."""

import json

from coordination.action import ActionItem
from coordination.event import Event
from coordination.inbound import Inbound
from tests.webapp.world import held

TYPED = "张伟：1 周五应该可以，电话 13812345678"


def case(browser, mail) -> dict:
    answer = browser.get(f"/received/{mail.id}/case")
    assert answer.status_code == 200, answer.status_code
    return json.loads(answer.text)


def decided(browser, world, **form):
    mail = held(world.letter, trace=[{"stage": "read", "new_text": TYPED}], meaning={"acknowledged": True})
    ask = next(line.ask for line in world.letter.lines if line.ask.action_id == world.action.id)
    browser.post(f"/triage/{mail.id}/answers", {"ask": ask.id, **form})
    browser.post(f"/triage/{mail.id}/settled")
    return mail


def test_a_correction_is_the_project_managers_and_becomes_a_case(browse, cast, world):
    browser = browse(cast.chenjing)
    found = case(browser, decided(browser, world, answer="in_progress"))
    line = next(line for line in world.letter.lines if line.ask.action_id == world.action.id)
    assert found["expect"]["updates"] == [{"item": line.n, "status": "in_progress"}]
    assert Event.get(Event.verb == "reported").actor_id == cast.chenjing.id
    assert [item["n"] for item in found["answered"]["items"]] == [1, 2]


def test_a_case_names_nobody(browse, cast, world):
    browser = browse(cast.chenjing)
    found = case(browser, decided(browser, world, answer="done"))
    assert "张伟" not in found["new_text"] and "13812345678" not in found["new_text"]
    assert found["answered"]["to"]["name"] in found["new_text"] and "新品上线" not in found["answered"]["subject"]


def test_a_delay_keeps_its_day_and_needs_nobody(browse, cast, world):
    browser = browse(cast.chenjing)
    (update,) = case(browser, decided(browser, world, answer="delayed", due="2026-03-20"))["expect"]["updates"]
    assert (update["status"], update["due"]) == ("delayed", "2026-03-20")


def test_nothing_to_record_is_a_label_too(browse, cast, world):
    browser = browse(cast.chenjing)
    mail = held(world.letter, trace=[{"stage": "read", "new_text": "？"}])
    browser.post(f"/triage/{mail.id}/settled")
    expected = case(browser, mail)["expect"]
    assert expected["updates"] == [] and expected["acknowledged"] is None and expected["attention"] is True


def test_what_nobody_has_decided_is_no_case(browse, cast, world):
    assert browse(cast.chenjing).get(f"/received/{world.mail.id}/case").status_code == 409


def test_an_administrator_gets_all_of_them_with_the_same_names(browse, cast, world):
    browser = browse(cast.chenjing)
    for _mail in range(2):
        decided(browser, world, answer="done")
    lines = browse(cast.administrator).get("/received/cases").text.splitlines()
    found = [json.loads(line) for line in lines]
    assert len(found) == 2 and found[0]["new_text"] == found[1]["new_text"]
    assert browser.get("/received/cases").status_code == 403


def test_what_was_read_wrong_and_recorded_is_put_right_with_one_click(browse, cast, world):
    browser, ask = browse(cast.chenjing), next(
        line.ask for line in world.letter.lines if line.ask.action_id == world.action.id)
    mail = held(world.letter, state="applied", reason="", trace=[{"stage": "read", "new_text": "1 done?"}])
    browser.post(f"/triage/{mail.id}/answers", {"ask": ask.id, "answer": "done"})
    assert 'value="in_progress"' in browser.get(f"/triage/{mail.id}").text.partition(f"line-{ask.id}")[2]
    browser.post(f"/triage/{mail.id}/answers", {"ask": ask.id, "answer": "in_progress"})
    assert ActionItem.get_by_id(world.action.id).status == "in_progress"
    assert "Put right" in browser.get(f"/received/{mail.id}").text
    assert Inbound.get_by_id(mail.id).state == "applied"
