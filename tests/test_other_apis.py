"""APIs of other vendors: a JSON:API with cursors and dated revisions, one in OpenAPI 3.0, one that is no JSON:API at all (3.2), and one
with what few documents use (`test_unusual_parts` calls it)."""

from __future__ import annotations

import ast
import datetime as dt
import importlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from kajabi_gen.building import Built, build_sdk
from kajabi_gen.config import Settings
from runtime.server import Reply, Server
from support import ROOT, SPEC

DOCUMENTS = Path(__file__).parent / "other_apis"
NAMES = ("profiles", "library", "kennel", "workshop")
PROFILE = {
    "type": "profile",
    "id": "01A",
    "attributes": {
        "email": "jo@mail.example",
        "created": "2025-01-02T03:04:05+00:00",
        "location": {"city": "Ulm", "latitude": 48.4},
        "subscriptions": {"email": {"consent": "SUBSCRIBED", "timestamp": "2025-01-03T00:00:00Z"}},
    },
    "relationships": {"lists": {"data": [{"type": "list", "id": "L"}]}, "push-tokens": {"data": [{"type": "push-token", "id": "T"}]}},
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the projects are built: the package `library` is in library/library."""
    return tmp_path_factory.mktemp("other")


@pytest.fixture(scope="module")
def built(folder: Path) -> dict[str, Built]:
    """All documents, built under the names of their files."""
    return {name: build_sdk(Settings(str(DOCUMENTS / f"{name}.yaml"), out=str(folder / name), package=name)) for name in NAMES}


@pytest.fixture
def package(built: dict[str, Built], folder: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Import an emitted package by its name."""

    def load(name: str) -> Any:
        monkeypatch.syspath_prepend(folder / name)
        return importlib.import_module(name)

    return load


def check(*command: str, cwd: Path) -> None:
    """Run a tool, which must be content."""
    done = subprocess.run([sys.executable, "-m", *command], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.usefixtures("built")
def test_mypy_and_compiler_are_content(folder: Path) -> None:
    """`mypy --strict` has nothing to say, and every module compiles without a warning."""
    packages = [f"{name}/{name}" for name in NAMES]
    check("mypy", "--strict", "--config-file=", f"--cache-dir={ROOT / '.mypy_cache' / 'other'}", *packages, cwd=folder)
    check("compileall", "-q", "-f", *packages, cwd=folder)


@pytest.mark.usefixtures("built")
def test_the_examples_of_a_readme_are_right(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the API has to show: `mypy --strict` has nothing to say of the Python in any README."""
    for name in NAMES:
        text = (folder / name / "README.md").read_text(encoding="utf-8")
        for number, example in enumerate(re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)):
            (tmp_path / f"{name}_{number}.py").write_text(example, encoding="utf-8")
    monkeypatch.setenv("MYPYPATH", os.pathsep.join(str(folder / name) for name in NAMES))
    found = sorted(path.name for path in tmp_path.iterdir())
    assert "workshop_2.py" in found
    check("mypy", "--strict", "--config-file=", f"--cache-dir={ROOT / '.mypy_cache' / 'other'}", *found, cwd=tmp_path)


@pytest.mark.usefixtures("built")
def test_pyright_is_content(folder: Path) -> None:
    """pyright in strict mode has nothing to say, and looked at every file."""
    (folder / "pyrightconfig.json").write_text(json.dumps({"typeCheckingMode": "strict", "pythonVersion": "3.11", "include": [*NAMES]}))
    done = subprocess.run(
        [sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", sys.executable], cwd=folder, capture_output=True, check=False
    )
    said = json.loads(done.stdout)
    assert said["generalDiagnostics"] == []
    assert said["summary"]["filesAnalyzed"] == len(list(folder.rglob("*.py")))


@pytest.mark.usefixtures("built")
def test_they_are_in_style(folder: Path) -> None:
    """black and ruff with their default rules change nothing."""
    check("black", "--check", "--quiet", "--config=/dev/null", *NAMES, cwd=folder)
    check("ruff", "check", "--isolated", "--no-cache", *NAMES, cwd=folder)


@pytest.mark.parametrize("name", NAMES)
def test_every_operation_has_a_method(name: str, built: dict[str, Built], folder: Path) -> None:
    """The table of api.md has each method and path of the document, and nothing else."""
    document = yaml.safe_load((DOCUMENTS / f"{name}.yaml").read_text(encoding="utf-8"))
    wanted = {
        f"{method.upper()} {path}" for path, item in document["paths"].items() for method in item if method not in ("parameters", "servers")
    }
    rows = re.findall(r"^\| `([A-Z]+ /\S*)` \| \[`(\S+)\(", (folder / name / "api.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(wire for wire, _method in rows) == sorted(wanted)
    assert len({method for _wire, method in rows}) == len(wanted)
    assert built[name].outcome.operations == len(wanted)


def test_cursors_are_followed_and_links_are_not(server: Server, package: Any) -> None:
    """The walk takes the cursor out of `links.next`; host and path of the link, which may be anybody's, are left alone."""
    other = {**PROFILE, "id": "02B"}
    link = "https://elsewhere.example/evil/?page%5Bcursor%5D=bmV4dA%3D%3D"
    pages = [{"data": [PROFILE], "links": {"next": link}}, {"data": [other], "links": {"next": None}}]
    server.on("GET", "/api/profiles/", *[Reply(json=page) for page in pages])
    with package("profiles").Profiles(access_token="key", base_url=server.url) as mailroom:
        found = mailroom.profiles.list(
            filter='equals(email,"jo@mail.example")',
            fields={"profile": ["email", "location.city"]},
            additional_fields={"profile": ["subscriptions"]},
            sort="-created",
            page_size=1,
        )
        assert [profile.id for profile in found] == ["01A", "02B"]
    first, second = server.requests
    same = {
        "filter": ['equals(email,"jo@mail.example")'],
        "fields[profile]": ["email,location.city"],
        "additional-fields[profile]": ["subscriptions"],
        "sort": ["-created"],
        "page[size]": ["1"],
    }
    assert (first.query, second.query) == (same, {**same, "page[cursor]": ["bmV4dA=="]})
    # the date that the document asks for is sent without being named, and the API's key as it is
    assert [request.headers["revision"] for request in server.requests] == ["2025-10-15"] * 2
    assert [request.headers["authorization"] for request in server.requests] == ["key"] * 2


@pytest.mark.filterwarnings("error")
def test_nested_objects_hyphens_and_included(server: Server, package: Any) -> None:
    """Nested attributes are objects, alternatives come as they are, hyphens become underscores, and `included` is resolved."""
    included = [{"type": "list", "id": "L", "attributes": {"name": "News"}}]
    server.on("GET", "/api/profiles/01A/", Reply(json={"data": PROFILE, "included": included}))
    with package("profiles").Profiles(access_token="key", base_url=server.url) as mailroom:
        profile = mailroom.profiles.get("01A", revision="2025-10-15", include=["lists", "push-tokens"])
    assert server.last.query == {"include": ["lists,push-tokens"]}
    assert profile.created == dt.datetime(2025, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
    assert (profile.location.city, profile.location.latitude) == ("Ulm", 48.4)
    assert profile.subscriptions.email.timestamp.day == 3
    assert ([item.name for item in profile.lists], [item.id for item in profile.push_tokens]) == (["News"], ["T"])


def test_writes_of_a_strict_json_api(server: Server, package: Any) -> None:
    """Types and ids go where the document has them; `None` is null; what a call leaves out stays out; identifiers come from resources."""
    server.on("PATCH", "/api/profiles/01A/", Reply(json={"data": PROFILE}))
    server.on("DELETE", "/api/lists/L/relationships/profiles/", Reply(204))
    server.on("POST", "/api/profile-bulk-import-jobs/", Reply(202))
    with package("profiles").Profiles(access_token="key", base_url=server.url) as mailroom:
        profile = mailroom.profiles.update("01A", revision="r", phone_number=None, location={"city": "Bonn"})
        attributes = {"phone_number": None, "location": {"city": "Bonn"}}
        assert server.last.json == {"data": {"type": "profile", "id": "01A", "attributes": attributes}}
        mailroom.lists.profiles.remove("L", [profile, "02B"], revision="r")
        assert server.last.json == {"data": [{"type": "profile", "id": "01A"}, {"type": "profile", "id": "02B"}]}
        mailroom.profile_bulk_import_jobs.create(revision="r", profiles={"data": []}, lists=["L"])
    job = {"attributes": {"profiles": {"data": []}}, "relationships": {"lists": {"data": [{"type": "list", "id": "L"}]}}}
    assert server.last.json == {"data": {"type": "profile-bulk-import-job", **job}}


def book(number: int) -> dict[str, Any]:
    """A book as the library sends it: with a whole number for an id."""
    author = {"author": {"data": {"type": "authors", "id": 7}}}
    return {"type": "books", "id": number, "attributes": {"title": f"B{number}", "from": "x", "on-loan": True}, "relationships": author}


def test_offsets_are_walked(server: Server, package: Any) -> None:
    """`page[offset]` grows by what was there; numbers as ids, Python's words as attributes and lists as repeated keys are no trouble."""
    author = {"type": "authors", "id": 7, "attributes": {"name": "Ann", "born": "1950-02-03"}}
    pages = [{"data": [book(1), book(2)], "included": [author], "meta": {"total": 3}}, {"data": [book(3)], "meta": {"total": 3}}]
    server.on("GET", "/rest/v2/books", *[Reply(json=page) for page in pages])
    with package("library").Library(base_url=f"{server.url}/rest/v2") as library:
        wanted = {"genre": "import", "published_after": dt.date(2000, 1, 2), "on_loan": True, "author_id": [1, 2]}
        books = list(library.books.list(filter=wanted, include="author", x_branch=4, page_size=2))
    assert [(item.id, item.title, item.from_, item.on_loan) for item in books] == [(str(n), f"B{n}", "x", True) for n in (1, 2, 3)]
    assert (books[0].author.name, books[0].author.born) == ("Ann", dt.date(1950, 2, 3))
    first, second = server.requests
    assert first.query == {
        "filter[genre]": ["import"],
        "filter[published_after]": ["2000-01-02"],
        "filter[on_loan]": ["true"],
        "filter[author_id]": ["1", "2"],
        "include": ["author"],
        "page[limit]": ["2"],
    }
    assert second.query == {**first.query, "page[offset]": ["2"]}
    assert second.headers["x-branch"] == "4"


def test_a_to_one_relationship_can_be_empty(server: Server, package: Any) -> None:
    """Read as `None`, whether identifiers or whole resources are asked for; written as null (JSON:API 1.1 §9.2)."""
    place = "/rest/v2/books/1/relationships/author"
    for path in (place, "/rest/v2/books/1/author"):
        server.on("GET", path, Reply(json={"data": {"type": "authors", "id": "7"}}), Reply(json={"data": None}))
    server.on("PATCH", place, Reply(204))
    with package("library").Library(base_url=f"{server.url}/rest/v2") as library:
        for read in (library.books.author.get, library.books.author.related):
            assert (read(1).id, read(1)) == ("7", None)
        for author, sent in ((None, None), (7, {"type": "authors", "id": "7"})):
            assert library.books.author.replace(1, author) is None
            assert server.last.json == {"data": sent}


def test_what_is_no_json_api_is_called_all_the_same(server: Server, package: Any) -> None:
    """Objects, bare arrays, maps and text come as classes, as plain values and as they are; members that differ in case are two."""
    root = "/api/v3"
    server.on("GET", f"{root}/pet/3", Reply(json={"id": 3, "name": "Rex", "mother": {"photoUrls": ["u"]}, "kind": {"species": "dog"}}))
    server.on("GET", f"{root}/pet/findByStatus", Reply(json=[{"name": "Rex"}]))
    server.on("GET", f"{root}/store/inventory", Reply(json={"sold": 2}))
    server.on("GET", f"{root}/user/login", Reply(body="tökén".encode(), headers={"content-type": "text/plain"}))
    server.on("PUT", f"{root}/house", Reply(json={"size": 1, "Size": 2}))
    with package("kennel").Kennel(base_url=server.url + root) as kennel:
        pet = kennel.pet.get(3)
        assert (pet.name, pet.mother.photo_urls, pet.kind) == ("Rex", ["u"], {"species": "dog"})
        assert kennel.pet.find_by_status(status=["sold", "pending"]) == [{"name": "Rex"}]
        assert server.last.query == {"status": ["sold", "pending"]}
        assert kennel.store.inventory() == {"sold": 2}
        assert kennel.user.login(username="a b&c").content.decode() == "tökén"
        assert (server.last.query, server.last.headers["accept"]) == ({"username": ["a b&c"]}, "text/plain")
        house = kennel.house.replace(size=1, size_=2, self_="s", class_="c")
        assert server.last.json == {"size": 1, "Size": 2, "self": "s", "class": "c"}
        assert house.to_dict() == {"size": 1, "size_2": 2}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("profiles", {}),
        ("library", {"not-json-api": "1 of 9 replies are no JSON:API documents; the first is that of POST /books/{bookId}/lend"}),
        (
            "kennel",
            {
                "not-json-api": "no reply is a JSON:API document; the first is that of POST /pet",
                "body-media-type": "POST /pet/{petId}/uploadImage takes multipart/form-data",
                "cookie-parameter": "the cookie parameter 'session' is not supported",
            },
        ),
    ],
)
def test_what_is_not_supported_is_said(name: str, said: dict[str, str], built: dict[str, Built]) -> None:
    """Once each, with its place; and there is nothing else to say."""
    assert {finding.code: finding.message for finding in built[name].outcome.findings} == said
    assert len(built[name].outcome.findings) == len(said)


def literals(file: Path) -> Iterator[str]:
    """The strings of a module that are no docstrings."""
    nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    docstrings = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    yield from (
        node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
    )


def test_the_generator_knows_no_name_of_the_api() -> None:
    """Kajabi itself is in spec/ only: no path of its document is in the code, and its name only where the default is."""
    document = yaml.safe_load((SPEC / "kajabi-1.1.0.yaml").read_text(encoding="utf-8"))
    standard = {"v1", "version", "relationships", "oauth", "token", "revoke", "tags"}  # words of HTTP, JSON:API, OAuth and OpenAPI
    segments = {part for path in document["paths"] for part in path.split("/") if part and "{" not in part} - standard
    assert {"contacts", "offers", "kajabi_payments_payouts", "cancel_subscription"} <= segments
    named = re.compile(rf"(?i)(?<![a-z])({'|'.join(sorted(segments))})(?![a-z])")
    words: set[tuple[str, str]] = set()
    brands: set[str] = set()
    for file in (ROOT / "generator").rglob("*.py"):
        for text in literals(file):
            if " " not in text:  # sentences may say what they like: "offers", "orders"
                words.update((file.name, word) for word in named.findall(text))
            if "kajabi" in re.sub("kajabi[-_]gen", "", text.lower()):
                brands.add(file.name)
    assert not words
    assert brands <= {"cli.py", "cli_diff.py", "config.py", "sources.py"}
