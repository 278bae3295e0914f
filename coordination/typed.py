"""What people type into a field, as we keep it; what cannot be kept is refused with a sentence that says why."""

import re
import unicodedata
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from coordination.language import LANGUAGES
from coordination.language import gettext as _
from coordination.refusal import Invalid, Missing

LONGEST_TEXT = 20_000


def address(email: str) -> str:
    """The address as we keep it; raises Invalid. Shape of RFC 5321, section 4.1.2, without quoted local parts."""
    email = email.strip().lower()
    if len(email) > 254 or not re.fullmatch(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)*", email):
        raise Invalid("emails", _("Mail address"), email, _("A mail address looks like name@company.com."))
    return email


def one_line(field: str, label: str, value: str, length: int = 120) -> str:
    """A name: trimmed, not empty, without line breaks or other control characters, at most `length` characters."""
    value = value.strip()
    if not value:
        raise Missing(field, label)
    if any(unicodedata.category(character) in ("Cc", "Zl", "Zp") for character in value):
        raise Invalid(field, label, " ".join(value.split()), _("Please write it on one line."))
    return _not_longer(field, label, value, length)


def text(field: str, label: str, value: str, *, required: bool = True) -> str:
    """Words on as many lines as they need: trimmed, at most LONGEST_TEXT characters."""
    value = value.replace("\r\n", "\n").replace("\x00", "").strip()
    if required and not value:
        raise Missing(field, label)
    return _not_longer(field, label, value, LONGEST_TEXT)


def known_language(code: str) -> str:
    if code not in LANGUAGES:
        raise Invalid("language", _("Language"), code, _("Please choose Chinese or English."))
    return code


def known_zone(name: str) -> str:
    if name not in _zones():
        raise Invalid("time_zone", _("Time zone"), name, _("Please choose one such as Asia/Shanghai."))
    return ZoneInfo(name).key


def _not_longer(field: str, label: str, value: str, length: int) -> str:
    if len(value) > length:
        raise Invalid(field, label, value[:20] + "…", _("Please use at most %(length)s characters.", length=length))
    return value


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())
