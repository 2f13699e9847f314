"""Whom the preview answers."""

from __future__ import annotations

import pytest

from sitegen.serve.guard import host_is_welcome, name_and_port, origin_is_welcome


@pytest.mark.parametrize(
    "header",
    ["localhost", "localhost:8000", "LOCALHOST:8000", "127.0.0.1:8000", "[::1]:8000", "127.0.0.1:9000"],
)
def test_loopback_names_are_welcome_at_any_port(header: str) -> None:
    assert host_is_welcome(header, "127.0.0.1", "127.0.0.1")


@pytest.mark.parametrize(
    "header",
    [
        "evil.example",
        "evil.example:8000",
        "127.0.0.1.evil.example:8000",
        "localhost.evil.example",
        "localhost.",
        "127.0.0.1@evil.example",
        "127.1:8000",
        "2130706433:8000",
        "0.0.0.0:8000",
        "[::]:8000",
        "[::1",
        "::1",
        "localhost:8000:8000",
        "localhost:port",
        "localhost/evil",
        "local host",
        "",
        "本机",
    ],
)
def test_other_names_are_foreign(header: str) -> None:
    assert not host_is_welcome(header, "127.0.0.1", "127.0.0.1")
    assert not host_is_welcome(header, "0.0.0.0", "127.0.0.1")  # noqa: S104


def test_the_name_given_by_the_user_is_welcome() -> None:
    assert host_is_welcome("Desk.lan:8000", "desk.lan", "192.0.2.7")
    assert not host_is_welcome("other.lan:8000", "desk.lan", "192.0.2.7")


@pytest.mark.parametrize(
    ("header", "came_in_at", "welcome"),
    [
        ("192.0.2.7:8000", "192.0.2.7", True),
        ("192.0.2.7:8000", "::ffff:192.0.2.7", True),
        ("[2001:db8::7]:8000", "2001:db8:0::7", True),
        ("[fe80::7]:8000", "fe80::7%eth0", True),
        ("192.0.2.8:8000", "192.0.2.7", False),
        ("desk.lan:8000", "192.0.2.7", False),
        ("192.0.2.7:8000", "", False),
    ],
)
def test_exposed_only_under_the_address_that_was_reached(header: str, came_in_at: str, welcome: bool) -> None:
    assert host_is_welcome(header, "0.0.0.0", came_in_at) is welcome  # noqa: S104


def test_a_host_header_in_parts() -> None:
    assert name_and_port("[::1]:8000") == ("::1", 8000)
    assert name_and_port("Localhost") == ("localhost", 80)
    assert name_and_port("a b") is None


@pytest.mark.parametrize(
    ("origin", "welcome"),
    [
        (None, True),
        ("http://127.0.0.1:8000", True),
        ("https://127.0.0.1:8000", True),
        ("http://127.0.0.1:9000", False),
        ("http://localhost:8000", False),
        ("http://evil.example", False),
        ("null", False),
        ("file://", False),
        ("file://127.0.0.1:8000", False),
        ("chrome-extension://127.0.0.1:8000", False),
        ("ws://127.0.0.1:8000", False),
        ("http://[", False),
        ("", False),
    ],
)
def test_only_pages_of_the_same_host_are_welcome(origin: str | None, welcome: bool) -> None:
    assert origin_is_welcome(origin, "127.0.0.1:8000") is welcome
