"""The output folder: swapped as a whole or not at all, and nothing is touched in it, beside it or behind a link that is not ours."""

from __future__ import annotations

import fcntl
import json
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kajabi_gen.emit import write as writing
from kajabi_gen.emit.write import MANIFEST, Changes, plan, stale_diff, with_manifest, write
from kajabi_gen.spec.finding import InputError

THINGS = Path(__file__).parent / "things.yaml"
OLD = with_manifest({"README.md": "old\n", "pkg/a.py": "A = 1\n", "pkg/sub/b.py": "B = 1\n"}, "1")
NEW = with_manifest({"README.md": "new\n", "pkg/a.py": "A = 1\n", "pkg/c.py": "C = 2\n"}, "1")


def tree(root: Path) -> dict[str, bytes]:
    """Every file below a folder, not through links."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file() and not path.is_symlink()}


def as_bytes(files: dict[str, str]) -> dict[str, bytes]:
    """The files as they are on the disk."""
    return {path: text.encode() for path, text in files.items()}


def refused(do: Callable[[], object]) -> str:
    """The code of the one error."""
    with pytest.raises(InputError) as caught:
        do()
    (finding,) = caught.value.findings
    return finding.code


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An output folder with a finished build."""
    folder = tmp_path / "out"
    assert write(folder, OLD) == Changes((MANIFEST, "README.md", "pkg/a.py", "pkg/sub/b.py"), (), ())
    return folder


def test_new_files_come_and_old_ones_go(out: Path) -> None:
    """What the manifest listed and the build no longer has is removed, with the folder that it leaves empty; the rest is not written."""
    inode = (out / "pkg/a.py").stat().st_ino
    assert write(out, NEW) == Changes((MANIFEST, "README.md", "pkg/c.py"), ("pkg/a.py",), ("pkg/sub/b.py",))
    assert tree(out) == as_bytes(NEW)
    assert not (out / "pkg/sub").exists()
    assert (out / "pkg/a.py").stat().st_ino == inode
    assert [path.name for path in out.parent.iterdir()] == ["out"]


def test_nothing_to_do_touches_nothing(out: Path) -> None:
    """Not even the time of a file; only to read it may count as an access."""

    def state() -> dict[Path, tuple[int, ...]]:
        found = ((path, path.stat()) for path in out.parent.rglob("*"))
        return {path: (stat.st_ino, stat.st_mode, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns) for path, stat in found}

    before = state()
    assert write(out, OLD).any is False
    assert state() == before


def test_foreign_files_are_refused_unless_allowed(out: Path) -> None:
    """A file that no build has made stops the build before it writes; allowed, it stays as it is, through any number of builds."""
    (out / "pkg/sub/mine.txt").write_text("mine")
    before = tree(out)
    assert refused(lambda: write(out, NEW)) == "foreign-files"
    assert tree(out) == before
    write(out, NEW, allow_foreign=True)
    assert tree(out) == {**as_bytes(NEW), "pkg/sub/mine.txt": b"mine"}
    assert json.loads((out / MANIFEST).read_text())["files"].keys() == NEW.keys() - {MANIFEST}


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    """Without a manifest every file is foreign, whatever it is called; an empty folder is welcome."""
    other = tmp_path / "other"
    (other / "pkg").mkdir(parents=True)
    write(tmp_path / "empty", {})
    (other / "README.md").write_text("theirs")
    assert refused(lambda: write(other, NEW)) == "foreign-files"
    assert tree(other) == {"README.md": b"theirs"}
    (other / "README.md").unlink()
    write(other, NEW)
    assert tree(other) == as_bytes(NEW)


@pytest.mark.parametrize("listed", ["../outside.txt", "/etc/outside.txt", "pkg/../../outside.txt", "..\\outside.txt", ""])
def test_a_forged_manifest_reaches_nothing_outside(listed: str, out: Path) -> None:
    """Only relative paths inside the folder are taken from it."""
    outside = out.parent / "outside.txt"
    outside.write_text("keep")
    (out / MANIFEST).write_text(json.dumps({"files": {**dict.fromkeys(OLD, "0"), listed: "0"}}))
    assert write(out, NEW).removed == ("pkg/sub/b.py",)
    assert outside.read_text() == "keep"
    assert tree(out) == as_bytes(NEW)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"files": 1}', "[" * 100_000, "\x00"])
def test_a_broken_manifest_owns_nothing(text: str, out: Path) -> None:
    """Better too many foreign files than one removed that is not ours."""
    (out / MANIFEST).write_text(text)
    before = tree(out)
    assert refused(lambda: write(out, NEW)) == "foreign-files"
    assert tree(out) == before


def test_a_link_as_output_folder_is_followed_and_stays(out: Path) -> None:
    """The folder it leads to is the one that is built; the link is not replaced."""
    link = out.parent / "link"
    link.symlink_to("out")
    write(link, NEW)
    assert link.is_symlink()
    assert tree(out) == as_bytes(NEW)


