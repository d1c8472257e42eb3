"""The house in figures: python tests/benchmarks/house.py [--rooms] [FOLDER …]

One row for this package and one for each installed copy of yamllint, check-jsonschema and pre-commit (or of the packages
in the folders named): files, lines, tokens, complexity, how many functions begin with a verb, circles of imports, imports
inside functions, exceptions to the linter. `--rooms` gives a row a room of this package. The rows are read off the syntax
trees alone; nothing is imported.

- tokens: as `tokenize` counts them, without comments, docstrings and line ends.
- complexity: one, and one more for each branch, loop, handler, comprehension and its conditions, `and`, `or` and case of a
  function, what is nested in it included (McCabe 1976, counted as radon counts it).
- verb: functions and methods, properties and double underscores apart, whose first word stands in `verbs.txt`, or is `is`
  or `has`.
- circles: groups of modules that import each other, imports for types and inside functions included.
"""

import argparse
import ast
import importlib.util
import io
import statistics
import sys
import tokenize
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
PACKAGE = HERE.parents[1] / "plancmp"
NEIGHBOURS = ("yamllint", "check_jsonschema", "pre_commit")
VERBS = frozenset((HERE / "verbs.txt").read_text(encoding="utf-8").split()) | {"is", "has"}
SILENT = frozenset(
    {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING}
)
BRANCHES = (ast.If, ast.IfExp, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.Assert, ast.match_case)
Function = ast.FunctionDef | ast.AsyncFunctionDef


class Module(NamedTuple):
    """A file of a package: its dotted name, text and syntax tree."""

    name: str
    path: Path
    source: str
    tree: ast.Module


class Row(NamedTuple):
    """The figures of one package or room."""

    name: str
    files: int
    lines: int
    longest: int
    tokens: int
    tokens_a_line: float
    functions: int
    verbs: float
    complexity: int
    complexity_mean: float
    circles: int
    inner: int
    noqa: int


def read_modules(package: Path) -> list[Module]:
    """Every module of a package, sorted by path."""
    found = []
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package.parent).with_suffix("").parts
        source = path.read_text(encoding="utf-8")
        found.append(Module(".".join(parts).removesuffix(".__init__"), path, source, ast.parse(source)))
    return found


def iter_functions(tree: ast.AST) -> Iterator[Function]:
    """Functions and methods, those nested in others left out."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, Function):
            yield node
        else:
            yield from iter_functions(node)


def is_counted(function: Function) -> bool:
    """Whether its name is one that its author chose: no property, no double underscore."""
    marks = " ".join(ast.unparse(mark) for mark in function.decorator_list)
    return "property" not in marks and not function.name.startswith("__")


def begins_with_verb(name: str) -> bool:
    """Whether the first word of a function's name stands in the list of verbs."""
    return name.strip("_").split("_")[0] in VERBS


def measure_complexity(function: Function) -> int:
    """Ways through a function, those of the functions nested in it included."""
    found = 1
    for node in ast.walk(function):
        if isinstance(node, BRANCHES):
            found += 1
        elif isinstance(node, ast.comprehension):
            found += 1 + len(node.ifs)
        elif isinstance(node, ast.BoolOp):
            found += len(node.values) - 1
    return found


