"""Mail programs imitated by what they put around a reply: a template for plain text, one for HTML.

A template holds `{own}` where the person types, `{quoted}` where the answered letter stands, and `{subject}`.
Positions, rounds and answers between the lines are the same for every program.
"""

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bench.wrappers import Sent, Wrapped

Answers = Sequence[tuple[int, str]]

COMPANY = {
    "zh": (
        "王芳\n市场部 | 智联科技（上海）有限公司\n电话：021-5555 1234 手机：138 0000 1234\n"
        "邮箱：wangfang@corp.example"
    ),
    "en": "Fang Wang\nMarketing Manager\nAcme Devices Ltd.\nT +86 21 5555 1234 | M +86 138 0000 1234",
}
DISCLAIMER = {
    "zh": (
        "本电子邮件及其附件仅供指定收件人使用，可能包含保密信息。"
        "如您误收此邮件，请立即通知发件人并删除，不得复制或传播。"
    ),
    "en": (
        "CONFIDENTIALITY NOTICE: This message and any attachments are intended solely for the addressee "
        "and may contain privileged information. If you have received it in error, please notify the sender "
        "and delete it immediately."
    ),
}


@dataclass(frozen=True)
class Typed:
    """What one person types into one mail, and what the company adds below it."""

    text: str = ""
    answers: Answers = ()
    below: bool = False
    signature: str = ""
    disclaimer: str = ""
    picture: bool = False


@dataclass(frozen=True)
class Imitation:
    """`marks` stand before quoted lines of text; in HTML `paragraph` holds a typed line, `quoted` one of the letter.

    `splits` closes the box of the quotation before an answer and opens it again behind it.
    """

    name: str
    text: str | None = None
    html: str | None = None
    marks: str = ""
    paragraph: str = "<div>{}</div>"
    quoted: str = "<p>{}</p>"
    can_inline: bool = True
    splits: tuple[str, str] = field(default=("", ""))

    def wrap(self, typed: Typed, letter: "Sent | Wrapped", subject: str = "周例会纪要 2026-04-07") -> Wrapped:
        """The mail with `letter`, or with a mail that holds it, quoted."""
        text = self.text and self._text(typed, letter, subject)
        return Wrapped(text, self.html and self._html(typed, letter, subject))

    def _text(self, typed: Typed, letter: "Sent | Wrapped", subject: str) -> str:
        assert self.text is not None
        own = "\n".join(_own(typed))
        lines = _lines(letter, typed.answers)
        quoted = "\n".join((self.marks + line).rstrip() if old else line for old, line in lines)
        values = {"subject": subject, "quoted": quoted}
        if not typed.below:
            return self.text.format(own=own, **values)
        return f"{self.text.format(own='', **values)}\n\n{own}\n"

    def _html(self, typed: Typed, letter: "Sent | Wrapped", subject: str) -> str:
        assert self.html is not None
        own = "".join(self._paragraph(line) for line in _own(typed))
        own += '<div><img src="cid:logo" width="120"></div>' if typed.picture else ""
        if isinstance(letter, Wrapped):
            quoted = letter.html or ""
        else:
            quoted = "".join(self._quoted(old, line) for old, line in _lines(letter, typed.answers))
        values = {"subject": html.escape(subject), "quoted": quoted}
        if not typed.below:
            return self.html.format(own=own, **values)
        return f"{self.html.format(own='', **values)}<div><br></div>{own}"

    def _quoted(self, old: bool, line: str) -> str:
        if old:
            return self.quoted.format(html.escape(line, quote=False)) if line.strip() else ""
        end, begin = self.splits
        return f"{end}{self._paragraph(line)}{begin}"

    def _paragraph(self, line: str) -> str:
        return self.paragraph.format(html.escape(line, quote=False) or "<br>")


def _own(typed: Typed) -> list[str]:
    parts = [typed.text, typed.signature, typed.disclaimer]
    return "\n\n".join(part for part in parts if part).split("\n")


def _lines(letter: "Sent | Wrapped", answers: Answers) -> Iterator[tuple[bool, str]]:
    """Quoted lines, each True, and answers, each False, under the lines of their items."""
    if isinstance(letter, Wrapped):
        yield from ((True, line) for line in (letter.text or "").split("\n"))
        return
    under = {letter.item_lines[n]: answer for n, answer in answers}
    for at, line in enumerate(letter.text.split("\n")):
        yield True, line
        if at in under:
            yield False, under[at]
