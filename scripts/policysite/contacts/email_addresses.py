"""Email addresses that are written out in a text, in any form that people read as one."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from policysite.contacts.reading import any_of, lower_case
from policysite.corpus import hosts
from policysite.languages.lexicon import LANGUAGES, in_all_languages, lexicon_of
from policysite.languages.scripts import ATTACHED

# Where an address begins and ends beside letters that are no part of it, as in Chinese. (The last part of the name of a
# site has letters of one alphabet.)
_ATTACHED = f"(?-i:[{ATTACHED}])"  # (in any case, large sets of letters take long to compile)
_BEGINS = rf"(?:(?<![\w.+%-])|(?<={_ATTACHED}))(?!{_ATTACHED}+[A-Za-z\d])"
_END = rf"(?:[A-Za-z][A-Za-z\d-]{{0,61}}[A-Za-z\d](?=-?{_ATTACHED})|[^\W\d_][\w-]{{0,62}}[^\W_])"
# The length of every part is limited; otherwise searching a long text without an address would take quadratic time.
_EMAIL = re.compile(rf"{_BEGINS}[\w.+%-]{{1,64}}@(?:[\w-]{{1,63}}\.){{1,8}}{_END}")
# Signs that people read as `@` and as a dot.
_AT, _DOT = (
    "(?:[@\uff20\ufe6b]|%40)",
    "[.\uff0e\u2024\ufe52\u00b7\u2022\u2027\u2219\u22c5\u02d9\u25cf\u2e31\u30fb\uff65]",
)
# The full stop of Chinese and Japanese is a dot if all dots of an address are, or if a name goes on after it.
_FULL_STOP = "[\u3002\uff61]"
_OTHER_DOT = re.compile(f"(?!\\.){_DOT}|{_FULL_STOP}")
_NAME_GOES_ON = rf"(?=[A-Za-z\d-]{{1,63}}\.|(?-i:[a-z\d-]{{1,63}}(?![\w{ATTACHED}])))"
# The signs that the name before `@` may have beside letters (RFC 5322); between quotation marks it may have any.
_SIGNS = r"!#$%&'*+/=?^`{|}~.-"
_QUOTES = "\"'«»‘’“”„"
# (It begins with one of a few characters, because those are found fast.)
_SIGN = re.compile("[@\uff20\ufe6b%](?:(?<!%)|(?<=%)40)")
_OPENING, _CLOSING = r"[(\[{<_|~“”«‘’'\"（［【「⟨]", r"[)\]}>_|~”“»’‘'\"）］】」⟩]"
# Around words for `@` and the dot: within an address, beside a word, and between words without brackets.
_AROUND, _BESIDE, _BLANK = r"[\W_]", r"\W", r"\s{1,3}"
# Between a sign for `@` and the place after it: spaces, an opening mark, a dash or an arrow.
_AFTER_AT = "[\\s(«“\"'\u2010-\u2015\u2190-\u21ff-]{0,3}"
# Words for `@` that have no more letters, such as `at`, are ordinary words too.
_MAX_SHORT_WORD_LETTERS = 3
# The longest name before `@`, with what may stand between them; and the longest place after it.
_MAX_NAME_CHARACTERS = 70
_MAX_PLACE_CHARACTERS = 800
# Words after `@` in style sheets (CSS) and in the comments of programs.
_KEYWORDS = (
    "charset|container|font-face|import|keyframes|media|namespace|page|supports|deprecated|override|param|returns?"
    "|throws"
)
# No ending of a site has a hyphen, unless it is written in letters of ASCII instead of its own (RFC 5890).
_HYPHEN_IN_ENDING = re.compile(r"(?<!\.xn)-(?!-)[\w-]*\Z")
# The name before `@`, and what may stand between them.
_NAME_BEFORE = re.compile(r"(?<![\w.+-])[.+-]*(\w[\w.+-]*)\W{0,5}\Z")
# Names by which people are reached in Telegram and elsewhere; what follows a slash is the name of a package.
_HANDLE = re.compile(rf"(?<![@\w{_SIGNS}]){_AT}(?!(?:{_KEYWORDS})\b)[^\W\d_]\w{{2,63}}+(?![/@])")
# The address of a repository, as git writes it: its user is always called so.
_REPOSITORY = re.compile(r"(?<=\bgit)@[\w.-]{1,253}:[\w./~-]{1,253}\.git\b", re.ASCII)


def emails_in(text: str) -> list[re.Match[str]]:
    """Return the email addresses in a text."""
    return list(_EMAIL.finditer(text)) if "@" in text else []


def addresses_in(text: str) -> Iterator[re.Match[str]]:
    """Yield the email addresses in a text, with signs or with words for them, and names such as `@name`."""
    patterns = _patterns()
    yield from patterns.with_sign(text)
    yield from patterns.with_words(text)


def begun_addresses_in(text: str) -> Iterator[re.Match[str]]:
    """Yield the addresses that begin at the end of a text, and a sign that is all of it: the rest is elsewhere."""
    return _patterns().begun(text)


def begins_address(text: str) -> bool:
    """True if an address may begin at the end of a text, also before a word for `@`."""
    return _patterns().is_open(text)


def ends_address(text: str) -> bool:
    """True if a text begins as the rest of an address does, also with a word for `@` or the dot."""
    return _patterns().is_rest(text)


def with_signs(address: str) -> str:
    """Return an address with its signs, and without the spaces around them."""
    return _patterns().with_signs(address)


@functools.cache
def _patterns() -> _EmailPatterns:
    return _EmailPatterns()


class _EmailPatterns:
    """Patterns of email addresses, with the words that the lexicons have for `@` and the dot."""

    def __init__(self) -> None:
        both = [(lexicon["at_words"], lexicon["dot_words"]) for lexicon in map(lexicon_of, LANGUAGES)]
        self._languages = [(ats, dots) for ats, dots in both if ats and dots]
        every_at, self._every_dot = ({each for pair in self._languages for each in pair[side]} for side in (0, 1))
        at, dot = any_of(every_at), any_of(self._every_dot)
        at_word, dot_word = at, dot
        self._words = ((rf"{_AROUND}+{at}{_AROUND}+", "@"), (rf"{_AROUND}+{dot}{_AROUND}+", "."))
        # With spaces, `(a)` begins an item. (All begins with one of a few characters, because those are found fast.)
        in_frame_at, in_frame_dot = (rf"\s?(?:{each})\s?{_CLOSING}{{1,2}}" for each in (f"@|{at}", rf"\.|{dot}"))
        framed_at = rf"{_OPENING}(?:{_OPENING}?{in_frame_at}|(?<=\w\()a\)(?=\w))"
        self._framed_dot = framed_dot = rf"{_OPENING}{{1,2}}{in_frame_dot}"
        self._framed = framed_at
        any_dot = f"(?:{_DOT}|{_FULL_STOP})"
        at, dot = (
            rf"(?:\s?{_AT}{_AFTER_AT}|\s{{0,3}}-?{framed_at}-?\s{{0,3}})",
            rf"(?:{_DOT}|{_FULL_STOP}{_NAME_GOES_ON}|(?:,|\s{any_dot})(?=[^\W\d_]{{2}})"
            rf"|[\s_-]{dot}[\s_-]|\s?-?{framed_dot}-?\s?)",
        )
        # A host has either such dots or ones with spaces around them: ` · ` also divides an address from what follows,
        # and so it does behind a name such as `@name`.
        spaced_dot = rf"[\s_-]{any_dot}[\s_-]"
        self._signs = ((at, "@"), (rf"{dot}|{spaced_dot}|{_FULL_STOP}", "."))
        # (A quotation mark after a word ends a name; any other one before `@` begins a quotation.)
        quoted = rf"(?:[{_QUOTES}][^{_QUOTES}\n]{{0,62}})?[\w.!?)][{_QUOTES}]"
        name = rf"(?:{_BEGINS}\w[\w{_SIGNS}]{{0,63}}|{quoted}|[^\s\w]?)"
        hosts = "|".join(
            rf"{behind}(?:[\w-]{{1,63}}{each}){{1,8}}"
            for behind, each in (("", dot), (r"(?<![\s(:]@)(?<!\A@)", spaced_dot), ("", _FULL_STOP))
        )
        place = rf"(?:(?:{hosts}){_END}|\[[^\s\]]{{1,64}}\]|\d{{1,3}}(?:\.\d{{1,3}}){{3}})"
        self._whole = f"{name}{at}{place}"
        self._place = rf"(?:{_AT}|{framed_at}){_AFTER_AT}{place}"
        after = rf"{_BESIDE}{{1,3}}[\w-]{{1,63}}(?:\.|{_BESIDE}{{1,3}}{dot_word}{_BESIDE}|\s?{framed_dot})"
        self._at_word = re.compile(rf"{_BESIDE}({any_of(map(str.lower, every_at))})(?={after})")
        ends = rf"[\w-]{{0,63}}(?:{any_dot}|\s?{framed_dot})?[^\w@]{{0,4}}\Z"
        self._begun = (
            rf"[\w.+-]{{1,64}}-?(?:{_AT}\s?|\s?{framed_at}-?\s{{0,3}}){ends}|\w{{1,64}}\s{{1,3}}{_AT}\s*\Z"
            rf"|\A\W*(?:{_AT}|{framed_at})\W*\Z"
        )
        self._open = rf"\w{_BESIDE}{{1,3}}{at_word}{_BESIDE}*\Z"
        self._rest = (
            rf"\W{{0,3}}(?:{any_dot}[^\W\d_]|{_AT}\s?\w|{framed_at}|{framed_dot}|(?:{at_word}|{dot_word}){_BESIDE})"
        )
        self._in_words = functools.cache(self._pattern_in_words)

    def _pattern_in_words(self, at: str) -> str:
        """Return the pattern of addresses with a word for `@`, or with one with which it begins.

        Each dot has a word of the same language, or one of the two is no ordinary word. Before an ordinary dot, the
        word for `@` is a long one or in capitals, because `look at example.com` is no address, or it is named one.
        """
        words = [([each for each in ats if at.startswith(each.lower())], dots) for ats, dots in self._languages]
        words = [(ats, dots) for ats, dots in words if ats]
        every_at = {each for ats, _ in words for each in ats}
        long = {each for each in every_at if len(each) > _MAX_SHORT_WORD_LETTERS}
        loud = "|".join(
            (*map(re.escape, sorted(long)), *(f"(?-i:{re.escape(each.upper())})" for each in sorted(every_at - long)))
        )
        foreign = [(every_at, {each for each in self._every_dot if not each.isascii()})]
        foreign += [(long, self._every_dot)] if long else []
        before, no_names = (sorted(in_all_languages(entry)) for entry in ("email_words", "no_email_names"))
        before = [f"{word}{end}" for word in before for end in (": ", " ")]  # a sign for the dot may follow
        in_words = (
            rf"(?:(?:{'|'.join(rf'(?<={each})' for each in before)})(?!{any_of(no_names)}\b)\w[\w.+-]{{0,63}}(?<=\w)\s"
            rf"{any_of(every_at)}\s|(?<![\w.+-])\w[\w.+-]{{0,63}}(?<=\w)\s(?:{loud})\s(?-i:(?=\S*[^\W\d_A-Z])))"
            rf"(?:[\w-]{{1,63}}\.){{1,8}}{_END}",
            *(
                rf"(?<![\w.+-])[\w.+]{{1,64}}-{any_of(ats)}-(?:[^\W_]{{1,63}}-{any_of(dots)}-){{1,8}}[^\W\d_]{{2,63}}\b"
                for ats, dots in words
            ),
            *(
                rf"\b\w[\w.+-]{{0,63}}(?<=\w),?{_BLANK}-?{any_of(ats)}-?{_BLANK}"
                rf"(?:[\w-]{{1,63}}(?:,?{_BLANK}-?{any_of(dots)}-?{_BLANK}|\s?{self._framed_dot}\s?)){{1,8}}{_END}"
                for ats, dots in (*words, *foreign)
            ),
            *(
                rf"(?<![\w.+-])[\w.+-]{{1,64}}\s?(?P<sign{number}>[^\w\s-]{{1,3}})\s?{any_of(ats)}\s?(?P=sign{number})\s?"
                rf"(?:[\w-]{{1,63}}\s?(?P=sign{number})\s?{any_of(dots)}\s?(?P=sign{number})\s?){{1,8}}[^\W\d_]{{2,63}}\b"
                for number, (ats, dots) in enumerate(words)
            ),
        )
        return "|".join(in_words)

    def with_sign(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the addresses with a sign or a word in brackets in a text, and the names with a sign before them."""
        end = 0
        for sign in (*_SIGN.finditer(text), *_compiled(self._framed).finditer(text)):
            repository = _REPOSITORY.match(text, sign.start())
            # (Names are searched only where a place follows: many texts are nothing but signs.)
            if repository:
                end = repository.end()
            elif _compiled(self._place).match(text, sign.start()):
                begin = max(sign.start() - _MAX_NAME_CHARACTERS, end if end <= sign.start() else 0)
                whole = _compiled(self._whole).search(text, begin)
                if whole is not None:
                    whole = self._without_next_words(whole)
                    end = whole.end()
                    yield whole
            elif name := _HANDLE.match(text, sign.start()):
                yield name

    def _without_next_words(self, address: re.Match[str]) -> re.Match[str]:
        """Return an address without the words that a sign such as `·` or a hyphen divides from it.

        No site has such an ending.
        """
        if hyphen := _HYPHEN_IN_ENDING.search(address[0]):
            whole = _compiled(self._whole).fullmatch(address.string, address.start(), address.start() + hyphen.start())
            address = whole or address
        while dots := list(_OTHER_DOT.finditer(address[0])):
            limit, last = address.start() + dots[-1].start(), address[0][dots[-1].end() :].rpartition(".")[2]
            shorter = _compiled(self._whole).fullmatch(address.string, address.start(), limit)
            if shorter is None or hosts.is_ending(last):
                break
            address = shorter
        return address

    def with_words(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the addresses with words for `@` and the dot in a text, or with one for `@` where it is clear."""
        end = 0
        for word in self._at_word.finditer(lower_case(text)):
            start = word.start(1)
            if start >= end:
                name = _NAME_BEFORE.search(text, max(start - _MAX_NAME_CHARACTERS, end), start)
                pattern, limit = self._in_words(word[1]), word.end() + _MAX_PLACE_CHARACTERS
                whole = _compiled(pattern).match(text, name.start(1), limit) if name else None
                if whole is not None:
                    end = whole.end()
                    yield whole

    def begun(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the addresses that begin at the end of a text."""
        if _SIGN.search(text) or _compiled(self._framed).search(text):
            yield from _compiled(self._begun).finditer(text)

    def is_open(self, text: str) -> bool:
        """True if a text ends in the beginning of an address."""
        return next(self.begun(text), None) is not None or _compiled(self._open).search(text) is not None

    def is_rest(self, text: str) -> bool:
        """True if a text begins with what stands within an address."""
        return _compiled(self._rest).match(text) is not None

    def with_signs(self, address: str) -> str:
        """Return an address with its signs, and without the spaces around them."""
        found = [] if "@" in address else self._at_word.findall(lower_case(address))
        named = (rf"\S+\s{re.escape(word)}\s(?:[\w-]{{1,63}}\.){{1,8}}{_END}" for word in found)
        patterns = (*map(self._in_words, found), *named)
        words = self._words if any(_compiled(pattern).fullmatch(address) for pattern in patterns) else ()
        for pattern, sign in (*words, *self._signs):
            address = re.sub(pattern, sign, address, flags=re.IGNORECASE)
        return address


@functools.cache  # most texts need few of the patterns
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
