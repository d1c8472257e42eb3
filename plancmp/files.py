"""The only room that opens files: bytes to text, and writing whole or not at all."""

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from plancmp.problems import PlancmpError
from plancmp.words import Text

if TYPE_CHECKING:
    from pathlib import Path

AnyPath = str | os.PathLike[str]

LARGEST = 200_000_000
"""Bytes of a document; a plan is printed in a few megabytes, so more is a mistake."""

LARGEST_TEXT = 10_000_000
"""Bytes of a text, some twenty thousand targets: what is read of a hostile one still fits into a gigabyte of memory."""


def read_text(path: "str | Path") -> str:
    """The text of a UTF-8 file, with or without a byte order mark, line ends as \\n. "-" is standard input.

    Raises PlancmpError (exit code 3) where no text can be had, with the repair in words.
    """
    return decode(read_bytes(path, LARGEST_TEXT), str(path))


def read_bytes(path: "str | Path", largest: int = LARGEST) -> bytes:
    """The bytes of a regular file, or of standard input for "-". Raises PlancmpError (exit code 3), also for more than `largest`."""
    if str(path) == "-":
        return _standard_input(largest)
    path = _path(path)
    try:
        if path.is_dir():
            raise _unreadable(path, "这是文件夹，不是文件", "is a folder, not a file")
        if not path.is_file():
            raise _unreadable(path, "文件不存在", "there is no such file")
        if path.stat().st_size > largest:
            raise _too_large(path, largest)
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise _unreadable(path, f"无法读取：{reason}", f"cannot be read: {reason}") from error
    except ValueError as error:  # a null character in the name
        raise _unreadable(path, "文件名无效", "is no valid file name") from error


def _standard_input(largest: int) -> bytes:
    if sys.stdin is None:  # closed by whoever started the program
        raise _unreadable("-", "标准输入已关闭", "is standard input, which is closed")
    data = sys.stdin.buffer.read(largest + 1)
    if len(data) > largest:
        raise _too_large("-", largest)
    return data


