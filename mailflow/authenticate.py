"""Says how sure it is that a mail comes from whom it names: only our own mail server's word counts (RFC 8601).

A trust profile says which word: Authentication-Results with our server's name, or what Exchange writes about a mail
from inside. Approvals, signatures and rulings need it; everything else needs the letter's key and its person's address.
"""

import re
from dataclasses import dataclass

from mailflow.mail import Mail

PROFILES = ("none", "authres", "exchange")
EXCHANGE_SOURCE = "x-ms-exchange-organization-authsource"

_RESULT = re.compile(r"^\s*(dmarc|dkim|spf)\s*=\s*([a-z]+)", re.I)
_PROPERTY = re.compile(r"\b(header\.(?:from|d|i))\s*=\s*\"?([^\s;\"]{1,254})", re.I)
_COMMENT = re.compile(r"\([^()]{0,2000}\)")


@dataclass(frozen=True)
class Trust:
    """How our mail server proves a sender: `profile` is one of PROFILES; `header` names the field that Exchange writes,
    with its value: `X-MS-Exchange-Organization-AuthAs: Internal`."""

    profile: str = "none"
    header: str = "X-MS-Exchange-Organization-AuthAs: Internal"


NO_PROOF = Trust()


@dataclass(frozen=True)
class Standing:
    """`level` "address" knows the key and the address, "authenticated" also our mail server's proof.

    `is_trusted` says whether the proof is the one that the trust profile asks for; `doubt` is the reason why a person
    has to look before anything is recorded, or empty.
    """

    level: str
    doubt: str = ""
    is_trusted: bool = False


@dataclass(frozen=True)
class _Result:
    """One method's result with the domains that it is about."""

    method: str
    result: str
    domains: tuple[str, ...] = ()


def authenticate(mail: Mail, authserv_id: str = "", trust: Trust = NO_PROOF) -> Standing:
    """`authserv_id` is the name our mail server signs its results with; without it no result proves anything."""
    fields = mail.authentication_results
    if fields and any(found.method == "dmarc" and found.result == "fail" for found in _results(fields[0])):
        return Standing("address", "dmarc-fail")
    if doubt := _forged(fields, authserv_id):
        return Standing("address", doubt)
    proven = bool(authserv_id and fields) and _proves(_results(fields[0]), _domain(mail))
    is_internal = trust.profile == "exchange" and _is_internal(mail, authserv_id, trust)
    trusted = proven if trust.profile == "authres" else is_internal
    return Standing("authenticated" if proven or trusted else "address", is_trusted=trusted)


def _forged(fields: list[str], authserv_id: str) -> str:
    """Our server writes on top of what came with the mail, and takes away what bears its name (RFC 8601, section 5)."""
    servers = [_server(field) for field in fields]
    ours = authserv_id.lower()
    if not ours or not servers:
        return ""
    return "forged-authentication" if servers[0] != ours or ours in servers[1:] else ""


def _proves(results: list[_Result], domain: str) -> bool:
    """DMARC passed, or a signature of the sender's own domain: the two domains are one, or one is below the other."""
    for found in results:
        aligned = [other for other in found.domains if _is_aligned(other, domain)]
        if found.result == "pass" and (found.method == "dmarc" and (aligned or not found.domains)
                                       or found.method == "dkim" and aligned):
            return True
    return False


def _is_internal(mail: Mail, authserv_id: str, trust: Trust) -> bool:
    """Exchange strips these fields from mail that comes from outside; twice the same field is nobody's word."""
    name, _colon, value = trust.header.partition(":")
    name = name.strip().lower()
    if not name or mail.headers.get(name, "").lower() != value.strip().lower() or name in mail.repeated:
        return False
    source = mail.headers.get(EXCHANGE_SOURCE, "").lower()
    return not authserv_id or source == authserv_id.lower() and EXCHANGE_SOURCE not in mail.repeated


def _is_aligned(one: str, other: str) -> bool:
    return bool(other) and (one == other or one.endswith(f".{other}") or other.endswith(f".{one}") and "." in one)


def _domain(mail: Mail) -> str:
    return mail.from_address.rpartition("@")[2].lower()


def _server(field: str) -> str:
    """The authserv-id: what stands before the first semicolon, without its version number."""
    return (_COMMENT.sub("", field).partition(";")[0].split() or [""])[0].lower()


def _results(field: str) -> list[_Result]:
    """Microsoft leaves the server's name out: then the first part is a result as well."""
    found = []
    for part in _COMMENT.sub("", field).split(";"):
        if method := _RESULT.match(part):
            domains = tuple(value.rpartition("@")[2].lower().rstrip(".") for _name, value in _PROPERTY.findall(part))
            found.append(_Result(method[1].lower(), method[2].lower(), domains))
    return found
