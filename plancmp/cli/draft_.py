"""plancmp draft."""

import re
import sys
import webbrowser
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from plancmp.chinese.plan_text import PlanText, read_plan_text
from plancmp.cli.desk import serve
from plancmp.cli.options import choose_output, define_command, name_plans, option
from plancmp.cli.output import Output, make_output
from plancmp.documents import read_document
from plancmp.draft import Draft, draft
from plancmp.draft.layout import is_untouched, tell_proposals, write_draft
from plancmp.draft.patch import make_patch
from plancmp.files.reading import read_text
from plancmp.model import Period
from plancmp.problems import PlancmpError, explain_unsound
from plancmp.reading.loaded import Loaded
from plancmp.reading.merging import gathered
from plancmp.reading.paths import default_path
from plancmp.scalars import YEAR
from plancmp.session import Session
from plancmp.words import Text, say

_LONG = 10
"""Pages; below, reading is over before a bar is seen."""

_FILE = click.Path(dir_okay=False)


@define_command(
    "draft",
    "从规划原文（.docx .pdf .html .txt）起草收录：标题、文号、每个定量目标与成绩，带引文和位置。写出的都标作草稿，由人核对。",
    "Propose an encoding from a plan's text (.docx .pdf .html .txt): its particulars and every target and result with quote and "
    "place. All of it is marked as draft, for a person to check.",
    example="plancmp draft 规划.docx -o draft.yaml",
)
@click.argument("file", type=click.Path())
@option(
    "--into",
    type=click.Path(),
    metavar="PATH",
    zh="已收录一部分的文件：打印补丁（git apply、patch -p1 可用），只补缺的",
    en="A file that is partly curated: print a patch with only what it lacks (for git apply or patch -p1).",
)
@option(
    "--review",
    is_flag=True,
    zh="在浏览器里逐条核对 -o 的草稿：条目与原文并列，一键确认、改、不收、撤销；只在本机，Ctrl+C 结束",
    en="Look at the draft of -o in the browser, an entry beside its text: a key to accept, edit, reject or undo. On this machine alone; Ctrl+C ends it.",
)
@option(
    "--text",
    "text_file",
    type=_FILE,
    metavar="FILE",
    zh="另存读出的纯文本，供 coverage --sources",
    en="Also keep the plain text that was read, for coverage --sources.",
)
@option(
    "--proposals",
    type=_FILE,
    metavar="FILE",
    zh="其他程序（如语言模型）的提议，每行一个 JSON：逐条回到原文核对，未核实的列出、不写入",
    en="Proposals of other programs (such as a language model), JSON lines: each is checked against the text; what is not proved is listed, not drafted.",
)
@option("--place", zh="哪个地区的规划（默认从标题读）", en="Whose plan it is (default: read from the title).")
@option(
    "--period",
    metavar="YEARS",
    zh="规划期，如 2021-2025（默认从标题读）",
    en="Its period, as 2021-2025 (default: the title's).",
)
@option("--id", "ident", metavar="ID", zh="规划的标识", en="The plan's id.")
@choose_output("draft", lang=Text("注释的语言（默认随系统）", "Language of the comments (default: the locale)."))
@name_plans
def command(
    file: str,
    *,
    into: str | None,
    review: bool,
    text_file: str | None,
    proposals: str | None,
    place: str | None,
    period: str | None,
    ident: str | None,
    lang: str | None,
    output: str | None,
    plans: str | None,
    with_: tuple[str, ...],
) -> None:
    """Draft the encoding of a document."""
    out = make_output("draft", "patch" if into else "yaml", lang, output)
    plain = make_output("text", None, lang, text_file)
    span = _read_period(period)
    if ident is not None and not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", ident):
        raise PlancmpError(
            say(
                "--id {ident}：标识只用小写字母、数字与连字符，如 yunxi-2021",
                "--id {ident}: an id is lower-case letters, digits and hyphens, as yunxi-2021",
                ident=ident,
            )
        )
    loaded = _read_collection(plans, with_, into)
    read = read_document(file, _count_pages if sys.stderr.isatty() else None)
    proposed = read_text(proposals) if proposals else ""
    text = read_plan_text(read.text)
    found = draft(text, loaded.collection, place=place, period=span, ident=ident, proposals=proposed)
    if proposals:
        _tell_waiting(_list_refused(found, proposals), out.lang, always=True)
    if text_file:
        plain.deliver(read.text)
    if review:
        _review(found, text, loaded, out)
        return
    if into:
        made = make_patch(found, loaded, str(Path(into)), read_text(into), out.lang, _name_in_patch(into))
        out.deliver(made.diff)
        _tell_waiting([*read.remarks, made.summary()], out.lang, always=not made.diff)
        return
    _refuse_edited(output, file)
    out.deliver(write_draft(found, out.lang))
    words = [*read.remarks, *_tell_next(found, file, output or "draft.yaml", plans)]
    _tell_waiting(words, out.lang, always=output is not None)


