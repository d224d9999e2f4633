"""The options of the plugin `policy` in `mkdocs.yml`."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

import ada_url
from mkdocs.config import config_options
from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings, ValidationError

from policysite.corpus import settings
from policysite.corpus.destinations import PUBLISHED_PROOF
from policysite.corpus.settings import Closing, ExternalLinkOptions
from policysite.corpus.url_safety import AddressKind, address_kind
from policysite.messages import available_locales

# Characters of a URL or a pattern that a host name cannot contain, and empty labels.
_NOT_IN_HOST = re.compile(r"[^\w.-]|^\.|\.\.|^$")
# Parts that people write around a host name: a scheme or a wildcard before it, a port or a path after it.
_AROUND_HOST = re.compile(r"^\s*(?:[a-z+]+:)?//|^[*.\s]+|[/?#:].*$|\s+$", re.IGNORECASE)

# A host name or an email address, a date on which it was the operator's, and a text (RFC 4151).
_TAG = re.compile(r"(?:[\w.-]+@)?[A-Za-z0-9.-]+,[0-9]{4}(?:-[0-9]{2}){0,2}:[\w/.~!$&'()*+,;=:@%-]*", re.ASCII)

# Files that servers and search engines look for.
_PUBLISHED_NAME = re.compile(rf"CNAME|robots\.txt|\.well-known/(?:gpc\.json|security\.txt)|{PUBLISHED_PROOF}")

_IN_CONTACT = re.compile(r"[\d.@]")
# A page, or one email address, perhaps with the subject of the email.
_CONTACT = re.compile(r"https://.+|mailto:[^@?#,;&%\s]+@[^@?#,;&%\s]+(?:\?subject=[^&#]*)?")
# The folder of reports, and of files that this program writes for its next run; git ignores it.
CACHES = ".cache"

# The variables that can be read: others may hold a secret, and a pull request can add any to the option `environment`.
PUBLIC_VARIABLES = (
    *("SITE_AUTHOR", "SITE_CONTACT", "SITE_COPYRIGHT", "SITE_DESCRIPTION", "SITE_DIR", "SITE_LANGUAGE", "SITE_NAME"),
    *("SITE_URL", "SITE_VERSION", "SITE_YEAR"),
)


class ClosingConfig(Config):
    """The options under `closing:`: see `Closing`."""

    pages = config_options.ListOfItems(config_options.Type(str), default=[])
    internal = config_options.Type(str, default=Closing.internal)
    external = config_options.Type(str, default=Closing.external)


class WholeNumber(config_options.Type[int]):
    """A whole number that is not less than `minimum`, and not more than `maximum`."""

    def __init__(self, minimum: int, default: int, maximum: float = math.inf) -> None:
        super().__init__(int, default=default)
        self.minimum, self.maximum = minimum, maximum

    def run_validation(self, value: object) -> int:
        """Return the number; refuse one that is too small or large, and anything else."""
        # (A Boolean is an `int` in Python.)
        if isinstance(value, bool) or not isinstance(value, int) or not self.minimum <= value <= self.maximum:
            raise ValidationError(f"not a whole number from {self.minimum} to {self.maximum}")
        return value


class CacheFile(config_options.Type[str]):
    """The path of a file in the folder of caches, beside `mkdocs.yml`: the only files that no other program reads."""

    def __init__(self, default: str) -> None:
        super().__init__(str, default=default)

    def run_validation(self, value: object) -> str:
        """Return the path with `/` between its parts; refuse what is not the path of such a file."""
        path = PurePosixPath(super().run_validation(value).replace("\\", "/"))
        if path.parts[:1] != (CACHES,) or path.suffix != ".yml" or ".." in path.parts:
            raise ValidationError(f"not the path of a .yml file in {CACHES}/")
        return path.as_posix()


class NoHostError(ValidationError):
    """A value is not a host name; `host` is the one in it, empty if there is none."""

    def __init__(self, host: str = "") -> None:
        super().__init__("not a host name")
        self.host = host


class Host(config_options.Type[str]):
    """A host name."""

    def __init__(self) -> None:
        super().__init__(str)

    def run_validation(self, value: object) -> str:
        """Return the name in lower case and ASCII, as in URLs; refuse what is not a host name."""
        name = super().run_validation(value)
        if _NOT_IN_HOST.search(name):
            host = _AROUND_HOST.sub("", name)
            raise NoHostError(host if host and not _NOT_IN_HOST.search(host) else "")
        try:
            return ada_url.URL(f"http://{name.removesuffix('.')}/").hostname
        except ValueError as error:
            raise NoHostError from error


def _is_contact(written: str) -> bool:
    """True for a contact as people write it, with a digit, a dot or `@`, and for an address that shows its site."""
    if "://" in written:
        return address_kind(written) is AddressKind.HTTPS
    return bool(_IN_CONTACT.search(unicodedata.normalize("NFKC", written)))


def _is_contact_url(url: str) -> bool:
    """True for the URL of a page or of an email address, and for none."""
    is_plain = address_kind(url) in (AddressKind.HTTPS, AddressKind.EMAIL)
    return not url or (is_plain and bool(_CONTACT.fullmatch(url)) and ada_url.check_url(url))


def _begins_tag_uri(tag: str) -> bool:
    """True if `tag:` URIs can begin so (RFC 4151), and for nothing."""
    return not tag or bool(_TAG.fullmatch(tag))


class Permitted(config_options.Type[str]):
    """A text that `is_permitted` accepts; `reason` says why another one is refused."""

    def __init__(self, is_permitted: Callable[[str], object], reason: str, default: str | None = None) -> None:
        super().__init__(str, default=default)
        self._is_permitted = is_permitted
        self._reason = reason

    def run_validation(self, value: object) -> str:
        """Return the text unchanged; refuse one that the option cannot have."""
        text = super().run_validation(value)
        if not self._is_permitted(text):
            raise ValidationError(self._reason)
        return text


class LinksConfig(Config):
    """The options under `links:`, for the check of links to other sites: see `ExternalLinkOptions`."""

    cache = CacheFile(ExternalLinkOptions.cache)
    age = WholeNumber(0, ExternalLinkOptions.age_days)
    failures = WholeNumber(1, ExternalLinkOptions.failures)
    timeout = WholeNumber(1, ExternalLinkOptions.timeout_seconds)
    unverified = config_options.ListOfItems(Host(), default=[])


class PolicyConfig(Config):
    """The options under `plugins: - policy:`. Most of them are described by `Settings`.

    Attributes:
        messages: the language of the findings; by default that of the locale, or else that of the original.
        translations: `partial` if translations may lack pages and clauses, which are shown in the original.
        environment: the environment variables that `mkdocs.yml` may read.
        time_limit: the processor time that each step may take, in seconds.
        rules: the severities of rules, checked by `severities`.
    """

    messages = config_options.Optional(config_options.Choice(available_locales()))
    contact_url = Permitted(_is_contact_url, "neither the URL of a page nor that of an email address", default="")
    contacts = config_options.ListOfItems(
        Permitted(_is_contact, "no contact, or an address that names no site"), default=[]
    )
    publish = config_options.ListOfItems(
        Permitted(_PUBLISHED_NAME.fullmatch, "not the name of a file that programs look for"), default=[]
    )
    questions = config_options.ListOfItems(config_options.Type(str), default=[])
    closing = config_options.SubConfig(ClosingConfig)
    history = config_options.Type(str, default="")
    privacy_policy = config_options.Type(str, default="")
    side_by_side = config_options.Optional(config_options.ListOfItems(config_options.Type(str)))
    tag = Permitted(_begins_tag_uri, "not the beginning of a tag: URI", default="")
    prevails = config_options.Type(str, default="")
    translations = config_options.Choice((settings.COMPLETE, settings.PARTIAL), default=settings.COMPLETE)
    links = config_options.SubConfig(LinksConfig)
    environment = config_options.ListOfItems(
        Permitted(PUBLIC_VARIABLES.__contains__, "not the name of a variable without a secret"), default=[]
    )
    time_limit = WholeNumber(1, settings.TIME_LIMIT_SECONDS, settings.MAX_TIME_LIMIT_SECONDS)
    rules = config_options.Type(dict, default={})

    def validate(self) -> tuple[ConfigErrors, ConfigWarnings]:
        """Validate as MkDocs does, but leave the errors to `option-unknown` and `option-invalid`.

        They are in the language of the run and name the line; a build finds them too, before it reads any option.
        """
        super().validate()
        return [], []


# The options that list pages by their names, and those that name one.
PAGE_LISTS = (("questions",), ("side_by_side",), ("closing", "pages"))
PAGE_NAMES = ("history", "privacy_policy")
# A permitted value of each option, as it is written.
EXAMPLES: Mapping[str, str] = {
    "messages": available_locales()[0],
    "contact_url": "mailto:privacy@policy.example",
    "contacts": "[privacy@policy.example]",
    "publish": "[robots.txt]",
    "questions": "[faq]",
    "closing": "{pages: [privacy]}",
    "closing.pages": "[privacy]",
    "closing.internal": Closing.internal,
    "closing.external": Closing.external,
    "history": "changes",
    "privacy_policy": "privacy",
    "side_by_side": "[privacy]",
    "tag": "policy.example,2026:privacy",
    "prevails": settings.EQUAL,
    "translations": settings.PARTIAL,
    "links": f"{{age: {ExternalLinkOptions.age_days}}}",
    "links.cache": ExternalLinkOptions.cache,
    "links.age": f"{ExternalLinkOptions.age_days}",
    "links.failures": f"{ExternalLinkOptions.failures}",
    "links.timeout": f"{ExternalLinkOptions.timeout_seconds}",
    "links.unverified": "[policy.example]",
    "environment": "[SITE_URL]",
    "time_limit": f"{settings.MAX_TIME_LIMIT_SECONDS // 5}",
    "rules": "{spelling: warning}",
}