def test_links_inside_lead_nowhere(out: Path) -> None:
    """Where a folder of ours belongs a link is refused; where a file does, it is replaced; what it leads to stays untouched."""
    outside = out.parent / "outside"
    outside.mkdir()
    (outside / "a.py").write_text("theirs")
    (out / "README.md").unlink()
    (out / "README.md").symlink_to(outside / "a.py")
    write(out, NEW)
    assert (out / "README.md").is_symlink() is False
    assert tree(out) == as_bytes(NEW)
    (out / "pkg").rename(out.parent / "moved")
    (out / "pkg").symlink_to(outside)
    assert refused(lambda: write(out, OLD, allow_foreign=True)) == "linked-folder"
    assert tree(outside) == {"a.py": b"theirs"}


def test_links_are_not_read(out: Path) -> None:
    """What a link leads to is no file of ours, and never shown in the diff of `--check`; nor is a device read, which may have no end."""
    (out.parent / "secret").write_text("s3cret")
    for path, target in (("README.md", "../secret"), ("pkg/a.py", "/dev/zero")):
        (out / path).unlink()
        (out / path).symlink_to(target)
    changes = plan(out, OLD)
    assert changes.written == ("README.md", "pkg/a.py")
    assert not any("s3cret" in line for line in stale_diff(out, OLD, changes))


def test_a_stale_file_is_shown_without_its_control_characters(out: Path) -> None:
    """The output folder may hold anything; a terminal and the log of CI get text."""
    (out / "README.md").write_text("\x1b]0;title\x07##[error]\r::error::\n")
    lines = list(stale_diff(out, OLD, plan(out, OLD)))
    assert all(line.isprintable() and "##[" not in line for line in lines)


def test_other_line_ends_are_one_line(out: Path) -> None:
    """A checkout may change them all, and nobody sees from a diff that nothing else is different."""
    (out / "README.md").write_bytes(OLD["README.md"].replace("\n", "\r\n").encode())
    assert [*stale_diff(out, OLD, plan(out, OLD))] == [
        "README.md differs in line ends only: git must not change them (`* text=auto eol=lf` in .gitattributes)"
    ]


def test_foreign_links_are_kept_as_links(out: Path) -> None:
    """Allowed ones stay what they are, also those that lead nowhere."""
    (out / "up").symlink_to("..")
    (out / "nowhere").symlink_to("/no/such/place")
    write(out, NEW, allow_foreign=True)
    assert (os.readlink(out / "up"), os.readlink(out / "nowhere")) == ("..", "/no/such/place")
    assert tree(out) == as_bytes(NEW)


def test_no_place_for_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, out: Path) -> None:
    """A file in the place of the folder, a file in the place of its parent, the working folder itself."""
    (tmp_path / "file").write_text("theirs")
    assert refused(lambda: write(tmp_path / "file", NEW)) == "out-not-a-folder"
    assert refused(lambda: write(tmp_path / "file" / "out", NEW)) == "cannot-write"
    assert (tmp_path / "file").read_text() == "theirs"
    assert refused(lambda: write(Path("/"), NEW)) == "out-is-a-mount"
    monkeypatch.chdir(out / "pkg")
    assert refused(lambda: write(Path(".."), NEW)) == "out-is-here"
    assert tree(out) == as_bytes(OLD)


def test_a_full_disk_leaves_the_old_tree(out: Path) -> None:
    """A write that fails half-way (here: a name longer than the file system takes) leaves no trace."""
    assert refused(lambda: write(out, {**NEW, "x" * 300: ""})) == "cannot-write"
    assert tree(out) == as_bytes(OLD)
    assert [path.name for path in out.parent.iterdir()] == ["out"]


def test_permissions_stay(out: Path) -> None:
    """Those of the folder and of files that are not written anew."""
    out.chmod(0o750)
    (out / "pkg/a.py").chmod(0o640)
    write(out, NEW)
    assert (out.stat().st_mode & 0o777, (out / "pkg/a.py").stat().st_mode & 0o777) == (0o750, 0o640)


