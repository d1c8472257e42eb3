"""The table of speeds: python tests/benchmarks/speed.py [--rounds 11] [--files 1600]

Whole processes, each round one of each, so that a machine that slows down slows all of them: what is told are medians of
the ratios within a round. B is `python -c "import click, rich.table"`. `--files` plan files are generated for `check` of
many and for warm answers from a large collection; 16,000 of them, a million targets, are those of a country, and take a
quarter of an hour.
"""

import argparse
import contextlib
import importlib.util
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
BARE = "import yaml; yaml.load(open('plans.yaml', encoding='utf-8'), Loader=yaml.CSafeLoader)"
EVENTS = (
    "import yaml\np = yaml.CSafeLoader(open('plans.yaml', encoding='utf-8'))\nwhile p.get_event() is not None: pass"
)
NATION = 16_000
"""Plan files of a whole country."""
RUN = "import sys; sys.argv = ['plancmp', *sys.argv[1:]]; from plancmp.cli import main; main()"

Times = Mapping[str, Sequence[float]]


def plancmp(*arguments: str) -> list[str]:
    """The command line, in this Python."""
    return [sys.executable, "-c", RUN, *arguments]


def took(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """Seconds of one process. Exit status 0 or the measurement is void."""
    begun = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, env=dict(environment), capture_output=True, check=False)
    spent = time.perf_counter() - begun
    if done.returncode:
        sys.exit(f"{' '.join(command)}: {done.stderr.decode()[-500:]}")
    return spent


