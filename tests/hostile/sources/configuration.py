"""Attacks by the configuration, and by its Markdown extensions."""

from __future__ import annotations

from dataclasses import replace as replace_fields

from tests.hostile.attack import Attack, BuildStep, Change, append, link, replace, write
from tests.hostile.sources.kinds import CONFIG, PAGE, PNG, not_published, of_text, shown_as_text, stopped_at, unread

_CONFIGURED = "[admonition, attr_list, footnotes, pymdownx.superfences, tables, toc]"


def _in_config(name: str, text: str, stopped: str, *more: Change) -> Attack:
    """Return an attack that adds lines to the configuration."""
    return Attack(f"configuration: {name}", (append(CONFIG, text), *more), stopped_at(f"{CONFIG}:18", stopped))


def _changed(name: str, old: str, new: str, stopped: str, *more: Change) -> Attack:
    """Return an attack that changes the configuration; it is stopped at a line of it, or in another file."""
    place = f"{CONFIG}:{stopped}" if stopped[0].isdigit() else stopped
    return Attack(f"configuration: {name}", (replace(CONFIG, old, new), *more), place)


def _extensions(name: str, extensions: str, stopped: str, *more: Change) -> Attack:
    """Return an attack by other Markdown extensions."""
    changed = replace(CONFIG, f"markdown_extensions: {_CONFIGURED}", f"markdown_extensions: {extensions}")
    return Attack(f"extension: {name}", (changed, *more), stopped_at(f"{CONFIG}:17", stopped))


def _shown_without_place(attack: Attack) -> Attack:
    """Return an attack that leaves nothing on the built page that shows where it is written."""
    return replace_fields(attack, refused="site/index.html:1 output-element-unknown")