def test_without_an_exchange_in_one_step_it_works_too(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a system that cannot swap two folders; and what a kill between its two renames leaves is put right by the next build."""
    monkeypatch.setattr(writing, "_exchange", lambda one, other: False)
    write(out, NEW)
    assert tree(out) == as_bytes(NEW)
    out.rename(out.with_name(".out.kajabi-gen-old"))
    assert write(out, NEW).any is False
    assert [path.name for path in out.parent.iterdir()] == ["out"]


def test_a_swap_that_fails_leaves_the_old_tree_and_nothing_beside_it(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a system that cannot swap two folders, and where the old one cannot be moved away: a file is in its way."""

    def block(_one: Path, _other: Path) -> bool:
        (out.parent / ".out.kajabi-gen-old").write_text("in the way")
        return False

    monkeypatch.setattr(writing, "_exchange", block)
    assert refused(lambda: write(out, NEW)) == "cannot-write"
    assert tree(out) == as_bytes(OLD)
    assert not list(out.parent.glob(".out.kajabi-gen-new-*"))


def test_what_nobody_may_write_to_is_cleaned_up(out: Path) -> None:
    """A leftover with closed folders goes; of a link only the link."""
    (out.parent / "theirs").mkdir()
    (out.parent / ".out.kajabi-gen-new-link").symlink_to("theirs")
    closed = out.parent / ".out.kajabi-gen-new-1" / "closed"
    closed.mkdir(parents=True)
    (closed / "file").touch()
    closed.chmod(0o500)
    write(out, OLD)
    assert sorted(path.name for path in out.parent.iterdir()) == ["out", "theirs"]


def build(spec: Path, cwd: Path) -> subprocess.Popen[bytes]:
    """A build in a process of its own."""
    command = [sys.executable, "-m", "kajabi_gen", "build", "--spec", str(spec), "--out", "out"]
    return subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def test_a_failed_build_leaves_the_old_output(tmp_path: Path) -> None:
    """Whatever is wrong with the new document."""
    assert build(THINGS, tmp_path).wait(timeout=60) == 0
    before = tree(tmp_path)
    bad = tmp_path / "bad.yaml"
    for right, wrong in (("openapi: 3.1.1", "openapi: '2.0'"), ("/v1/people:", "/v1/things/:"), ("responses/thing'", "responses/none'")):
        bad.write_text(THINGS.read_text().replace(right, wrong))
        process = build(bad, tmp_path)
        assert process.communicate(timeout=60)[1].startswith(f"{bad}:".encode())
        assert process.returncode == 2
        bad.unlink()
        assert tree(tmp_path) == before


WRITER = """
import sys
from pathlib import Path
from kajabi_gen.emit.write import with_manifest, write
trees = [with_manifest({f"pkg/m{n}.py": f"V = {v}\\n" * 200 for n in range(150)} | {f"pkg/v{v}/x.py": ""}, "1") for v in (0, 1)]
print("ready", flush=True)
while True:
    for files in trees:
        write(Path("out"), files)
"""


def test_a_killed_build_leaves_one_whole_tree(tmp_path: Path) -> None:
    """Killed at any moment: each time the folder holds one of the two trees and no mix; the next build takes the leftovers away."""
    trees = [
        as_bytes(with_manifest({f"pkg/m{n}.py": f"V = {v}\n" * 200 for n in range(150)} | {f"pkg/v{v}/x.py": ""}, "1")) for v in (0, 1)
    ]
    chance = random.Random(5)
    left_over, seen, one_write = 0, set[int](), 0.0
    for _ in range(20):
        process = subprocess.Popen([sys.executable, "-c", WRITER], cwd=tmp_path, stdout=subprocess.PIPE)
        assert process.stdout
        assert process.stdout.readline() == b"ready\n"
        if not seen:
            began = time.monotonic()
            while process.poll() is None and not (tmp_path / "out").exists():
                time.sleep(0.001)
            one_write = time.monotonic() - began  # which is long where much else goes on
        time.sleep(chance.uniform(0.0, 0.1 + 3 * one_write))
        assert process.poll() is None, "the writer failed"
        process.kill()
        process.communicate(timeout=60)
        now = tree(tmp_path / "out")
        assert now in trees
        seen.add(trees.index(now))
        left_over += len(list(tmp_path.iterdir())) > 1
    assert seen == {0, 1}
    assert left_over, "no kill came in the middle of a write: the test shows nothing"
    write(tmp_path / "out", {path: content.decode() for path, content in trees[0].items()})
    assert tree(tmp_path) == {f"out/{path}": content for path, content in trees[0].items()}


def test_a_build_waits_for_the_lock(out: Path) -> None:
    """While somebody else holds it nothing is written; then the build goes on."""
    handle = os.open(out.parent, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    other = threading.Thread(target=write, args=(out, NEW), daemon=True)
    other.start()
    other.join(0.2)
    assert (other.is_alive(), tree(out.parent)) == (True, {f"out/{path}": content for path, content in as_bytes(OLD).items()})
    os.close(handle)
    other.join(60)
    assert tree(out) == as_bytes(NEW)


def test_builds_at_once_end_with_one_whole_tree(tmp_path: Path) -> None:
    """Several of the same folder: all are content, and none leaves anything behind."""
    several = [build(THINGS, tmp_path) for _ in range(3)]
    assert [(process.communicate(timeout=60)[1], process.returncode) for process in several] == [(b"", 0)] * 3
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert json.loads((tmp_path / "out" / MANIFEST).read_text())["files"].keys() == tree(tmp_path / "out").keys() - {MANIFEST}
