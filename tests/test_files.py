"""Bytes to text, and writing whole or not at all."""

import os
from pathlib import Path

import pytest

from plancmp.files import read_first_key
from plancmp.files.reading import decode, read_text
from plancmp.files.writing import write_whole
from plancmp.problems import PlancmpError


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"format: 1\n", "format: 1\n"),
        (b"\xef\xbb\xbfformat: 1\n", "format: 1\n"),
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        ("桂林".encode(), "桂林"),
        (b"", ""),
    ],
)
def test_utf8_with_any_line_ends_and_mark(data: bytes, text: str):
    """What editors on Windows save is read the same."""
    assert decode(data, "x") == text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("第一行\n桂林市\n".encode("gbk"), "it looks like GBK; save it as UTF-8"),
        ("桂林".encode("utf-16"), "is UTF-16; save it as UTF-8"),
        (b"ok\n\xff\xff\xff", "is not UTF-8 (line 2)"),
        (b"\xed\xa0\x80", "is not UTF-8"),
    ],
)
def test_another_encoding_is_named_with_the_repair(data: bytes, words: str):
    """A curator learns what to do, not where a byte stands."""
    with pytest.raises(PlancmpError) as caught:
        decode(data, "plans.yaml")
    assert words in caught.value.message.en
    assert caught.value.exit_code == 3


@pytest.mark.parametrize("name", ["nowhere.yaml", "folder", "a\0b"])
def test_what_is_no_file_says_so(tmp_path: Path, name: str):
    """Missing, a folder, no valid name: words, and status 3."""
    (tmp_path / "folder").mkdir()
    with pytest.raises(PlancmpError) as caught:
        read_text(tmp_path / name)
    assert caught.value.exit_code == 3


def test_a_loop_of_links_ends(tmp_path: Path):
    """A link to itself is no file."""
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(PlancmpError):
        read_text(tmp_path / "a")


def test_writing_replaces_whole_and_keeps_the_mode(tmp_path: Path):
    """A rename, so that a reader sees the old file or the new one."""
    path = tmp_path / "out.csv"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    before = path.stat().st_ino
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert path.stat().st_ino != before
    assert [p.name for p in tmp_path.iterdir()] == ["out.csv"]


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Also when the disk fills in the middle."""
    path = tmp_path / "out.csv"
    path.write_bytes(b"old")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PlancmpError, match="No space left"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["out.csv"]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path):
    """No folders are made by the way."""
    with pytest.raises(PlancmpError, match="cannot be written"):
        write_whole(tmp_path / "no" / "out.csv", b"x")


@pytest.mark.parametrize(
    ("text", "key"), [("# c\n\nformat: 1\n", "format"), ("", ""), ("- a\n", "- a\n"), ("\ufeffformat: 1", "format")]
)
def test_the_first_key_tells_whose_file_it_is(tmp_path: Path, text: str, key: str):
    """Comments and blank lines do not count."""
    path = tmp_path / "plans.yaml"
    path.write_text(text, encoding="utf-8")
    assert read_first_key(path) == key
