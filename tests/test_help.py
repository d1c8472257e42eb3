"""Help and trouble in the reader's language, and what a shell is offered behind Tab."""

import subprocess
import sys

import pytest
from conftest import ROOT
from rich.cells import cell_len

from plancmp.cli.group import COMMANDS

OF_CLICK = ("Usage", "Options", "Commands", "Show this", "Show the version", "[default", "Error", "Missing", "No such")


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_in_one_language(command, plancmp):
    """In Chinese not a word of the library's English, wherever the language is told; English has no Chinese colon."""
    arguments = [command] if command else []
    chinese = plancmp(*arguments, "--help", LANG="zh_CN.UTF-8")
    assert chinese.status == 0
    assert not [words for words in OF_CLICK if words in chinese.out]
    assert chinese.out.startswith("用法：plancmp")
    assert plancmp(*arguments, "--help", "--lang", "zh").out == chinese.out
    assert plancmp("--lang=zh", *arguments, "--help").out == chinese.out
    english = plancmp(*arguments, "--help")
    assert english.out.startswith("Usage: plancmp")
    assert "：" not in english.out


@pytest.mark.parametrize("command", ["", *COMMANDS])
@pytest.mark.parametrize("width", ["60", "80"])
def test_help_keeps_to_the_width(command, width, plancmp):
    """Chinese takes two cells a character; names of options alone may be longer."""
    for lang in ("zh", "en"):
        lines = plancmp(*([command] if command else []), "--help", "--lang", lang, COLUMNS=width).out.splitlines()
        wide = [line for line in lines if cell_len(line) > int(width)]
        assert not [line for line in wide if not line.lstrip().startswith(("-", "例：", "Example:"))]


def test_the_help_of_the_whole_says_what_scripts_need(plancmp):
    """Every exit status, every variable of the environment, where to read on."""
    for lang in ("zh", "en"):
        out = plancmp("--help", "--lang", lang).out
        for word in (
            "PLANCMP_PLANS",
            "PLANCMP_LANG",
            "PLANCMP_SOURCES",
            "PLANCMP_CACHE",
            "NO_COLOR",
            "docs/",
            "completion",
        ):
            assert word in out
        assert [
            line.split()[0] for line in out.splitlines() if line[:3] == "  " + line[2:3] and line[2:3].isdigit()
        ] == list("0123")
        assert all(f"  {name} " in out for name in COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("diff", "guilin"), "缺少 B"),
        (("diff", "guilin", "nanning", "--foo"), "没有选项 --foo"),
        (("diff", "guilin", "nanning", "--them", "talent"), "没有选项 --them；是不是 --theme"),
        (("diff", "guilin", "nanning", "--theme"), "选项 --theme 须有取值"),
        (("diff", "guilin", "nanning", "--only=1"), "选项 --only 没有取值"),
        (("diff", "guilin", "nanning", "baise"), "多出的参数：baise"),
        (("list", "foo"), "可用的取值：plans、places、indicators"),
        (("track", "nanning", "--as-of", "1"), "--as-of 须是 1949 至 2100 的整数"),
        ((), "缺少命令"),
        (("foo",), "没有命令 foo"),
        (("algin",), "没有 命令 algin；是不是 align？"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_wrong_usage_is_told_in_chinese(arguments, words, plancmp):
    """Exit status 2, on standard error, in the language of --lang; the same status in English."""
    run = plancmp("--lang", "zh", *arguments)
    assert (run.status, run.out) == (2, "")
    assert words in run.err
    assert not [english for english in OF_CLICK if english in run.err]
    assert plancmp("--lang", "en", *arguments).status == 2


def offered(line, plancmp):
    """What bash is offered at the end of a line."""
    words = line.split(" ")
    run = plancmp(_PLANCMP_COMPLETE="bash_complete", COMP_WORDS=line, COMP_CWORD=str(len(words) - 1))
    return [part.partition(",")[2] for part in run.out.splitlines() if part]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("plancmp al", ["align"]),
        ("plancmp diff gui", ["guilin", "guilin-2011", "guilin-2019"]),
        ("plancmp diff guilin 南", ["南宁市", "南宁市科学技术发展“十三五”规划"]),
        ("plancmp show rd-share-of-g", ["rd-share-of-gdp"]),
        ("plancmp align --frame guang", ["guangxi-2021"]),
        ("plancmp align --theme investment,ta", ["investment,talent"]),
        ("plancmp track nanning --state on", ["on-path"]),
        ("plancmp list th", ["themes"]),
        ("plancmp diff --plans nowhere.yaml gui", []),
    ],
)
def test_a_shell_is_offered_names_and_words(line, found, plancmp):
    """Commands, ids and Chinese names of the collection in use, closed words behind a comma; nothing of a lost collection."""
    names = offered(line, plancmp)
    assert set(found) <= set(names)
    assert bool(found) == bool(names)


@pytest.mark.parametrize(("shell", "started"), [("bash", ".bashrc"), ("zsh", ".zshrc"), ("fish", None)])
def test_completion_is_installed_once(shell, started, tmp_path, plancmp):
    """A script in the user's folders, and a line that names it, however often it is installed; what stood there stays."""
    if started:
        (tmp_path / started).write_text("alias p=plancmp", encoding="utf-8")
    for _ in range(2):
        assert plancmp("completion", "--install", HOME=str(tmp_path), SHELL=f"/bin/{shell}").status == 0
    scripts = [path for path in tmp_path.rglob("*plancmp*/*") if path.is_file()] or [*tmp_path.rglob("plancmp.fish")]
    assert [path.read_text(encoding="utf-8") for path in scripts] == [plancmp("completion", shell).out]
    if started:
        assert (tmp_path / started).read_text(encoding="utf-8") == f'alias p=plancmp\n. "{scripts[0]}"\n'


def test_bash_reads_what_was_installed(tmp_path, plancmp):
    """A new bash knows how to complete plancmp."""
    assert plancmp("completion", "bash", "--install", HOME=str(tmp_path)).status == 0
    call = ["bash", "--rcfile", str(tmp_path / ".bashrc"), "-ic", "complete -p plancmp"]
    done = subprocess.run(call, env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}, capture_output=True, check=False)
    assert b"_plancmp_completion plancmp" in done.stdout


def test_an_unknown_shell_is_asked_for(plancmp):
    """No guess is made."""
    run = plancmp("completion", SHELL="/bin/tcsh")
    assert (run.status, run.out) == (2, "")
    assert "bash, zsh, fish" in run.err


def test_help_loads_nothing_heavy():
    """The names of commands, without the commands."""
    code = (
        "import sys; sys.argv = ['plancmp', '--help'];"
        "from plancmp.cli import main\ntry:\n main()\nexcept SystemExit: pass\n"
        "print([m for m in sys.modules if m in ('rich.table', 'yaml', 'pandas', 'plancmp.claim', 'plancmp.compare')])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
