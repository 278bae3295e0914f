"""What changed from one frozen version of a document to the next."""

from collections import Counter


def between(old: dict, new: dict) -> list[dict]:
    """A list of {"where", "field", "before", "after"}; `field` is a section's or a column's name, `where` the
    row's first cell or "". Where several rows begin alike, "also" is [column, cell] of one that tells which."""
    was = {section["name"]: section for section in old["sections"]}
    found = [] if old["title"] == new["title"] else [_change("", "title", old["title"], new["title"])]
    for section in new["sections"]:
        before = was.get(section["name"], {})
        if "rows" in section:
            found += _row_changes(section["name"], before.get("rows", []), section["rows"])
        elif before.get("text", "") != section["text"]:
            found.append(_change("", section["name"], before.get("text", ""), section["text"]))
    if old.get("options") != new.get("options"):
        found.append(_change("", "options", _letters(old), _letters(new)))
    return found


def _row_changes(section: str, old: list[dict], new: list[dict]) -> list[dict]:
    was, now = {row["key"]: row for row in old}, {row["key"]: row for row in new}
    found = []
    alike = Counter(_first(row) for row in {**was, **now}.values())
    for key, row in now.items():
        first, more = _first(row), _also(row, alike)
        if key not in was:
            found.append(_change(first, section, None, first) | more)
            continue
        found += [_change(first, name, was[key].get(name), value) | (more if name not in more.get("also", ()) else {})
                  for name, value in row.items() if value != was[key].get(name)]
    return found + [_change(_first(row), section, _first(row), None) | _also(row, alike)
                    for key, row in was.items() if key not in now]


def _first(row: dict) -> str:
    return next((value for name, value in row.items() if name != "key"), "")


def _also(row: dict, alike: Counter[str]) -> dict:
    """The next cell of a row, where others begin alike."""
    told = [[name, value] for name, value in row.items() if name != "key" and value][1:]
    return {"also": told[0]} if told and alike[_first(row)] > 1 else {}


def _letters(content: dict) -> str:
    return "; ".join(f"{row['letter']} {row['text']}" for row in content.get("options") or [])


def _change(where: str, field: str, before: object, after: object) -> dict:
    return {"where": where, "field": field, "before": before, "after": after}
