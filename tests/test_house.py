"""The drawing in CONTRIBUTING is the law: modules import downwards, and inside a floor only along its arrows."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "plancmp"


def drawing() -> tuple[dict[str, int], set[tuple[str, str]]]:
    """Floor of each room, and the arrows between rooms of one floor."""
    text = (ROOT / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")
    block = re.search(r"```\n(floor 0\n.*?)```", text, re.DOTALL)
    assert block is not None
    floors: dict[str, int] = {}
    arrows: set[tuple[str, str]] = set()
    floor = -1
    for line in block[1].splitlines():
        if line.startswith("floor"):
            floor = int(line.split()[1])
            continue
        room, _, below = line.partition("->")
        floors[room.strip()] = floor
        arrows |= {(room.strip(), other.strip()) for other in below.split(",") if other.strip()}
    return floors, arrows


def room_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imports() -> dict[tuple[str, str], set[str]]:
    """Every import from one room to another, with the files it stands in."""
    edges: dict[tuple[str, str], set[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{path}: imports are absolute"
                names = [f"{node.module}.{alias.name}" for alias in node.names]
            elif isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            for name in names:
                parts = name.split(".")
                if parts[0] != "plancmp":
                    continue
                target = "__init__" if len(parts) < 2 or not _is_room(parts[1]) else parts[1]
                if target != room_of(path):
                    edges.setdefault((room_of(path), target), set()).add(str(path.relative_to(ROOT)))
    return edges


def _is_room(name: str) -> bool:
    return (PACKAGE / f"{name}.py").exists() or (PACKAGE / name).is_dir()


def test_every_room_is_drawn():
    """A module that is not in the drawing has no floor."""
    rooms = {room_of(path) for path in PACKAGE.rglob("*.py")}
    assert rooms == set(drawing()[0])


def test_imports_go_down_or_along_an_arrow():
    """An upward import, or one across a floor without an arrow, is named with its file."""
    floors, arrows = drawing()
    wrong = {
        f"{source} -> {target} in {', '.join(sorted(files))}"
        for (source, target), files in imports().items()
        if not (floors[target] < floors[source] or (source, target) in arrows)
    }
    assert wrong == set()


def test_every_drawn_arrow_is_used():
    """An arrow that no import needs is taken out of the drawing."""
    assert drawing()[1] - set(imports()) == set()


def test_no_module_bears_the_name_of_a_public_function():
    """`plancmp/diff.py` would overwrite `plancmp.diff()`."""
    public = {"load", "diff", "align", "claims"}
    assert not public & {path.stem for path in PACKAGE.glob("*.py")}


def test_only_files_opens_files():
    """Reading and writing stand in one room, so that encodings and whole-or-nothing writing are settled once."""
    opening = {"open", "read_text", "read_bytes", "write_text", "write_bytes"}
    found = set()
    for path in PACKAGE.rglob("*.py"):
        if room_of(path) == "files":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                from_files = isinstance(node.func, ast.Name) and name in {"read_text", "read_bytes"}
                if name in opening and not from_files:
                    found.add(f"{path.relative_to(ROOT)}:{node.lineno} {name}")
    assert found == set()
