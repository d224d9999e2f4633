"""The installed package names its version, its commit, and where pip can install it from again."""

from __future__ import annotations

from importlib import metadata
from types import SimpleNamespace

import pytest
from policysite import installed

COMMIT = "c0ffee" * 6 + "c0ff"


@pytest.mark.parametrize(
    ("source", "version", "requirement"),
    [
        (None, "1.2", "policysite==1.2"),
        (
            f'{{"url": "https://a.example/b.git", "vcs_info": {{"vcs": "git", "commit_id": "{COMMIT}"}}}}',
            "1.2 (c0ffeec0ff)",
            f"policysite @ git+https://a.example/b.git@{COMMIT}",
        ),
        (
            f'{{"url": "file:///a/b", "vcs_info": {{"vcs": "git", "commit_id": "{COMMIT}"}}}}',
            "1.2 (c0ffeec0ff)",
            f"policysite @ git+file://localhost/a/b@{COMMIT}",
        ),
        (
            '{"url": "https://a.example/policysite-1.2.whl", "archive_info": {}}',
            "1.2",
            "policysite @ https://a.example/policysite-1.2.whl",
        ),
    ],
)
def test_the_generator_knows_where_it_was_installed_from(
    monkeypatch: pytest.MonkeyPatch, source: str | None, version: str, requirement: str
) -> None:
    found = SimpleNamespace(version="1.2", read_text=lambda _: source)
    monkeypatch.setattr(metadata, "distribution", lambda _: found)
    assert (installed.version(), installed.requirement()) == (version, requirement)