CONFIGURATION = [
    _in_config("a hook", "hooks: [x.py]\n", "hooks-forbidden"),
    _in_config("another file of the configuration", "config_file_path: x\n", "option-unsupported"),
    _in_config("code in a tag", "extra: {a: !!python/object/apply:os.system [id]}\n", "python-tag-forbidden"),
    _in_config(
        "code by a tag of its own prefix",
        "extra: {a: !<tag:yaml.org,2002:python/name:os.system> x}\n",
        "python-tag-forbidden",
    ),
    _in_config("an unlisted variable", "site_description: !ENV GITHUB_TOKEN\n", "environment-variable-forbidden"),
    _changed(
        "a secret in the list of variables",
        "[SITE_URL]",
        "[SITE_URL, GITHUB_TOKEN]",
        "18 environment-variable-forbidden",
        append(CONFIG, "site_description: !ENV GITHUB_TOKEN\n"),
    ),
    _changed("a key in the list of variables", "[SITE_URL]", "[AWS_ACCESS_KEY_ID]", "2 environment-variable-forbidden"),
    _changed("a secret of the site in the list", "[SITE_URL]", "[SITE_DEPLOY_PAT]", "2 environment-variable-forbidden"),
    _changed(
        "a secret behind a permitted variable",
        "!ENV [SITE_URL,",
        "!ENV [SITE_URL, NPM_AUTH,",
        "2 environment-variable-forbidden",
    ),
    _in_config("an inherited file outside", "INHERIT: ../base.yml\n", "inherit-invalid"),
    Attack(
        "configuration: a hook in an inherited file",
        (append(CONFIG, "INHERIT: base.yml\n"), write("base.yml", "hooks: [x.py]\n")),
        "base.yml:1 hooks-forbidden",
    ),
    Attack(
        "configuration: an extension in an inherited file",
        (append(CONFIG, "INHERIT: base.yml\n"), write("base.yml", "markdown_extensions: [md_in_html]\n")),
        "base.yml:1 extension-unsupported",
    ),
    Attack(
        "configuration: a theme in an inherited file",
        (append(CONFIG, "INHERIT: base.yml\n"), write("base.yml", "theme: {features: [navigation.instant]}\n")),
        "base.yml:1 option-unsupported",
    ),
    Attack(
        "configuration: an endless chain of files",
        (
            append(CONFIG, "INHERIT: 0.yml\n"),
            *(write(f"{n}.yml", f"INHERIT: {n + 1}.yml\n") for n in range(300)),
            write("300.yml", "site_author: A\n"),
        ),
        "8.yml:1 inherit-invalid",
    ),
    _changed("another theme", "name: material", "name: readthedocs", "4 theme-unsupported"),
    _changed("a theme by a variable", "name: material", "name: !ENV [SITE_URL, material]", "4 theme-unsupported"),
    _changed("no theme but templates", "name: material", "name: null", "4 theme-unsupported"),
    _changed(
        "a template rendered to a file",
        "font: false",
        "static_templates: [sw.js]",
        "4 option-unsupported",
        write("overrides/sw.js", "onfetch = 1\n"),
    ),
    _shown_without_place(
        _changed(
            "a menu of nine levels",
            "[index.md, privacy.md]",
            f"[index.md, {'{a: [' * 8}privacy.md{']}' * 8}]",
            "5 menu-too-deep",
        )
    ),
    _shown_without_place(
        Attack(
            "configuration: a menu of folders in nine levels",
            (
                replace(CONFIG, "nav: [index.md, privacy.md]\n", ""),
                *(
                    write(f"docs/{language}/{'a/' * 8}b.md", "---\ntitle: B\ndescription: B.\n---\n\n# B { #b }\n")
                    for language in ("en", "ru")
                ),
            ),
            f"docs/en/{'a/' * 8}b.md:1 menu-too-deep",
        )
    ),
    _changed("a feature of the theme", "font: false", "features: [navigation.instant]", "4 option-unsupported"),
    _changed("a look outside", "custom_dir: overrides", "custom_dir: ../overrides", "4 folder-unsuitable"),
    _changed(
        "a look outside by a symbolic link",
        "custom_dir: overrides",
        "custom_dir: look",
        "4 folder-unsuitable",
        link("look", ".."),
    ),
    _changed("a look of the whole project", "custom_dir: overrides", "custom_dir: .", "4 folder-unsuitable"),
    _changed("a look in the pages", "custom_dir: overrides", "custom_dir: docs", "4 folder-unsuitable"),
    _changed(
        "a look in a hidden folder",
        "custom_dir: overrides",
        "custom_dir: .cache",
        "4 folder-unsuitable",
        write(".cache/assets/icon.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
    ),
    _in_config("pages outside", "docs_dir: ../docs\n", "folder-unsuitable"),
    _in_config("pages at an absolute path", "docs_dir: /etc\n", "folder-unsuitable"),
    _in_config("pages behind a link", "docs_dir: pages\n", "folder-unsuitable", link("pages", "/etc")),
    _in_config("the whole project as pages", "docs_dir: .\n", "folder-unsuitable"),
    _in_config("the site outside", "site_dir: ../site\n", "folder-unsuitable"),
    _changed("a plugin of Material", "  - policy:\n", "  - privacy\n  - policy:\n", "13 plugin-unsupported"),
    _changed(
        "a plugin that reads other folders",
        "  - policy:\n",
        "  - material/projects\n  - policy:\n",
        "13 plugin-unsupported",
    ),
    _changed("a plugin that is not installed", "  - policy:\n", "  - macros\n  - policy:\n", "13 plugin-unknown"),
    _changed(
        "a plugin by a variable",
        "  - policy:\n",
        "  - !ENV [SITE_URL, privacy]\n  - policy:\n",
        "13 plugin-unsupported",
    ),
    _in_config("a script of its own", "extra_javascript: ['https://evil.example/x.js']\n", "option-unsupported"),
    _in_config("a style sheet of its own", "extra_css: ['https://evil.example/x.css']\n", "option-unsupported"),
    _in_config("a template among the pages", "extra_templates: [x.html]\n", "option-unsupported"),
    *(
        _changed(
            f"a {option} of a language{' without a value' if not value else ''}",
            "site_name: Политика",
            f"theme: {{{option}: {value or repr('')}}}",
            "12 option-unsupported",
        )
        for option, value in (("logo", "https://evil.example/x"), ("x", "https://evil.example/x"), ("logo", ""))
    ),
    _in_config("a script in the copyright", "copyright: '<script>alert(1)</script>'\n", "configured-markup"),
    _in_config("an image in the copyright", "copyright: '<img src=x onerror=alert(1)>'\n", "configured-markup"),
    _in_config(
        "a redirect in the copyright",
        "copyright: '<meta http-equiv=refresh content=\"0;url=https://evil.example/\">'\n",
        "configured-markup",
    ),
    _in_config("a style in the copyright", "copyright: '<b style=\"position:fixed\">x</b>'\n", "configured-markup"),
    _in_config(
        "code behind a link of the copyright", "copyright: '<a href=\"javascript:alert(1)\">x</a>'\n", "url-unsafe"
    ),
    _in_config(
        "an unclosed tag in the copyright", "copyright: 'x <a href=\"https://evil.example/\"'\n", "configured-markup"
    ),
    _in_config(
        "a link of the copyright in another case",
        "copyright: '<A HREF=\"https://evil.example/\"></A>'\n",
        "configured-markup",
    ),
    _in_config("a comment in the copyright", "copyright: 'x <!-- '\n", "configured-markup"),
    _in_config(
        "a misleading link in the copyright",
        "copyright: '<a href=\"https://evil.example/\">bank.example</a>'\n",
        "link-text-misleading",
    ),
    _in_config(
        "a link in the copyright that begins as another",
        "copyright: '<a href=\"https://policy.example.evil.example/\">x</a>'\n",
        "url-disguised",
    ),
    of_text(
        _in_config(
            "numbers in another order in the copyright", 'copyright: "\\u200f5 - 10\\u200f days"\n', "bidi-character"
        )
    ),
    of_text(
        _in_config("control characters in the copyright", "copyright: 'Acme &#x0000001b; x'\n", "character-unusual")
    ),
    _in_config("a contact in the copyright", "copyright: 'Write to evil@evil.example.'\n", "contact-unlisted"),
    Attack(
        "configuration: a contact in the copyright and a label",
        (
            append(CONFIG, "copyright: evil.example\n"),
            write("docs/editorial/labels/en.yml", "contact: Write to evil@\n"),
        ),
        "docs/editorial/labels/en.yml:1 contact-unlisted",
    ),
    Attack(
        "labels: a text that pushes the policy out of sight",
        (write("docs/editorial/labels/en.yml", f"original_in: '{'Read. ' * 500} {{language}}'\n"),),
        "docs/editorial/labels/en.yml:1 label-too-long",
        refused_by=BuildStep.READING,
    ),
    Attack(
        "labels: a phone number in two",
        (write("docs/editorial/labels/en.yml", "contact: Call +7 999\nfeed_of_changes: 000-00-00\n"),),
        "docs/editorial/labels/en.yml:1 contact-unlisted",
    ),
    _changed(
        "a phone number in two entries of the menu",
        "[index.md, privacy.md]",
        "[index.md, {Call +7 999: privacy.md}, {000-00-00: 'https://policy.example/x'}]",
        "5 contact-unlisted",
    ),
    Attack(
        "configuration: a contact in a page and the copyright",
        (append(CONFIG, "copyright: evil.example\n"), append("docs/en/index.md", "\nWrite to evil@\n")),
        "mkdocs.yml:18 contact-unlisted",
        "docs/en/index.md:10 output-contact-unlisted",
    ),
    of_text(_in_config("a placeholder in the copyright", "copyright: '[TODO: year] Acme'\n", "placeholder")),
    of_text(
        _changed(
            "a placeholder in the menu",
            "[index.md, privacy.md]",
            "[index.md, {'[TODO: title]': privacy.md}]",
            "5 placeholder",
        )
    ),
    of_text(
        Attack(
            "labels: a placeholder",
            (write("docs/editorial/labels/en.yml", "contact: '[TODO: words]'\n"),),
            "docs/editorial/labels/en.yml:1 placeholder",
        )
    ),
    shown_as_text(
        _changed(
            "an element in a name of the site",
            "site_name: Политика",
            "site_name: '<b>Политика</b>'",
            "12 configured-markup",
        )
    ),
    shown_as_text(
        _changed("the name of the site", "site_name: Policy", "site_name: 'Policy <script>'", "1 configured-markup")
    ),
    _changed("a copyright of a language", "site_name: Политика", "copyright: '<iframe src=x>'", "12 configured-markup"),
    shown_as_text(
        _changed(
            "an element in a title of the menu",
            "[index.md, privacy.md]",
            "[{'<b>x</b>': index.md}, privacy.md]",
            "5 configured-markup",
        )
    ),
    shown_as_text(
        _changed(
            "an element in a translated title",
            "site_name: Политика",
            "site_name: Политика, nav_translations: {a: '<i>b</i>'}",
            "12 configured-markup",
        )
    ),
    _changed(
        "a menu that runs code",
        "[index.md, privacy.md]",
        "[index.md, privacy.md, {x: 'javascript:alert(1)'}]",
        "5 menu-url-unsafe",
    ),
    _changed(
        "a menu that leads elsewhere by look-alike",
        "[index.md, privacy.md]",
        "[index.md, privacy.md, {policy.example: 'https://evil.example/'}]",
        "5 link-text-misleading",
    ),
    _changed(
        "a messenger in the menu",
        "[index.md, privacy.md]",
        "[index.md, privacy.md, {Chat: 'https://t.me/evil'}]",
        "5 contact-unlisted",
    ),
    _changed(
        "another policy in the menu",
        "[index.md, privacy.md]",
        "[index.md, {Policy: 'https://evil.example/'}]",
        "5 link-named-as-page",
    ),
    _in_config(
        "another policy in two links",
        'copyright: \'<a href="https://evil.example/">Pol</a><a href="https://evil.example/">icy</a>\'\n',
        "link-named-as-page",
    ),
    of_text(
        _changed(
            "a page of the menu under the name of the policy",
            "[index.md, privacy.md]",
            "[{Policy: index.md}, {Requests: privacy.md}]",
            "5 menu-title-misleading",
        )
    ),
    _changed(
        "another contact in the menu",
        "[index.md, privacy.md]",
        "[index.md, privacy.md, {Contact us: 'https://evil.example/'}]",
        "5 link-named-as-page",
    ),
    _changed(
        "a page of a stranger beside that of a contact",
        "[index.md, privacy.md]",
        "[index.md, privacy.md, {Contact: 'https://github.com/evil/privacy'}]",
        "5 link-named-as-page",
    ),
    _changed(
        "another copy of the policy in the menu",
        "[index.md, privacy.md]",
        "[index.md, {'Policy (PDF), version 1.0': 'https://evil.example/'}]",
        "5 link-named-as-page",
    ),
    _in_config(
        "another language in the copyright",
        "copyright: '<a href=\"https://evil.example/\">По-русски</a>'\n",
        "link-named-as-page",
    ),
    _in_config(
        "another policy in the copyright",
        "copyright: '<a href=\"https://evil.example/\">policy</a>'\n",
        "link-named-as-page",
    ),
    of_text(
        _changed(
            "an invisible change of direction in the name",
            "site_name: Policy",
            'site_name: "Policy \\u202eycilop"',
            "1 bidi-character",
        )
    ),
    of_text(
        _changed("letters of mathematics in the name", "site_name: Policy", "site_name: 𝗣𝗼𝗹𝗶𝗰𝘆", "1 character-unusual")
    ),
    of_text(
        _changed("letters of two alphabets in the name", "site_name: Policy", "site_name: Рolicy", "1 alphabets-mixed")
    ),
    *(
        _changed(
            f"the address of no site of its own: {address}",
            "https://policy.example/legal/'",
            f"{address}'",
            "2 site-url-unusable",
        )
        for address in (
            *("https://github.io/", "https://co.uk/", "https://t.me/acme/"),
            *("https://policy.example/../", "https://policy.example/a/%2e%2e/b/"),
        )
    ),
    _changed(
        "the address of another site",
        "https://policy.example/legal/'",
        "https://user@evil.example/'",
        "2 site-url-unusable",
    ),
    _changed(
        "editorial files published", '"/editorial/', '"!/editorial/', "docs/editorial/approvals.yml:1 file-unexpected"
    ),
    replace_fields(
        _changed(
            "the policy taken from the site",
            '"/editorial/',
            '"/editorial/\\n/*/privacy.md',
            "docs/editorial/versions.yml:3 released-page-missing",
            replace(CONFIG, "[index.md, privacy.md]", "[index.md]"),
        ),
        unrefused="what was published before, of which the output check knows nothing",
    ),
    _changed(
        "hidden files published",
        '!/.well-known/"',
        '!.*"',
        "docs/.git/config:1 file-unexpected",
        write("docs/.git/config", "x"),
    ),
    _changed(
        "a pattern that takes hours",
        '"/editorial/',
        f'"/editorial/\\n/assets/{"*a" * 20}b',
        "3 option-invalid",
        write(f"docs/assets/{'a' * 200}.png", PNG),
    ),
    _changed(
        "an identity of a stranger",
        "contacts: [",
        "publish: [.well-known/atproto-did]\n      contacts: [",
        "15 option-invalid",
        write("docs/.well-known/atproto-did", "did:plc:evil\n"),
    ),
    _in_config("a pattern of folders that takes hours", f"draft_docs: /{'**/a/' * 20}\n", "option-invalid"),
    _in_config("an unknown option", "extra_scripts: [x.js]\n", "option-unknown"),
    _changed(
        "our plugin switched off",
        "environment: [SITE_URL]",
        "environment: [SITE_URL]\n      enabled: false",
        "17 option-unknown",
    ),
    not_published(
        _changed(
            "a protective rule switched off",
            "environment: [SITE_URL]",
            "environment: [SITE_URL]\n      rules: {contact-unlisted: off}  # ours",
            "17 rule-not-adjustable",
        )
    ),
    _changed("a contact that runs code", "https://github.com/acme/privacy", "javascript:alert(1)", "14 option-invalid"),
    _changed(
        "a contact that is not encrypted",
        "https://github.com/acme/privacy",
        "http://github.com/acme/privacy",
        "14 option-invalid",
    ),
    _changed(
        "a site at a host with a wide slash",
        "https://policy.example/legal/",
        "https://policy.example／evil.example/",
        "2 site-url-unusable",
    ),
    _changed(
        "a menu that leads outside",
        "[index.md, privacy.md]",
        "[index.md, privacy.md, {x: ../../secret.txt}]",
        "5 menu-url-unsafe",
    ),
    *(
        unread(
            _changed(
                f"a menu that leads to what is no page: {path}",
                "[index.md, privacy.md]",
                f"[index.md, privacy.md, {{Policy: '{path}'}}]",
                "5 menu-page-missing",
            )
        )
        for path in ("privacy.md#privacy", "privacy.md?x", "en/privacy.md")
    ),
    _changed(
        "a menu with a step upwards",
        "[index.md, privacy.md]",
        "[index.md, privacy.md, {Policy: x/../privacy.md}]",
        "5 menu-page-missing",
    ),
    _changed(
        "a menu that leads to another page by tracking",
        "[index.md, privacy.md]",
        "[index.md, privacy.md, {x: 'https://policy.example/?utm_source=x'}]",
        "5 tracking-parameter",
    ),
    _changed(
        "a menu that leads to another site of the host",
        "[index.md, privacy.md]",
        "[index.md, privacy.md, {x: 'https://policy.example/legal/../evil'}]",
        "5 menu-url-unsafe",
    ),
    *(
        _changed(
            f"a menu that leads to another path of the host: {path}",
            "[index.md, privacy.md]",
            f"[index.md, privacy.md, {{x: {path}}}]",
            "5 menu-url-unsafe",
        )
        for path in ("/evil/", "/etc/passwd", "//policy.example/evil/", "/%2e%2e/", "/legal/%2e%2e/evil/", "../evil/")
    ),
    _in_config(
        "a copyright that leads to another path of the host",
        "copyright: '<a href=\"/evil/\">x</a>'\n",
        "configured-markup",
    ),
    *(
        _shown_without_place(_changed(f"a name without a sign: {name}", old, f'{new}"{sign}"', stopped))
        for name, old, new, stopped, sign in (
            ("site", "site_name: Policy", "site_name: ", "1 text-invisible", "\\u200b"),
            ("site, empty", "site_name: Policy", "site_name: ", "1 text-invisible", ""),
            ("site in a language", "site_name: Политика", "site_name: ", "12 text-invisible", "\\u2060"),
            ("language", "name: English", "name: ", "11 text-invisible", "\\u061c"),
        )
    ),
    *(
        _shown_without_place(
            _changed(
                f"a title of the menu without a sign: {name}",
                "[index.md, privacy.md]",
                f'[index.md, {{"{sign}": {target}}}]',
                "5 text-invisible",
            )
        )
        for name, sign, target in (
            ("U+200B", "\\u200b", "privacy.md"),
            ("U+2800", "\\u2800", "privacy.md"),
            ("U+3164", "\\u3164", "privacy.md"),
            ("U+00A0", "\\_", "privacy.md"),
            ("group", "", "[privacy.md]"),
        )
    ),
    _in_config(
        "a link without a sign in the copyright",
        "copyright: '<a href=\"https://policy.example/a\">&#8203;</a>'\n",
        "text-invisible",
    ),
    _changed(
        "a contact with a blind copy",
        "https://github.com/acme/privacy",
        "mailto:privacy@policy.example?bcc=evil@evil.example",
        "14 option-invalid",
    ),
    *(
        _changed(
            f"a contact at which anybody may have a site: {address}",
            "contacts: [",
            f"contacts: ['{address}', ",
            "15 contact-shared",
        )
        for address in ("https://co.uk/", "https://www.GitHub.io", "https://t.me/?", "https://com.ru./")
    ),
    _changed("a contact that is nothing", "contacts: [privacy@policy.example,", "contacts: [~,", "15 option-invalid"),
    _changed(
        "a cache in place of a hook",
        "environment: [SITE_URL]",
        "environment: [SITE_URL]\n      links: {cache: .git/hooks/post-checkout}",
        "17 option-invalid",
    ),
    _changed(
        "a menu that leads to a host with a wide slash",
        "privacy.md]",
        "privacy.md, {x: 'https://policy.example／evil.example/'}]",
        "5 option-invalid",
    ),
    _changed("a name of the site that fills the screen", "Policy\n", f"{'Policy ' * 30}\n", "1 name-too-long"),
    _changed(
        "a menu of very many sites",
        "privacy.md]",
        f"privacy.md, {', '.join(f'https://{number}.policy.example/' for number in range(1000))}]",
        "5 menu-too-long",
    ),
    _changed(
        "a menu that leads to a number",
        "[index.md, privacy.md]",
        "[index.md, privacy.md, {x: 'https://1.1.1.1/'}]",
        "5 menu-url-unsafe",
    ),
    of_text(
        _changed(
            "another page as the privacy policy",
            "environment: [SITE_URL]",
            "environment: [SITE_URL]\n      privacy_policy: index",
            "17 privacy-policy-unversioned",
        )
    ),
    _changed("a language that is a path", "locale: en", "locale: ../en", "11 language-unknown"),
    _changed("a language named as another one", "name: English", "name: Русский", "11 option-invalid"),
    _changed("a language that does not exist", "locale: en", "locale: xx", "11 language-unknown"),
    _changed(
        "a theme of a language",
        "site_name: Политика",
        "site_name: Политика, theme: {custom_dir: ..}",
        "12 option-unsupported",
    ),
    _changed(
        "a cache outside",
        "environment: [SITE_URL]",
        "environment: [SITE_URL]\n      links: {cache: ../../x.yml}",
        "17 option-invalid",
    ),
    _in_config("a file that is broken", "a: [\n", "mkdocs.yml:18 yaml-unpaired"),
    _in_config("two documents", "---\nhooks: [x.py]\n", "yaml-unreadable"),
    _in_config("a key that is computed", "!ENV [SITE_URL, hooks]: [x.py]\n", "configuration-unreadable"),
]
EXTENSIONS = [
    _extensions("HTML with Markdown in it", "[md_in_html]", "extension-unsupported"),
    _extensions("HTML with Markdown in it, among extra", "[extra]", "extension-unsupported"),
    _extensions("attributes without braces", "[legacy_attrs]", "extension-unsupported"),
    _extensions("blocks of HTML", "[pymdownx.blocks.html]", "extension-unsupported"),
    _extensions("changed paths", "[pymdownx.pathconverter]", "extension-unsupported"),
    _extensions("files from elsewhere", "[{pymdownx.snippets: {base_path: /etc}}]", "extension-unsupported"),
    _extensions("encoded files from elsewhere", "[pymdownx.b64]", "extension-unsupported"),
    _extensions("code of the site", "[x:Extension]", "extension-unsupported", write("x.py", "")),
    _extensions("a text in every heading", "[{toc: {permalink: Do not agree}}]", "extension-option-unsupported"),
    _extensions("a class in every heading", "[{toc: {permalink_class: md-skip}}]", "extension-option-unsupported"),
    _extensions("a title of the contents", "[{toc: {title: Evil}}]", "extension-option-unsupported"),
    _extensions(
        "an option by a variable", "[{toc: {toc_depth: !ENV [SITE_URL, '2']}}]", "extension-option-unsupported"
    ),
    _extensions("code in an option", "[{toc: {slugify: !!python/name:os.system x}}]", "extension-option-unsupported"),
    _extensions(
        "a formatter of code",
        "[{pymdownx.superfences: {custom_fences: [{name: x, class: y}]}}]",
        "extension-option-unsupported",
    ),
    _extensions("text instead of footnotes", "[{footnotes: {BACKLINK_TEXT: Evil}}]", "extension-option-unsupported"),
    _extensions("a place of footnotes", "[{footnotes: {PLACE_MARKER: We}}]", "extension-option-unsupported"),
    _extensions(
        "a list from a number that browsers replace",
        "[attr_list, pymdownx.fancylists]",
        f"{PAGE}:14 list-number-mismatch",
        *(append(page, "\n9999999999. We\n") for page in (PAGE, "docs/ru/privacy.md")),
    ),
    _extensions("smart symbols", "[smarty]", "extension-unsupported"),
    _extensions("metadata", "[meta]", "extension-unsupported"),
    _extensions("abbreviations of all pages", "[{abbr: {glossary: {not: x}}}]", "extension-option-unsupported"),
    Attack(
        "extension: options in mdx_configs",
        (append(CONFIG, "mdx_configs: {toc: {permalink: Evil}}\n"),),
        "mkdocs.yml:18 option-unsupported",
    ),
    Attack(
        "extension: options merged in",
        (replace(CONFIG, f"markdown_extensions: {_CONFIGURED}", "markdown_extensions: [{<<: {md_in_html: {}}}]"),),
        "mkdocs.yml:17 extension-unsupported",
    ),
]
