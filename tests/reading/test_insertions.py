"""Answers inside a quotation of which nothing but their looks tells who wrote them."""

from datetime import UTC, datetime

import pytest

from mailflow.meaning import Item, Question
from mailflow.reading import read

LETTER = """Dear Sofia,

Please answer under each line.

1. Finish login testing
2. Prepare test accounts
3. Order display units

Chen Jing, project manager"""
TITLES = ("Finish login testing", "Prepare test accounts", "Order display units")
ITEMS = tuple(Item(n, title, None) for n, title in enumerate(TITLES, 1))
QUESTION = Question("minutes", "en", "acknowledge", ITEMS, datetime(2026, 3, 2, tzinfo=UTC), LETTER, "Sofia Rossi")
HEADING = """From: Li Na <pm@corp.example>
Sent: Monday, 2 March 2026 10:30
To: Rossi, Sofia <sofia.rossi@corp.example>
Subject: [Product launch] Minutes"""
ANSWERS = ("still testing", "Done")


def _body(before: str = "", above: str = "See below.") -> str:
    lines = LETTER.split("\n")
    lines.insert(lines.index("1. Finish login testing") + 1, before + ANSWERS[0])
    lines.insert(lines.index("2. Prepare test accounts") + 1, before + ANSWERS[1])
    return "\n".join([above, "", HEADING, "", *lines])


def _markup(colour: str, above: str = "See below.", of_letter: str = "") -> str:
    styles = {answer: colour for answer in ANSWERS} | {"Chen Jing, project manager": of_letter}
    rows = [(styles.get(row, ""), row.replace("<", "&lt;")) for row in _body(above=above).split("\n")]
    return "".join(f"<p style='color:{style}'>{row}</p>" for style, row in rows)


@pytest.mark.parametrize("mark", ["", "[Sofia Rossi] ", "[Rossi, Sofia]", "【答】", "【回复】："])
def test_with_the_letter_they_keep_their_items_and_lose_their_marks(mark):
    found = read(_body(mark), None, QUESTION)
    assert (found.new_text, found.inline) == ("See below.", ((1, "still testing"), (2, "Done")))


@pytest.mark.parametrize(
    ("mark", "kept"), [("[Sofia Rossi] ", ""), ("[Rossi, Sofia]", ""), ("【答】", "【答】"), ("【回复】", "【回复】")]
)
def test_without_the_letter_marks_of_the_author_tell(mark, kept):
    assert read(_body(mark), None, None).new_text == f"See below.\n\n{kept}still testing\n{kept}Done"


@pytest.mark.parametrize("mark", ["", "[Product launch] ", "[Li Na] ", "【1】", "[—] ", "- "])
def test_other_marks_tell_nothing(mark):
    assert read(_body(mark), None, None).new_text == "See below."


@pytest.mark.parametrize("colour", ["red", "#1F497D", "#00f", "rgb(192, 0, 0)", "#0000ff"])
def test_without_the_letter_the_one_colour_of_a_quotation_tells(colour):
    for text in (None, _body()):
        assert read(text, _markup(colour), None).new_text == "See below.\n\nstill testing\nDone"
        assert read(None, _markup(colour, above=""), None).new_text == "still testing\nDone"


@pytest.mark.parametrize("colour", ["gray", "#333333", "black", "#80808", "inherit", "rgb(0,0,0)"])
def test_greys_tell_nothing(colour):
    assert read(None, _markup(colour), None).new_text == "See below."


def test_colours_tell_nothing_where_the_letter_has_its_own_or_nobody_speaks_of_them():
    assert read(None, _markup("red", of_letter="blue"), None).new_text == "See below."
    assert read(None, _markup("red", above="Noted."), None).new_text == "Noted."


def test_one_coloured_word_does_not_colour_its_line():
    markup = _markup("").replace("accounts", "<span style='color:red'>accounts</span>")
    assert read(None, markup, None).new_text == "See below."


def test_the_colour_of_an_older_mail_below_tells_nothing():
    older = _markup("red", above="").replace("Li Na", "Chen Jing")
    assert read(None, _markup("") + older, None).new_text == "See below."
