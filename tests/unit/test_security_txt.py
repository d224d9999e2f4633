"""security.txt, as RFC 9116 has it."""

from __future__ import annotations

import datetime

import pytest
from policysite.lint.rule import LintRule
from policysite.lint.rules.security_txt import (
    security_contact_missing,
    security_contact_unlisted,
    security_expiry_wrong,
    security_field_invalid,
    security_url_foreign,
)

from tests.example_site import TODAY
from tests.rules import findings_of, places

FILE = "docs/.well-known/security.txt"
CONTACT = "Contact: https://a.example/report\n"
EXPIRES = "Expires: 2027-06-01T00:00:00Z\n"
CONTACTS = {"contact_url": "https://a.example/report", "contacts": ["a@a.example", "+1-201-555-0123"]}
SIGNED = f"""\
-----BEGIN PGP SIGNED MESSAGE-----
Hash: SHA512

{CONTACT}- {EXPIRES}-----BEGIN PGP SIGNATURE-----

iQ=
-----END PGP SIGNATURE-----
"""


def found(rule: LintRule, text: str) -> list[tuple[int, int]]:
    return places(findings_of(rule, "а", files={FILE: text}, settings=CONTACTS))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("contact: mailto:a@a.example\nContact: tel:+1-201-555-0123\n# Notes\n\n", []),
        ("Policy: https://a.example/\nHiring: https://a.example/\nCSAF: https://a.example/x.json\n", []),
        (
            "Encryption: openpgp4fpr:5f2de5521c63a801ab59\nEncryption: dns:a.example?type=OPENPGPKEY",
            [],
        ),
        ("Acknowledgments: https://a.example/\nCanonical: https://a.example/.well-known/security.txt\n", []),
        ("Preferred-Languages: ru, en, pt-BR\n", []),
        (SIGNED, []),
        ("Contact:https://a.example/\n", [(1, 9)]),
        ("Policy:\nEncryption: http://a.example/key\nPolicy: mailto:a@a.example", [(1, 8), (2, 13), (3, 9)]),
        ("Expires: tomorrow\nExpires: 2027-02-30T00:00:00Z\n", [(1, 10), (2, 10)]),
        (f"{EXPIRES}{EXPIRES}", [(2, 10)]),
        ("Preferred-Languages: English\nPreferred-Languages: en\n", [(1, 22), (2, 22)]),
        ("Contacts: mailto:a@a.example\n<script>alert(1)</script>\n", [(1, 11), (2, 1)]),
        (f"{SIGNED}Policy: evil\n", [(10, 9)]),
    ],
)
def test_lines_that_are_no_fields_are_found(text: str, expected: list[tuple[int, int]]) -> None:
    assert found(security_field_invalid, text) == expected


def test_the_field_is_named_with_similar_names() -> None:
    (finding,) = findings_of(security_field_invalid, "а", files={FILE: "Contacts: x\n"})
    assert finding.params == {"field": "Contacts", "suggestions": "Contact, Canonical, Acknowledgments"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (EXPIRES, [(1, 1)]),
        (f"# {CONTACT}", [(1, 1)]),
        ("", [(1, 1)]),
        ("Contact:\n", [(1, 9)]),
        ("# Notes\ncontact:  [TODO: https://… or mailto:…]\n", [(2, 11)]),
        ("Contact: a@a.example\nContact: http://a.example/\nContact: https://", [(1, 10), (2, 10), (3, 10)]),
        (CONTACT, []),
        (SIGNED, []),
    ],
)
def test_a_contact_is_necessary(text: str, expected: list[tuple[int, int]]) -> None:
    assert found(security_contact_missing, text) == expected


@pytest.mark.parametrize(
    ("contact", "is_listed"),
    [
        ("https://a.example/report", True),
        ("mailto:A@a.example?subject=x", True),
        ("tel:+12015550123", True),
        ("https://a.example/", False),
        ("mailto:b@a.example", False),
        ("tel:+12015550124", False),
    ],
)
def test_a_contact_is_one_of_the_configuration(contact: str, is_listed: bool) -> None:
    assert found(security_contact_unlisted, f"{CONTACT}Contact: {contact}\n") == [(2, 10)][is_listed:]


def test_a_contact_may_be_the_address_for_email_of_the_site() -> None:
    files = {FILE: "Contact: mailto:privacy@a.example\n"}
    for url, expected in (("mailto:privacy@a.example?subject=Security", []), ("mailto:b@a.example", [(1, 10)])):
        hits = findings_of(security_contact_unlisted, "а", files=files, settings={"contact_url": url})
        assert places(hits) == expected


@pytest.mark.parametrize(
    ("expires", "expected"),
    [
        (f"{TODAY}T23:59:59Z", []),
        (f"{TODAY + datetime.timedelta(days=366)}T00:00:00+00:00", []),
        (f"{TODAY - datetime.timedelta(days=1)}T23:59:59Z", [(2, 10)]),
        (f"{TODAY + datetime.timedelta(days=367)}T12:00:00Z", [(2, 10)]),
        (f"{TODAY}T00:30:00+02:00", [(2, 10)]),
        ("0001-01-01T00:00:00+23:59", []),
        ("soon", []),
    ],
)
def test_the_file_expires_within_a_year(expires: str, expected: list[tuple[int, int]]) -> None:
    assert found(security_expiry_wrong, f"{CONTACT}Expires: {expires}\n") == expected


def test_a_date_is_necessary() -> None:
    assert found(security_expiry_wrong, CONTACT) == [(1, 1)]


@pytest.mark.parametrize("rule", [security_contact_missing, security_expiry_wrong, security_field_invalid])
def test_a_site_needs_no_such_file(rule: LintRule) -> None:
    assert findings_of(rule, "а") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Policy: https://www.policy.example/a\nPolicy: https://a.example/report\n", []),
        ("# See https://a.example/report/keys\nEncryption: dns:a.policy.example?type=OPENPGPKEY\n", []),
        ("Policy: https://a.example/\nPolicy: https://a.example/reports\n", [(1, 9), (2, 9)]),
        ("Policy: https://a.example/report/%2e./evil\nEncryption: dns:a.example/b.policy.example\n", [(1, 9), (2, 13)]),
        ("Policy: https://example/\nPolicy: https://notpolicy.example/\n", [(1, 9), (2, 9)]),
    ],
)
def test_urls_beside_a_contact_are_found(text: str, expected: list[tuple[int, int]]) -> None:
    assert found(security_url_foreign, text) == expected


def test_the_whole_site_of_a_contact_can_be_listed() -> None:
    files = {FILE: "Policy: https://a.example/rules\nPolicy: https://www.a.example/\n"}
    assert findings_of(security_url_foreign, "а", files=files, settings={"contacts": ["https://a.example/"]}) == []
