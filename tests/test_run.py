"""`python3 run.py` sets up once, hands over, and says in one sentence what is in its way."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
# The Python that made this environment: the one that has pip.
PYTHON = str(Path(sys.executable).resolve())
UNREACHABLE = {"PIP_CONFIG_FILE": os.devnull, "PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_RETRIES": "0"}
# Root reads and writes everywhere; it has to give that right up first.
ORDINARY = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search") if os.geteuid() == 0 else ()
TOO_OLD = "import sys; sys.version_info = (3, 9, 2); exec(open('run.py').read())"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A house with no libraries to install and a command line that repeats its words."""
    shutil.copy(ROOT / "run.py", tmp_path)
    (tmp_path / "requirements.txt").touch()
    (tmp_path / "huizhi").mkdir()
    (tmp_path / "huizhi" / "__main__.py").write_text("import sys; print(sys.argv[1:])")
    return tmp_path


def run(
    house: Path, *words: str, way: tuple[str, ...] = (), **environment: str
) -> subprocess.CompletedProcess[str]:
    outside = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    command = [*way, PYTHON, *(words or ["run.py"])]
    return subprocess.run(command, cwd=house, env={**outside, **environment}, capture_output=True, text=True)


def test_only_a_first_start_and_changed_requirements_install(house):
    assert run(house).stdout == "['start']\n"
    second = run(house, "run.py", "check", "--all")
    assert (second.stdout, second.stderr) == ("['check', '--all']\n", "")
    (house / "requirements.txt").write_text("# nothing yet\n")
    assert "Installing libraries" in run(house).stderr


def test_an_old_python_is_told_so(house):
    refused = run(house, "-c", TOO_OLD)
    assert refused.returncode == 2 and "3.11 or newer; this one is 3.9" in refused.stderr


def test_a_missing_pip_is_named(house):
    refused = run(house, "-S", "-E", "run.py")
    assert refused.returncode == 2 and "python3-pip" in refused.stderr


def test_a_folder_that_may_not_be_written_is_named(house):
    house.chmod(0o555)
    refused = run(house, way=ORDINARY)
    house.chmod(0o755)
    assert refused.returncode == 2 and "No permission to write" in refused.stderr


def test_an_environment_that_another_user_keeps_is_named(house):
    (house / ".venv" / "bin").mkdir(parents=True)
    (house / ".venv" / "bin").chmod(0o000)
    refused = run(house, way=ORDINARY)
    (house / ".venv" / "bin").chmod(0o755)
    assert refused.returncode == 2 and "No permission" in refused.stderr and "Traceback" not in refused.stderr


def test_a_failed_download_asks_for_the_network(house):
    (house / "requirements.txt").write_text("waitress==3.0.2 --hash=sha256:" + "0" * 64)
    refused = run(house, **UNREACHABLE)
    assert refused.returncode == 2 and "check network or proxy" in refused.stderr
    assert "Traceback" not in refused.stderr
