"""`huizhi start` as a process of its own: what it prints, how it ends, and what stands in its way."""

import os
import re
import signal
import smtplib
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LAST_LINE = "Ctrl-C stops it."

pytestmark = pytest.mark.servers


class Process:
    """One installation in a folder of its own, on any free ports."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        clean = {name: value for name, value in os.environ.items() if not name.startswith("HUIZHI_")}
        self.environ = clean | {
            "LANG": "en_US.UTF-8", "LC_ALL": "", "PYTHONPATH": str(ROOT), "HUIZHI_SERVER__PORT": "0",
            "HUIZHI_TRYOUT__SMTP_PORT": "0", "HUIZHI_TRYOUT__IMAP_PORT": "0"}
        self.process: subprocess.Popen[str] | None = None

    def start(self, command: str = "start", **environ: str) -> "Process":
        self.process = subprocess.Popen(
            [sys.executable, "-m", "huizhi", command], cwd=self.folder, env=self.environ | environ, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        return self

    def said(self) -> str:
        """What it prints until it is there."""
        lines = []
        for line in self.process.stdout:
            lines.append(line)
            if line.startswith(LAST_LINE):
                break
        return "".join(lines)

    def end(self, number: int = signal.SIGTERM) -> tuple[int, float, str]:
        """The exit code, the seconds it took, and what it complained of."""
        began = time.monotonic()
        self.process.send_signal(number)
        _out, complaints = self.process.communicate(timeout=10)
        return self.process.returncode, time.monotonic() - began, complaints

    def kill(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.communicate()


@pytest.fixture
def huizhi(tmp_path):
    process = Process(tmp_path)
    yield process
    process.kill()


def test_a_newcomer_is_told_where_to_go_and_how_to_log_in(huizhi):
    said = huizhi.start().said()
    address = re.search(r"^Huizhi: (http://127\.0\.0\.1:\d+)$", said, re.M)[1]
    kept = (huizhi.folder / "state" / "first-login.txt").read_text().split()
    assert f"Log in as {kept[0]} with the password {kept[1]} " in said
    assert re.search(r"^  zhangwei@corp\.example  [a-z2-7]{16}  张伟$", said, re.M)
    with urllib.request.urlopen(address, timeout=10) as page:
        assert page.status == 200


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly_within_two_seconds(huizhi, number):
    huizhi.start().said()
    code, seconds, complaints = huizhi.end(number)
    assert (code, complaints) == (0, "")
    assert seconds < 2


def test_the_second_start_takes_less_than_three_seconds_and_shows_no_password(huizhi):
    huizhi.start().said()
    huizhi.end()
    began = time.monotonic()
    said = huizhi.start().said()
    assert time.monotonic() - began < 3
    assert "Log in as chenjing@corp.example; the password is in " in said


def test_a_mail_to_huizhi_is_taken_within_seconds(huizhi):
    said = huizhi.start().said()
    port = int(re.search(r"SMTP 127\.0\.0\.1 port (\d+)", said)[1])
    with smtplib.SMTP("127.0.0.1", port, "localhost", timeout=5) as server:
        server.sendmail("zhangwei@corp.example", ["huizhi@corp.example"],
                        b"From: zhangwei@corp.example\r\nSubject: status\r\n\r\nstatus\r\n")
    archive = huizhi.folder / "state" / "post-office" / "huizhi@corp.example" / ".Huizhi"
    deadline = time.monotonic() + 10
    while not (list(archive.glob("new/*")) + list(archive.glob("cur/*"))):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_one_process_stays_below_120_mib(huizhi):
    huizhi.start().said()
    status = Path(f"/proc/{huizhi.process.pid}/status").read_text()
    assert int(re.search(r"VmRSS:\s+(\d+)", status)[1]) < 120 * 1024


@pytest.mark.parametrize("setting", ["server.port", "tryout.smtp_port", "tryout.imap_port"])
def test_a_port_in_use_is_one_sentence(huizhi, setting):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        huizhi.start(**{"HUIZHI_" + setting.upper().replace(".", "__"): port})
        _out, complaints = huizhi.process.communicate(timeout=10)
    assert huizhi.process.returncode == 2
    assert complaints == (f"Port {port} of 127.0.0.1 is in use by another program. "
                          f"Stop it, or set “{setting}” to another port.\n")


def test_a_folder_without_write_permission_is_one_sentence(huizhi):
    huizhi.start(HUIZHI_STATE_DIR="/proc/state")
    _out, complaints = huizhi.process.communicate(timeout=10)
    assert huizhi.process.returncode == 2
    assert re.fullmatch(r"/proc/state cannot be written: .*\. Set “state_dir” to a folder of your own\.\n",
                        complaints)


def test_the_pages_run_in_a_process_of_their_own(huizhi):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    huizhi.start("web", HUIZHI_SERVER__PORT=str(port))
    with until_listening(port) as connection:
        connection.sendall(f"GET /login HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        assert connection.recv(100).startswith(b"HTTP/1.0 200 OK")
    assert huizhi.end()[0] == 0


def test_the_workers_run_in_a_process_of_their_own_and_outlive_a_mail_server_that_is_away(huizhi):
    huizhi.start("worker")
    assert "Connection refused" in huizhi.process.stderr.readline()
    assert huizhi.end()[0] == 0


def until_listening(port: int) -> socket.socket:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=5)
        except ConnectionRefusedError:
            time.sleep(0.05)
    raise TimeoutError(port)
