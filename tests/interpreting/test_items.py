"""What is reported about items, and about which."""

from dataclasses import replace

import pytest

from mailflow.interpreting import interpret
from tests.interpreting.letters import WEDNESDAY, question, said, updates


@pytest.mark.parametrize(
    "text",
    [
        "1 完成",
        "1、完成",
        "1.完成",
        "１．已完成",
        "①完成",
        "(1) 完成",
        "第1项完成",
        "第一项：完成",
        "一、已完成",
        "#1 done",
        "item 1: done",
        "1) done",
        "the first one is done",
        "First item done",
        "接口文档写完了",
        "完成第1项",
        "No. 1 is finished",
        "1️⃣ 完成",
        "１：ＤＯＮＥ",
        "item one is done",
        "done with 1",
    ],
)
def test_an_item_is_known_in_any_style_of_numbering(text):
    assert updates(said("three_zh", text)) == ["1 done"]


@pytest.mark.parametrize(
    "text",
    [
        "收到 1完成 2进行中",
        "收到1完成 2进行中",
        "好的 1 完成 2 进行中",
        "已阅 1完成2进行中",
        "noted 1 done 2 in progress",
        "thanks 1 done 2 in progress",
        "进展：1完成 2进行中",
        "收到 第1项完成 第2项进行中",
        "item 1 done 2 in progress",
    ],
)
def test_a_word_before_the_first_number_shifts_no_answer(text):
    assert updates(said("three_zh", text)) == ["1 done", "2 in_progress"]


@pytest.mark.parametrize("text", ["张伟 1完成 2进行中", "目前 1完成 2进行中", "登录测试 1 完成 2 进行中"])
def test_a_result_that_follows_a_number_is_not_that_of_the_next(text):
    meaning = said("three_zh", text)
    assert not meaning.updates and meaning.attention


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("1-3已完成", [1, 2, 3]),
        ("1到3项都好了", [1, 2, 3]),
        ("1、2完成", [1, 2]),
        ("1 & 3 done", [1, 3]),
        ("都完成了", [1, 2, 3]),
        ("all done", [1, 2, 3]),
        ("除第3项外都完成了", [1, 2]),
        ("all done except 3", [1, 2]),
        ("前两项完成", [1, 2]),
        ("后两项完成", [2, 3]),
        ("第1、3项已完成", [1, 3]),
        ("文档和手机都搞定了", [1, 2]),
        ("三项全部完成", [1, 2, 3]),
        ("1和2和3完成", [1, 2, 3]),
        ("1/2/3 done", [1, 2, 3]),
    ],
)
def test_several_items_are_counted_out(text, items):
    assert [update.item for update in said("three_zh", text).updates] == items


@pytest.mark.parametrize(
    "text",
    [
        "完成了",
        "done",
        "两项完成",
        "both done",
        "一项完成了",
        "4完成",
        "搞定一半的项目了吗",
        "除了一项都完成",
        "1项完成",
        "应该都完成了吧",
        "not all done",
    ],
)
def test_an_item_that_cannot_be_told_is_a_question_to_the_manager(text):
    meaning = said("three_zh", text)
    assert not meaning.updates and meaning.attention


@pytest.mark.parametrize(
    "text",
    [
        "周五完成",
        "will be done Friday",
        "应该差不多完成了",
        "almost done",
        "on time",
        "按时完成",
        "按计划进行",
        "进行中",
        "保证周五完成",
        "争取明天完成",
        "可以按期完成",
        "tomorrow",
        "I'll finish it by Friday",
        "正在写",
        "80%",
    ],
)
def test_a_promise_is_not_a_result(text):
    assert [update.status for update in said("one_zh", text).updates] == ["in_progress"]