def decode(data: bytes, name: str) -> str:
    """UTF-8 bytes as text. Raises PlancmpError (exit code 3) with a hint at the likely encoding."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise _unreadable(name, "是 UTF-16 编码；请另存为 UTF-8", "is UTF-16; save it as UTF-8")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        with suppress(UnicodeDecodeError):
            data.decode("gb18030")
            raise _unreadable(
                name,
                f"第 {line} 行不是 UTF-8，像是 GBK 编码；请另存为 UTF-8",
                f"is not UTF-8 (line {line}), it looks like GBK; save it as UTF-8",
                line,
            ) from error
        raise _unreadable(
            name, f"第 {line} 行不是 UTF-8", f"is not UTF-8 (line {line}); save it as UTF-8", line
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def first_key(path: "str | Path") -> str:
    """The text of the first line that is neither blank nor a comment, up to its colon; "" where there is none."""
    try:
        with open(path, encoding="utf-8", errors="replace") as file:  # noqa: PTH123 - pathlib is slow to load
            for line in file:
                told = line.removeprefix("\ufeff")  # utf-8-sig is slow to load
                if told.strip() and not told.lstrip().startswith("#"):
                    return told.partition(":")[0]
    except OSError as error:
        reason = error.strerror or str(error)
        raise _unreadable(path, f"无法读取：{reason}", f"cannot be read: {reason}") from error
    return ""


def write_whole(path: "str | Path", data: bytes) -> None:
    """Write `data` to `path` whole or not at all: a temporary file beside it, then a rename. What is no regular file, a
    device or a pipe, is written to and never replaced; a symbolic link stays one, and the file that it leads to is written.

    Raises PlancmpError (exit code 3) where the folder cannot be written.
    """
    import tempfile  # noqa: PLC0415 - slow to load, and only writing needs it

    path = _path(path)
    with _told_unwritable(path):
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        path = _path(os.path.realpath(path))
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
            _path(temporary).chmod(mode)
            _path(temporary).replace(path)
        except BaseException:
            _path(temporary).unlink(missing_ok=True)
            raise


def append(path: "str | Path", text: str) -> None:
    """Add `text` at the end of a file that others write to as well. Raises PlancmpError (exit code 3)."""
    with _told_unwritable(path), _path(path).open("a", encoding="utf-8") as file:
        file.write(text)


def write_folder(path: "str | Path", files: Mapping[str, bytes]) -> None:
    """Write `files`, by name, into the folder `path`: a new folder whole or not at all, in one that is there each
    file whole, in the order given. Raises PlancmpError (exit code 3) where that cannot be.
    """
    import shutil  # noqa: PLC0415 - only writing needs them
    import tempfile  # noqa: PLC0415 - the same

    path = _path(path)
    with _told_unwritable(path):
        if path.exists():
            for name, data in files.items():
                write_whole(path / name, data)
            return
        temporary = _path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}."))
        try:
            for name, data in files.items():
                (temporary / name).write_bytes(data)
            temporary.chmod(0o777 & ~_umask())
            temporary.replace(path)
        except BaseException:
            shutil.rmtree(temporary, ignore_errors=True)
            raise


def write_tree(path: "str | Path", files: Iterable[tuple[str, bytes]], ours: str) -> None:
    """Write `files`, by path below it, as they come, into the folder `path`, whole or not at all. A folder that is there is
    replaced if everything in it, told as paths below it, matches the expression `ours`.

    Raises PlancmpError: exit code 2 where something else is there, 3 where the folder cannot be written.
    """
    import shutil  # noqa: PLC0415 - only writing needs them
    import tempfile  # noqa: PLC0415 - the same

    path = _path(os.path.realpath(path))
    with _told_unwritable(path):
        _refuse_others(path, ours)
        temporary = _path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}."))
        try:
            made = temporary / "new"
            made.mkdir()
            for name, data in files:
                (made / name).parent.mkdir(parents=True, exist_ok=True)
                (made / name).write_bytes(data)
            _refuse_others(path, ours)
            if path.exists():
                path.replace(temporary / "old")
            made.replace(path)
        except BaseException:
            if not path.exists() and (temporary / "old").exists():
                (temporary / "old").replace(path)
            raise
        finally:
            shutil.rmtree(temporary, ignore_errors=True)


def _refuse_others(folder: "Path", ours: str) -> None:
    """Raises PlancmpError (exit code 2) where `folder` is a file, or holds what does not match `ours`."""
    there = folder.rglob("*") if folder.is_dir() else [folder] if os.path.lexists(folder) else []
    other = min((p for p in there if not re.fullmatch(ours, p.relative_to(folder).as_posix())), default=None)
    if other is not None:
        raise PlancmpError(
            Text(
                f"已有 {other}，不是这样的导出写的；请换一个文件夹，什么也没有写",
                f"{other} is there, which no such export wrote: name another folder; nothing was written",
            )
        )


@contextmanager
def _told_unwritable(path: "str | Path") -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise PlancmpError(
            Text(f"{path} 无法写入：{reason}", f"{path} cannot be written: {reason}"), exit_code=3
        ) from error


def write_new(folder: "str | Path", files: Mapping[str, bytes]) -> None:
    """Write `files`, by path below `folder`, each whole, with the folders that they need; none where one is there.

    Raises PlancmpError: exit code 2 where a file is there already, 3 where the folder cannot be written.
    """
    folder = _path(folder)
    there = [name for name in files if os.path.lexists(folder / name)]
    if there:
        listed = ", ".join(str(folder / name) for name in there)
        raise PlancmpError(Text(f"已有 {listed}；什么也没有写", f"{listed} is there already; nothing was written"))
    for name, data in files.items():
        try:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = error.strerror or str(error)
            raise PlancmpError(
                Text(f"{folder} 无法建立：{reason}", f"{folder} cannot be made: {reason}"), exit_code=3
            ) from error
        write_whole(folder / name, data)


def _path(path: "str | Path") -> "Path":
    from pathlib import Path  # noqa: PLC0415 - slow to load, and a warm answer does without

    return Path(path)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _too_large(path: "str | Path", largest: int) -> PlancmpError:
    return _unreadable(path, f"超过 {largest} 字节", f"is larger than {largest} bytes")


def _unreadable(path: "str | Path", zh: str, en: str, line: int = 0) -> PlancmpError:
    return PlancmpError(Text(f"{path}：{zh}", f"{path} {en}"), exit_code=3, line=line)


def discard_output() -> None:
    """Lead standard output to nowhere, for a program that can no longer write there."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
