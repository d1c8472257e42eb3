"""The only room that opens files: bytes to text, and writing whole or not at all."""

import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from plancmp.problems import PlancmpError
from plancmp.words import Text

LARGEST = 200_000_000
"""Bytes; a plan collection in one file is under one megabyte, so more is a mistake."""


def read_text(path: str | Path) -> str:
    """The text of a UTF-8 file, with or without a byte order mark, line ends as \\n. "-" is standard input.

    Raises PlancmpError (exit code 3) where no text can be had, with the repair in words.
    """
    return decode(read_bytes(path), str(path))


def read_bytes(path: str | Path) -> bytes:
    """The bytes of a regular file, or of standard input for "-". Raises PlancmpError (exit code 3)."""
    if str(path) == "-":
        return sys.stdin.buffer.read(LARGEST + 1)
    path = Path(path)
    try:
        if path.is_dir():
            raise _unreadable(path, "这是文件夹，不是文件", "is a folder, not a file")
        if not path.is_file():
            raise _unreadable(path, "文件不存在", "there is no such file")
        if path.stat().st_size > LARGEST:
            raise _unreadable(path, f"超过 {LARGEST} 字节", f"is larger than {LARGEST} bytes")
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise _unreadable(path, f"无法读取：{reason}", f"cannot be read: {reason}") from error
    except ValueError as error:  # a null character in the name
        raise _unreadable(path, "文件名无效", "is no valid file name") from error


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
            ) from error
        raise _unreadable(name, f"第 {line} 行不是 UTF-8", f"is not UTF-8 (line {line}); save it as UTF-8") from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def first_key(path: Path) -> str:
    """The text of the first line that is neither blank nor a comment, up to its colon; "" where there is none."""
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            for line in file:
                if line.strip() and not line.lstrip().startswith("#"):
                    return line.partition(":")[0]
    except OSError as error:
        reason = error.strerror or str(error)
        raise _unreadable(path, f"无法读取：{reason}", f"cannot be read: {reason}") from error
    return ""


def write_whole(path: str | Path, data: bytes) -> None:
    """Write `data` to `path` whole or not at all: a temporary file beside it, then a rename.

    Raises PlancmpError (exit code 3) where the folder cannot be written.
    """
    path = Path(path)
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
            Path(temporary).chmod(mode)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise PlancmpError(
            Text(f"{path} 无法写入：{reason}", f"{path} cannot be written: {reason}"), exit_code=3
        ) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _unreadable(path: str | Path, zh: str, en: str) -> PlancmpError:
    return PlancmpError(Text(f"{path}：{zh}", f"{path} {en}"), exit_code=3)