@pytest.mark.parametrize(
    "text",
    [
        "还没完成",
        "not done yet",
        "还没开始",
        "完成了吗?",
        "完成了吗",
        "is it done?",
        "没有完成",
        "未完成",
        "isn't finished",
        "完成了才怪",
        "如果李娜确认就完成了",
        "应该完成了吧",
        "不算完成",
        "完成不了",
        "差得远",
        "I wish it was done",
        "done, in my dreams",
        "尚未完成",
        "并没有完成",
        "难说完成",
        "谁说完成了",
        "没有全部完成",
        "部分完成",
        "完成后通知您",
        "有待完成",
        "需要完成什么",
        "hardly finished",
        "supposed to be done",
        "Done? Not really.",
        "不能说已完成",
        "离完成还远",
        "还没能完成",
        "怎么可能完成",
        "非完成不可",
        "would be done if I had time",
        "done unless something breaks",
        "never finished it",
        "未能完成",
        "假装完成了",
        "不确定是否完成",
        "没人完成",
        "完成个鬼",
        "李娜说完成了但我没看到",
        "取消了",
        "不用做了",
        "was cancelled",
    ],
)
def test_no_word_of_completion_counts_by_itself(text):
    meaning = said("one_zh", text)
    assert not [update for update in meaning.updates if update.status == "done"]
    assert meaning.attention


@pytest.mark.parametrize(
    ("text", "update"),
    [
        ("推迟两天", "1 delayed 2026-04-12"),
        ("延期到下周三", "1 delayed 2026-04-15"),
        ("还要3天", "1 delayed 2026-04-11"),
        ("two days late", "1 delayed 2026-04-12"),
        ("in 4 days", "1 delayed 2026-04-12"),
        ("要到月底", "1 delayed 2026-04-30"),
        ("晚一周", "1 delayed 2026-04-17"),
        ("下周才能好", "1 delayed"),
        ("推迟两个工作日", "1 delayed 2026-04-14"),
        ("delayed", "1 delayed"),
        ("slips to 20 April", "1 delayed 2026-04-20"),
        ("推迟到04/05", "1 delayed"),
    ],
)
def test_a_delay_has_the_date_that_it_gives(text, update):
    assert updates(said("one_zh", text)) == [update]


@pytest.mark.parametrize(
    "text", ["推迟", "delayed", "延期，时间未定", "推迟到03/04", "推迟到2027年5月1日", "下周", "来不及了"]
)
def test_a_delay_without_a_date_needs_a_reader(text):
    meaning = said("one_zh", text)
    assert [(update.status, update.due) for update in meaning.updates] == [("delayed", None)]
    assert meaning.attention


@pytest.mark.parametrize(
    ("text", "update"),
    [
        ("卡住了，等服务器", "1 blocked"),
        ("blocked", "1 blocked"),
        ("这个我们接不了", "1 declined"),
        ("sorry, we cannot take this one", "1 declined"),
        ("已转交给赵敏", "1 handed_over 赵敏"),
        ("handed over to Anna Schmidt", "1 handed_over Anna Schmidt"),
        ("由法务部周敏负责", "1 handed_over 周敏"),
    ],
)
def test_blocked_declined_and_handed_over_need_a_reader(text, update):
    meaning = said("one_zh", text)
    assert updates(meaning) == [update]
    assert meaning.attention


@pytest.mark.parametrize(
    "text",
    [
        "1 完成\n1 还没完成",
        "第1项已完成，第1项延期到周五",
        "1 done, no wait, 1 is blocked",
        "1完成，不对，2完成",
    ],
)
def test_a_contradiction_concludes_nothing(text):
    meaning = said("three_zh", text)
    assert not [update for update in meaning.updates if update.item == 1]
    assert meaning.attention


def test_the_place_of_an_answer_names_its_item():
    meaning = said("three_zh", "", ((1, "已完成"), (3, "推迟一天")))
    assert updates(meaning) == ["1 done", "3 delayed 2026-04-18"]


def test_ok_under_an_item_is_no_status():
    assert not said("three_zh", "", ((1, "ok"),)).updates
    assert said("three_zh", "", ((1, "ok"),)).attention
    assert not said("three_zh", "", ((1, "收到"),)).attention


