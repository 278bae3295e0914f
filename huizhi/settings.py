"""What an administrator may set, with its types and defaults.

docs/settings.md explains every setting; a test holds the two together. `huizhi.sources` reads them.
"""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct

Port = Annotated[int, Meta(ge=0, le=65535)]
Positive = Annotated[int, Meta(ge=1)]
Hours = Annotated[int, Meta(ge=1, le=8760)]
TimeOfDay = Annotated[str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
HeaderField = Annotated[str, Meta(pattern=r"^[A-Za-z0-9-]+: ?[!-~ ]+$")]
Security = Literal["tls", "starttls", "none"]


class Section(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A table of huizhi.toml."""


class Server(Section):
    host: str = "127.0.0.1"
    port: Port = 8000
    base_url: str = ""
    threads: Annotated[int, Meta(ge=1, le=64)] = 8
    trusted_proxies: Annotated[int, Meta(ge=0, le=10)] = 0


class Database(Section):
    url: str = ""


class Queue(Section):
    url: str = ""


class Imap(Section):
    host: str = ""
    port: Port = 0
    security: Security = "tls"
    user: str = ""
    password: str = ""
    password_file: str = ""
    ca_file: str = ""
    folder: str = "INBOX"
    archive: str = "Huizhi"
    poll_seconds: Annotated[int, Meta(ge=5, le=600)] = 45


class Smtp(Section):
    host: str = ""
    port: Port = 0
    security: Security = "tls"
    user: str = ""
    password: str = ""
    password_file: str = ""
    ca_file: str = ""
    rate_per_minute: Positive = 60
    timeout: Annotated[int, Meta(ge=5, le=900)] = 60
    hold_hours: Hours = 25


class Mail(Section):
    address: str = ""
    name: str = "回执 Huizhi"
    plus_addressing: bool = True
    authserv_id: str = ""
    trust: Literal["none", "authres", "exchange"] = "none"
    trust_header: HeaderField = "X-MS-Exchange-Organization-AuthAs: Internal"
    max_mail_mib: Annotated[int, Meta(ge=1, le=200)] = 25
    imap: Imap = Imap()
    smtp: Smtp = Smtp()

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]


class Calendar(Section):
    country: str = "CN"
    holidays: list[date] = []
    workdays: list[date] = []


class Rules(Section):
    minutes_hours: Hours = 24
    workshop_hours: Hours = 24
    early_warning_hours: Hours = 48
    objection_hours: Hours = 48
    decision_hours: Hours = 48
    questions_hours: Hours = 24
    working_hours: bool = False
    day_begins: Annotated[int, Meta(ge=0, le=23)] = 9
    day_ends: Annotated[int, Meta(ge=1, le=24)] = 18
    letter_days: Annotated[int, Meta(ge=1, le=3650)] = 90
    reminder_time: TimeOfDay = "08:30"


class Tryout(Section):
    enabled: bool = False
    smtp_port: Port = 8025
    imap_port: Port = 8143


class Settings(Section):
    """All of them. Once read, nothing is left to derive: addresses, ports, users and paths are filled in."""

    language: Literal["zh", "en"] = "zh"
    time_zone: str = "Asia/Shanghai"
    state_dir: str = "state"
    secret_key: str = ""
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    server: Server = Server()
    database: Database = Database()
    queue: Queue = Queue()
    mail: Mail = Mail()
    calendar: Calendar = Calendar()
    rules: Rules = Rules()
    tryout: Tryout = Tryout()

    @property
    def state(self) -> Path:
        return Path(self.state_dir)


# Never shown, not even when they are wrong; the addresses may hold a password.
SECRETS = frozenset({"secret_key", "database.url", "queue.url", "mail.imap.password", "mail.smtp.password"})
