"""How long something still takes, or how late it is, in words."""

from datetime import timedelta

from flask import Flask

from coordination.language import gettext as _


def prepare(app: Flask) -> None:
    app.jinja_env.globals.update(duration=duration, left=left)


def duration(time: timedelta) -> str:
    """To the minute below two days, to the day above."""
    minutes = int(time.total_seconds() // 60)
    if minutes < 60:
        return _("%(n)s min", n=minutes)
    if minutes < 48 * 60:
        return _("%(hours)s h %(minutes)s min", hours=minutes // 60, minutes=f"{minutes % 60:02}")
    return _("%(n)s days", n=minutes // (24 * 60))


def left(remaining: timedelta) -> str:
    """What a clock shows."""
    if remaining < timedelta(0):
        return _("over by %(time)s", time=duration(-remaining))
    return _("%(time)s left", time=duration(remaining))
