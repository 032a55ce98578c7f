"""The adversarial corpus: each file in adversarial/ is one attack. Its first line (or an .expect file beside it) says how it ends.

`# expect: builds`: the SDK is emitted and sound, and nothing of the document is code in it. `# expect: 2 CODE`: refused, with that error.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from emitted_oracle import emitted, faults, import_faults
from kajabi_gen.cli import main

CORPUS = Path(__file__).parent / "adversarial"
ATTACKS = sorted(path.name for path in CORPUS.iterdir() if path.suffix in (".yaml", ".json", ".bin"))


def expectation(attack: Path) -> str:
    """How the attack must end."""
    beside = attack.with_name(f"{attack.name}.expect")
    first = (beside if beside.exists() else attack).read_text(encoding="utf-8").split("\n")[0]
    assert first.startswith("# expect: "), first
    return first.removeprefix("# expect: ")


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_fails(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is refused in clear lines, or becomes an SDK in which its text is nothing but text, and which imports without a sound."""
    monkeypatch.chdir(tmp_path)
    expected = expectation(CORPUS / name)
    command = ["build", "--no-overlay", "--spec", str(CORPUS / name), "--out", "sdk"]
    result = CliRunner().invoke(main, command)
    assert isinstance(result.exception, SystemExit | None), result.exception
    assert all(line.isprintable() and not line.lstrip().startswith("::") and "##[" not in line for line in result.output.splitlines())
    if expected != "builds":
        assert (result.exit_code, list(tmp_path.iterdir())) == (2, []), result.output[-500:]
        assert f"[{expected.removeprefix('2 ')}" in result.stderr
        return
    assert result.exit_code == 0, result.output[-500:]
    assert [path.name for path in tmp_path.iterdir()] == ["sdk"]
    written = {path.relative_to("sdk").as_posix(): path.read_bytes().decode() for path in Path("sdk").rglob("*") if path.is_file()}
    assert json.loads(written.pop(".kajabi-gen.json"))["files"].keys() == written.keys()
    assert list(faults(emitted(written))) == []
    assert CliRunner().invoke(main, [*command, "--check"]).exit_code == 0
    assert list(import_faults(Path("sdk"), tmp_path / "away")) == []
