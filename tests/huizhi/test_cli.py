"""The command line: one clear sentence and the right exit code, and what the small commands do."""

import json
import sqlite3
import stat
from pathlib import Path

import pytest

from coordination import database as db
from coordination.person import Person
from huizhi import cli, terminal

REPLY = """\
From: =?utf-8?b?5byg5Lyf?= <zhangwei@corp.example>
To: huizhi@corp.example
Date: Tue, 03 Mar 2026 09:30:00 +0800
Message-ID: <1@corp.example>
Subject: Re: x
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

1 完成
"""
CONTEXTS = {"two": {"kind": "minutes", "lang": "zh", "sent": "2026-03-02T17:30:00+08:00", "subject": "x",
                    "to": {"name": "张伟", "department": "研发部"}, "asks": "acknowledge",
                    "items": [{"n": 1, "title": "完成用户登录功能测试", "due": "2026-03-05"}]}}


@pytest.fixture(autouse=True)
def installation(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    yield tmp_path
    if db.database.obj is not None:
        db.database.close()


@pytest.fixture
def reply(tmp_path):
    path = tmp_path / "reply.eml"
    path.write_bytes(REPLY.replace("\n", "\r\n").encode())
    return str(path)


def said(capsys) -> str:
    return capsys.readouterr().err.strip()


def test_a_broken_setting_ends_with_two(capsys, monkeypatch):
    monkeypatch.setenv("HUIZHI_SERVER__PORT", "many")
    assert cli.main(["check"]) == 2
    assert said(capsys) == ("HUIZHI_SERVER__PORT: “server.port” must be a whole number from 0 to 65535, "
                            "not “many”.")


@pytest.mark.parametrize("words", [["--config", "no.toml"], ["--config", "no.toml", "check"],
                                   ["check", "--config", "no.toml"]])
def test_the_settings_are_named_before_the_command_behind_it_or_without_one(capsys, words):
    assert cli.main(words) == 2
    assert said(capsys).startswith("no.toml cannot be read")


def test_the_terminal_chooses_the_language(capsys, monkeypatch):
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.setenv("HUIZHI_LANGUAGE", "en")
    monkeypatch.setenv("HUIZHI_TIME_ZONE", "Peking")
    assert cli.main(["check"]) == 2
    assert "应为时区，例如 Asia/Shanghai" in said(capsys)


def test_a_terminal_without_a_language_gets_the_one_that_is_set(capsys, monkeypatch):
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("HUIZHI_LANGUAGE", "en")
    assert cli.main(["migrate"]) == 0
    assert cli.main(["migrate"]) == 0
    assert capsys.readouterr().out.endswith("The database is up to date.\n")


def test_a_terminal_without_a_language_is_greeted_in_both():
    assert [terminal.languages({"LANG": name}) for name in ("C.UTF-8", "zh_CN.UTF-8", "en_GB")] == [
        ("zh", "en"), ("zh",), ("en",)]


def test_the_help_of_run_py_names_the_tests_too(capsys):
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    assert "run.py test" in capsys.readouterr().out


def test_a_state_folder_that_cannot_be_made_ends_with_two(capsys, installation):
    (installation / "state").write_text("a file")
    assert cli.main(["migrate"]) == 2
    assert said(capsys).startswith(f"{installation}/state cannot be written: File exists. Set “state_dir”")


def test_a_database_that_cannot_be_opened_ends_with_two(capsys, monkeypatch):
    monkeypatch.setenv("HUIZHI_DATABASE__URL", "sqlite:///no/such/folder/file.sqlite")
    assert cli.main(["migrate"]) == 2
    assert said(capsys).startswith("The database cannot be opened: ")


def test_an_administrator_is_made_and_gets_a_new_password(capsys):
    assert cli.main(["administrator", "chenjing@corp.example", "陈静", "--generate"]) == 0
    assert cli.main(["administrator", "ChenJing@corp.example", "--generate"]) == 0
    password = capsys.readouterr().out.split()[-1]
    [person] = Person.select()
    assert (person.name, person.administrator, person.checks_password(password)) == ("陈静", True, True)


def test_a_person_becomes_an_administrator(cast, database, monkeypatch):
    monkeypatch.setenv("HUIZHI_DATABASE__URL", f"sqlite:///{database}")
    assert cli.main(["administrator", "lina@corp.example", "--generate"]) == 0
    assert Person.by_address("lina@corp.example").administrator


def test_a_new_administrator_needs_a_name(capsys):
    assert cli.main(["administrator", "chenjing@corp.example", "--generate"]) == 2
    assert said(capsys) == "Nobody has the address chenjing@corp.example yet. Please add a name after it."


def test_a_backup_is_a_whole_database_that_only_its_owner_reads(installation):
    cli.main(["administrator", "chenjing@corp.example", "陈静", "--generate"])
    assert cli.main(["backup", "copy.sqlite"]) == 0
    copy = installation / "copy.sqlite"
    with sqlite3.connect(copy) as connection:
        assert connection.execute("SELECT name FROM person").fetchall() == [("陈静",)]
    connection.close()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_a_backup_overwrites_nothing(capsys, installation):
    cli.main(["migrate"])
    (installation / "copy.sqlite").write_text("precious")
    assert cli.main(["backup", "copy.sqlite"]) == 2
    assert said(capsys) == "The copy copy.sqlite cannot be made: File exists."
    assert (installation / "copy.sqlite").read_text() == "precious"


@pytest.mark.slow
def test_a_mail_is_explained_against_a_letter_from_a_file(capsys, reply, installation):
    (installation / "contexts.json").write_text(json.dumps(CONTEXTS))
    assert cli.main(["explain", reply, "--context", "contexts.json:two"]) == 0
    explained = json.loads(capsys.readouterr().out)
    assert (explained["new_text"], explained["person"]["name"]) == ("1 完成", "张伟")
    assert {"disposition", "project", "inline", "acknowledged", "updates", "decision", "raises_issue",
            "correction", "attention", "reasons"} <= set(explained)


@pytest.mark.slow
def test_a_mail_that_cannot_be_read_ends_in_a_context_as_it_would_in_the_mailbox(capsys, installation):
    (installation / "contexts.json").write_text(json.dumps(CONTEXTS))
    mail = Path(__file__).parent.parent / "mails" / "encrypted-pgp.eml"
    assert cli.main(["explain", str(mail), "--context", "contexts.json:two"]) == 0
    explained = json.loads(capsys.readouterr().out)
    assert explained["disposition"] == json.loads(mail.with_suffix(".json").read_text())["state"] == "refused"


@pytest.mark.parametrize("named", ["contexts.json:none", "contexts.json", "reply.eml:two"])
def test_a_letter_that_is_not_in_the_file_is_named(capsys, reply, installation, named):
    (installation / "contexts.json").write_text(json.dumps(CONTEXTS))
    assert cli.main(["explain", reply, "--context", named]) == 2
    assert said(capsys).startswith(f"“{named}” names no letter.")


@pytest.mark.slow
def test_explaining_leaves_no_trace(capsys, reply, installation):
    assert cli.main(["explain", reply]) == 0
    assert json.loads(capsys.readouterr().out)["disposition"] == "ignored"
    assert not (installation / "state").exists()


@pytest.mark.slow
def test_explaining_changes_no_database(cast, database, capsys, reply, monkeypatch):
    monkeypatch.setenv("HUIZHI_DATABASE__URL", f"sqlite:///{database}")
    before = list(db.database.obj.connection().iterdump())
    assert cli.main(["explain", reply]) == 0
    assert list(db.database.obj.connection().iterdump()) == before
    assert json.loads(capsys.readouterr().out)["person"]["name"] == "张伟"


def test_check_names_what_does_not_work_and_ends_with_one(capsys, monkeypatch, installation):
    (installation / "huizhi.toml").write_text(
        'calendar.country = "ZZ"\nqueue.url = "redis://127.0.0.1:1/0"\nmail.address = "h@corp.example"\n'
        'mail.imap = { host = "127.0.0.1", port = 1, security = "none" }\n'
        'mail.smtp = { host = "127.0.0.1", port = 1, security = "none" }\n')
    assert cli.main(["check"]) == 1
    lines = capsys.readouterr().out.splitlines()
    wrong = {line.split(" · ")[1]: line for line in lines if line.startswith("WRONG")}
    assert set(wrong) == {"queue", "working calendar", "fetching mail", "sending mail"}
    assert "127.0.0.1, port 1 cannot be reached: Connection refused. Please check “mail.imap.host”" in wrong[
        "fetching mail"]
