"""What changed from one frozen version of the minutes to the next."""

from coordination.language import N_
from coordination.language import gettext as _

HEAD = ("title", "starts_at", "ends_at", "place", "minute_taker")
LABELS = {"title": N_("Title"), "starts_at": N_("Begin"), "ends_at": N_("End"), "place": N_("Place"),
          "minute_taker": N_("Minute taker"), "attendance": N_("Attendance"), "discussion": N_("Discussion"),
          "decision": N_("Decision"), "what": N_("What"), "owner": N_("Owner"), "due": N_("Due"), "topic": N_("Topic"),
          "action": N_("Action item")}


def between(old: dict, new: dict) -> list[dict]:
    """A list of {"where", "field", "before", "after"}: `where` is a title or number, "" for the head of the paper;
    a row that came has before None, one that went has after None."""
    changes = [_change("", field, old[field], new[field]) for field in HEAD if old[field] != new[field]]
    was = {row["name"]: row["state"] for row in old["attendance"]}
    now = {row["name"]: row["state"] for row in new["attendance"]}
    changes += [_change(name, "attendance", was.get(name), now.get(name))
                for name in {**was, **now} if was.get(name) != now.get(name)]
    changes += _rows("topic", old["topics"], new["topics"], ("title", "discussion", "decision"), "title")
    changes += _rows("action", old["actions"], new["actions"], ("what", "owner", "due"), "number")
    return changes


def in_words(change: dict) -> str:
    """One change as a person reads it."""
    label = _(LABELS[change["field"]])
    where = f"{change['where']} · {label}" if change["where"] else label
    if change["before"] in (None, ""):
        return _("%(where)s: added “%(after)s”", where=where, after=change["after"])
    if change["after"] in (None, ""):
        return _("%(where)s: removed “%(before)s”", where=where, before=change["before"])
    return _("%(where)s: “%(before)s” → “%(after)s”", where=where, before=change["before"], after=change["after"])


def _rows(kind: str, old: list[dict], new: list[dict], fields: tuple[str, ...], name: str) -> list[dict]:
    was, now = {row["key"]: row for row in old}, {row["key"]: row for row in new}
    changes = []
    for key, row in now.items():
        if key not in was:
            changes.append(_change(str(row[name]), kind, None, row[fields[0]]))
            continue
        changes += [_change(str(row[name]), field, was[key][field], row[field])
                    for field in fields if was[key][field] != row[field]]
    changes += [_change(str(row[name]), kind, row[fields[0]], None) for key, row in was.items() if key not in now]
    return changes


def _change(where: str, field: str, before: object, after: object) -> dict:
    return {"where": where, "field": field, "before": before, "after": after}
