"""Nothing heavy is loaded that a command does not use."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAVY = frozenset(
    {
        *("pandas", "numpy", "pyarrow", "pydantic", "pydantic_core", "jsonschema", "tabulate", "jinja2"),
        *("rich.table", "rich.console", "rich.progress", "xlsxwriter", "docx", "bs4", "lxml", "multiprocessing"),
    }
)
ASIDE = frozenset(
    {
        *(
            "rich",
            "pathlib",
            "urllib",
            "tempfile",
            "shutil",
            "hashlib",
            "csv",
            "html",
            "unicodedata",
            "encodings.utf_8_sig",
        ),
        *(
            "plancmp.opinion",
            "plancmp.export",
            "plancmp.report",
            "plancmp.check.rules",
        ),
        *("plancmp.cli.progress", "plancmp.reading.progress", "plancmp.render.data", "plancmp.render.html"),
        *("plancmp.render.markdown", "plancmp.render.problems"),
    }
)
"""What a warm answer as text does without: a millisecond or two each, where the whole may take some thirty."""

READING = frozenset(
    {
        "yaml",
        "plancmp.reading.yaml_reader",
        "plancmp.reading.document",
        "plancmp.reading.structure",
        "plancmp.reading.merging",
    }
)


def loaded(tmp_path: Path, *arguments: str) -> set[str]:
    """The modules that a command has loaded when it ends."""
    code = (
        "import sys, atexit; sys.argv = ['plancmp', *sys.argv[1:]];"
        "atexit.register(lambda: print(*sorted(sys.modules), file=sys.stderr));"
        "from plancmp.cli import main; main()"
    )
    environment = {**os.environ, "PLANCMP_CACHE": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, cwd=ROOT, env=environment, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return set(done.stderr.split("\n")[-2].split())


@pytest.mark.parametrize("arguments", [["--help"], ["diff", "guilin", "nanning"], ["align"], ["check", "plans.yaml"]])
def test_a_piped_command_loads_nothing_heavy(tmp_path, arguments):
    """No table drawing, no data frames, no validator."""
    assert not HEAVY & loaded(tmp_path, *arguments)


@pytest.mark.parametrize("arguments", [["diff", "guilin", "nanning"], ["align"]])
def test_a_warm_answer_reads_no_yaml(tmp_path, arguments):
    """The second time the answer comes from the cache."""
    assert READING & loaded(tmp_path, *arguments)
    assert not READING & loaded(tmp_path, *arguments)


@pytest.mark.parametrize("form", ["plain", "table"])
@pytest.mark.parametrize("arguments", [["diff", "guilin", "nanning"], ["align"]])
def test_a_warm_answer_loads_only_its_own(tmp_path, arguments, form):
    """In a pipe or as on a terminal, where lines are folded but no boxes drawn. The first answer fills the cache."""
    loaded(tmp_path, *arguments)
    assert not ASIDE & loaded(tmp_path, *arguments, "-f", form)


def test_help_loads_no_command(tmp_path):
    """The list of commands is a table of words."""
    assert not {
        name
        for name in loaded(tmp_path, "--help")
        if name.startswith(("plancmp.model", "plancmp.reading", "plancmp.diff.", "plancmp.align."))
    }
