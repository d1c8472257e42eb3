"""Several processes answer from one cache while a file is edited and they are killed: each answer is one that the files gave.

Run by name: `python -m pytest tests/trials/test_cache_raced.py -s`. PLANCMP_RACE sets for how many seconds (default 20).
"""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
sys.path.insert(0, str(TESTS))
from small_cache import DEFINITIONS, PLAN  # noqa: E402 - beside the tests

SECONDS = float(os.environ.get("PLANCMP_RACE", "20"))
READER = """
import sys
from pathlib import Path
from plancmp.cache import selection
from plancmp.reading import many_files
folder, many_files.MANY, selection.FEW = Path(sys.argv[1]), *map(int, sys.argv[2:])
def now():
    text = (folder / "lower-2021.yaml").read_text(encoding="utf-8")
    return int(text.split("value: ")[1].split()[0])
while True:
    before = now()
    _, found = selection.select([folder], lambda _: (None, selection.Part(["lower-2021"])))
    (said,) = (int(c.value) for c in found.claims if c.plan == "lower-2021")
    after = now()
    print(before, said, after, before <= said <= after, flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="processes are killed in another way")
@pytest.mark.parametrize("few", [0, 2000], ids=["large", "small"])
@pytest.mark.parametrize("many", [1, 200], ids=["file by file", "together"])
def test_every_answer_is_one_of_the_files(tmp_path, many, few):
    """Never older than the files when it was asked for, never anything else; however many are killed while they write."""
    made = tmp_path / "plans"
    made.mkdir()
    definitions = made / "definitions.yaml"
    definitions.write_text(DEFINITIONS, encoding="utf-8")
    for place, first in (("upper", 2021), ("upper", 2016), ("lower", 2016)):
        text = PLAN.format(place=place, first=first, last=first + 4, value=1)
        (made / f"{place}-{first}.yaml").write_text(text, encoding="utf-8")
    file = made / "lower-2021.yaml"
    file.write_text(PLAN.format(place="lower", first=2021, last=2025, value=1), encoding="utf-8")
    environment = {**os.environ, "PLANCMP_CACHE": str(tmp_path / "cache"), "PYTHONPATH": str(TESTS.parent)}
    command = [sys.executable, "-c", READER, str(made), str(many), str(few)]

    def start(number: int) -> subprocess.Popen[bytes]:
        with (tmp_path / f"said-{number}").open("ab") as said, (tmp_path / "trouble").open("ab") as trouble:
            return subprocess.Popen(command, env=environment, stdout=said, stderr=trouble)

    dice, kills, value = random.Random(9), 0, 1
    running = [start(number) for number in range(4)]
    begun = time.monotonic()
    while time.monotonic() - begun < SECONDS:
        time.sleep(dice.uniform(0, 0.06))
        value += 1
        text = PLAN.format(place="lower", first=2021, last=2025, value=value)
        if dice.random() < 0.5:
            copy = file.with_suffix(".tmp")
            copy.write_text(text, encoding="utf-8")
            copy.replace(file)
        else:
            descriptor = os.open(file, os.O_WRONLY)  # in place, in one write
            os.write(descriptor, text.encode())
            os.close(descriptor)
        if dice.random() < 0.1:
            definitions.with_suffix(".tmp").write_text(f"{DEFINITIONS}# {value}\n", encoding="utf-8")
            definitions.with_suffix(".tmp").replace(definitions)
        if dice.random() < 0.2:
            number = dice.randrange(len(running))
            running[number].kill()
            running[number].wait()
            running[number] = start(number)
            kills += 1
    for process in running:
        process.kill()
        process.wait()
    answers = [line.split() for number in range(4) for line in (tmp_path / f"said-{number}").read_text().splitlines()]
    print(f"{len(answers)} answers, {kills} killed, {value} edits")
    assert not (tmp_path / "trouble").read_text(encoding="utf-8")
    assert len(answers) > 20
    assert [answer for answer in answers if answer[-1:] == ["False"]] == []
    left = [path.name for path in (tmp_path / "cache").iterdir() if not path.name.startswith(".")]
    assert [name for name in left if not name.endswith((".sqlite", ".sqlite-journal"))] == []
