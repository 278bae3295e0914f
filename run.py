"""Sets Huizhi up beside this file and starts it, with nothing but Python's standard library.

    python3 run.py              everything in one process
    python3 run.py check        any other word goes to Huizhi's command line
    python3 run.py test         sets up and passes every test; further words go to pytest
"""

import sys


def say(chinese: str, english: str) -> None:
    print(chinese + "\n" + english, file=sys.stderr, flush=True)


def stop(chinese: str, english: str) -> None:
    """Ends with the exit code that means: nothing is broken, something has to be put right first."""
    say(chinese, english)
    sys.exit(2)


if sys.version_info < (3, 11):  # before the imports below, which an old Python may not have
    stop(
        "需要 Python 3.11 或更新版本，当前是 %d.%d。" % sys.version_info[:2],
        "Huizhi needs Python 3.11 or newer; this one is %d.%d." % sys.version_info[:2],
    )

import hashlib  # noqa: E402
import importlib.util  # noqa: E402
import os  # noqa: E402
import shutil  # noqa: E402
import subprocess  # noqa: E402
from pathlib import Path  # noqa: E402

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
LOG = ENVIRONMENT / "setup.log"

# Where the tests' servers, browser and PDFs come from.
DEBIAN_PACKAGES = (
    "dovecot-imapd",
    "postfix",
    "redis-server",
    "postgresql",
    "chromium",
    "fonts-noto-cjk",
    "libpango-1.0-0",
    "libpangoft2-1.0-0",
    "libharfbuzz-subset0",
    "poppler-utils",
)

# Installs packages without starting a service: Debian asks policy-rc.d before it starts one.
INSTALL = """
set -e
export DEBIAN_FRONTEND=noninteractive
if [ ! -e /usr/sbin/policy-rc.d ]; then
    trap 'rm -f /usr/sbin/policy-rc.d' EXIT
    printf '#!/bin/sh\\nexit 101\\n' > /usr/sbin/policy-rc.d
    chmod 755 /usr/sbin/policy-rc.d
fi
case " $* " in *" postfix "*)
    echo 'postfix postfix/main_mailer_type select No configuration' | debconf-set-selections ;;
esac
apt-get -q -o DPkg::Lock::Timeout=120 update
apt-get -q -y -o DPkg::Lock::Timeout=120 install --no-install-recommends "$@"
"""

NETWORK_FAILURES = (
    "Temporary failure in name resolution",
    "Failed to establish a new connection",
    "Network is unreachable",
    "Max retries exceeded",
    "ConnectionError",
    "ConnectTimeoutError",
    "ReadTimeoutError",
    "Read timed out",
    "ProxyError",
    "SSLError",
    "No matching distribution found",
)


def main(words: "list[str]") -> None:
    if words[:1] == ["test"]:
        test(words[1:])
    else:
        start(words or ["start"])


def start(words: "list[str]") -> None:
    set_up("requirements.txt")
    become("-m", "huizhi", *words)


def test(words: "list[str]") -> None:
    set_up("requirements.txt")
    set_up("requirements-test.txt")
    install_debian_packages()
    keep_compiled()
    become("-m", "pytest", "-n", "auto", "--dist", "loadfile", *words)


