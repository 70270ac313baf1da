"""What a killed run leaves beside the files of users, and who removes it."""

import os
import threading
from pathlib import Path

import pytest

from magclaims.errors import MagclaimsError
from magclaims.files import write_atomically, writing

pytestmark = pytest.mark.skipif(os.name == "nt", reason="names are made up anew there")
LEFT = ".refs.bib.magclaims"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A file beside which a killed run has left half of what it wrote."""
    (tmp_path / "refs.bib").write_text("old")
    (tmp_path / LEFT).write_text("ne")
    return tmp_path / "refs.bib"


def test_the_next_who_writes_removes_it(target: Path) -> None:
    write_atomically(target, "new")
    assert target.read_text() == "new"
    assert names(target.parent) == ["refs.bib"]


def test_so_does_who_might_have_written(target: Path) -> None:
    with writing(target):
        assert names(target.parent) == ["refs.bib"]
    assert target.read_text() == "old"


def test_it_is_no_door_to_another_file(target: Path, tmp_path: Path) -> None:
    (tmp_path / LEFT).unlink()
    other = tmp_path / "other"
    other.write_text("kept")
    (tmp_path / LEFT).symlink_to(other)
    write_atomically(target, "new")
    assert other.read_text() == "kept"
    assert names(tmp_path) == ["other", "refs.bib"]


def test_what_is_no_file_at_all_is_told(target: Path, tmp_path: Path) -> None:
    (tmp_path / LEFT).unlink()
    (tmp_path / LEFT).mkdir()
    with pytest.raises(MagclaimsError, match="cannot be written"):
        write_atomically(target, "new")
    assert target.read_text() == "old"


def test_of_many_who_write_at_once_each_writes_the_whole(tmp_path: Path) -> None:
    texts = [f"{n}" * 200_000 for n in range(8)]
    target = tmp_path / "refs.bib"
    threads = [threading.Thread(target=write_atomically, args=(target, text)) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert target.read_text() in texts
    assert names(tmp_path) == ["refs.bib"]


def test_a_pipe_is_written_into_and_stays(tmp_path: Path) -> None:
    """So is a device: `-o /dev/null` by root once made a file of it."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_atomically(pipe, ["one\n", "two\n"])
        assert os.read(reader, 100) == b"one\ntwo\n"
    finally:
        os.close(reader)
    assert pipe.is_fifo()
    assert names(tmp_path) == ["pipe"]
