"""Every note that the interpreter writes is said to the reader in a sentence of their language."""

import ast
import re
from contextlib import suppress
from pathlib import Path

import pytest

import mailflow.interpreting
from coordination.language import use_language
from mailflow.mail import parse
from mailflow.mime import BeyondLimits
from mailflow.reading import read
from webapp.findings import finding, to_look_at
from webapp.reasons import STEPS

MAILS = Path(__file__).parents[1] / "mails"
NOTES = re.compile(r"(item |question: |request or |not clear |not understood|cannot read|decision: |reports a |corrects the )")


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
    texts = {_filled(node) for tree in trees for node in ast.walk(tree) if isinstance(node, ast.JoinedStr | ast.Constant)}
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
