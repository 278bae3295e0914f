"""The tests' own certificate authority: a good certificate, one for another host, one from a stranger."""

import ssl
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.servers.process import program, workplace

HERE = "DNS:localhost,IP:127.0.0.1"


@dataclass(frozen=True)
class Certificate:
    certificate: Path
    key: Path

    def server_context(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, self.key)
        return context


@dataclass(frozen=True)
class Certificates:
    """`authority` is what a client is told to trust; `good` is for localhost and 127.0.0.1."""

    authority: Path
    good: Certificate
    wrong_host: Certificate
    stranger: Certificate

    def client_context(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.authority))


@pytest.fixture(scope="session")
def certificates():
    with workplace("ca") as directory:
        authority, theirs = _authority(directory, "ours"), _authority(directory, "theirs")
        yield Certificates(
            authority=authority.certificate,
            good=_signed(directory, "localhost", authority, HERE),
            wrong_host=_signed(directory, "wrong", authority, "DNS:mail.wrong.example"),
            stranger=_signed(directory, "strange", theirs, HERE),
        )


def _authority(directory: Path, name: str) -> Certificate:
    made = Certificate(directory / f"{name}.pem", directory / f"{name}.key")
    usage = ["-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign"]
    _openssl("req", "-x509", *_new_key(made, name), "-out", made.certificate, "-days", "2", *usage)
    return made


def _signed(directory: Path, name: str, authority: Certificate, names: str) -> Certificate:
    made = Certificate(directory / f"{name}.pem", directory / f"{name}.key")
    request, extensions = directory / f"{name}.csr", directory / f"{name}.ext"
    extensions.write_text(f"subjectAltName={names}\nauthorityKeyIdentifier=keyid\n")
    _openssl("req", *_new_key(made, name), "-out", request)
    signer = ["-CA", authority.certificate, "-CAkey", authority.key, "-CAcreateserial", "-days", "2"]
    _openssl("x509", "-req", "-in", request, *signer, "-extfile", extensions, "-out", made.certificate)
    return made


def _new_key(made: Certificate, name: str) -> list[object]:
    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    return [*curve, "-keyout", made.key, "-subj", f"/CN={name}"]


def _openssl(*words: object) -> None:
    command = [program("openssl", "openssl"), *map(str, words)]
    subprocess.run(command, check=True, capture_output=True)