def test_an_item_that_is_closed_already_is_not_meant():
    letter = question("three_zh")
    items = (
        replace(letter.items[0], status="done"),
        letter.items[1],
        replace(letter.items[2], status="done"),
    )
    assert updates(interpret(replace(letter, items=items), "完成了", (), WEDNESDAY)) == ["2 done"]


def test_working_days_follow_the_calendar():
    class Calendar:
        def add_working_days(self, day, n):
            return day.replace(month=5, day=n)

    meaning = interpret(question("one_zh"), "还要三个工作日", (), WEDNESDAY, Calendar())
    assert updates(meaning) == ["1 delayed 2026-05-03"]


def test_a_known_colleague_is_found_by_name():
    meaning = interpret(
        question("one_zh", people=("欧阳娜娜", "张伟")), "已经转给欧阳娜娜那边处理了", (), WEDNESDAY
    )
    assert updates(meaning) == ["1 handed_over 欧阳娜娜"]


def test_traditional_characters_say_the_same():
    assert updates(said("three_zh", "第1項已完成，第2項進行中，第3項延期到下週五")) == updates(
        said("three_zh", "第1项已完成，第2项进行中，第3项延期到下周五")
    )


@pytest.mark.parametrize("text", ["撤销", "undo", "请撤销", "撤销我的回复", "Undo please", "撤回"])
def test_undo_counts_when_it_is_all_that_is_said(text):
    assert said("three_zh", text).undo


@pytest.mark.parametrize("text", ["合同已撤销", "不要撤销", "1完成，撤销", "取消"])
def test_undo_inside_other_words_is_no_command(text):
    assert not said("three_zh", text).undo


@pytest.mark.parametrize(
    ("text", "wants"),
    [
        ("状态", "status"),
        ("status", "status"),
        ("帮助", "help"),
        ("Help!", "help"),
        ("help me with item 1", None),
    ],
)
def test_status_and_help_are_asked_for_in_one_word(text, wants):
    assert said("three_zh", text).wants == wants


def test_a_new_problem_is_told_in_the_person_s_words():
    meaning = said("three_zh", "1完成。发现一个新问题：测试环境昨晚崩溃了")
    assert (updates(meaning), meaning.raises_issue) == (["1 done"], "测试环境昨晚崩溃了")


@pytest.mark.parametrize(
    "text", ["没有发现新问题", "没问题", "问题已解决", "如有问题请联系我", "no new issues"]
)
def test_no_problem_is_no_problem(text):
    assert said("none_zh", text).raises_issue is None


def test_a_correction_is_no_delay():
    meaning = said("one_zh", "截止日期写错了，应该是4月20日，不是4月10日")
    assert not meaning.updates and meaning.correction and meaning.attention


@pytest.mark.parametrize(
    "text", ["附件打不开", "没收到附件", "I can't open the attachment", "The link doesn't work",
             "未收到", "我还没收到，请重发", "Not received", "not received, please resend"]
)
def test_what_could_not_be_read_is_not_acknowledged(text):
    assert said("none_zh", text).acknowledged is False


@pytest.mark.parametrize("text", ["", "?", "您好！", "李娜\n财务部", "Are you free for lunch?"])
def test_nothing_said_is_nothing_acknowledged(text):
    meaning = said("none_zh", text)
    assert meaning.acknowledged is None and meaning.attention


@pytest.mark.parametrize(
    "text", ["1 完成 1 延期到周五", "1 done 1 late", "1 完成，又被退回了", "1 done, but it came back"]
)
def test_two_tales_of_one_item_in_one_sentence_leave_it_as_it_is(text):
    meaning = said("three_zh", text)
    assert not [update for update in meaning.updates if update.item == 1] and meaning.attention


