"""Run a command and tell what it took: `launcher.py watched|alone LOG COMMAND...` prints wall and CPU seconds, peak bytes, the exit code.

A small process of its own, because a child is charged with the memory that its parent has at the start. CPU and memory are those that the
kernel accounts to the command and its children (`wait4`); memory is that of the largest process. Of a command that is watched it is the sum
of all processes at once, where there are several (proportional set sizes, looked at every 50 ms, for which the kernel stops them).
"""

import json
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path


def main() -> None:
    how, log, *command = sys.argv[1:]
    seen = [0]
    with open(log, "wb") as output:
        streams = [(os.POSIX_SPAWN_DUP2, output.fileno(), 1), (os.POSIX_SPAWN_DUP2, output.fileno(), 2)]
        start = time.perf_counter()
        pid = os.posix_spawnp(command[0], command, os.environ, file_actions=streams)
        if how == "watched":
            threading.Thread(target=_watch, args=(pid, seen), daemon=True).start()
        _, status, usage = os.wait4(pid, 0)
        wall = time.perf_counter() - start
    memory = max(usage.ru_maxrss * 1024, *seen)
    print(json.dumps([wall, usage.ru_utime + usage.ru_stime, memory, os.waitstatus_to_exitcode(status)]))


def _watch(pid: int, seen: list[int]) -> None:
    while True:
        time.sleep(0.05)
        family = list(_family(pid))
        if len(family) > 1:
            seen.append(sum(map(_memory, family)))


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from _family(int(child))


def _memory(pid: int) -> int:
    """Bytes in memory; a page that n processes share counts as its nth part."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


main()
