"""A line of a reply, with what its program says about where it comes from."""

from typing import NamedTuple


class Line(NamedTuple):
    """`depth` counts quote marks and quoting boxes, `marks` are the quote marks taken off the text.

    `box` is "", "quote", "maybe", "rest" or "signature".
    """

    text: str
    depth: int = 0
    box: str = ""
    colour: str = ""
    marks: str = ""

    @property
    def marked(self) -> bool:
        return bool(self.marks)

    @property
    def quoted(self) -> bool:
        return self.depth > 0 or self.box in ("quote", "rest")

    @property
    def blank(self) -> bool:
        return not self.text.strip()