def count_tokens(module: Module) -> tuple[int, int]:
    """Tokens of code, and the lines on which they begin."""
    docs = {
        line
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    tokens = [
        token
        for token in tokenize.generate_tokens(io.StringIO(module.source).readline)
        if token.type not in SILENT
        and token.type != tokenize.ENDMARKER
        and not (token.type == tokenize.STRING and token.start[0] in docs)
    ]
    return len(tokens), len({token.start[0] for token in tokens})


def find_imports(modules: Sequence[Module]) -> dict[str, set[str]]:
    """The modules of the package that each of its modules imports, wherever the import stands."""
    names = {module.name for module in modules}
    found: dict[str, set[str]] = {module.name: set() for module in modules}
    for module in modules:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    full = f"{node.module}.{alias.name}"
                    found[module.name].add(full if full in names else node.module or "")
            elif isinstance(node, ast.Import):
                found[module.name].update(alias.name for alias in node.names)
        found[module.name] = (found[module.name] & names) - {module.name}
    return found


def find_circles(imports: Mapping[str, set[str]]) -> list[list[str]]:
    """Groups of modules of which each reaches each other by imports."""
    reach: dict[str, set[str]] = {}
    for start in imports:
        seen: set[str] = set()
        waiting = [start]
        while waiting:
            for below in imports[waiting.pop()] - seen:
                seen.add(below)
                waiting.append(below)
        reach[start] = seen
    circles = {
        tuple(sorted(other for other in reach[name] if name in reach[other])) for name in imports if name in reach[name]
    }
    return [list(circle) for circle in sorted(circles)]


def find_inner_imports(module: Module) -> list[str]:
    """Imports that stand inside a function, as path:line."""
    return [
        f"{module.path.name}:{node.lineno}"
        for function in iter_functions(module.tree)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]


def measure_modules(name: str, modules: Sequence[Module]) -> Row:
    """The figures of some modules together."""
    functions = [function for module in modules for function in iter_functions(module.tree)]
    chosen = [function for function in functions if is_counted(function)]
    complexities = [measure_complexity(function) for function in functions] or [0]
    tokens = [count_tokens(module) for module in modules]
    lines = [module.source.count("\n") for module in modules]
    return Row(
        name,
        len(modules),
        sum(lines),
        max(lines, default=0),
        sum(count for count, _ in tokens),
        sum(count for count, _ in tokens) / max(1, sum(code for _, code in tokens)),
        len(chosen),
        sum(begins_with_verb(function.name) for function in chosen) / max(1, len(chosen)),
        max(complexities),
        statistics.mean(complexities),
        len(find_circles(find_imports(modules))),
        sum(len(find_inner_imports(module)) for module in modules),
        sum(module.source.count("# noqa") for module in modules),
    )


def find_package(name: str) -> Path | None:
    """The folder of an installed package."""
    spec = importlib.util.find_spec(name)
    return Path(spec.origin).parent if spec is not None and spec.origin else None


def split_rooms(modules: Sequence[Module]) -> dict[str, list[Module]]:
    """The modules of this package by room, the first part of their path."""
    rooms: dict[str, list[Module]] = {}
    for module in modules:
        room = module.path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        rooms.setdefault(room, []).append(module)
    return rooms


def format_row(row: Row) -> str:
    """One line of the table."""
    return (
        f"{row.name:18}{row.files:6}{row.lines:8}{row.longest:9}{row.tokens:9}{row.tokens_a_line:8.1f}{row.functions:7}"
        f"{row.verbs:7.0%}{row.complexity:6}{row.complexity_mean:6.1f}{row.circles:9}{row.inner:7}{row.noqa:6}"
    )


HEAD = (
    f"{'':18}{'files':>6}{'lines':>8}{'longest':>9}{'tokens':>9}{'a line':>8}{'funcs':>7}"
    f"{'verbs':>7}{'CC':>6}{'mean':>6}{'circles':>9}{'inner':>7}{'noqa':>6}"
)


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folders", nargs="*", type=Path)
    options.add_argument("--rooms", action="store_true")
    chosen = options.parse_args()
    print(HEAD)
    own = read_modules(PACKAGE)
    if chosen.rooms:
        for name, modules in sorted(split_rooms(own).items()):
            print(format_row(measure_modules(name, modules)))
    print(format_row(measure_modules("plancmp", own)))
    others = chosen.folders or [folder for folder in map(find_package, NEIGHBOURS) if folder is not None]
    for folder in others:
        print(format_row(measure_modules(folder.name, read_modules(folder))))


if __name__ == "__main__":
    sys.exit(main())
