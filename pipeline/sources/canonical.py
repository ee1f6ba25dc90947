"""One address a page, however it was linked: `canonical_url`."""

from __future__ import annotations

import contextlib
import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

__all__ = ["canonical_url"]

_DEFAULT_PORTS = {"http": 80, "https": 443}

# Parameters that say where a reader came from and nothing of the page.
_TRACKING_PREFIXES = (
    "utm_", "wt_", "mtm_", "pk_", "piwik_", "matomo_", "ns_", "at_", "guce_", "_hs", "hsa_",
    "oly_", "mc_", "xtor", "int_", "vero_", "ga_", "itm_", "stm_", "dclid", "trk",
)  # fmt: skip
_TRACKING = frozenset(
    {
        "fbclid", "gclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid",
        "li_fat_id", "igshid", "igsh", "mkt_tok", "cmpid", "cmp", "cmp_id", "campaign_id",
        "ncid", "smid", "smtyp", "ocid", "icid", "scid", "sref", "ref_src", "ref_url",
        "referrer", "referer", "guccounter", "hsctatracking", "spm", "ito", "dicbo",
        "traffic_source", "partner_id", "sh", "s_cid", "ftag", "wtmc", "mod_source",
        "socialflow", "taid", "sr_share", "share_id", "cx_testid", "rss_source",
        "feedtype", "ft_orig",
    }
)  # fmt: skip
# Names that mean a page on some sites and a referrer on others: dropped by value only.
_BY_VALUE = frozenset({"ref", "source", "src", "from", "partner", "via", "feed", "origin", "mode"})
_REFERRERS = re.compile(
    r"(rss|feed|atom|newsfeed|twitter|facebook|linkedin|x|google|newsletter|app|share|home\w*|nl)"
    r"([-_.].*)?|.*[-_.]?(rss|newsletter|feed)",
    re.IGNORECASE,
)
_HALVES = re.compile("[\ud800-\udfff]")
_SAFE_IN_PATH = "/:@!$&'()*+,;=~-._"


def canonical_url(url: str) -> str:
    """Lower-case scheme and host, no default port, fragment or tracking parameter.

    The order of the other parameters, the path and a trailing slash stay. A text that is no
    URL comes back as it is, without surrounding space and halves of characters. The function is
    idempotent.
    """
    url = _HALVES.sub("\ufffd", url).strip()
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url
    if parts.scheme.lower() not in _DEFAULT_PORTS or not parts.hostname:
        return url
    scheme = parts.scheme.lower()
    return urlunsplit(
        (
            scheme,
            _host(parts.hostname, port if port != _DEFAULT_PORTS[scheme] else None),
            _path(parts.path),
            _query(parts.query),
            "",
        )
    )


def _host(host: str, port: int | None) -> str:
    name = host.lower().rstrip(".")
    if not name.isascii():
        with contextlib.suppress(UnicodeError):
            name = name.encode("idna").decode("ascii")
    if ":" in name:
        name = f"[{name}]"
    return name if port is None else f"{name}:{port}"


def _path(path: str) -> str:
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments[1:]:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(_requote(segment, _SAFE_IN_PATH))
    if segments[-1] in {".", ".."}:
        kept.append("")
    return "/" + "/".join(kept)


def _requote(text: str, safe: str) -> str:
    """Percent-encode in one way; what is encoded and means itself is left decoded."""
    pieces = re.split(r"(%[0-9A-Fa-f]{2})", text)
    out: list[str] = []
    for piece in pieces:
        if len(piece) == 3 and piece[0] == "%":
            char = unquote(piece, errors="surrogateescape")
            plain = char.isascii() and (char.isalnum() or char in "-._~")
            out.append(char if plain else piece.upper())
        else:
            out.append(quote(piece, safe=safe))
    return "".join(out)


def _query(query: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True, errors="surrogateescape")
    kept = [(name, value) for name, value in pairs if not _is_tracking(name, value)]
    if len(kept) == len(pairs):
        return _requote(query, _SAFE_IN_PATH + "?")
    return urlencode(kept, errors="surrogateescape")


def _is_tracking(name: str, value: str) -> bool:
    name = name.lower()
    if name in _TRACKING or name.startswith(_TRACKING_PREFIXES):
        return True
    return name in _BY_VALUE and _REFERRERS.fullmatch(value) is not None
