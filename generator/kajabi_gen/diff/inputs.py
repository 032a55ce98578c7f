"""What a comparison reads: a file, standard input, or a file as it is in a git revision (`HEAD~1:spec/api.yaml`).

git itself reads the revision, so every way to name one works, and a path beginning with `./` or `../` is relative to the working folder.
It is asked through its plumbing, on its standard input: nothing of the argument can become an option, a command or a conversion filter.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final, NamedTuple

from kajabi_gen.spec.finding import InputError, error
from kajabi_gen.spec.limits import Limits
from kajabi_gen.spec.node import Mark
from kajabi_gen.spec.source import STDIN, Source, read, too_large

_DRIVE: Final = re.compile(r"[A-Za-z]:[\\/]")
_OBJECT: Final = re.compile(rb"(?P<id>[0-9a-f]{40,64}) (?P<type>[a-z]+) (?P<size>[0-9]+)\Z")


class Revision(NamedTuple):
    """A file in a git revision: `name` as git takes it, the revision (empty for the index) and the path in it."""

    name: str
    revision: str
    path: str


class _Object(NamedTuple):
    id: str
    type: str
    size: int


def refuse_stdin_twice(old: str, new: str) -> None:
    """Raise InputError if both sides of a comparison are standard input."""
    if old == new == STDIN:
        raise InputError(
            [error("stdin-twice", "standard input cannot be both sides", "name a file for one of them", Mark("<stdin>", 1, 1))]
        )


def source_of(argument: str, limits: Limits = Limits()) -> Source:
    """The bytes that an argument names. Marks in them carry the argument as the name of the file. Raises InputError."""
    if "://" in argument:
        finding = error("no-such-file", "addresses are not fetched", "download the document and name the file", Mark(argument, 1, 1))
        raise InputError([finding])
    revision = revision_of(argument)
    return read(argument, limits) if revision is None else Source(revision.name, _contents(revision, limits))


def revision_of(argument: str) -> Revision | None:
    """The git revision and path that an argument names; None for a file: one that exists, a Windows drive, or a name without a colon."""
    if argument == STDIN or _DRIVE.match(argument) or os.path.lexists(argument.replace("\0", "")):
        return None
    depth = 0
    for index, char in enumerate(argument):
        depth += {"{": 1, "}": -1}.get(char, 0)  # HEAD@{12:30}, HEAD^{/fix: a bug}
        if char == ":" and depth == 0:
            return Revision(argument, argument[:index], argument[index + 1 :])
    return None


def _contents(revision: Revision, limits: Limits) -> bytes:
    if revision.revision.startswith("-") or any(char in revision.name for char in "\0\n"):
        raise _refused(
            revision, "bad-revision", "this cannot be the name of a revision", "give a branch, a tag or a commit before the colon"
        )
    found = _look_up(revision)
    if found.type != "blob":
        what = "a folder" if found.type == "tree" else f"a {found.type}"
        raise _refused(revision, "not-a-file", f"this is {what}", "name the OpenAPI document itself")
    if found.size > limits.bytes:
        raise too_large(revision.name, limits)
    return _git(revision, "cat-file", "blob", found.id)


def _look_up(revision: Revision) -> _Object:
    """The object that the revision names. Links inside of the revision are followed."""
    found = _object(revision, revision.name)
    if found is not None:
        return found
    if revision.revision and _object(revision, revision.revision) is None:
        remedy = "check the name; a shallow clone lacks older commits and other branches: fetch them (`git fetch --unshallow`)"
        raise _refused(revision, "unknown-revision", f"git does not know the revision {revision.revision!r}", remedy)
    where = f"the revision {revision.revision!r}" if revision.revision else "the index"
    remedy = "check the path: it is relative to the root of the repository, unless it begins with ./"
    raise _refused(revision, "no-such-file", f"there is no file {revision.path!r} in {where}", remedy)


def _object(revision: Revision, name: str) -> _Object | None:
    answer = _git(revision, "cat-file", "--batch-check", "--follow-symlinks", question=os.fsencode(name) + b"\n")
    found = _OBJECT.match(answer.rstrip(b"\n"))
    return _Object(found["id"].decode(), found["type"].decode(), int(found["size"])) if found else None


def _git(revision: Revision, *arguments: str, question: bytes = b"") -> bytes:
    environment = {**os.environ, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"}
    try:
        import subprocess  # most inputs are files

        done = subprocess.run(("git", *arguments), input=question, capture_output=True, env=environment, check=False)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        message = f"git cannot be started: {reason}; without it, `REV:path` cannot be read"
        remedy = "install git, or name files" if revision.revision else "check the path, or install git"
        raise _refused(revision, "no-git", message, remedy) from None
    if done.returncode == 0:
        return done.stdout
    said = next(iter(done.stderr.decode(errors="replace").splitlines()), "").removeprefix("fatal: ")
    if "not a git repository" in said:
        message = f"there is no such file, and {Path.cwd()} is in no git repository"
        raise _refused(revision, "no-repository", message, "check the path, or run this inside of the repository")
    raise _refused(revision, "git-failed", f"git cannot read this: {said or f'exit code {done.returncode}'}", "see what git says")


def _refused(revision: Revision, code: str, message: str, remedy: str) -> InputError:
    return InputError([error(code, message, remedy, Mark(revision.name, 1, 1))])
