"""The pages of projects, people, the account and search: what they show, change and refuse, without any script."""

from coordination.person import Department, Person
from coordination.project import Project
from tests.webapp.world import held

SHANGHAI = {"language": "zh", "time_zone": "Asia/Shanghai"}


def test_who_has_no_project_is_told_what_to_do(browse, cast):
    cast.zhangwei.set_password("long enough", by=None)
    assert "You have no project yet" in browse(cast.zhangwei).get("/").text


def test_the_first_page_counts_what_is_open_late_and_missing(browse, cast, circulated):
    text = browse(cast.chenjing).get("/").text
    row = text[text.index("<tbody>"):]
    assert "overdue 3</span>" in row and f'/waiting?project={cast.project.id}">6</a>' in row


def test_a_new_project_asks_next_who_takes_part(browse, cast):
    assert browse(cast.chenjing).get("/projects").location == "/"
    answer = browse(cast.chenjing).post("/projects", {"name": "Umzug", "code": "um-1", **SHANGHAI})
    project = Project.get(Project.code == "UM-1")
    assert answer.location == f"/projects/{project.id}/members"
    assert [person.name for person in project.managers()] == ["陈静"]


def test_a_refused_form_keeps_what_was_typed_and_names_the_field(browse, cast):
    answer = browse(cast.chenjing).htmx("/projects", {"name": "", "code": "X", **SHANGHAI}, **{"HX-Boosted": "true"})
    assert answer.status_code == 422
    assert answer.headers["HX-Retarget"] == "#notice"
    assert answer.headers["HX-Trigger"] == '{"refused": {"field": "name"}}'


def test_without_scripts_a_refusal_is_a_page_with_the_sentence(browse, cast):
    answer = browse(cast.chenjing).post("/projects", {"name": "x", "code": "NPL", **SHANGHAI})
    assert answer.status_code == 422
    assert "already used by another project" in answer.text and "<title>" in answer.text


def test_members_come_and_go(browse, cast):
    browser, path = browse(cast.chenjing), f"/projects/{cast.project.id}/members"
    browser.post(path, {"person": cast.lina.id, "role": "minute_taker"})
    assert cast.project.has(cast.lina, "minute_taker")
    browser.post(f"{path}/remove", {"person": cast.lina.id, "role": "minute_taker"})
    assert not cast.project.has(cast.lina, "minute_taker")


def test_the_last_manager_stays(browse, cast):
    answer = browse(cast.chenjing).post(f"/projects/{cast.project.id}/members/remove",
                                        {"person": cast.chenjing.id, "role": "pm"})
    assert answer.status_code == 422 and "add another one first" in answer.text


def test_who_leaves_a_project_is_led_home(browse, cast):
    cast.project.add_member(cast.lina, "pm", by=cast.chenjing)
    answer = browse(cast.chenjing).post(f"/projects/{cast.project.id}/members/remove",
                                        {"person": cast.chenjing.id, "role": "pm"})
    assert answer.location == "/"


def test_a_person_has_several_addresses(browse, cast):
    form = {"name": "赵敏", "emails": "zhao@corp.example\nZhao.Min@mail.example", "department": cast.lina.department_id,
            **SHANGHAI}
    browse(cast.administrator).post("/people", form)
    person = Person.by_address("zhao.min@mail.example")
    assert person.primary_address == "zhao@corp.example" and person.department == cast.lina.department
    assert "zhao@corp.example, zhao.min@mail.example" in browse(cast.chenjing).get("/people").text


def test_an_address_of_somebody_else_is_refused_and_nothing_is_half_changed(browse, cast):
    form = {"name": "张三", "emails": "wangfang@corp.example", "active": "yes", **SHANGHAI}
    answer = browse(cast.administrator).post(f"/people/{cast.zhangwei.id}", form)
    assert answer.status_code == 422 and "王芳" in answer.text
    assert Person.get_by_id(cast.zhangwei.id).name == "张伟"


def test_a_password_lets_somebody_in(browse, cast):
    browse(cast.administrator).post(f"/people/{cast.lina.id}/password", {"password": "long enough"})
    answer = browse().post("/login", {"email": "lina@corp.example", "password": "long enough"})
    assert answer.status_code == 303 and answer.location == "/"


def test_a_department_is_added_and_renamed(browse, cast):
    browse(cast.administrator).post("/departments", {"name": "法务部"})
    department = Department.get(Department.name == "法务部")
    browse(cast.administrator).post(f"/departments/{department.id}", {"name": "法务与合规部"})
    assert "法务与合规部" in browse(cast.administrator).get("/departments").text


def test_ones_own_language_replaces_the_one_chosen_at_the_foot(browse, cast):
    browser = browse(cast.chenjing)
    browser.post("/language", {"language": "en"})
    assert '<html lang="en">' in browser.get("/").text
    browser.post("/account", SHANGHAI)
    assert '<html lang="zh-CN">' in browser.get("/").text


def test_before_the_log_in_the_browser_chooses_the_language(pages, cast):
    visitor = pages.test_client()
    assert "登录" in visitor.get("/login", headers={"Accept-Language": "zh-CN,en;q=0.8"}).text
    assert "Log in" in visitor.get("/login", headers={"Accept-Language": "de,en;q=0.8,zh;q=0.1"}).text
    assert "Log in" in visitor.get("/login").text


def test_the_language_switch_leads_back(browse):
    back = "/login?next=/people"
    assert browse().post("/language", {"language": "zh", "back": back}).location == back
    assert browse().post("/language", {"language": "xx", "back": "https://evil.example"}).location == "/"


def test_the_account_lists_the_browsers(browse, cast):
    text = browse(cast.chenjing).get("/account").text
    assert "Firefox, Windows" in text and "192.0.2.7" in text and "this one" in text


def test_search_finds_projects_minutes_and_actions_of_ones_own(browse, cast, world):
    mine, rivals = browse(cast.chenjing), browse(world.rival)
    for words, found in (("新品", "NPL"), ("八成", "周例会"), ("测试账号", "NPL-A"), ("张伟", "准备测试账号"),
                         ("npl-a1", "/actions/"), ("NPL-M1", "/meetings/")):
        assert found in mine.get("/search", query_string={"q": words}).text
        assert found not in rivals.get("/search", query_string={"q": words}).text


def test_search_takes_signs_of_its_language_literally(browse, cast, circulated):
    for words in ("%", "_", "'", "\\", "*", "x" * 5000):
        answer = browse(cast.chenjing).get("/search", query_string={"q": words})
        assert answer.status_code == 200 and "新品上线" not in answer.text.partition("<main")[2]


def test_the_menu_counts_the_mails_that_wait(browse, cast, world):
    held(world.letter)
    assert ">2<span" in browse(cast.chenjing).get("/").text
    assert "badge" not in browse(world.rival).get("/").text
