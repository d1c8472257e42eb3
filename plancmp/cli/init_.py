"""plancmp init."""

import click

from plancmp.cli.options import choose_language, define_command
from plancmp.files.writing import write_new
from plancmp.language import language
from plancmp.new_collection import starter_files
from plancmp.words import Text, say


@define_command(
    "init",
    "新建一个数据集：带注释的 plans.yaml、编辑器设置与代码片段、JSON Schema、提交前检查、CI。已有的文件不覆盖。",
    "Start a collection: an annotated plans.yaml, editor settings and snippets, the JSON Schema, a hook, a CI workflow. "
    "Nothing that is there is overwritten.",
    example="plancmp init hunan",
)
@click.argument("folder", metavar="DIR")
@choose_language(Text("注释的语言（默认随系统）", "Language of the comments."))
def command(folder: str, lang: str | None) -> None:
    """Write the files, and say what to do next."""
    lang = lang or language()
    files = starter_files(lang)
    write_new(folder, files)
    for name in files:
        click.echo(f"{folder}/{name}")
    steps = say(
        "下一步：用 VS Code 打开 {folder}（装上建议的 YAML 扩展），改写 plans.yaml 中的示例，然后\n",
        "Next: open {folder} in VS Code (with the YAML extension that it recommends), overwrite the example in plans.yaml, then\n",
        folder=folder,
    )
    click.echo(f"{steps.in_language(lang)}  cd {folder}\n  plancmp check\n  plancmp align --level region")
