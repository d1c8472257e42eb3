"""Writing files whole or not at all."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from plancmp.files import AnyPath
from plancmp.problems import PlancmpError
from plancmp.words import Text, say

UNWRITABLE = Text("无法写入", "cannot be written")


def write_whole(path: AnyPath, data: bytes) -> None:
    """Write `data` to `path` whole or not at all: a temporary file beside it, then a rename. What is no regular file, a
    device or a pipe, is written to and never replaced; a symbolic link stays one, and the file that it leads to is written.

    Raises PlancmpError (exit code 3) where the folder cannot be written.
    """
    path = Path(path)
    with _explain_unwritable(path):
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        path = Path(os.path.realpath(path))
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_get_umask())
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise


def append_text(path: AnyPath, text: str) -> None:
    """Add `text` at the end of a file that others write to as well. Raises PlancmpError (exit code 3)."""
    with _explain_unwritable(path), Path(path).open("a", encoding="utf-8") as file:
        file.write(text)


def write_folder(path: AnyPath, files: Mapping[str, bytes]) -> None:
    """Write `files`, by name, into the folder `path`: a new folder whole or not at all, in one that is there each
    file whole, in the order given. Raises PlancmpError (exit code 3) where that cannot be.
    """
    path = Path(path)
    with _explain_unwritable(path):
        if path.exists():
            for name, data in files.items():
                write_whole(path / name, data)
            return
        temporary = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}."))
        try:
            for name, data in files.items():
                (temporary / name).write_bytes(data)
            temporary.chmod(0o777 & ~_get_umask())
            temporary.replace(path)
        except BaseException:
            shutil.rmtree(temporary, ignore_errors=True)
            raise


def write_tree(path: AnyPath, files: Iterable[tuple[str, bytes]], ours: str) -> None:
    """Write `files`, by path below it, as they come, into the folder `path`, whole or not at all. A folder that is there is
    replaced if everything in it, told as paths below it, matches the expression `ours`.

    Raises PlancmpError: exit code 2 where something else is there, 3 where the folder cannot be written.
    """
    path = Path(os.path.realpath(path))
    with _explain_unwritable(path):
        _refuse_others(path, ours)
        temporary = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}."))
        new, old = temporary / "new", temporary / "old"
        try:
            new.mkdir()
            for name, data in files:
                (new / name).parent.mkdir(parents=True, exist_ok=True)
                (new / name).write_bytes(data)
            _refuse_others(path, ours)
            if path.exists():
                path.replace(old)
            new.replace(path)
        except BaseException:
            if not path.exists() and old.exists():
                old.replace(path)
            raise
        finally:
            shutil.rmtree(temporary, ignore_errors=True)


def _refuse_others(folder: Path, ours: str) -> None:
    """Raises PlancmpError (exit code 2) where `folder` is a file, or holds what does not match `ours`."""
    there = folder.rglob("*") if folder.is_dir() else [folder] if os.path.lexists(folder) else []
    other = min((p for p in there if not re.fullmatch(ours, p.relative_to(folder).as_posix())), default=None)
    if other is not None:
        raise PlancmpError(
            say(
                "已有 {other}，不是这样的导出写的；请换一个文件夹，什么也没有写",
                "{other} is there, which no such export wrote: name another folder; nothing was written",
                other=other,
            )
        )


def write_new(folder: AnyPath, files: Mapping[str, bytes]) -> None:
    """Write `files`, by path below `folder`, each whole, with the folders that they need; none where one is there.

    Raises PlancmpError: exit code 2 where a file is there already, 3 where the folder cannot be written.
    """
    folder = Path(folder)
    there = ", ".join(str(folder / name) for name in files if os.path.lexists(folder / name))
    if there:
        raise PlancmpError(
            say("已有 {there}；什么也没有写", "{there} is there already; nothing was written", there=there)
        )
    for name, data in files.items():
        with _explain_unwritable(folder, Text("无法建立", "cannot be made")):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
        write_whole(folder / name, data)


@contextmanager
def _explain_unwritable(path: AnyPath, words: Text = UNWRITABLE) -> Iterator[None]:
    """Within this, what the system refuses is told in words."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise PlancmpError(
            say("{path} {words}：{reason}", "{path} {words}: {reason}", path=path, words=words, reason=reason),
            exit_code=3,
        ) from error


def _get_umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
