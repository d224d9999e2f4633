"""Attacks on the sources: configuration, pages, files and the site's own look.

Each function makes attacks of one kind. Its argument `stopped` is the rule that stops the attack, if that is reported
where the attack begins; else the place and the rule.
"""

from __future__ import annotations

from tests.hostile.sources.configuration import CONFIGURATION, EXTENSIONS
from tests.hostile.sources.files import EDITORIAL, FILES, SECURITY
from tests.hostile.sources.kinds import with_step
from tests.hostile.sources.look import LOOK
from tests.hostile.sources.pages import CHANGED_PAGES

_ALL = [*CONFIGURATION, *EXTENSIONS, *CHANGED_PAGES, *FILES, *LOOK, *SECURITY, *EDITORIAL]
ATTACKS = [with_step(attack) for attack in _ALL]