@pytest.mark.parametrize(
    "text",
    ["再宽限两天行吗", "希望延期到下周一", "请批准延到下周一", "can I have until Monday", "please extend to Monday"],
)
def test_who_asks_for_more_time_has_not_got_it(text):
    meaning = said("one_zh", text)
    assert not meaning.updates and meaning.attention


@pytest.mark.parametrize(
    "text",
    [
        "delayed to Monday because the vendor hasn't shipped",
        "delayed until Monday since the vendor hasn't shipped and nobody answers",
        "The vendor is late, so Monday",
        "因为供应商没发货，推迟到周一",
        "供应商没发货所以推迟到周一",
    ],
)
def test_the_reason_of_a_delay_is_no_news(text):
    meaning = said("one_zh", text)
    assert (updates(meaning), meaning.attention) == (["1 delayed 2026-04-13"], False)


@pytest.mark.parametrize(
    ("text", "name"),
    [("1 done. 2: Sarah will do it", "Sarah"), ("1完成，2 李雷来做", "李雷"), ("1完成，手机李雷会做", "李雷")],
)
def test_work_that_somebody_else_will_do_is_handed_over(text, name):
    assert updates(said("three_zh", text)) == ["1 done", f"2 handed_over {name}"]


@pytest.mark.parametrize("text", ["1 done, 2 Sarah will do", "1 done by Tom", "3 goes to Tom", "2/3 done", "3 by Tom"])
def test_words_that_nothing_explains_go_to_a_reader(text):
    assert said("three_en", text).attention


@pytest.mark.parametrize(
    "text", ["Friday or Monday", "周五或下周一", "延到周五或下周一", "周三（4月16日）", "not before Friday"]
)
def test_a_day_that_is_not_one_day_is_no_day(text):
    meaning = said("one_zh", text)
    assert not [update for update in meaning.updates if update.due or update.status == "in_progress"]
    assert meaning.attention


@pytest.mark.parametrize("text", ["4月16日（周四）", "Thursday, 16 April", "周四（16号）"])
def test_a_weekday_beside_its_date_is_one_day(text):
    assert updates(said("one_zh", text)) == ["1 delayed 2026-04-16"]


@pytest.mark.parametrize(
    "text",
    [
        "下周的周五",
        "延期到周五（下周）",
        "下周周五",
        "延到周五下周",
        "下周的周五完成",
        "delayed to next week's Friday",
        "延期到17/4（周五）",
        "4月17日(周五)完成",
        "1 周五下周",
        "1 周五（4月17日）",
    ],
)
def test_a_weekday_beside_its_week_is_a_day_of_that_week(text):
    assert updates(said("one_zh", text)) == ["1 delayed 2026-04-17"]


@pytest.mark.parametrize("text", ["延期到9/8（周日）", "delayed to 8/9 (Tue)"])
def test_the_weekday_tells_no_month_that_is_far_away(text):
    assert not [update for update in said("one_zh", text).updates if update.due]


@pytest.mark.parametrize(
    "text",
    [
        "延期到4月16日(周五)",
        "delayed to 16 April (Fri)",
        "delayed to Fri Apr 16",
        "延期到4月16日，下周五",
        "4月16日(周五)完成",
        "延期到下周，周五",
        "延期到下周的某一天",
        "推迟到下周哪一天再定",
    ],
)
def test_a_weekday_that_contradicts_its_date_and_a_day_of_a_week_leave_the_day_open(text):
    meaning = said("one_zh", text)
    assert not [update for update in meaning.updates if update.due or update.status != "delayed"]
    assert meaning.attention


@pytest.mark.parametrize(
    "text",
    [
        "改天完成",
        "过几天完成",
        "1 稍后完成",
        "之后完成",
        "done soon",
        "finished shortly",
        "国庆前完成",
        "1 中秋节后完成",
        "will be done after Easter",
    ],
)
def test_what_is_done_at_some_later_time_is_not_done(text):
    meaning = said("one_zh", text)
    assert not meaning.updates and meaning.attention


