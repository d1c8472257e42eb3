"""Mutation testing of one room: `python tests/trials/mutation.py quantity --sample 150 --seed 9`.

Takes the mutants of cosmic-ray (pip install cosmic-ray) at sites drawn with a fixed seed, one mutant a site, since the eleven
mutants of one `+` would count one hole eleven times. Each mutant is written into a copy of the repository in a temporary
folder and only the tests of its room are run, until the first that fails. A mutant that cannot even be imported counts for
nothing. Survivors are printed with their line, to be looked at: a hole in the tests, or the same program in other words.
"""

import argparse
import ast
import importlib
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = {
    "chinese": ["test_quantity.py", "test_quantity_holes.py"],
    "compare": [
        "test_interval.py",
        "test_compare.py",
        "test_compare_reasons.py",
        "test_compare_inputs.py",
        "test_compare_holes.py",
        "test_relations.py",
        "test_absence.py",
        "test_laws.py",
        "test_twenty_pairs.py",
    ],
    "check/rules": [
        "test_rules.py",
        "test_rules_figures.py",
        "test_rules_definitions.py",
        "test_rules_plans.py",
        "test_rules_quotes.py",
        "test_rules_texts.py",
    ],
}
LONGEST = 120
"""Seconds for one mutant; one that takes longer hangs, and is killed by that."""


def mutants(room, size, seed):
    """`size` mutants as (module, line, operator, source): sites first, then one of the mutants of each site."""
    from cosmic_ray.ast import ast_nodes, get_ast
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator, operator_names

    sites = defaultdict(list)
    for path in sorted((ROOT / "plancmp" / room).rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        silent = annotation_lines(source)
        tree = get_ast(source)
        for name in operator_names():
            operator = get_operator(name)
            if operator.arguments():
                continue
            positions = (span for node in ast_nodes(tree) for span in operator().mutation_positions(node))
            for occurrence, (start, end) in enumerate(positions):
                if start[0] not in silent:
                    sites[path, start, end, name.rsplit("_", 1)[0]].append((name, occurrence))
    drawn = random.Random(seed)
    for path, start, end, family in drawn.sample(sorted(sites), min(size, len(sites))):
        name, occurrence = drawn.choice(sites[path, start, end, family])
        changed = mutate_code(path.read_text(encoding="utf-8"), get_operator(name)(), occurrence)
        yield path.relative_to(ROOT), start[0], name.removeprefix("core/"), changed


def annotation_lines(source):
    """Lines on which only a type is written: a mutated type changes nothing that a test could see."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.AnnAssign) and node.value is None:
            found.add(node.lineno)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found.update(range(node.lineno, node.body[0].lineno))
    return found


def copy_of_repository():
    """A copy with nothing in it but what the tests need."""
    folder = Path(tempfile.mkdtemp(prefix="plancmp-mutants-"))
    for name in ("plancmp", "tests", ".github", "docs", "plans.yaml", "pyproject.toml", "README.md"):
        there = ROOT / name
        if there.is_dir():
            shutil.copytree(there, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif there.exists():
            shutil.copy(there, folder / name)
    return folder


def run_tests(folder, room):
    """The exit status of pytest in this process, which then can do nothing else."""
    import hypothesis
    import pytest

    os.chdir(folder)
    os.setpgid(0, 0)
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
    sys.path.insert(0, str(folder))
    os.environ["PYTHONPATH"] = str(folder)
    os.environ["PLANCMP_CACHE"] = "off"
    importlib.import_module(f"plancmp.{room}")  # a mutant that cannot be imported is no hole that the tests could fill
    hypothesis.settings.register_profile("mutants", max_examples=30, derandomize=True, database=None, deadline=None)
    quick = [
        "-x",
        "-q",
        "-k",
        "not linear_time",
        "-p",
        "no:cacheprovider",
        "-o",
        "filterwarnings=ignore",
        "--hypothesis-profile=mutants",
    ]
    return int(pytest.main([*quick, *(f"tests/{name}" for name in ROOMS[room])]))


def tests_fail(folder, room):
    """Run the tests of a room on a copy, in a fork: "killed", "survived", "hangs", or "broken" where nothing can be imported."""
    child = os.fork()
    if not child:
        status = 2
        try:
            status = run_tests(folder, room)
        finally:
            os._exit(status)
    began = time.monotonic()
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            code = os.waitstatus_to_exitcode(status)
            return {0: "survived", 1: "killed"}.get(code, "broken" if code == 2 else "killed")
        if time.monotonic() - began > LONGEST:
            os.killpg(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return "hangs"
        time.sleep(0.02)


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    options.add_argument("room", choices=ROOMS)
    options.add_argument("--sample", type=int, default=150)
    options.add_argument("--seed", type=int, default=9)
    given = options.parse_args()
    sys.dont_write_bytecode = True
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    import hypothesis  # noqa: F401 - loaded once, before the forks
    import pytest  # noqa: F401 - the same

    folder = copy_of_repository()
    try:
        if tests_fail(folder, given.room) != "survived":
            sys.exit("the tests of this room fail without any mutant")
        told = Counter()
        for module, line, name, changed in mutants(given.room, given.sample, given.seed):
            kept = (folder / module).read_text(encoding="utf-8")
            (folder / module).write_text(changed, encoding="utf-8")
            fate = tests_fail(folder, given.room)
            (folder / module).write_text(kept, encoding="utf-8")
            told[fate] += 1
            if fate == "survived":
                new = next((b for a, b in zip(kept.split("\n"), changed.split("\n"), strict=False) if a != b), "")
                print(
                    f"survived {module}:{line} {name}\n    {kept.split(chr(10))[line - 1].strip()}\n    {new.strip()}",
                    flush=True,
                )
    finally:
        shutil.rmtree(folder)
    dead = told["killed"] + told["hangs"]
    judged = dead + told["survived"]
    print(f"{given.room}: {dead} of {judged} killed, {100 * dead / max(judged, 1):.1f} %; {dict(told)}")


if __name__ == "__main__":
    main()
