"""An id that another clause had in a released version is found, and a clause that is worded anew is not."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from policysite.rulebook.examples import Example

from tests.example_site import approve, settings, write
from tests.project import put
from tests.released_site import findings
from tests.releases import release_all
from tests.rules import findings_of

FORMER = {
    "ru": "## Хранение { #a }\n\nОбращения хранятся год.",
    "en": "## Retention { #a }\n\nWe keep requests a year.",
}
OTHER = {
    "ru": "## Реклама { #a }\n\nЕё здесь не бывает.",
    "en": "## Banners { #a }\n\nThe site shows no advertisement.",
}
ANEW = {
    "ru": "## Сроки { #a }\n\nМы удаляем обращения.",
    "en": "## Duration { #a }\n\nAfterwards your letters are gone.",
}
CHINESE = "## 保存期限 { #a }\n\n我们自回复之日起保存您的请求一年。"


@pytest.mark.parametrize(
    ("former", "now", "expected"),
    [
        (FORMER, OTHER, ["docs/en/privacy.md", "docs/ru/privacy.md"]),
        # In one language it has words in common.
        (FORMER, ANEW, []),
        ({"ru": CHINESE}, {"ru": "## 保留时间 { #a }\n\n您的请求在回复后保存六个月。"}, []),
        ({"ru": CHINESE}, {"ru": "## 广告文件 { #a }\n\n本网站不使用任何广告用途的文件。"}, ["docs/ru/privacy.md"]),
    ],
)
def test_an_id_of_another_clause_is_found(
    former: Mapping[str, str], now: Mapping[str, str], expected: list[str]
) -> None:
    copies = {f"docs/{language}/privacy/1.0.md": page("1.0", text) for language, text in former.items()}
    texts = {language: page("1.1", text) for language, text in now.items()}
    digests = ", ".join(f"{language}: v2 {'0' * 32}" for language in former)
    record = f'- {{document: privacy, version: "1.0", effective_date: 2026-11-01, digests: {{{digests}}}}}\n'
    found = findings_of("id-reused", texts, files={**copies, "docs/editorial/versions.yml": record})
    assert [each.path for each in found] == expected


def test_of_two_exchanged_ids_only_the_change_is_told(tmp_path: Path) -> None:
    texts = {each: f"{FORMER[each]}\n\n{OTHER[each].replace('#a', '#b')}" for each in FORMER}
    write(texts, Example(texts), tmp_path)
    approve(settings(tmp_path))
    release_all(settings(tmp_path))
    for language in texts:
        path = tmp_path / f"docs/{language}/privacy.md"
        text = path.read_text(encoding="utf-8")
        put(path, text.replace("#a }", "#c }").replace("#b }", "#a }").replace("#c }", "#b }"))
    rules = {each.rule for each in findings(tmp_path)}
    assert "id-changed" in rules
    assert "id-reused" not in rules


def page(version: str, text: str) -> str:
    return (
        f'---\ntitle: Policy\ndescription: Policy.\nversion: "{version}"\neffective_date: 2026-11-01\n---\n\n'
        f"# Policy {{ #privacy }}\n\n{text}\n"
    )
