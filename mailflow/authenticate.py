"""Says how sure it is that a mail comes from whom it names: only our own mail server's word counts (RFC 8601)."""

import re
from dataclasses import dataclass

from mailflow.mail import Mail

_RESULT = re.compile(r"\b(dmarc|dkim|spf)\s*=\s*([a-z]+)", re.I)
_COMMENT = re.compile(r"\([^()]{0,2000}\)")


@dataclass(frozen=True)
class Standing:
    """`level` "address" knows the key and the address, "authenticated" also our mail server's proof.

    `doubt` is the reason why a person has to look before anything is recorded, or empty.
    """

    level: str
    doubt: str = ""


def authenticate(mail: Mail, authserv_id: str = "") -> Standing:
    """`authserv_id` is the name our mail server signs its results with; without it no result proves anything."""
    results = [(_server(field), _results(field)) for field in mail.authentication_results]
    if results and results[0][1].get("dmarc") == "fail":
        return Standing("address", "dmarc-fail")
    if not authserv_id or not results:
        return Standing("address")
    servers = [server for server, _found in results]
    ours = authserv_id.lower()
    if servers[0] != ours:
        return Standing("address", "forged-authentication")
    if ours in servers[1:]:
        return Standing("address", "forged-authentication")
    return Standing("authenticated" if results[0][1].get("dmarc") == "pass" else "address")


def _server(field: str) -> str:
    """The authserv-id: what stands before the first semicolon, without its version number."""
    return (_COMMENT.sub("", field).partition(";")[0].split() or [""])[0].lower()


def _results(field: str) -> dict[str, str]:
    """Method → result; the first one of a method counts. Microsoft leaves the server's name out."""
    found: dict[str, str] = {}
    for method, result in _RESULT.findall(_COMMENT.sub("", field)):
        found.setdefault(method.lower(), result.lower())
    return found
