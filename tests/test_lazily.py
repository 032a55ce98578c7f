"""A module that is loaded when something in it is first asked for."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
from kajabi_gen.lazily import import_when_used

import_when_used("colorsys")
import colorsys as first
print("ONE_THIRD" in vars(first))
print(first.rgb_to_hls(0, 0, 0), hasattr(first, "no_such_thing"))
import colorsys as second
print(second.rgb_to_hls is first.rgb_to_hls, type(second) is type(sys))
"""


def test_it_is_loaded_at_the_first_use_and_not_at_import() -> None:
    """Whoever has the stand-in goes on with it; whoever imports it later has the module itself."""
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["False", "(0.0, 0.0, 0.0) False", "True True"]


def test_queries_need_no_regular_expressions() -> None:
    """Those that the overlays use do without the largest part of the library."""
    program = "import sys, kajabi_gen.spec.overlay; print('regex._main' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "False\n"
