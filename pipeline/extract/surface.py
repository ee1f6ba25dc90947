"""What a name looks like: legal form, base form, initials, the key that its spellings share."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from cleanco.clean import get_unique_terms  # type: ignore[import-untyped]

from pipeline.extract.tables import LINKING

__all__ = ["base_forms", "fold", "initials", "is_acronym", "stem", "without_legal_form"]

_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "ı": "i"}
)
_DECLINED = re.compile(r"(?:es|en|em|er|e|s|n)$")
_ACRONYM = re.compile(r"[A-ZÄÖÜ][A-Za-zÄÖÜ&.]{0,2}[A-ZÄÖÜ.&0-9]+s?")
_LOWER = frozenset({"plc", "ltd", "inc", "llc", "gmbh", "e.v", "mbh", "s.r.o", "d.o.o"})
_MIXED = frozenset({"Inc", "Ltd", "Co", "Oy", "Oyj", "mbH", "eG"})
_ARTICLE = re.compile(r"^the\s+(?=\S+\s+\S)")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[^\w&+]+(?=\d)")
_NOT_IN_KEY = re.compile(r"(?<!\d)\.|\.(?!\d)|[^\w&+.]|_")
_LONGEST_LEGAL_FORM = 5


def _term(text: str) -> str:
    return re.sub(r"[^\w&/]", "", text.casefold())


_LEGAL_FORMS = frozenset(
    {_term(term) for term in get_unique_terms() if term.isascii()}
    | {_term(term) for term in LINKING["legal_forms"]}
) - {_term(term) for term in LINKING["not_legal_forms"]}
_KEEPS_LEGAL_FORM = frozenset(LINKING["keeps_legal_form"])
_SMALL_WORDS = frozenset(LINKING["small_words"])
_GENERIC_ENDS = frozenset(LINKING["whole"]) | {"Lab", "Labs"}


@lru_cache(maxsize=65536)
def without_legal_form(name: str) -> str:
    """Cut the legal form off the end of `name`, unless nothing but a plain word would be left."""
    words = name.split()
    while size := _legal_words(words):
        words = words[:-size]
    bare = " ".join(words)
    if len(bare) < len(name.strip()):
        bare = bare.rstrip(" ,&")
    return name if not bare or bare.casefold() in _KEEPS_LEGAL_FORM else bare


def _legal_words(words: list[str]) -> int:
    """Count the words at the end that are a legal form; the first word never is one."""
    for size in range(min(_LONGEST_LEGAL_FORM, len(words) - 1), 0, -1):
        written = "".join(words[-size:])
        if written == "e.V." or (_term(written) in _LEGAL_FORMS and _is_written_as_one(written)):
            return size
    return 0


def _is_written_as_one(term: str) -> bool:
    """Tell a legal form from a short word or name by its capitals ("SE", not "Se")."""
    if term.islower():
        return term.rstrip(".") in _LOWER
    return len(term) > 3 or term.isupper() or "." in term or term in _MIXED


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Reduce `name` to what its spellings share: letters and digits, no accents, no legal form.

    German umlauts are written out ("Mueller"); a mark between digits stays ("Llama 3.1" is not
    "Llama 31"). A name without any letter or digit is its own key.
    """
    bare = unicodedata.normalize("NFKC", without_legal_form(name)).casefold().translate(_UMLAUTS)
    plain = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
    marked = _BETWEEN_DIGITS.sub(".", _ARTICLE.sub("", plain))
    return _NOT_IN_KEY.sub("", marked) or name.casefold().strip()


@lru_cache(maxsize=65536)
def base_forms(name: str) -> tuple[str, ...]:
    """List what `name` may be the genitive or plural of, likeliest first."""
    if name.endswith(("'s", "’s")):
        return (name[:-2],)
    if name.endswith(("'", "’")):
        return (name[:-1],)
    if name.endswith("es") and len(name) > 5:
        return (name[:-1], name[:-2])
    return (name[:-1],) if name.endswith("s") and len(name) > 2 else ()


@lru_cache(maxsize=65536)
def stem(name: str) -> str:
    """Take the endings of German declension off each word ("Deutschen Rundfunks")."""
    words = re.split(r"[\s-]+", without_legal_form(name).casefold())
    return " ".join(_DECLINED.sub("", word) if len(word) > 4 else word for word in words)


def is_acronym(name: str) -> bool:
    return bool(_ACRONYM.fullmatch(name))


@lru_cache(maxsize=65536)
def initials(name: str) -> frozenset[str]:
    """List the acronyms that `name` may go by: with and without small words, compounds split."""
    bare = re.sub(r"['’]s\b", "", without_legal_form(name))
    words = re.findall(r"[^\W_]+", bare)
    parts = [p for word in words for p in re.findall(r"[A-ZÄÖÜ][^A-ZÄÖÜ]*", word) or [word]]
    full = [word for word in words if word.casefold() not in _SMALL_WORDS]
    chosen = [words, full, parts, [p for p in parts if p.casefold() not in _SMALL_WORDS]]
    chosen.append(re.findall(r"[^\W_]+", name))
    if full and full[-1] in _GENERIC_ENDS:
        chosen.append(full[:-1])
    return frozenset("".join(word[0] for word in some).upper() for some in chosen if len(some) > 1)
