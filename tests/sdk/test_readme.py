"""What the READMEs show is true: every Python block in them runs, from top to bottom, against the server."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from conformance import serve
from kajabi_gen.server import ConformanceServer, Request
from support import GENERATED, ROOT


def blocks(path: Path) -> Iterator[object]:
    text = path.read_text(encoding="utf-8")
    for match in re.finditer(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        line = text.count("\n", 0, match.start(1)) + 1
        # Line numbers as in the README, so that a failure points there.
        yield pytest.param("\n" * (line - 1) + match[1], str(path), id=f"{path.parent.name}/{path.name}:{line}")


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> Iterator[ConformanceServer]:
    """An account with 150 of everything, and its credentials in the environment."""
    with serve(default=150) as server:
        for name, value in {"CLIENT_ID": "client-id", "CLIENT_SECRET": "client-secret", "BASE_URL": server.url}.items():
            monkeypatch.setenv(f"KAJABI_{name}", value)
        yield server


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("code", "path"), [*blocks(GENERATED / "README.md"), *blocks(ROOT / "README.md")])
def test_a_block_of_a_readme_runs(account: ConformanceServer, capsys: pytest.CaptureFixture[str], code: str, path: str):
    """Without an error or a warning, and it prints something; a webhook receiver is called with a webhook's body."""
    namespace: dict[str, object] = {"__name__": "readme"}
    exec(compile(code, path, "exec"), namespace)
    if callable(receive := namespace.get("receive")):
        receive(_webhook(account, "form_submission"))
        receive(_webhook(account, "tag_added"))
        assert len(capsys.readouterr().out.splitlines()) == 2
    else:
        assert account.requests
        assert capsys.readouterr().out


def test_there_are_blocks_to_run():
    """Neither README is without an example."""
    assert len(list(blocks(GENERATED / "README.md"))) >= 5
    assert list(blocks(ROOT / "README.md"))


def _webhook(server: ConformanceServer, event: str) -> bytes:
    headers = {"authorization": "Bearer a-token"}
    sample = server.service.handle(Request.of("GET", f"/v1/hooks/{event}_sample", headers)).json()
    return json.dumps({"id": "1", "event": event, "payload": sample}).encode()
