"""Reads the settings from huizhi.toml and HUIZHI_ variables, and says in one sentence what is wrong there."""

import os
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from socket import gethostname
from typing import Any, get_type_hints

import msgspec
from msgspec import structs
from msgspec.inspect import BoolType, IntType, ListType, LiteralType, StrType, Type, type_info

from coordination.language import N_
from coordination.language import gettext as _
from coordination.refusal import Refusal
from huizhi.settings import SECRETS, Mail, Rules, Section, Settings
from huizhi.values import RULES, is_loopback, usual_port

PREFIX = "HUIZHI_"
CONFIG = "HUIZHI_CONFIG"
TESTS = "HUIZHI_TEST_"
DEFAULT_FILE = "huizhi.toml"
TRYOUT_ADDRESS = "huizhi@corp.example"


class BrokenSettings(Refusal):
    """The settings cannot be used."""


class NoFile(BrokenSettings):
    sentence = N_("%(file)s cannot be read: %(reason)s. Please check the path and the permissions.")


class NotToml(BrokenSettings):
    sentence = N_("%(file)s is not valid TOML: %(reason)s. Please correct that place.")


class Unknown(BrokenSettings):
    sentence = N_("%(where)s: there is no setting “%(key)s”. docs/settings.md lists all of them.")


class Misspelt(BrokenSettings):
    sentence = N_("%(where)s: there is no setting “%(key)s”. Did you mean “%(near)s”?")


class Wrong(BrokenSettings):
    sentence = N_("%(where)s: “%(key)s” must be %(expected)s, not “%(value)s”.")


class WrongSecret(BrokenSettings):
    sentence = N_("%(where)s: “%(key)s” must be %(expected)s.")


class Missing(BrokenSettings):
    sentence = N_("%(where)s: “%(key)s” is missing. Set it, or set “tryout.enabled” to true.")


class Unencrypted(BrokenSettings):
    sentence = N_("%(where)s: “%(key)s” may be “none” only for a server on this machine. "
                  "Set it to “tls” or “starttls”.")


class TwoPasswords(BrokenSettings):
    sentence = N_("%(where)s: “%(key)s” and “%(key)s_file” are both set. Keep only one of them.")


