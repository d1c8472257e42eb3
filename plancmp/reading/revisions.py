"""A collection as it stands in a file, a folder, the working tree, or a git revision."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from plancmp.files.reading import decode
from plancmp.problems import PlancmpError
from plancmp.reading.loaded import Loaded
from plancmp.reading.merging import collection, of_texts
from plancmp.words import Text, say


class Stand(NamedTuple):
    """A collection at one time, and what to call it."""

    name: Text
    loaded: Loaded
    missing: bool = False
    """Whether the revision does not hold the collection at all."""


def read_stands(old: str | None, new: str | None, path: Path) -> tuple[Stand, Stand]:
    """The two stands that `old` and `new` name: a file or folder, or a git revision of `path`.

    `A..B` alone is both, `A...B` starts from where the two parted. No `new` is `path` as it lies in the working
    tree, no `old` is HEAD. Raises PlancmpError: exit code 2 for an unknown revision, 3 where no text can be had.
    """
    old = old or "HEAD"
    if new is None and ".." in old and "../" not in old and not Path(old).exists():
        pair = _read_range(old, path)
    else:
        pair = _read_stand(old, path), _read_working_tree(path) if new is None else _read_stand(new, path)
    if pair[0].missing and pair[1].missing:
        names = ", ".join(stand.name.en for stand in pair)
        message = say("{names} 中都没有 {path}", "{path} is neither in {names}", names=names, path=path)
        raise PlancmpError(message, exit_code=3)
    return pair


def _read_range(named: str, path: Path) -> tuple[Stand, Stand]:
    """The two stands of `A..B`, or of `A...B`."""
    first, dots, second = _split_range(named)
    first, second = first or "HEAD", second or "HEAD"
    if dots == "...":
        first = _find_merge_base(first, second, path)
    return _read_stand(first, path), _read_stand(second, path)


def _split_range(text: str) -> tuple[str, str, str]:
    first, dots, second = text.partition("..")
    return (first, "...", second[1:]) if second.startswith(".") else (first, dots, second)


def _read_working_tree(path: Path) -> Stand:
    return Stand(say("工作区的 {path}", "{path} in the working tree", path=path), collection(path))


def _read_stand(named: str, path: Path) -> Stand:
    """A file or folder where there is one of that name, else a revision."""
    if named == "-" or Path(named).exists():
        return Stand(Text.same(named), collection(named))
    folder, inside = _find_folder(path)
    commit = _find_commit(named, folder)
    texts = dict(_read_texts(commit, inside, folder, path))
    name = named if named.startswith(commit[:7]) else f"{named} ({commit[:7]})"
    return Stand(Text.same(name), of_texts(texts.items()), missing=not texts)


def _find_folder(path: Path) -> tuple[Path, str]:
    """The folder from which git is asked (it must be there today), and the path from it."""
    full = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow a link out of the repository
    for folder in full.parents:
        if folder.is_dir():
            return folder, full.relative_to(folder).as_posix()
    return Path.cwd(), str(path)


def _read_texts(commit: str, inside: str, folder: Path, path: Path) -> Iterator[tuple[str, str]]:
    """Name and content of the collection's files in a commit, named as they are in the working tree."""
    listed = _list_tree(commit, inside, folder)
    if not listed:
        return
    _, kind, ident = listed[0]
    if kind == "blob":
        yield str(path), decode(_read_objects([ident], folder)[0], str(path))
    if kind != "tree":
        return
    entries = [
        (name, oid)
        for name, kind, oid in _list_tree(commit, f"{inside}/", folder)
        if kind == "blob" and not Path(name).name.startswith(".") and Path(name).suffix.lower() in {".yaml", ".yml"}
    ]
    names = [str(path / Path(name).name) for name, _ in entries]
    for name, data in zip(names, _read_objects([oid for _, oid in entries], folder), strict=True):
        yield name, decode(data, name)


def _list_tree(commit: str, inside: str, folder: Path) -> list[tuple[str, str, str]]:
    """Name, kind and object of each entry; a name that ends in a slash lists the folder."""
    listed = _run_git(folder, "ls-tree", "-z", commit, "--", inside).decode("utf-8", "surrogateescape")
    found = []
    for line in filter(None, listed.split("\0")):
        head, _, name = line.partition("\t")
        _, kind, ident = head.split(" ")
        found.append((name, kind, ident))
    return sorted(found)


def _read_objects(idents: list[str], folder: Path) -> list[bytes]:
    """The content of each object, all in one call."""
    data = _run_git(folder, "cat-file", "--batch", given="".join(f"{i}\n" for i in idents).encode())
    found: list[bytes] = []
    start = 0
    for ident in idents:
        end = data.index(b"\n", start)
        head = data[start:end].split()
        if len(head) != 3:  # noqa: PLR2004 - object, kind, size; else "missing"
            message = say(
                "git 缺少对象 {id}；克隆不完整", "git lacks the object {id}: the clone is not whole", id=ident
            )
            raise PlancmpError(message, exit_code=3)
        size = int(head[2])
        found.append(data[end + 1 : end + 1 + size])
        start = end + 2 + size
    return found


def _find_commit(revision: str, folder: Path) -> str:
    """The commit's full name. Raises PlancmpError (exit code 2) where there is no such revision."""
    if not revision.startswith("-"):
        found = _run_git(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", may_fail=True)
        if found:
            return found.decode().strip()
    shallow = _run_git(folder, "rev-parse", "--is-shallow-repository", may_fail=True).strip() == b"true"
    hint = (
        Text(
            "；克隆不含全部历史，先 git fetch（actions/checkout 写 fetch-depth: 0）",
            "; the clone is shallow: fetch more (actions/checkout: fetch-depth: 0)",
        )
        if shallow
        else Text("，也没有这个文件", ", and no such file")
    )
    raise PlancmpError(
        say("git 没有版本 {revision}{hint}", "git knows no revision {revision}{hint}", revision=revision, hint=hint)
    )


def _find_merge_base(first: str, second: str, path: Path) -> str:
    folder, _ = _find_folder(path)
    found = _run_git(folder, "merge-base", _find_commit(first, folder), _find_commit(second, folder), may_fail=True)
    if not found:
        raise PlancmpError(
            say(
                "{first} 与 {second} 没有共同的历史",
                "{first} and {second} share no history; write {first}..{second}",
                first=first,
                second=second,
            )
        )
    return found.decode().strip()


def _run_git(folder: Path, *arguments: str, given: bytes = b"", may_fail: bool = False) -> bytes:
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
        message = say(
            "{folder} 不在 git 仓库中；请写出两个文件：plancmp changes 旧 新",
            "{folder} is in no git repository; name two files: plancmp changes OLD NEW",
            folder=folder,
        )
        raise PlancmpError(message, exit_code=3)
    if may_fail:
        return b""
    raise PlancmpError(say("git 出错：{trouble}", "git failed: {trouble}", trouble=trouble), exit_code=3)
