"""What a text of several lines is called where there is room for one: its first line, and not endless."""

LONGEST = 60


def headline(text: str) -> str:
    lines = text.strip().splitlines()
    line = " ".join(lines[0].split()) if lines else ""
    return line if len(line) <= LONGEST else line[:LONGEST - 1] + "…"
