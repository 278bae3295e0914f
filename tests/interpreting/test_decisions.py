"""Decisions fail closed."""

import pytest

from mailflow.interpreting import interpret
from tests.interpreting.letters import WEDNESDAY, question, said


@pytest.mark.parametrize(
    "text",
    [
        "同意",
        "批准",
        "同意立项。",
        "没意见，批了。",
        "无异议",
        "没有不同意见",
        "确认无误",
        "已签字，扫描件见附件。",
        "Approved.",
        "I approve",
        "Confirmed.",
        "Agreed",
        "No objections from Marketing.",
        "Yes, please go ahead.",
        "同意，请抓紧推进！",
        "Approved，按方案执行。",
        "我部门同意该方案",
    ],
)
def test_plain_consent_approves(text):
    meaning = said("decide_zh", text)
    assert (meaning.decision, meaning.attention) == ("approve", False)


@pytest.mark.parametrize(
    "text",
    [
        "不同意",
        "不批准",
        "否决",
        "驳回",
        "我不能签",
        "不予批准",
        "Not approved.",
        "I don't agree",
        "Rejected",
        "I can't approve this",
        "We object",
        "disapproved",
        "反对",
        "disallowed",
    ],
)
def test_plain_refusal_rejects(text):
    meaning = said("decide_zh", text)
    assert (meaning.decision, meaning.attention) == ("reject", True)


@pytest.mark.parametrize(
    "text",
    [
        "OK",
        "好的",
        "可以",
        "已阅",
        "如果预算批下来就同意",
        "原则同意，但预算要减",
        "原则上同意",
        "基本同意",
        "同意？",
        "同意吗",
        "先放一放",
        "再议",
        "OK if Finance agrees",
        "approved if the budget allows",
        "up to 60,000",
        "approved for one, not two",
        "不反对",
        "不是不同意",
        "同意，不同意",
        "财务已同意",
        "Finance has approved this",
        "明天批",
        "I will approve tomorrow",
        "等会签后批准",
        "同意部分内容",
        "请尽快批准",
        "should be approved",
        "暂不批准",
        "Approved in principle",
        "I would approve a smaller budget",
        "not yet approved",
        "同意一半",
        "approve? no way",
        "批准的话要总部同意",
        "I never approved this",
        "谁同意的",
        "未经同意",
        "没有理由不同意",
        "Agreed with conditions",
        "同意他的意见",
        "最多给50万",
        "除第三条外同意",
        "unapproved",
        "approval pending",
        "不完全同意",
        "口头同意过",
        "can be approved after the review",
        "is this approved",
        "批准书模板在哪",
        "希望能同意",
        "我想同意",
        "I almost approved it",
        "同意与否请总部定",
    ],
)
def test_anything_else_decides_nothing_and_needs_a_reader(text):
    meaning = said("decide_zh", text)
    assert (meaning.decision, meaning.attention) == (None, True)


@pytest.mark.parametrize("text", ["收到", "Noted", "已收到，谢谢"])
def test_a_receipt_alone_is_no_decision(text):
    meaning = said("decide_zh", text)
    assert (meaning.acknowledged, meaning.decision, meaning.attention) == (True, None, False)


def test_a_question_beside_consent_needs_a_reader():
    meaning = said("decide_zh", "同意。加急运费谁出？")
    assert (meaning.decision, meaning.attention) == ("approve", True)


def test_consent_to_minutes_is_no_decision():
    assert said("none_zh", "同意，无异议").decision is None


@pytest.mark.parametrize(
    ("text", "option"), [("批准B", "B"), ("同意方案B", "B"), ("Approved: option B", "B"), ("批准", None)]
)
def test_an_option_is_named(text, option):
    meaning = interpret(question("decide_zh", options=("A", "B")), text, (), WEDNESDAY)
    assert (meaning.option, meaning.decision) == (option, "approve" if option else None)


@pytest.mark.parametrize("text", [
    "就按B办吧", "按B方案来", "按B办", "那就按B执行。", "就按B办吧，尽快落实。", "请按B办理", "照方案B办",
    "就B吧", "那就B吧！", "go with B", "Let's go with B.", "B it is", "B it is, thanks!", "Option B it is."])
def test_a_ruling_in_everyday_words_names_its_option(text):
    meaning = interpret(question("decide_zh", options=("A", "B")), text, (), WEDNESDAY)
    assert (meaning.decision, meaning.option, meaning.attention) == ("approve", "B", False)


@pytest.mark.parametrize("text", [
    "按B办行吗？", "能不能按B办", "不要按B办", "如果预算够就按B办", "按A还是按B办", "原则上按B办",
    "按B办，但预算要减", "先按B试试", "财务建议按B办", "市场部：按B办", "之前说好按B办的", "按B办不合适",
    "按B办的话要总部同意", "可能按B办", "谁说按B办", "就按B办吧，等总部确认后生效", "明天再按B办",
    "实在不行就按B办吧", "要不就按B办吧", "就B吧？", "按C办", "按B表汇报", "go with B?", "maybe go with B",
    "don't go with B", "B it is not", "B it is, if Finance agrees", "The team says: B it is", "B it is! Or A?"])
def test_a_condition_or_a_doubt_beside_an_option_rules_nothing(text):
    meaning = interpret(question("decide_zh", options=("A", "B")), text, (), WEDNESDAY)
    assert (meaning.decision, meaning.attention) == (None, True)


@pytest.mark.parametrize(("text", "reason"), [
    ("退回吧，预算没写清楚", "预算没写清楚"),
    ("不同意，太贵", "太贵"),
    ("缺预算，退回", "缺预算，退回"),
    ("不批准，因为没有预算", "没有预算"),
    ("No. Too expensive.", "Too expensive."),
    ("Not approved - no budget this year", "no budget this year"),
    ("不同意", None),
    ("不同意，谢谢", None),
    ("退回修改", None),
])
def test_what_is_said_beside_a_no_is_its_reason(text, reason):
    assert said("decide_zh", text).reason == reason


@pytest.mark.parametrize(("text", "decision"), [
    ("财务部意见：同意B", None), ("Legal's view: approve B", None), ("我的意见：批准B", "approve"),
    ("我部意见：同意B", "approve"), ("My choice: B", "approve"),
])
def test_a_ruling_is_nobody_else_s_view(text, decision):
    meaning = interpret(question("decide_zh", options=("A", "B")), text, (), WEDNESDAY)
    assert meaning.decision == decision
    assert meaning.attention or decision


@pytest.mark.parametrize("text", [
    "Approved!!! Just kidding", "No reason to reject", "I cannot but agree", "不能同意更多", "没有理由不同意",
    "批准才怪",
])
def test_irony_and_double_negation_decide_nothing(text):
    meaning = said("decide_zh", text)
    assert meaning.decision is None and meaning.attention
