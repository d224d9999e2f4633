"""The rules of the check of the published site."""

from __future__ import annotations

from policysite.findings import Severity
from policysite.findings.rule import Rule, Scope

_FAMILY = "live_site"

LIVE_FILE_CHANGED = Rule("live-file-changed", _FAMILY, Scope.LIVE, suppressible=False)
LIVE_FILE_MISSING = Rule("live-file-missing", _FAMILY, Scope.LIVE, suppressible=False)
LIVE_FILE_UNREACHABLE = Rule("live-file-unreachable", _FAMILY, Scope.LIVE, suppressible=False)
LIVE_FILE_UNKNOWN = Rule("live-file-unknown", _FAMILY, Scope.LIVE, suppressible=False)
LIVE_ERROR_PAGE_DIFFERS = Rule("live-error-page-differs", _FAMILY, Scope.LIVE, Severity.WARNING, suppressible=False)