def load(file: str | None = None, environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings in force. `file` wins over HUIZHI_CONFIG, that over ./huizhi.toml, which may be absent.

    A variable such as HUIZHI_MAIL__IMAP__HOST wins over the file. Paths are relative to the file.
    Raises BrokenSettings.
    """
    return Sources(file, environ).settings()


def keys(section: type[Section] = Settings, prefix: str = "") -> Iterator[tuple[str, type]]:
    """Every setting as ("mail.imap.host", its type)."""
    for name, kind in get_type_hints(section, include_extras=True).items():
        if isinstance(kind, type) and issubclass(kind, Section):
            yield from keys(kind, f"{prefix}{name}.")
        else:
            yield prefix + name, kind


class Sources:
    """The file and the variables, remembered so that a complaint can name the place."""

    def __init__(self, file: str | None, environ: Mapping[str, str]) -> None:
        named = file or environ.get(CONFIG)
        self.file = Path(named or DEFAULT_FILE)
        self.here = self.file.parent.absolute()
        self.present = bool(named) or self.file.exists()
        self.texts = {_key_of(name): text for name, text in environ.items() if _is_setting(name)}
        self.kinds = dict(keys())

    def settings(self) -> Settings:
        given = dict(self._from_file()) | dict(self._from_variables())
        for key, value in given.items():
            self._check_rule(key, value)
        settings = msgspec.convert(_nested(given), Settings)
        if "tryout.enabled" not in given and not self.present and not settings.mail.imap.host:
            settings = structs.replace(settings, tryout=structs.replace(settings.tryout, enabled=True))
        return self._complete(settings)

    def where(self, key: str) -> str:
        """The variable that sets `key`, else the file."""
        return _variable_of(key) if key in self.texts else str(self.file)

    def _from_file(self) -> Iterator[tuple[str, Any]]:
        for key, value in _flat(self._parse_file()):
            kind = self._kind(key, str(self.file))
            yield key, self._convert(key, value, kind, str(self.file))

    def _parse_file(self) -> dict[str, Any]:
        if not self.present:
            return {}
        try:
            return tomllib.loads(self.file.read_text(encoding="utf-8"))
        except OSError as error:
            raise NoFile(file=self.file, reason=error.strerror) from error
        except ValueError as error:  # not TOML, or not UTF-8
            raise NotToml(file=self.file, reason=error) from error

    def _from_variables(self) -> Iterator[tuple[str, Any]]:
        for key, text in self.texts.items():
            kind = self._kind(key, _variable_of(key))
            is_list = isinstance(type_info(kind), ListType)
            value = [part.strip() for part in text.split(",") if part.strip()] if is_list else text
            yield key, self._convert(key, value, kind, _variable_of(key), strict=False)

    def _kind(self, key: str, where: str) -> type:
        if key in self.kinds:
            return self.kinds[key]
        if any(known.startswith(f"{key}.") for known in self.kinds):
            raise WrongSecret(where=where, key=key, expected=_("a section such as [%(key)s]", key=key))
        near = get_close_matches(key, self.kinds, n=1, cutoff=0.7)
        raise Misspelt(where=where, key=key, near=near[0]) if near else Unknown(where=where, key=key)

    def _convert(self, key: str, value: Any, kind: type, where: str, strict: bool = True) -> Any:
        try:
            return msgspec.convert(value, kind, strict=strict)
        except msgspec.ValidationError as error:
            raise self._wrong(key, value, _expected(type_info(kind)), where) from error

    def _wrong(self, key: str, value: Any, expected: str, where: str) -> BrokenSettings:
        if key in SECRETS:
            return WrongSecret(where=where, key=key, expected=expected)
        return Wrong(where=where, key=key, expected=expected, value=" ".join(str(value).split())[:80])

    def _check_rule(self, key: str, value: Any) -> None:
        rule = RULES.get(key)
        if rule and not (rule.may_be_empty and not value) and not rule.holds(value):
            raise self._wrong(key, value, _(rule.expected), self.where(key))

    def _complete(self, settings: Settings) -> Settings:
        state = self.here / settings.state_dir
        database = _database(settings.database.url, self.here, state)
        complete_mail = self._tryout_mail if settings.tryout.enabled else self._real_mail
        self._check_working_day(settings.rules)
        return structs.replace(
            settings,
            state_dir=str(state),
            database=structs.replace(settings.database, url=database),
            server=structs.replace(settings.server, base_url=_base_url(settings)),
            mail=complete_mail(settings.mail),
        )

    def _check_working_day(self, rules: Rules) -> None:
        if rules.day_ends <= rules.day_begins:
            raise self._wrong("rules.day_ends", rules.day_ends, _("an hour after rules.day_begins"),
                              self.where("rules.day_ends"))

    def _tryout_mail(self, mail: Mail) -> Mail:
        return structs.replace(mail, address=mail.address or TRYOUT_ADDRESS)

    def _real_mail(self, mail: Mail) -> Mail:
        if not mail.address:
            raise Missing(where=self.where("mail.address"), key="mail.address")
        return structs.replace(mail, imap=self._server(mail, "imap"), smtp=self._server(mail, "smtp"))

    def _server(self, mail: Mail, name: str) -> Any:
        server = getattr(mail, name)
        if not server.host:
            raise Missing(where=self.where(f"mail.{name}.host"), key=f"mail.{name}.host")
        if server.security == "none" and not is_loopback(server.host):
            raise Unencrypted(where=self.where(f"mail.{name}.security"), key=f"mail.{name}.security")
        return structs.replace(
            server,
            port=server.port or usual_port(name, server.security),
            user=server.user or mail.address,
            password=self._password(server, f"mail.{name}.password"),
            ca_file=str(self.here / server.ca_file) if server.ca_file else "",
        )

    def _password(self, server: Any, key: str) -> str:
        if server.password and server.password_file:
            raise TwoPasswords(where=self.where(key), key=key)
        if not server.password_file:
            return server.password
        path = self.here / server.password_file
        try:
            return path.read_text(encoding="utf-8").strip()
        except OSError as error:
            raise NoFile(file=path, reason=error.strerror) from error


def _is_setting(variable: str) -> bool:
    return variable.startswith(PREFIX) and not variable.startswith(TESTS) and variable != CONFIG


def _key_of(variable: str) -> str:
    return variable.removeprefix(PREFIX).lower().replace("__", ".")


def _variable_of(key: str) -> str:
    return PREFIX + key.upper().replace(".", "__")


def _flat(values: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in values.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield prefix + name, value


def _nested(given: dict[str, Any]) -> dict[str, Any]:
    nested: dict[str, Any] = {}
    for key, value in given.items():
        *sections, name = key.split(".")
        table = nested
        for section in sections:
            table = table.setdefault(section, {})
        table[name] = value
    return nested


def _database(url: str, here: Path, state: Path) -> str:
    if not url:
        return f"sqlite:///{state / 'huizhi.sqlite'}"
    if url.startswith("sqlite:///"):
        return f"sqlite:///{here / url.removeprefix('sqlite:///')}"
    return url


def _base_url(settings: Settings) -> str:
    server = settings.server
    host = gethostname() if server.host in ("0.0.0.0", "::") else server.host
    return server.base_url.rstrip("/") or f"http://{f'[{host}]' if ':' in host else host}:{server.port}"


def _expected(kind: Type) -> str:
    match kind:
        case BoolType():
            return _("true or false")
        case IntType(ge=low, le=None):
            return _("a whole number of at least %(low)s", low=low)
        case IntType(ge=low, le=high):
            return _("a whole number from %(low)s to %(high)s", low=low, high=high)
        case LiteralType(values=values):
            return _("one of %(choices)s", choices=", ".join(values))
        case ListType():
            return _("a list of dates such as 2026-10-01")
        case StrType(pattern=str()):
            return _("a time such as 08:30")
        case _:
            return _("a text in quotation marks")
