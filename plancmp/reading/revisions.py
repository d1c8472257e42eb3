"""A collection as it stands in a file, a folder, the working tree, or a git revision."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from plancmp.files import decode
from plancmp.problems import PlancmpError
from plancmp.reading.loaded import Loaded
from plancmp.reading.merging import collection, of_texts
from plancmp.words import Text


class Stand(NamedTuple):
    """A collection at one time, and what to call it."""

    name: Text
    loaded: Loaded
    missing: bool = False
    """Whether the revision does not hold the collection at all."""


def stands(old: str | None, new: str | None, path: Path) -> tuple[Stand, Stand]:
    """The two stands that `old` and `new` name: a file or folder, or a git revision of `path`.

    `A..B` alone is both, `A...B` starts from where the two parted. No `new` is `path` as it lies in the working
    tree, no `old` is HEAD. Raises PlancmpError: exit code 2 for an unknown revision, 3 where no text can be had.
    """
    old = old or "HEAD"
    if new is None and ".." in old and "../" not in old and not Path(old).exists():
        first, dots, second = _range(old)
        second = second or "HEAD"
        first = first or "HEAD"
        if dots == "...":
            first = _merge_base(first, second, path)
        pair = _stand(first, path), _stand(second, path)
    else:
        pair = _stand(old, path), _working(path) if new is None else _stand(new, path)
    if pair[0].missing and pair[1].missing:
        names = f"{pair[0].name.en}, {pair[1].name.en}"
        raise PlancmpError(Text(f"{names} 中都没有 {path}", f"{path} is neither in {names}"), exit_code=3)
    return pair


def _range(text: str) -> tuple[str, str, str]:
    first, dots, second = text.partition("..")
    return (first, "...", second[1:]) if second.startswith(".") else (first, dots, second)


def _working(path: Path) -> Stand:
    return Stand(Text(f"工作区的 {path}", f"{path} in the working tree"), collection(path))


def _stand(named: str, path: Path) -> Stand:
    """A file or folder where there is one of that name, else a revision."""
    if named == "-" or Path(named).exists():
        return Stand(Text.same(named), collection(named))
    folder, inside = _nearest_folder(path)
    commit = _commit(named, folder)
    texts = dict(_texts(commit, inside, folder, path))
    short = commit[:7]
    name = named if named.startswith(short) else f"{named} ({short})"
    return Stand(Text.same(name), of_texts(texts.items()), missing=not texts)


def _nearest_folder(path: Path) -> tuple[Path, str]:
    """The folder from which git is asked (it must be there today), and the path from it."""
    full = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow a link out of the repository
    for folder in full.parents:
        if folder.is_dir():
            return folder, full.relative_to(folder).as_posix()
    return Path.cwd(), str(path)


def _texts(commit: str, inside: str, folder: Path, path: Path) -> Iterator[tuple[str, str]]:
    """Name and content of the collection's files in a commit, named as they are in the working tree."""
    listed = _tree(commit, inside, folder)
    if not listed:
        return
    _, kind, ident = listed[0]
    if kind == "blob":
        yield str(path), decode(_contents([ident], folder)[0], str(path))
    if kind != "tree":
        return
    entries = [
        (name, oid)
        for name, kind, oid in _tree(commit, f"{inside}/", folder)
        if kind == "blob" and not Path(name).name.startswith(".") and Path(name).suffix in {".yaml", ".yml"}
    ]
    names = [str(path / Path(name).name) for name, _ in entries]
    for name, data in zip(names, _contents([oid for _, oid in entries], folder), strict=True):
        yield name, decode(data, name)


def _tree(commit: str, inside: str, folder: Path) -> list[tuple[str, str, str]]:
    """Name, kind and object of each entry; a name that ends in a slash lists the folder."""
    listed = _git(folder, "ls-tree", "-z", commit, "--", inside).decode("utf-8", "surrogateescape")
    found = []
    for line in filter(None, listed.split("\0")):
        head, _, name = line.partition("\t")
        _, kind, ident = head.split(" ")
        found.append((name, kind, ident))
    return sorted(found)


def _contents(idents: list[str], folder: Path) -> list[bytes]:
    """The content of each object, all in one call."""
    data = _git(folder, "cat-file", "--batch", given="".join(f"{i}\n" for i in idents).encode())
    found: list[bytes] = []
    start = 0
    for ident in idents:
        end = data.index(b"\n", start)
        head = data[start:end].split()
        if len(head) != 3:  # noqa: PLR2004 - object, kind, size; else "missing"
            raise PlancmpError(
                Text(f"git 缺少对象 {ident}；克隆不完整", f"git lacks the object {ident}: the clone is not whole"),
                exit_code=3,
            )
        size = int(head[2])
        found.append(data[end + 1 : end + 1 + size])
        start = end + 2 + size
    return found


def _commit(revision: str, folder: Path) -> str:
    """The commit's full name. Raises PlancmpError (exit code 2) where there is no such revision."""
    if not revision.startswith("-"):
        found = _git(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", may_fail=True)
        if found:
            return found.decode().strip()
    shallow = _git(folder, "rev-parse", "--is-shallow-repository", may_fail=True).strip() == b"true"
    hint = (
        Text(
            "；克隆不含全部历史，先 git fetch（actions/checkout 写 fetch-depth: 0）",
            "; the clone is shallow: fetch more (actions/checkout: fetch-depth: 0)",
        )
        if shallow
        else Text("，也没有这个文件", ", and no such file")
    )
    raise PlancmpError(Text(f"git 没有版本 {revision}{hint.zh}", f"git knows no revision {revision}{hint.en}"))


def _merge_base(first: str, second: str, path: Path) -> str:
    folder, _ = _nearest_folder(path)
    found = _git(folder, "merge-base", _commit(first, folder), _commit(second, folder), may_fail=True)
    if not found:
        raise PlancmpError(
            Text(
                f"{first} 与 {second} 没有共同的历史", f"{first} and {second} share no history; write {first}..{second}"
            )
        )
    return found.decode().strip()


def _git(folder: Path, *arguments: str, given: bytes = b"", may_fail: bool = False) -> bytes:
    """What git prints. Raises PlancmpError (exit code 3) where there is no git or no repository, or git fails."""
    program = shutil.which("git")
    if program is None:
        raise PlancmpError(
            Text("没有找到 git；请安装，或写出两个文件", "git is not installed; install it, or name two files"),
            exit_code=3,
        )
    done = subprocess.run(  # noqa: S603 - a list of arguments, no shell; revisions are checked before
        [program, "-C", str(folder), *arguments],
        input=given,
        capture_output=True,
        check=False,
        env={**os.environ, "LC_ALL": "C"},
    )
    if done.returncode == 0:
        return done.stdout
    trouble = done.stderr.decode("utf-8", "replace").strip().split("\n")[0].removeprefix("fatal: ")
    if "not a git repository" in trouble:
        raise PlancmpError(
            Text(
                f"{folder} 不在 git 仓库中；请写出两个文件：plancmp changes 旧 新",
                f"{folder} is in no git repository; name two files: plancmp changes OLD NEW",
            ),
            exit_code=3,
        )
    if may_fail:
        return b""
    raise PlancmpError(Text(f"git 出错：{trouble}", f"git failed: {trouble}"), exit_code=3)
