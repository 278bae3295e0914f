"""docs/replies.md tells staff what they can write; every example in it is checked here."""

import re
from pathlib import Path

import pytest

from mailflow.meaning import Meaning, Update
from tests.interpreting.letters import said

PAGE = Path(__file__).parent.parent.parent / "docs" / "replies.md"
ROW = re.compile(r"^\| `(?P<text>[^`]+)` \| (?P<result>[^|]+?) \|$", re.MULTILINE)
LETTERS = {"items": "three", "decision": "decide", "minutes": "none"}

WORDS = {
    "zh": {
        "done": "已完成",
        "in_progress": "进行中",
        "delayed": "延期",
        "blocked": "受阻",
        "declined": "不承担",
        "handed_over": "已转交",
        "approve": "同意",
        "reject": "不同意",
        "received": "已收到",
        "undo": "撤销上次的回复",
        "status": "寄出您的待办清单",
        "help": "寄出使用说明",
        "issue": "新问题",
        "correction": "更正",
        "attention": "项目经理会看",
        "to": "至",
        "join": "；",
        "unread": "没能读到",
        "deputy": "代理人",
    },
    "en": {
        "done": "done",
        "in_progress": "in progress",
        "delayed": "late",
        "blocked": "blocked",
        "declined": "declined",
        "handed_over": "handed over",
        "approve": "approved",
        "reject": "rejected",
        "received": "received",
        "undo": "your last reply is taken back",
        "status": "a list of your items comes",
        "help": "these instructions come",
        "issue": "new problem",
        "correction": "correction",
        "attention": "the project manager reads it",
        "to": "to",
        "join": "; ",
        "unread": "could not be read",
        "deputy": "deputy",
    },
}


def _update(update: Update, words: dict[str, str]) -> str:
    parts = [str(update.item), words[update.status]]
    if update.due:
        parts += [words["to"], update.due.isoformat()]
    parts += [update.to] if update.to else []
    parts += [f"{update.percent}%"] if update.percent else []
    return " ".join(parts)


def described(meaning: Meaning, language: str) -> str:
    """A meaning in the words of the page."""
    words = WORDS[language]
    if deputy := meaning.deputy:
        return f"{words['deputy']} {deputy.name} {deputy.first} {words['to']} {deputy.last}"
    said = [_update(update, words) for update in meaning.updates]
    said += [words[key] for key in (meaning.decision, meaning.wants, "undo" if meaning.undo else None) if key]
    said += [
        words[name]
        for name, value in (("issue", meaning.raises_issue), ("correction", meaning.correction))
        if value
    ]
    if meaning.acknowledged is False:
        said.append(words["unread"])
    if not said and meaning.acknowledged:
        said.append(words["received"])
    return words["join"].join([*said, *([words["attention"]] if meaning.attention else [])])


def _rows() -> list[tuple[str, str, str, str]]:
    """(language, letter, what is written, what is recorded) of every example."""
    rows, language, letter = [], "", ""
    for line in PAGE.read_text("utf-8").split("\n"):
        heading = re.match(r"<!-- (zh|en) (items|decision|minutes) -->", line)
        if heading:
            language, letter = heading.groups()
        elif row := ROW.match(line):
            rows.append((language, letter, row["text"], row["result"]))
    return rows


@pytest.mark.parametrize(("language", "letter", "text", "result"), _rows())
def test_an_example_means_what_the_page_says(language, letter, text, result):
    meaning = said(f"{LETTERS[letter]}_{language}", text.replace(" ⏎ ", "\n"))
    assert described(meaning, language) == result


def test_the_page_has_examples_in_both_languages():
    rows = _rows()
    assert min(sum(row[0] == language for row in rows) for language in WORDS) >= 25
