from __future__ import annotations

from pathlib import Path

import pytest
from policysite.config.run_language import messages_of_run

SITE = """\
plugins:
  - i18n:
      languages:
        - locale: en
        - {locale: ru, default: true}
  - policy: {}
"""
# Plugins that aliases repeat: to go through all of them would take years.
REPEATED = f"""
x:
  - &languages {{i18n: {{languages: [{"&locale {name: A}, " + "*locale, " * 999}]}}}}
plugins: [{"*languages, " * 999}]
"""


@pytest.mark.parametrize(
    ("chosen", "config", "environment", "expected"),
    [
        ("ru", "", {"LANG": "en_US.UTF-8"}, "ru"),
        (None, SITE.replace("{}", "{messages: ru}"), {"LANG": "en_US.UTF-8"}, "ru"),
        (None, SITE.replace("{}", "{messages: xx}"), {"LANG": "en_US.UTF-8"}, "en"),
        (None, SITE.replace("{}", "{<<: {messages: ru}}"), {"LANG": "en_US.UTF-8"}, "ru"),
        (None, "INHERIT: base.yml\nplugins: {search: {}}\n", {"LANG": "en_US.UTF-8"}, "ru"),
        (None, "INHERIT: mkdocs.yml\n", {"LANG": "en_US.UTF-8"}, "en"),
        (None, SITE, {"LANG": "en_US.UTF-8"}, "en"),
        (None, SITE, {"LANG": "en_US.UTF-8", "LC_MESSAGES": "ru_RU.UTF-8"}, "ru"),
        (None, SITE.replace("ru", "en"), {"LANG": "en_US.UTF-8", "LC_MESSAGES": "en_US", "LC_ALL": "ru"}, "ru"),
        (None, SITE, {"LANG": "C.UTF-8"}, "ru"),
        (None, SITE, {"LANG": "xx_XX.UTF-8"}, "ru"),
        (None, SITE, {}, "ru"),
        (None, SITE.replace("ru", "xx"), {}, "en"),
        (None, "", {}, "en"),
        (None, "a: [b", {"LANG": "ru_RU"}, "ru"),
        (None, "!!python/name:os.system [*a]", {}, "en"),
        (None, REPEATED, {}, "en"),
        (None, None, {}, "en"),
    ],
)
def test_the_option_the_site_the_locale_and_the_original_decide_on_the_language(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    chosen: str | None,
    config: str | None,
    environment: dict[str, str],
    expected: str,
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    if config is not None:
        (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")
    (tmp_path / "base.yml").write_text(SITE.replace("{}", "{messages: ru}"), encoding="utf-8")
    assert messages_of_run(tmp_path / "mkdocs.yml", chosen).language == expected
