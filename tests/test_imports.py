"""The rooms import one way only, modules never in a circle, and run.py nothing but the standard library."""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from importlib.util import resolve_name
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAY_IMPORT = {
    "coordination": set(),
    "papers": {"coordination"},
    "mailflow": {"coordination", "papers"},
    "workers": {"coordination", "papers", "mailflow"},
    "webapp": {"coordination", "papers"},
    "huizhi": {"coordination", "papers", "mailflow", "workers", "webapp"},
}


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_rooms_import_one_way(room):
    allowed = MAY_IMPORT[room] | {room}
    wrong = [
        f"{module} imports {imported}"
        for module, imports in modules().items()
        for imported in imports
        if module.split(".")[0] == room and imported.split(".")[0] not in allowed
    ]
    assert wrong == []


def test_no_module_imports_itself_by_way_of_others():
    try:
        TopologicalSorter(modules()).prepare()
    except CycleError as circle:
        pytest.fail(" ← ".join(circle.args[1]), pytrace=False)


def test_set_up_needs_only_the_standard_library():
    assert {name.split(".")[0] for name in imported(ROOT / "run.py", "run")} <= sys.stdlib_module_names


def test_an_old_python_can_read_that_it_is_too_old():
    ast.parse((ROOT / "run.py").read_text(), feature_version=(3, 6))


@cache
def modules() -> dict[str, set[str]]:
    """Every module of the rooms, and the modules of the rooms that it imports, also inside functions."""
    files = {name_of(path): path for room in MAY_IMPORT for path in (ROOT / room).rglob("*.py")}
    return {
        name: {found for each in imported(path, name) if (found := nearest(each, files)) and found != name}
        for name, path in files.items()
    }


def imported(path: Path, module: str) -> Iterator[str]:
    """The dotted names that a file imports; `from a import b` may mean the module a.b."""
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            start = resolve_name(base, package) if node.level else base
            yield from (f"{start}.{alias.name}" for alias in node.names)


def nearest(dotted: str, files: dict[str, Path]) -> str | None:
    """The module that a dotted name means: itself, or the one that holds it."""
    while dotted and dotted not in files:
        dotted = dotted.rpartition(".")[0]
    return dotted or None


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
