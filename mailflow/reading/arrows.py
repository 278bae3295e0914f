"""Lines that their author began with ">", as others begin theirs with a dash."""

from mailflow.reading.letter import SentLetter
from mailflow.reading.line import Line
from mailflow.reading.quotation import next_sign


def with_own_arrows(lines: list[Line], first: int, letter: SentLetter) -> list[Line]:
    """The lines with the marks put back where nothing says that the marked ones, from `first` on, quote anybody."""
    end = next_sign(lines, first)
    quoted = [at for at in range(first, end) if lines[at].depth]
    is_inside = end < len(lines) and lines[end].depth > 0
    is_last = all(line.blank for line in lines[quoted[0] + 1 : end])
    if is_inside or is_last or not all(_is_own(lines, at, letter) for at in quoted):
        return lines
    changed = list(lines)
    for at in quoted:
        changed[at] = lines[at]._replace(text=lines[at].marks + lines[at].text, depth=0, marks="")
    return changed


def _is_own(lines: list[Line], at: int, letter: SentLetter) -> bool:
    """Each stands alone, directly below a line of the author's that does not introduce it, and is not of the letter."""
    line, before = lines[at], lines[at - 1] if at else None
    if not line.marked or line.blank or before is None or before.blank or before.depth:
        return False
    if before.text.rstrip().endswith((":", "：")) or at + 1 < len(lines) and lines[at + 1].depth:
        return False
    return not (letter.match(line.text, None) or letter.item_of_title(line.text) or letter.resembles(line.text))