def interleaved(commands: Mapping[str, Sequence[str]], rounds: int, environment: Mapping[str, str]) -> Times:
    """The seconds of each command, by round, after one round that does not count."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            spent = took(command, environment)
            if number:
                times[name].append(spent)
    return times


def ratio(times: Times, name: str, base: str) -> float:
    """The median of the ratios within a round."""
    return statistics.median(a / b for a, b in zip(times[name], times[base], strict=True))


def row(what: str, found: float, goal: float | None, unit: str = "") -> str:
    """A line of the table."""
    told = "" if goal is None else f"{goal:g} {'met' if found <= goal else 'missed'}"
    return f"{what:58} {found:8.2f}{unit:6} {told}"


def generated(folder: Path, plans: int, environment: Mapping[str, str]) -> Path:
    """A collection of so many plans."""
    made = folder / str(plans)
    script = ROOT / "tests" / "benchmarks" / "generate.py"
    took(
        [sys.executable, str(script), str(made), "--governments", str(max(20, plans // 5)), "--plans", str(plans)],
        environment,
    )
    time.sleep(3)  # files younger than the cache's patience are compared by content
    return made


def starts(rounds: int, environment: dict[str, str]) -> None:
    """Commands over the shipped plans."""
    commands: dict[str, Sequence[str]] = {
        "B": [sys.executable, "-c", "import click, rich.table"],
        "help": plancmp("--help"),
        "diff": plancmp("diff", "guilin", "nanning"),
        "align": plancmp("align"),
        "diff table": plancmp("diff", "guilin", "nanning", "-f", "table"),
        "align table": plancmp("align", "-f", "table"),
        "check": plancmp("check", "plans.yaml"),
        "bare": [sys.executable, "-c", BARE],
        "events": [sys.executable, "-c", EVENTS],
    }
    peer = shutil.which("check-jsonschema")
    if peer:
        schema = Path(environment["PLANCMP_CACHE"]) / "schema.json"
        schema.parent.mkdir(parents=True, exist_ok=True)
        took(plancmp("schema", "-o", str(schema)), environment)
        commands["peer"] = [peer, "--schemafile", str(schema), "plans.yaml"]
    times = interleaved(commands, rounds, environment)
    print(f"B = {statistics.median(times['B']) * 1000:.0f} ms")
    print(row("plancmp --help / B", ratio(times, "help", "B"), 0.9))
    print(row("diff, warm, in a pipe / B", ratio(times, "diff", "B"), 1.2))
    print(row("align, warm, in a pipe / B", ratio(times, "align", "B"), 1.2))
    print(row("diff, warm, as on a terminal / B", ratio(times, "diff table", "B"), 2.6))
    print(row("align, warm, as on a terminal / B", ratio(times, "align table", "B"), 2.6))
    print(row("check / yaml.load with the C parser", ratio(times, "check", "bare"), 4.5))
    print(row("check / events of the C parser alone", ratio(times, "check", "events"), None))
    if peer:
        print(row("check / check-jsonschema", ratio(times, "check", "peer"), 0.25))
    else:
        print("check-jsonschema is not installed: not compared")


def scale(files: int, rounds: int, folder: Path, environment: dict[str, str]) -> Path:
    """Check of folders, small and large; the large one."""
    small, large = generated(folder, 100, environment), generated(folder, files, environment)
    commands = {"small": plancmp("check", str(small)), "large": plancmp("check", str(large))}
    peak = memory(commands["large"], environment)
    times = interleaved(commands, rounds, environment)
    exponent = statistics.median(
        math.log(b / a) / math.log(files / 100) for a, b in zip(times["small"], times["large"], strict=True)
    )
    seconds = statistics.median(times["large"])
    print(row(f"check of {files} plans, {files * 62} targets", seconds, 45 if files == NATION else None, " s"))
    if files != NATION:
        print(row("the same for 16,000 plans, in proportion", seconds / files * NATION, 45, " s"))
    print(row("memory of all its processes at most", peak, 150, " MB"))
    print(row(f"scaling exponent of check, 100 to {files} plans", exponent, 1.05))
    return large


def memory(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """Megabytes that a command and its children held at most, shared pages counted once; not a number off Linux."""
    running = subprocess.Popen(
        command, cwd=ROOT, env=dict(environment), stdout=subprocess.DEVNULL, start_new_session=True
    )
    peak = 0.0 if Path("/proc/self/smaps_rollup").exists() else math.nan
    while running.poll() is None:
        peak = max(peak, sum(held(process) for process in Path("/proc").glob("[0-9]*") if of(process) == running.pid))
        time.sleep(0.2)
    return peak


def of(process: Path) -> int:
    """The session that a process belongs to."""
    with contextlib.suppress(OSError):
        return int((process / "stat").read_text().rpartition(")")[2].split()[3])
    return 0


def held(process: Path) -> float:
    """Megabytes of a process, its part of what is shared."""
    with contextlib.suppress(OSError):
        lines = (process / "smaps_rollup").read_text().splitlines()
        return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
    return 0.0


def warm(country: Path, rounds: int, folder: Path, environment: dict[str, str]) -> None:
    """Warm answers about a few plans in a small collection and in a large one."""
    small = generated(folder, 11, environment)
    sides = ("region-11-2021", "city-1101-2021")
    commands: dict[str, Sequence[str]] = {
        "B": [sys.executable, "-c", "import click, rich.table"],
        "small": plancmp("diff", *sides, "--plans", str(small)),
        "large": plancmp("diff", *sides, "--plans", str(country)),
    }
    print(
        row(
            f"the first answer from {len(list(country.iterdir()))} files",
            took(commands["large"], environment),
            None,
            " s",
        )
    )
    times = interleaved(commands, rounds, environment)
    print(row("diff, warm, in the large collection / B", ratio(times, "large", "B"), None))
    print(row("the same / in a collection of 650 targets", ratio(times, "large", "small"), 1.2))
    align = plancmp("align", "--frame", sides[0], "--plans", str(country))
    print(
        row(
            "align of one region of it, warm", statistics.median(took(align, environment) for _ in range(3)), None, " s"
        )
    )
    edited = []
    for number in range(max(3, rounds // 3)):
        changed = country / "city-1101-2021.yaml"
        changed.write_text(changed.read_text(encoding="utf-8") + f"# {number}\n", encoding="utf-8")
        edited.append(took(commands["large"], environment))
    base = statistics.median(times["B"])
    print(row("diff after one file was edited / B", statistics.median(edited) / base, None))


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--files", type=int, default=1600)
    given = parser.parse_args()
    assert importlib.util.find_spec("click"), "run with the Python that has plancmp's libraries"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = {
            **{key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"},
            "PYTHONPATH": str(ROOT),
            "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
            "PLANCMP_CACHE": os.environ.get("PLANCMP_CACHE") or str(folder / "cache"),
        }
        starts(given.rounds, environment)
        large = scale(given.files, given.rounds, folder, environment)
        warm(large, given.rounds, folder, environment)


if __name__ == "__main__":
    main()