@pytest.mark.parametrize("text", ["除第3项外都完成了", "All done except 3", "everything but item 3 is done"])
def test_what_is_left_out_is_told_to_the_manager(text):
    meaning = said("three_zh", text)
    assert updates(meaning) == ["1 done", "2 done"] and meaning.attention


def test_what_is_left_out_and_spoken_of_needs_no_reader():
    assert not said("three_zh", "除第3项外都完成了，第3项按计划").attention


@pytest.mark.parametrize(("text", "n"), [("everything technical is done", 0), ("Everything is done", 3)])
def test_everything_of_a_kind_is_not_everything(text, n):
    assert len(said("three_zh", text).updates) == n


@pytest.mark.parametrize("text", ["being drafted", "being written"])
def test_work_that_is_being_done_is_not_done(text):
    assert updates(said("one_en", text)) == ["1 in_progress"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("推迟到一周后", "2026-04-15"),
        ("下个月3号", "2026-05-03"),
        ("延误了，供应商说16号", "2026-04-16"),
    ],
)
def test_a_later_day_is_the_one_that_is_said(text, day):
    assert updates(said("one_zh", text)) == [f"1 delayed {day}"]


@pytest.mark.parametrize("text", ["周五评审", "昨天说周五，现在看周一更稳", "今天已送审"])
def test_a_day_of_something_else_promises_nothing(text):
    meaning = said("one_zh", text)
    assert not meaning.updates and meaning.attention


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1完成，仓库那边的事还没动静，其余都好了", ["2 done", "3 done"]),
        ("1 done, the printer thing is not moving at all, the rest is done", ["2 done", "3 done"]),
    ],
)
def test_the_rest_is_not_what_may_have_been_named_in_other_words(text, expected):
    meaning = said("three_zh", text)
    assert meaning.attention and not set(expected) & set(updates(meaning))


def test_a_hand_over_counts_for_all_numbers_beside_each_other():
    assert updates(said("three_zh", "Kenji took over 2 and 3. 1 is done."))[1:] == [
        "2 handed_over Kenji", "3 handed_over Kenji"]


def test_three_of_four_names_none():
    meaning = said("three_zh", "三项里两项没问题")
    assert not meaning.updates and meaning.attention


def test_all_but_one_leaves_that_one_to_the_manager():
    assert said("three_zh", "All good except item 2").attention


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("完成：1；进行中：2", ["1 done", "2 in_progress"]),
        ("已完成：1\n未开始：2", ["1 done"]),
        ("Done: 1. In progress: 2", ["1 done", "2 in_progress"]),
        ("完成：接口文档；进行中：测试手机", ["1 done", "2 in_progress"]),
        ("完成：1；进行中：别的事", ["1 done"]),
    ],
)
def test_a_status_stands_over_its_list(text, expected):
    meaning = said("three_zh", text)
    assert updates(meaning) == expected
    assert meaning.attention == (len(expected) < 2)


def test_what_is_named_as_the_reason_is_not_what_is_late():
    assert updates(said("three_zh", "因为测试手机没到接口文档延期到下周三")) == ["1 delayed 2026-04-15"]
    assert updates(said("three_zh", "因为测试手机没到要延期到下周三")) == []


def test_a_reason_may_use_a_word_of_the_title():
    assert updates(said("three_zh", "1 完成，2 延期到下周五，等手机审批")) == ["1 done", "2 delayed 2026-04-17"]


@pytest.mark.parametrize("text", ["1 完成（测试还没做）", "1 完成，其实还没有", "1 done (tests missing)"])
def test_a_result_whose_own_words_take_it_back_is_no_result(text):
    meaning = said("one_zh", text)
    assert not meaning.updates and meaning.attention


def test_chinese_numbers_beside_each_other_are_items_with_or_without_their_word():
    assert updates(said("three_zh", "一、三项完成")) == updates(said("three_zh", "一、三完成")) == ["1 done", "3 done"]
