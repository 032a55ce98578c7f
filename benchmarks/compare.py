"""Everything that is measured, beside others, in one run: `python benchmarks/compare.py`.

All take turns, and medians are told. A whole run writes `docs/benchmarks.md` and the plots in `docs/benchmarks`; `--only GROUP` runs a part
and prints it. Other packages are installed, from the package registry, into environments in the cache folder; what is measured talks to
loopback only. The vendor's own documents are used where KAJABI_OFFICIAL_SPECS names their folder.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

sys.path.insert(0, str(Path(__file__).parent))

from suite import generator, machine, pyright, report, scaling, sdk, walk
from suite.context import ROOT, Context
from suite.process import Failed
from suite.table import Section

GROUPS: Final[dict[str, Callable[[Context], Section]]] = {
    "machine": machine.machine,
    "build": generator.build,
    "diff": generator.diff,
    "start": generator.start,
    "imports": sdk.imports,
    "decode": sdk.decode,
    "walk": walk.walk,
    "requests": walk.requests,
    "pyright": pyright.pyright,
    "scaling": scaling.scaling,
}
_CACHE: Final = Path.home() / ".cache" / "kajabi-gen-benchmarks"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", action="append", choices=GROUPS, metavar="GROUP", help=f"one of {', '.join(GROUPS)}; may repeat")
    parser.add_argument("--rounds", type=int, default=11, help="how often each is measured (default: 11)")
    parser.add_argument("--scaling-rounds", type=int, default=3, help="the same for large documents (default: 3)")
    parser.add_argument("--check", action="store_true", help="exit 1 if a limit is missed")
    parser.add_argument("--against", type=Path, metavar="DIR", help="another checkout, whose builds and diffs take turns with ours")
    parser.add_argument("--cache", type=Path, default=_CACHE, metavar="DIR", help=f"where environments are kept (default: {_CACHE})")
    parser.add_argument("--docs", type=Path, metavar="DIR", help="where to write (default: docs, for a whole run)")
    options = parser.parse_args()
    if options.against and not (options.against / "generator" / "kajabi_gen").is_dir():
        parser.error(f"--against: {options.against} is no checkout of kajabi-gen")
    if options.rounds < 1 or options.scaling_rounds < 1:
        parser.error("--rounds and --scaling-rounds: at least 1")

    with TemporaryDirectory(prefix="kajabi-gen-benchmarks-") as work:
        against = options.against and options.against.resolve()
        context = Context(options.rounds, options.scaling_rounds, options.cache.resolve(), Path(work), against)
        try:
            sections = [_measured(name, context) for name in options.only or GROUPS]
        except Failed as failure:
            print(failure, file=sys.stderr)
            return 2
    docs = options.docs or (None if options.only else ROOT / "docs")
    if docs:
        report.write(docs, sections, context)
    print(report.limits(sections))
    return int(options.check and not all(limit.met for section in sections for limit in section.limits))


def _measured(name: str, context: Context) -> Section:
    print(f"{name} …", file=sys.stderr, flush=True)
    section = GROUPS[name](context)
    print(section.markdown("benchmarks"), end="\n\n", flush=True)
    return section


if __name__ == "__main__":
    sys.exit(main())
