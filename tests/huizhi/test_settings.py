"""Settings from file and environment, and what an administrator is told about a broken one."""

import re
from pathlib import Path

import msgspec
import pytest

from coordination.language import use_language
from huizhi.settings import Settings
from huizhi.sources import BrokenSettings, keys, load

DOCS = Path(__file__).parents[2] / "docs" / "settings.md"
REAL = """
[mail]
address = "huizhi@corp.example"
imap.host = "imap.corp.example"
smtp.host = "smtp.corp.example"
"""


@pytest.fixture
def write(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def write(text: str) -> str:
        path = tmp_path / "huizhi.toml"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def sentence(file: str | None = None, language: str = "en", **environ: str) -> str:
    with use_language(language), pytest.raises(BrokenSettings) as refusal:
        load(file, environ)
    with use_language(language):
        return str(refusal.value)


def test_without_any_settings_huizhi_is_tried_out(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    settings = load(None, {})
    assert settings.tryout.enabled
    assert settings.mail.address == "huizhi@corp.example"
    assert settings.database.url == f"sqlite:///{tmp_path}/state/huizhi.sqlite"
    assert settings.server.base_url == "http://127.0.0.1:8000"


def test_a_real_installation_is_completed(write):
    settings = load(write(REAL), {})
    assert not settings.tryout.enabled
    assert (settings.mail.imap.port, settings.mail.imap.user) == (993, "huizhi@corp.example")
    assert settings.mail.smtp.port == 465


def test_a_variable_wins_over_the_file(write):
    environ = {"HUIZHI_MAIL__IMAP__HOST": "mail.corp.example", "HUIZHI_SERVER__PORT": "8080"}
    settings = load(write(REAL), environ)
    assert (settings.mail.imap.host, settings.server.port) == ("mail.corp.example", 8080)


def test_lists_in_variables_are_separated_by_commas(write):
    settings = load(write(REAL), {"HUIZHI_CALENDAR__HOLIDAYS": "2026-10-08, 2026-10-09"})
    assert [day.isoformat() for day in settings.calendar.holidays] == ["2026-10-08", "2026-10-09"]


def test_a_file_for_one_installation_is_named_by_a_variable(write):
    file = write(REAL + '[server]\nbase_url = "https://corp.example/huizhi/"\n')
    assert load(None, {"HUIZHI_CONFIG": file}).server.base_url == "https://corp.example/huizhi"


def test_paths_are_relative_to_the_settings_file(write, tmp_path):
    (tmp_path / "imap.password").write_text("geheim\n")
    file = write('database.url = "sqlite:///data.sqlite"\n' + REAL + 'imap.password_file = "imap.password"\n')
    settings = load(file, {})
    assert settings.mail.imap.password == "geheim"
    assert settings.database.url == f"sqlite:///{tmp_path}/data.sqlite"
    assert settings.state == tmp_path / "state"


@pytest.mark.parametrize(("toml", "said"), [
    ("[server]\nport = 70000", "“server.port” must be a whole number from 0 to 65535, not “70000”."),
    ('[server]\nport = "8000"', "“server.port” must be a whole number from 0 to 65535, not “8000”."),
    ("[server]\nprot = 1", "there is no setting “server.prot”. Did you mean “server.port”?"),
    ("colour = 1", "there is no setting “colour”. docs/settings.md lists all of them."),
    ("server = 1", "“server” must be a section such as [server]."),
    ('time_zone = "Asia/Peking"', "must be a time zone such as Asia/Shanghai, not “Asia/Peking”."),
    ('time_zone = "../etc"', "“time_zone” must be a time zone such as Asia/Shanghai, not “../etc”."),
    ('server.base_url = "corp.example"', "must be an address such as https://corp.example/huizhi, not “corp"),
    ('server.base_url = "http://["', "must be an address such as https://corp.example/huizhi"),
    ('language = "de"', "“language” must be one of"),
    ('tryout.enabled = "yes"', "“tryout.enabled” must be true or false, not “yes”."),
    ('calendar.holidays = ["1.10."]', "must be a list of dates such as 2026-10-01"),
    ('rules.reminder_time = "25:00"', "“rules.reminder_time” must be a time such as 08:30, not “25:00”."),
    ("mail.smtp.rate_per_minute = 0", "must be a whole number of at least 1, not “0”."),
    ('mail.address = "huizhi"', "must be a mail address such as huizhi@corp.example, without “+”"),
    ('mail.imap.folder = "a\\r\\nb"', "“mail.imap.folder” must be the name of a mail folder"),
    ("[server", "is not valid TOML: "),
    ("", "“mail.address” is missing. Set it, or set “tryout.enabled” to true."),
    ('mail.address = "h@corp.example"', "“mail.imap.host” is missing."),
    (REAL + 'imap.security = "none"', "“mail.imap.security” may be “none” only for"),
    (REAL + 'smtp.password = "a"\nsmtp.password_file = "b"', "“mail.smtp.password_file” are both set."),
    (REAL + 'smtp.password_file = "gone"', "gone cannot be read: No such file or directory."),
])
def test_a_broken_setting_is_one_sentence_with_file_and_key(write, toml, said):
    file = write(toml)
    text = sentence(file)
    assert said in text
    assert "\n" not in text
    assert str(Path(file).parent) in text


def test_the_sentence_is_chinese_too(write):
    assert sentence(write("[server]\nport = 0.5"), language="zh").endswith(
        "：“server.port”应为 0 到 65535 之间的整数，不能是“0.5”。")


def test_a_broken_variable_is_named():
    text = sentence(HUIZHI_SERVER__PORT="many")
    assert text.startswith("HUIZHI_SERVER__PORT: “server.port” must be")


def test_a_file_that_is_named_must_exist(tmp_path):
    assert "nowhere.toml cannot be read" in sentence(str(tmp_path / "nowhere.toml"))


@pytest.mark.parametrize(("variable", "value"), [
    ("HUIZHI_SECRET_KEY", "too short and secret"),
    ("HUIZHI_DATABASE__URL", "mysql://root:too short and secret@db"),
    ("HUIZHI_QUEUE__URL", "amqp://:too short and secret@mq"),
])
def test_a_secret_is_never_shown(variable, value):
    assert "too short and secret" not in sentence(**{variable: value})


def test_a_server_on_this_machine_may_go_without_encryption(write):
    environ = {"HUIZHI_MAIL__IMAP__HOST": "127.0.0.1", "HUIZHI_MAIL__IMAP__SECURITY": "none"}
    settings = load(write(REAL), environ)
    assert settings.mail.imap.port == 143


def test_the_documentation_lists_every_setting_and_no_other():
    documented = set(re.findall(r"^\| `([a-z_.]+)` \|", DOCS.read_text(encoding="utf-8"), re.M))
    assert documented == {key for key, _ in keys()}


def test_the_documentation_gives_the_true_defaults():
    rows = re.findall(r"^\| `([a-z_.]+)` \| `(.*?)` \|", DOCS.read_text(encoding="utf-8"), re.M)
    for key, documented in rows:
        value = Settings()
        for name in key.split("."):
            value = getattr(value, name)
        assert documented == msgspec.json.encode(value).decode(), key


def test_the_example_of_the_documentation_is_accepted(write, tmp_path):
    (tmp_path / "imap.password").write_text("x")
    (tmp_path / "smtp.password").write_text("x")
    example = re.search(r"```toml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.S)
    assert load(write(example[1]), {}).server.trusted_proxies == 1
