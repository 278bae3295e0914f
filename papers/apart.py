"""Does in a process of its own what needs large libraries and is seldom wanted, so that the pages' process stays small.

    apart("papers.sheet.writing", "to_xlsx", title, columns, rows, "zh")
"""

import pickle
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from coordination.language import current_language, use_language
from coordination.refusal import Refusal

SECONDS = 60
ROOT = Path(__file__).parent.parent


def apart(module: str, function: str, *arguments: object) -> Any:
    """What the function returns in the language in force; raises the Refusal that it raises."""
    order = pickle.dumps((module, function, arguments, current_language()))
    done = subprocess.run([sys.executable, "-m", "papers.apart"], input=order, stdout=subprocess.PIPE, timeout=SECONDS,
                          check=True, cwd=ROOT)
    refused, result = pickle.loads(done.stdout)
    if not refused:
        return result
    kind, values = result
    refusal = kind.__new__(kind)
    Refusal.__init__(refusal, **values)
    raise refusal


def main() -> None:
    module, function, arguments, language = pickle.load(sys.stdin.buffer)
    with use_language(language):
        try:
            answer = (False, getattr(import_module(module), function)(*arguments))
        except Refusal as refusal:
            answer = (True, (type(refusal), refusal.values))
    sys.stdout.buffer.write(pickle.dumps(answer))


if __name__ == "__main__":
    main()
