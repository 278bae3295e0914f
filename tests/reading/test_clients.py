"""Whole mails as mail programs wrap them, written by somebody who did not know the reader."""

import json
from pathlib import Path

import pytest

from bench.replies import score_clients
from mailflow.reading import read

CLIENTS = Path(__file__).parent / "clients.json"
MAILS = {row["id"]: row for row in json.loads(CLIENTS.read_text("utf-8"))}

ASKED_BACK = (
    "Dear Sofia,\n\nYour reply was not clear, nothing was recorded:\n> ok\n> thanks\n\nPlease say more about:\n\n"
    "1. Finish login testing\n2. Prepare test accounts\n\nChen Jing"
)


def _words(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize("name", MAILS)
def test_the_words_of_the_author_come_back_without_the_letter(name):
    mail = MAILS[name]
    found = _words(read(mail["text"], mail["html"], None).new_text)
    assert found in [_words(mail[key]) for key in ("expected", "expected_with_sig") if mail[key]]


def test_the_words_of_an_author_are_never_lost():
    assert score_clients(CLIENTS)["lost text"] == 0


@pytest.mark.parametrize(
    "heading",
    [
        "On 3/2/2026 10:30:04 AM, Li Na <pm@corp.example> wrote:",
        "From: Li Na <pm@corp.example>\nSent: Monday, 2 March 2026 10:30\nTo: Sofia <sofia@corp.example>\nSubject: x",
        "----- Original Message -----",
        ">>> Li Na <pm@corp.example> 3/2/2026 2:00 PM >>>",
    ],
)
def test_marks_inside_an_unmarked_quotation_do_not_end_it(heading):
    assert read(f"All done\n\n{heading}\n{ASKED_BACK}", None, None).new_text == "All done"


def test_a_line_between_marks_is_a_heading_only_with_a_date_and_a_time():
    assert read(">>> on Friday at 3 PM >>>\nwe meet", None, None).new_text == "we meet"


def test_a_long_answer_below_one_marked_line_stays_the_author_s():
    heading, answer = "On 2 Mar 2026, Li Na <pm@corp.example> wrote:", "done\nall green\nno risk\nsee below"
    assert read(f"{heading}\n> 1. Finish testing\n{answer}", None, None).new_text == answer
