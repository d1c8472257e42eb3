"""plancmp draft."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from plancmp.cli.options import data_options, say, write_out
from plancmp.documents import Progress, read_document
from plancmp.files import read_text, write_whole
from plancmp.language import language
from plancmp.model import Period
from plancmp.problems import PlancmpError
from plancmp.session import Session
from plancmp.words import Text

_LONG = 10
"""Pages; below, reading is over before a bar is seen."""


@click.command(
    "draft",
    help=say(
        "从规划原文（.docx .pdf .html .txt）起草收录：标题、文号、每个定量目标与成绩，带引文和位置。写出的都标作草稿，由人核对。",
        "Propose an encoding from a plan's text (.docx .pdf .html .txt): its particulars and every target and result with quote and "
        "place. All of it is marked as draft, for a person to check.",
    )
    + "\n\n\b\n"
    + say("例：", "Example:")
    + " plancmp draft 规划.docx -o draft.yaml --review review.html",
)
@click.argument("file", type=click.Path())
@click.option(
    "--into",
    type=click.Path(),
    metavar="PATH",
    help=say(
        "已收录一部分的文件：打印补丁（git apply、patch -p1 可用），只补缺的",
        "A file that is partly curated: print a patch with only what it lacks (for git apply or patch -p1).",
    ),
)
@click.option(
    "--review",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help=say("另写一个网页：原文与建议左右对照", "Also write a web page with the text and the proposals side by side."),
)
@click.option(
    "--text",
    "text_to",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help=say(
        "另存读出的纯文本，供 coverage --sources", "Also keep the plain text that was read, for coverage --sources."
    ),
)
@click.option("--place", help=say("哪个地区的规划（默认从标题读）", "Whose plan it is (default: read from the title)."))
@click.option(
    "--period",
    metavar="YEARS",
    help=say("规划期，如 2021-2025（默认从标题读）", "Its period, as 2021-2025 (default: the title's)."),
)
@click.option("--id", "ident", metavar="ID", help=say("规划的标识", "The plan's id."))
@click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    help=say("注释的语言（默认随系统）", "Language of the comments (default: the locale)."),
)
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help=say("写入文件", "Write to a file, whole or not at all."),
)
@data_options
def command(
    file: str,
    into: str | None,
    review: str | None,
    text_to: str | None,
    place: str | None,
    period: str | None,
    ident: str | None,
    lang: str | None,
    output: str | None,
    plans: str | None,
    with_: tuple[str, ...],
) -> None:
    """Draft the encoding of a document."""
    from plancmp.chinese.plan_text import read_plan_text  # noqa: PLC0415 - the readers' work, and only here
    from plancmp.draft import draft  # noqa: PLC0415 - the same

    lang = lang or language()
    span = _period(period)
    if ident is not None and not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", ident):
        raise PlancmpError(
            Text(
                f"--id {ident}：标识只用小写字母、数字与连字符，如 yunxi-2021",
                f"--id {ident}: an id is lower-case letters, digits and hyphens, as yunxi-2021",
            )
        )
    loaded = Session(plans or into, with_).loaded
    read = read_document(file, _progress())
    text = read_plan_text(read.text)
    found = draft(text, loaded.collection, place=place, period=span, ident=ident)
    if text_to:
        write_whole(text_to, read.text.encode())
    if review:
        from plancmp.render.draft_page import draft_page  # noqa: PLC0415 - only where asked

        write_whole(review, draft_page(found, lang).encode())
    if into:
        from plancmp.draft.patch import make_patch  # noqa: PLC0415 - only where asked

        made = make_patch(found, loaded, str(Path(into)), read_text(into), lang, _name(into))
        write_out(made.diff, "text", output)
        _tell([*read.remarks, made.summary()], lang, always=not made.diff)
        return
    from plancmp.draft.layout import write_draft  # noqa: PLC0415 - only where asked

    write_out(write_draft(found, lang), "text", output)
    together = " ".join([*loaded.paths, output or "draft.yaml"])
    counts = Text(
        f"{len(found.targets)} 个目标、{len(found.observed)} 项成绩、{len(found.indicators)} 个新指标，均待核对",
        f"{len(found.targets)} targets, {len(found.observed)} results, {len(found.indicators)} new indicators, all to be checked",
    )
    how = Text(f"检查：plancmp check {together}", f"check it: plancmp check {together}")
    _tell([*read.remarks, counts, how], lang)


def _tell(words: Sequence[Text], lang: str, *, always: bool = False) -> None:
    """What was found, on stderr, where a person sees it."""
    if always or sys.stderr.isatty():
        for each in words:
            click.echo(each.in_language(lang), err=True)


def _name(path: str) -> str:
    """What a patch calls a file: its path below the working folder, else its name."""
    whole, here = Path(path).resolve(), Path.cwd()
    return whole.relative_to(here).as_posix() if whole.is_relative_to(here) else whole.name


def _period(written: str | None) -> Period | None:
    if written is None:
        return None
    match = re.fullmatch(r"((?:19|20)\d\d)(?:[-—–]((?:19|20)\d\d))?", written.strip())
    if match is None or int(match[1]) > int(match[2] or match[1]):
        raise PlancmpError(
            Text(
                f"--period {written}：要写起止年，如 2021-2025",
                f"--period {written}: write first and last year, as 2021-2025",
            )
        )
    return Period(int(match[1]), int(match[2] or match[1]))


def _progress() -> Progress | None:
    """A counter of pages on a terminal; None elsewhere."""
    if not sys.stderr.isatty():
        return None

    def told(page: int, pages: int) -> None:
        if pages >= _LONG:
            end = "\n" if page == pages else ""
            click.echo(f"\r{page}/{pages}{end}", nl=False, err=True)

    return told
