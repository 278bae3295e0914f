"""Every note that the interpreter writes is said to the reader in a sentence of their language."""

import ast
import re
from contextlib import suppress
from pathlib import Path

import pytest

import mailflow
import mailflow.interpreting
from coordination.language import use_language
from mailflow.mail import parse
from mailflow.mime import BeyondLimits
from mailflow.reading import read
from webapp.findings import finding, to_look_at
from webapp.reading import _stage, _understood
from webapp.reasons import PECULIARITIES, STEPS

MAILS = Path(__file__).parents[1] / "mails"
NOTES = re.compile(r"(item |question: |request or |not clear |not understood|cannot read|decision: |reports a "
                   r"|corrects the )")


def test_every_note_of_the_interpreter_has_a_sentence():
    with use_language("zh"):
        unsaid = [note for note in notes() if finding(note) == note]
    assert unsaid == []


@pytest.mark.parametrize(("note", "said"), [
    ("item 2: done", "Line 2: done."),
    ("item 1: delayed, without a day", "Line 1: delayed, but no day was named."),
    ("item 1: promised for 2026-03-09, after 2026-03-05", "Line 1: delayed to Mon 9 Mar."),
    ("item 3: promised by 2026-03-04, in time", "Line 3: Wed 4 Mar is in time."),
    ("question: 谁负责？", "It asks: “谁负责？”"),
    ("100 % sure", "100 % sure"),
])
def test_a_note_becomes_a_sentence(note, said):
    assert finding(note) == said


def test_only_what_is_not_clear_is_a_reason_to_look():
    assert to_look_at(["item 1: done", "item 2: condition", "something new"]) == [
        "Line 2: depends on something.", "something new"]


def notes() -> set[str]:
    """The forms of note in the interpreter's source, days and words filled in."""
    files = Path(mailflow.interpreting.__file__).parent.glob("*.py")
    trees = (ast.parse(file.read_text("utf-8")) for file in files)
    texts = {_filled(node) for tree in trees for node in ast.walk(tree)
             if isinstance(node, ast.JoinedStr | ast.Constant)}
    return {text for text in texts if NOTES.match(text) and not text.endswith(" ")}


def _filled(node: ast.JoinedStr | ast.Constant) -> str:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) and "\n" not in node.value else ""
    return "".join(part.value if isinstance(part, ast.Constant) else _example(ast.unparse(part.value))
                   for part in node.values)


def _example(expression: str) -> str:
    return {"item.n": "1", "day": "2026-03-09", "last": "2026-03-09", "item.due": "2026-03-05", "worst": "condition",
            "reason": "without a day"}.get(expression, "words")


def test_every_step_of_the_reader_has_a_sentence():
    steps = set()
    for path in MAILS.glob("*.eml"):
        with suppress(BeyondLimits):
            mail = parse(path.read_bytes())
            steps |= set(read(mail.text, mail.html, None).steps)
    assert len(steps) > 8 and steps - set(STEPS) == set()


@pytest.mark.parametrize(("kind", "said"), [
    ("agree", "答复：同意"), ("decide", "答复：已批准"), ("sign", "答复：已签署")])
def test_an_answer_is_told_in_the_words_of_what_was_asked(kind, said):
    with use_language("zh"):
        assert list(_understood({"decision": "approve"}, {None: kind})) == [said]


@pytest.mark.parametrize(("stage", "said"), [
    ({"stage": "echo", "refusal": "withdrawn", "letter": 7}, ["邮件答复的文书已有新版本。"]),
    ({"stage": "screen", "defects": ["text-cut"]}, ["正文过长，只读取了前面部分"]),
    ({"stage": "read", "inline": [[2, "已完成"]]}, ["第 2 条：已完成"]),
    ({"stage": "apply", "recorded": [{"n": None, "title": "延期", "asked": "issue", "said": "NPL-I1"}]},
     ["延期: 已登记为问题 NPL-I1，由项目经理跟进"]),
])
def test_no_stage_shows_the_codes_it_was_noted_with(stage, said):
    with use_language("zh"):
        assert [value for _label, value in _stage(stage)[1]] == said


@pytest.mark.parametrize("code", sorted(re.findall(
    r'(?:defects\.append|BeyondLimits)\("([^"]+)"\)',
    "".join(Path(mailflow.__file__).with_name(name).read_text("utf-8") for name in ("mail.py", "mime.py")))))
def test_every_peculiarity_of_a_mail_has_a_name(code):
    assert code in PECULIARITIES