def keep_compiled() -> None:
    """Compiles everything once and not in every process, without leaving anything beside the sources."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(ENVIRONMENT / "compiled")


def become(*words: str) -> None:
    """Nothing of ours is left to print after the last line, or to stand between a signal and its process."""
    os.chdir(ROOT)
    sys.stdout.flush()
    os.execv(PYTHON, [str(PYTHON), *words])


def set_up(requirements: str) -> None:
    """Installs what a requirements file says, unless that was done already."""
    stamp, wanted = ENVIRONMENT / (requirements + ".sha256"), fingerprint(ROOT / requirements)
    if is_set_up(stamp, wanted):
        return
    if importlib.util.find_spec("pip") is None:
        stop(
            "没有找到 pip，请先安装 (Debian/Ubuntu: apt-get install python3-pip)。",
            "pip is missing; please install it first (Debian/Ubuntu: apt-get install python3-pip).",
        )
    try:
        make_environment()
        install(requirements)
        stamp.write_text(wanted)
    except PermissionError as error:
        stop(
            f"没有写入权限: {error.filename or ROOT}，请换一个有写入权限的用户或目录。",
            f"No permission to write {error.filename or ROOT}; please use a user or folder that may write.",
        )
    except OSError as error:
        stop(f"无法准备运行环境: {error}。", f"The environment could not be set up: {error}.")


def is_set_up(stamp: Path, wanted: str) -> bool:
    """False too where another user made the environment of a Python that this one may not use."""
    try:
        return PYTHON.exists() and stamp.exists() and stamp.read_text() == wanted
    except PermissionError:
        return False


def fingerprint(requirements: Path) -> str:
    """Another Python or another set of libraries is another environment."""
    return hashlib.sha256(sys.version.encode() + requirements.read_bytes()).hexdigest()


def make_environment() -> None:
    """Without pip inside, because Debian's Python comes without ensurepip."""
    if PYTHON.exists():
        return
    # venv reports what it may not write as a subprocess's traceback; we want the PermissionError.
    ENVIRONMENT.mkdir(exist_ok=True)
    LOG.touch()
    run_logged([sys.executable, "-m", "venv", "--clear", "--without-pip", str(ENVIRONMENT)])


def install(requirements: str) -> None:
    say("正在安装所需的库，第一次大约一分钟 …", "Installing libraries; the first time takes about a minute …")
    pip = [sys.executable, "-m", "pip", "--python", str(PYTHON), "--disable-pip-version-check", "--no-input"]
    run_logged([*pip, "install", "--require-hashes", "-r", str(ROOT / requirements)])


def run_logged(command: "list[str]") -> None:
    """Runs one step of the set-up; what it prints is kept in a file and not thrown at the reader."""
    done = run_quietly(command)
    LOG.write_text(done.stdout)
    if done.returncode == 0:
        return
    if any(sign in done.stdout for sign in NETWORK_FAILURES):
        stop(
            f"下载失败，请检查网络或代理后再试。详情见 {LOG}。",
            f"The download failed; please check network or proxy and try again. Details are in {LOG}.",
        )
    if "Permission denied" in done.stdout:
        raise PermissionError(13, "Permission denied", str(ENVIRONMENT))
    stop(f"安装没有成功，详情见 {LOG}。", f"The installation did not succeed; details are in {LOG}.")


def run_quietly(command: "list[str]") -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )


def install_debian_packages() -> None:
    """Fetches the servers that tests run against, where that is allowed; else says what will be skipped."""
    missing = missing_debian_packages()
    if not missing:
        return
    way = way_to_become_root()
    if way is None or shutil.which("apt-get") is None:
        return say_missing(missing)
    names = " ".join(missing)
    say(f"正在安装测试所需的软件包: {names} …", f"Installing what the tests need: {names} …")
    done = run_quietly([*way, "sh", "-c", INSTALL, "sh", *missing])
    if done.returncode:
        print(done.stdout[-2000:], file=sys.stderr)
        say_missing(missing_debian_packages())


def missing_debian_packages() -> "list[str]":
    if shutil.which("dpkg-query") is None:
        return list(DEBIAN_PACKAGES)
    query = ["dpkg-query", "--show", "--showformat=${db:Status-Status} ${Package}\n", *DEBIAN_PACKAGES]
    shown = run_quietly(query).stdout.splitlines()
    return [package for package in DEBIAN_PACKAGES if f"installed {package}" not in shown]


def way_to_become_root() -> "list[str] | None":
    """The words before a command that make it root's, or None when nobody may."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and run_quietly([sudo, "-n", "true"]).returncode == 0:
        return [sudo, "-n"]
    return None


def say_missing(packages: "list[str]") -> None:
    fails = os.environ.get("CI") == "true"
    say(
        f"缺少软件包 {' '.join(packages)}，相关测试将{'失败' if fails else '跳过'}。",
        f"Tests that need these packages will {'fail' if fails else 'be skipped'}: {' '.join(packages)}.",
    )


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
