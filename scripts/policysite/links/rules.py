"""The rules of the link check; two that it shares with the lint are declared in `corpus.link_rules`."""

from __future__ import annotations

from policysite.findings import Severity
from policysite.findings.rule import Rule, Scope

_INTERNAL = "internal_links"
_EXTERNAL = "external_links"

LINK_LEAVES_SITE = Rule("link-leaves-site", _INTERNAL, Scope.BUILD, suppressible=False)
URL_EMPTY = Rule("url-empty", _INTERNAL, Scope.BUILD, suppressible=False)
TRAILING_SLASH_MISSING = Rule("trailing-slash-missing", _INTERNAL, Scope.BUILD, Severity.WARNING, suppressible=False)
PAGE_ORPHANED = Rule("page-orphaned", _INTERNAL, Scope.BUILD)
FILE_MISSING = Rule("file-missing", _INTERNAL, Scope.BUILD, suppressible=False)
FILE_CHANGED = Rule("file-changed", _INTERNAL, Scope.BUILD, suppressible=False)
FILE_NOT_BUILT = Rule("file-not-built", _INTERNAL, Scope.BUILD, suppressible=False)
HREFLANG_DIFFERS = Rule("hreflang-differs", _INTERNAL, Scope.BUILD, suppressible=False)
CANONICAL_DIFFERS = Rule("canonical-differs", _INTERNAL, Scope.BUILD, suppressible=False)

LINK_DEAD = Rule("link-dead", _EXTERNAL, Scope.WEB)
HOST_UNKNOWN = Rule("host-unknown", _EXTERNAL, Scope.WEB)
CERTIFICATE_INVALID = Rule("certificate-invalid", _EXTERNAL, Scope.WEB)
FRAGMENT_MISSING = Rule("fragment-missing", _EXTERNAL, Scope.WEB)
REDIRECT_LOOP = Rule("redirect-loop", _EXTERNAL, Scope.WEB)
LINK_MOVED = Rule("link-moved", _EXTERNAL, Scope.WEB, Severity.WARNING)
# The next three become errors when they last: see `external`.
LINK_REFUSED = Rule("link-refused", _EXTERNAL, Scope.WEB, Severity.WARNING)
LINK_FAILING = Rule("link-failing", _EXTERNAL, Scope.WEB, Severity.WARNING)
LINK_UNREACHABLE = Rule("link-unreachable", _EXTERNAL, Scope.WEB, Severity.WARNING)
LINK_UNVERIFIED = Rule("link-unverified", _EXTERNAL, Scope.WEB, Severity.WARNING)
