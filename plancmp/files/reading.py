"""Reading whole files: bytes to text, with the repair in words where no text can be had."""

import sys
from contextlib import suppress
from pathlib import Path

from plancmp.files import AnyPath, explain_unreadable
from plancmp.problems import PlancmpError
from plancmp.words import Text

LARGEST = 200_000_000
"""Bytes of a document; a plan is printed in a few megabytes, so more is a mistake."""

LARGEST_TEXT = 10_000_000
"""Bytes of a text, some twenty thousand targets: what is read of a hostile one still fits into a gigabyte of memory."""


def read_text(path: AnyPath) -> str:
    """The text of a UTF-8 file, with or without a byte order mark, line ends as \\n. "-" is standard input.

    Raises PlancmpError (exit code 3) where no text can be had, with the repair in words.
    """
    return decode(read_bytes(path, LARGEST_TEXT), str(path))


def read_bytes(path: AnyPath, largest: int = LARGEST) -> bytes:
    """The bytes of a regular file, or of standard input for "-". Raises PlancmpError (exit code 3), also for more than `largest`."""
    if str(path) == "-":
        return _read_standard_input(largest)
    path = Path(path)
    try:
        if path.is_dir():
            raise _explain(path, "这是文件夹，不是文件", "is a folder, not a file")
        if not path.is_file():
            raise _explain(path, "文件不存在", "there is no such file")
        if path.stat().st_size > largest:
            raise _explain(path, f"超过 {largest} 字节", f"is larger than {largest} bytes")
        return path.read_bytes()
    except OSError as error:
        raise explain_unreadable(path, error) from error
    except ValueError as error:  # a null character in the name
        raise _explain(path, "文件名无效", "is no valid file name") from error


def _read_standard_input(largest: int) -> bytes:
    if sys.stdin is None:  # closed by whoever started the program
        raise _explain("-", "标准输入已关闭", "is standard input, which is closed")
    data = sys.stdin.buffer.read(largest + 1)
    if len(data) > largest:
        raise _explain("-", f"超过 {largest} 字节", f"is larger than {largest} bytes")
    return data


def decode(data: bytes, name: str) -> str:
    """UTF-8 bytes as text. Raises PlancmpError (exit code 3) with a hint at the likely encoding."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise _explain(name, "是 UTF-16 编码；请另存为 UTF-8", "is UTF-16; save it as UTF-8")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        zh, en = f"第 {line} 行不是 UTF-8", f"is not UTF-8 (line {line}); save it as UTF-8"
        with suppress(UnicodeDecodeError):
            data.decode("gb18030")
            zh = f"{zh}，像是 GBK 编码；请另存为 UTF-8"
            en = f"is not UTF-8 (line {line}), it looks like GBK; save it as UTF-8"
        raise _explain(name, zh, en, line) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _explain(path: AnyPath, zh: str, en: str, line: int = 0) -> PlancmpError:
    return PlancmpError(Text(f"{path}：{zh}", f"{path} {en}"), exit_code=3, line=line)