def _review(found: Draft, text: PlanText, loaded: Loaded, out: Output) -> None:
    """Open the desk at the file of -o, which is begun where it is not there."""
    if out.file is None or out.name != "yaml":
        raise PlancmpError(say("--review 要用 -o 写出草稿文件", "--review needs -o with the draft's file"))
    if not Path(out.file).is_file():
        out.deliver(write_draft(found, out.lang))
    serve(out.file, text, loaded.collection, out.lang, out.tell, webbrowser.open if sys.stderr.isatty() else str)


def _read_collection(plans: str | None, with_: Sequence[str], into: str | None) -> Loaded:
    """The collection that a draft is made beside, with the file that it is to be added to, drafts in it too: where that is
    no whole collection itself, beside the one in use.
    """
    if into is None:
        return Session(plans, with_).loaded
    loaded = gathered([into, *with_] if plans is None else [plans, *with_, into])
    if plans is None and loaded.problems:
        loaded = gathered([default_path(), *with_], [into])
    if loaded.problems:
        raise explain_unsound(loaded.problems)
    return loaded


def _refuse_edited(output: str | None, file: str) -> None:
    """Raises PlancmpError (exit code 2) before somebody's work on a draft is overwritten."""
    if output is None or not Path(output).is_file() or is_untouched(read_text(output)):
        return
    raise PlancmpError(
        say(
            "{output} 已有改动，没有覆盖。接着核对：plancmp draft {file} --review -o {output}；只补缺的：plancmp draft {file} --into {output}；或换一个文件名",
            "{output} was edited and is not overwritten. Go on with it: plancmp draft {file} --review -o {output}; add what it lacks: "
            "plancmp draft {file} --into {output}; or name another file",
            output=output,
            file=file,
        )
    )


def _tell_next(found: Draft, file: str, output: str, plans: str | None) -> Iterator[Text]:
    """What was written, and what comes next."""
    yield say(
        "{output}：{plan}，{targets} 个目标、{results} 项成绩、{indicators} 个新指标，均标作草稿",
        "{output}: {plan}, {targets} targets, {results} results, {indicators} new indicators, all marked as draft",
        output=output, plan=found.ident, targets=len(found.targets), results=len(found.observed), indicators=len(found.indicators),
    )  # fmt: skip
    for title in found.document.follows:
        ident = found.parents.get(title)
        known = say("已收录：{ident}", "in the collection: {ident}", ident=ident)
        yield say("依据 {title}（{known}）", "follows {title} ({known})", title=title, known=known if ident else Text("未收录", "not in the collection"))  # fmt: skip
    yield say("逐条核对：plancmp draft {file} --review -o {output}", "look at each beside the text: plancmp draft {file} --review -o {output}", file=file, output=output)  # fmt: skip
    check = f"plancmp check {plans} --with {output}" if plans else f"plancmp check --with {output}"
    yield say("检查：{check}", "check it: {check}", check=check)
    under = "" if found.parents else say(" --under …", " --under …")
    yield say("与上级衔接：plancmp opinion {output}{under}", "under the plans above: plancmp opinion {output}{under}", output=output, under=under)  # fmt: skip


def _list_refused(found: Draft, path: str) -> list[Text]:
    """Each proposal that is not drafted, at its line, with the reason; then how many there are."""
    lines = [
        say(
            "{path}:{line}: {why}（{quote}）",
            "{path}:{line}: {why} ({quote})",
            path=path,
            line=r.line,
            why=r.why,
            quote=r.quote,
        )
        for r in sorted(found.refused, key=lambda refusal: refusal.line)
    ]
    return [*lines, tell_proposals(found)]


def _tell_waiting(words: Sequence[Text], lang: str, *, always: bool = False) -> None:
    """What was found, on stderr, where a person sees it."""
    if always or sys.stderr.isatty():
        for each in words:
            click.echo(each.in_language(lang), err=True)


def _name_in_patch(path: str) -> str:
    """What a patch calls a file: its path below the working folder, else its name."""
    whole, here = Path(path).resolve(), Path.cwd()
    return whole.relative_to(here).as_posix() if whole.is_relative_to(here) else whole.name


def _read_period(written: str | None) -> Period | None:
    if written is None:
        return None
    match = re.fullmatch(rf"({YEAR})(?:[-—–]({YEAR}))?", written.strip())
    if match is None or int(match[1]) > int(match[2] or match[1]):
        raise PlancmpError(
            say(
                "--period {written}：要写起止年，如 2021-2025",
                "--period {written}: write first and last year, as 2021-2025",
                written=written,
            )
        )
    return Period(int(match[1]), int(match[2] or match[1]))


def _count_pages(page: int, pages: int) -> None:
    """A counter of pages on a terminal."""
    if pages >= _LONG:
        click.echo(f"\r{page}/{pages}{chr(10) if page == pages else ''}", nl=False, err=True)
