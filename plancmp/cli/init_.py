"""plancmp init."""

import click

from plancmp.cli.options import say
from plancmp.files import write_new
from plancmp.language import language
from plancmp.new_collection import starter_files
from plancmp.words import Text


@click.command(
    "init",
    help=say(
        "新建一个数据集：带注释的 plans.yaml、编辑器设置与代码片段、JSON Schema、提交前检查、CI。已有的文件不覆盖。",
        "Start a collection: an annotated plans.yaml, editor settings and snippets, the JSON Schema, a hook, a CI workflow. "
        "Nothing that is there is overwritten.",
    )
    + "\n\n\b\n"
    + say("例：", "Example:")
    + " plancmp init hunan",
)
@click.argument("folder", metavar="DIR")
@click.option(
    "--lang", type=click.Choice(["zh", "en"]), help=say("注释的语言（默认随系统）", "Language of the comments.")
)
def command(folder: str, lang: str | None) -> None:
    """Write the files, and say what to do next."""
    lang = lang or language()
    files = starter_files(lang)
    write_new(folder, files)
    for name in files:
        click.echo(f"{folder}/{name}")
    steps = Text(
        f"下一步：用 VS Code 打开 {folder}（装上建议的 YAML 扩展），改写 plans.yaml 中的示例，然后\n"
        f"  cd {folder}\n"
        "  plancmp check\n"
        "  plancmp align --level region",
        f"Next: open {folder} in VS Code (with the YAML extension that it recommends), overwrite the example in plans.yaml, then\n"
        f"  cd {folder}\n"
        "  plancmp check\n"
        "  plancmp align --level region",
    )
    click.echo(steps.in_language(lang))
