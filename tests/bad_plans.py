"""The bad examples of tests/plans/bad, written out.

Most are patches on one good plan, tests/plans/good/with-text.yaml: a part of a diff whose lines begin with a space, `-` or
`+`, several parts with `@@` between. What a part expects stands once in the plan. A fault of a whole file or of several
stands there as a file or folder of its own.
"""

import shutil
from pathlib import Path

PLANS = Path(__file__).parent / "plans"
GOOD = PLANS / "good" / "with-text.yaml"
EXAMPLES = sorted((PLANS / "bad").iterdir())


def apply_patch(patch: str, text: str) -> str:
    """The text with every part of the patch replaced."""
    lines = text.split("\n")
    edits = []
    for part in patch.removesuffix("\n").split("\n@@\n"):
        signed = part.split("\n")
        old = [line[1:] for line in signed if line[0] in " -"]
        new = [line[1:] for line in signed if line[0] in " +"]
        starts = [n for n in range(len(lines)) if lines[n : n + len(old)] == old]
        assert len(starts) == 1, f"stands {len(starts)} times in the good plan:\n{part}"
        edits.append((starts[0], len(old), new))
    for start, count, new in sorted(edits, reverse=True):
        lines[start : start + count] = new
    return "\n".join(lines)


def write_bad_plans(folder: Path) -> None:
    """Write each example into a folder, as `<rule>.yaml` or as a folder `<rule>`."""
    for example in EXAMPLES:
        if example.is_dir():
            shutil.copytree(example, folder / example.name)
        elif example.suffix == ".diff":
            patched = apply_patch(example.read_text(encoding="utf-8"), GOOD.read_text(encoding="utf-8"))
            (folder / f"{example.stem}.yaml").write_text(patched, encoding="utf-8")
        else:
            shutil.copy(example, folder)
