"""`huizhi check` against a real Dovecot and Postfix: what works, and the sentence for what does not."""

import pytest

from huizhi import cli
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.postfix import Postfix

FETCHING, SENDING = "fetching mail", "sending mail"


@pytest.fixture
def check(dovecot: Dovecot, postfix: Postfix, certificates, tmp_path, monkeypatch, capsys):
    """Checks a good installation, some of whose settings are other ones; what was said of each connection."""
    monkeypatch.setenv("LANG", "en")
    monkeypatch.setenv("LC_ALL", "")
    monkeypatch.chdir(tmp_path)
    good = {
        "mail__address": "huizhi@corp.example",
        "mail__imap__host": "localhost", "mail__smtp__host": "localhost",
        "mail__imap__port": dovecot.tls_port, "mail__smtp__port": postfix.tls_port,
        "mail__imap__password": PASSWORD, "mail__imap__ca_file": certificates.authority,
        "mail__smtp__ca_file": certificates.authority}

    def check(**other: object) -> dict[str, str]:
        for name, value in (good | other).items():
            monkeypatch.setenv(f"HUIZHI_{name.upper()}", str(value))
        cli.main(["check"])
        lines = (line.split(" · ", 2) for line in capsys.readouterr().out.splitlines())
        return {name: f"{state}: {words}" for state, name, words in lines}

    return check


def test_what_works_is_said_to_work(check):
    said = check()
    assert said[FETCHING] == "OK: localhost, folder INBOX"
    assert said[SENDING] == "OK: localhost takes mail from huizhi@corp.example"


def test_a_wrong_password_is_told_from_a_wrong_host(check):
    assert check(mail__imap__password="wrong")[FETCHING].startswith("WRONG: localhost does not let us in: ")


def test_a_certificate_of_an_unknown_authority_is_refused(check):
    said = check(mail__imap__ca_file="", mail__smtp__ca_file="")
    for name, key in ((FETCHING, "mail.imap"), (SENDING, "mail.smtp")):
        assert said[name].startswith("WRONG: The certificate of localhost is not valid for it: ")
        assert f"“{key}.ca_file”" in said[name]


def test_a_folder_that_does_not_exist_is_named(check):
    assert check(mail__imap__folder="Nowhere")[FETCHING].startswith(
        "WRONG: localhost does not open the folder “Nowhere”: ")


def test_starttls_is_checked_too(check, dovecot, postfix):
    said = check(mail__imap__security="starttls", mail__imap__port=dovecot.port,
                 mail__smtp__security="starttls", mail__smtp__port=postfix.port)
    assert said[FETCHING].startswith("OK") and said[SENDING].startswith("OK")
