"""What the address, the environment and the network try: base URLs, netrc, cookies, proxies, TLS."""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import Any

import pytest
from kajabi import APIConnectionError, ArgumentError, AsyncKajabi, Kajabi, KajabiError

from attacks.looking import shown
from attacks.outcomes import documented, outcome
from attacks.wire import Wire
from runtime.calls import Call
from runtime.server import Reply, Server

ME = "/v1/me"
CERTIFICATE = Path(__file__).with_name("self_signed.pem")
TOKEN_ONLY = {"access_token": "canary-token", "client_id": None, "client_secret": None}


def me(kajabi: Any, **options: Any) -> Any:
    return kajabi.request("GET", ME, **options)


@pytest.mark.parametrize(
    "url",
    [
        "http://api.example.com",
        "http://127.0.0.1.example.com",
        "http://localhost.example.com",
        "http://192.168.0.1",
        "http://0.0.0.0",
        "http://[::]",
        "http://2130706433",
        "http://[::ffff:10.0.0.1]",
        "HTTP://example.com",
    ],
)
def test_plain_http_to_another_machine(url: str):
    """Refused, unless the caller opts in."""
    for client in (Kajabi, AsyncKajabi):
        with pytest.raises(ArgumentError, match="allow_http"):
            client(access_token="t", base_url=url)
        client(access_token="t", base_url=url, allow_http=True)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1", "http://127.9.9.9", "http://[::1]:8000", "http://localhost", "http://api.localhost:1"]
)
def test_plain_http_to_this_machine(url: str):
    """Allowed: nothing can be read on the way."""
    assert repr(Kajabi(access_token="t", base_url=url)).endswith(f"{url}>")


@pytest.mark.parametrize(
    "url",
    [
        "https://user@api.example.com",
        "https://user:canary-password@api.example.com",
        "https://:canary-password@api.example.com",
        "https://api.example.com:443@evil.example",
        "https://api.example.com\\@evil.example",
        "https://api.example.com\t.evil.example",
        "https://api.example.com/\r\nHost: evil.example",
        "https://api.example.com/?a=b",
        "https://api.example.com/#",
        "https:api.example.com",
        "https:///v1",
        "https://[::1",
        "https://api.example.com:99999",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "\x00https://api.example.com",
    ],
)
def test_addresses_that_are_refused(url: str):
    """User info, queries, fragments, line breaks, other schemes: an error that does not repeat them."""
    for client in (Kajabi, AsyncKajabi):
        with pytest.raises(ArgumentError) as caught:
            client("id", "canary-secret", base_url=url)
        assert "canary" not in str(caught.value) + repr(vars(caught.value))


@pytest.mark.parametrize("url", [b"https://api.example.com", 5, 1.5, ["https://api.example.com"], object()], ids=repr)
def test_addresses_that_are_no_text(url: Any):
    """Refused in the same way."""
    for client in (Kajabi, AsyncKajabi):
        with pytest.raises(ArgumentError):
            client(access_token="t", base_url=url)


@pytest.mark.parametrize("url", [f"https://a.{'b' * 300}.c", "https://xn--ü.c", "https://evil%2ecom:1", "https://-:1"])
def test_hosts_that_no_name_server_knows(call: Call, url: str):
    """Such a host is a connection error, whatever the HTTP library thinks of it."""
    error = call(lambda kajabi: outcome(lambda: me(kajabi)), base_url=url, max_retries=0)
    assert isinstance(error, APIConnectionError)
    assert documented(error)
    assert not error.sent


@pytest.mark.parametrize("path", ["", "/", "/base", "/base/", "/base//", "/a/b/"])
def test_a_path_and_trailing_slashes(server: Server, call: Call, path: str):
    """Paths are put behind that of the base URL, with one slash; the token endpoint too."""
    prefix = path.rstrip("/")
    server.on("POST", f"{prefix}/v1/oauth/token", Reply(json={"access_token": "t"}))
    server.on("GET", prefix + ME, Reply(json={}))
    call(me, base_url=server.url + path)
    assert [request.target for request in server.requests] == [f"{prefix}/v1/oauth/token", prefix + ME]


