"""Signs that our own letters carry so that their text is known again in a reply.

The first line of text of every letter is `REPLY_ABOVE[language]`. A button of the HTML letter begins with
`BUTTON_SIGN`, and so does the example of an answer: what follows the sign on its line in a quotation are our words,
never somebody's answer. The sign is in GB 2312, so it survives the old charsets.
"""

REPLY_ABOVE = {
    "zh": "—— 请在此行以上回复 ——",
    "en": "-- Reply above this line --",
}
BUTTON_SIGN = "◇"

_WORDS = ("请在此行以上回复", "請在此行以上回復", "請在此行以上回覆", "replyabovethisline")


def is_marker(text: str) -> bool:
    """True for our marker line, also where a program changed its dashes or spaces."""
    if len(text) > 80:
        return False
    bare = "".join(character for character in text.lower() if character.isalnum())
    return bare in _WORDS


def without_buttons(text: str) -> str:
    return text.partition(BUTTON_SIGN)[0].rstrip() if BUTTON_SIGN in text else text
