"""What `init` writes: the files of a new collection, made of the templates beside the package."""

import json
from pathlib import Path

from plancmp.files.reading import read_text
from plancmp.reading.schema import make_json_schema

TEMPLATES = Path(__file__).parent / "starter"
"""Names begin with `dot-` where the file's begins with a dot; a comment `#zh` or `#en` is for that language."""

SCHEMA = "plancmp.schema.json"


def starter_files(lang: str) -> dict[str, bytes]:
    """Path below the new folder → content, commented in `lang`; plans.yaml first, the JSON Schema last."""
    names = sorted(p.relative_to(TEMPLATES).as_posix() for p in TEMPLATES.rglob("*") if p.is_file())
    names.sort(key=lambda name: name != "plans.yaml")
    files = {name.replace("dot-", "."): _in(lang, read_text(TEMPLATES / name)) for name in names}
    files[SCHEMA] = json.dumps(make_json_schema(), ensure_ascii=False, indent=2) + "\n"
    return {name: text.encode() for name, text in files.items()}


def _in(lang: str, template: str) -> str:
    """The template without the comments of the other language, and without the marks of this one."""
    template = template.replace("PLANCMP_LANG: en", f"PLANCMP_LANG: {lang}")
    other = "#en " if lang == "zh" else "#zh "
    kept = (line for line in template.split("\n") if not line.lstrip().startswith(other))
    own = f"#{lang} "
    return "\n".join(line.replace(own, "# ", 1) if line.lstrip().startswith(own) else line for line in kept)