def test_no_netrc(server: Server, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Neither NETRC nor ~/.netrc puts a password on a request: not on calls, nor on those for tokens."""
    for name in ("netrc", ".netrc", "_netrc"):
        (tmp_path / name).write_text("machine 127.0.0.1 login x password canary-password\ndefault login x password canary-password\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    server.on("GET", ME, Reply(json={}))
    call(me)
    assert [request.headers.get("authorization") for request in server.requests] == [None, "Bearer token-1"]


def test_no_cookies(server: Server, call: Call):
    """A cookie comes back in no request, and is not shown in a reply or an error."""
    cookies = {"Set-Cookie": "session=canary-cookie; Path=/; Max-Age=999", "Set-Cookie2": "a=canary-cookie"}
    server.on("GET", ME, Reply(json={}, headers=cookies), Reply(418, headers=cookies), Reply(json={}))
    found = call(lambda kajabi: [outcome(lambda: me(kajabi)) for _ in range(3)])
    assert all("cookie" not in request.headers for request in server.requests)
    assert "set-cookie" not in found[0].headers
    assert "canary-cookie" not in shown(found[1])


def test_a_proxy_sees_no_more_than_the_host(wire: Wire, call: Call, monkeypatch: pytest.MonkeyPatch):
    """Over TLS a proxy of the environment is asked for a tunnel; token, path and body stay inside."""
    monkeypatch.setenv("HTTPS_PROXY", wire.url.replace("//", "//user:pw@"))
    wire.says(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
    error = call(
        lambda kajabi: outcome(lambda: kajabi.request("POST", "/v1/canary-path", json={"x": "canary-body"})),
        base_url="https://api.example.com",
        **TOKEN_ONLY,
    )
    assert isinstance(error, APIConnectionError)
    assert not error.sent
    assert {received.split(b"\r\n")[0] for received in wire.received} == {b"CONNECT api.example.com:443 HTTP/1.1"}
    assert b"canary" not in b"".join(wire.received)


def test_no_proxy_and_plain_http(server: Server, wire: Wire, call: Call, monkeypatch: pytest.MonkeyPatch):
    """`NO_PROXY` is obeyed; in the clear a proxy would read the token, so none of the environment is used."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, wire.url)
    server.on("GET", ME, Reply(json={}))
    assert call(me).status_code == 200
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    call(lambda kajabi: outcome(lambda: me(kajabi)), base_url=server.url.replace("http:", "https:"), max_retries=0)
    assert wire.received == []


@pytest.mark.parametrize("proxy", ["ftp://user:canary-password@x", "http://user:canary-password@[::1", "http://user:canary-password@x:y"])
def test_proxies_that_are_none(call: Call, monkeypatch: pytest.MonkeyPatch, proxy: str):
    """A mistake in the environment is a documented error, without the proxy's password."""
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    error = call(lambda kajabi: outcome(lambda: me(kajabi)), base_url="https://127.0.0.1:1", max_retries=0)
    assert documented(error)
    assert "canary" not in str(error)


@pytest.fixture
def tls(server: Server) -> str:
    """The server of the test, behind a certificate that nobody has signed; it names 127.0.0.1."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    server._http.socket = context.wrap_socket(server._http.socket, server_side=True, do_handshake_on_connect=False)
    server._http.handle_error = lambda *args: None  # the client hangs up, as it should
    return server.url.replace("http:", "https:")


def test_a_certificate_that_nobody_signed(server: Server, tls: str, call: Call):
    """It is refused before anything is sent."""
    error = call(lambda kajabi: outcome(lambda: me(kajabi)), base_url=tls, max_retries=0)
    assert isinstance(error, APIConnectionError)
    assert "CERTIFICATE_VERIFY_FAILED" in str(error)
    assert (error.sent, server.requests) == (False, [])


def test_a_certificate_for_another_name(server: Server, tls: str, call: Call, monkeypatch: pytest.MonkeyPatch):
    """One that is trusted works, and only for the host that it names."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    server.on("GET", ME, Reply(json={}))
    assert call(me, base_url=tls, **TOKEN_ONLY).status_code == 200
    error = call(lambda kajabi: outcome(lambda: me(kajabi)), base_url=tls.replace("127.0.0.1", "localhost"), max_retries=0)
    assert isinstance(error, KajabiError)
    assert "CERTIFICATE_VERIFY_FAILED" in str(error)
    assert len(server.requests) == 1
