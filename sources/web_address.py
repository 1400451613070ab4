"""What counts as the same address of a web page.

One article is passed around under many addresses. They are compared in a form that
leaves out what leads to no other page: see docs/decisions/0032-one-document-for-an-
address.md.
"""

import re
from urllib.parse import unquote_to_bytes, urlsplit

import idna

# Bytes that an index of PostgreSQL takes.
MAX_BYTES = 2600
DEFAULT_PORTS = (None, 80, 443)
# Parameters that only say where a reader comes from; of a family, the beginning.
TRACKING = re.compile(
    r"(?:utm_|mtm_|matomo_|piwik_|hsa_).*"
    r"|(?:fb|g|d|tt|tw|y|ys)clid|msclkid|[gw]braid|igsh(?:id)?|li_fat_id|mc_[ce]id"
    r"|mkt_tok|_g[al]|_hs(?:enc|mi)|hsctatracking|_openstat|pk_(?:campaign|kwd|keyword)"
    r"|vero_(?:id|conv)|oly_(?:anon|enc)_id|rb_clickid|s_cid|xtor|cmpid|ocid|smid|smtyp"
    r"|at_(?:medium|campaign|custom[1-4]|link_\w+|format|bbc_team|ptr_name)"
    r"|guccounter|guce_referrer(?:_sig)?|__twitter_impression"
)
ESCAPES = re.compile("(?:%[0-9A-Fa-f]{2})+|%")
# Characters that mean the same with and without an escape.
PLAIN = frozenset(
    'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"<>^`{|}'
)


def normalized(url: str) -> str:
    """The form of *url* in which it is compared with others; empty for an empty one.

    The scheme is https, since one site serves its pages under both. What cannot be
    read as an address stays as it is.

    >>> normalized("http://WWW.News.Example:80/a/?utm_source=x&p=1#comments")
    'https://news.example/a?p=1'
    """
    try:
        parts = urlsplit(url)
        host, port = _host(parts.hostname or ""), parts.port
    except ValueError:
        return url
    if not host:
        return url
    user = parts.netloc.rpartition("@")[0]
    authority = f"{user}@{host}" if user else host
    if port not in DEFAULT_PORTS:
        authority = f"{authority}:{port}"
    query, fragment = _query(parts.query), _fragment(parts.fragment)
    found = f"https://{authority}{_path(parts.path)}{query}{fragment}"
    return found if len(found.encode(errors="surrogatepass")) <= MAX_BYTES else url


def _host(name: str) -> str:
    """The host in ASCII and lower case, without “www.”."""
    name = name.rstrip(".")
    if ":" in name:
        return f"[{name}]"
    if not name.isascii():
        try:
            name = idna.encode(name, uts46=True).decode()
        except idna.IDNAError:
            name = name.lower()
    while name.startswith("www.") and "." in name.removeprefix("www."):
        name = name.removeprefix("www.")
    return name


def _path(path: str) -> str:
    """The path without dots that stand for folders, and without a slash at its end."""
    folders: list[str] = []
    for folder in _unescaped(path).split("/")[1:]:
        if folder == "..":
            del folders[-1:]
        elif folder != ".":
            folders.append(folder)
    return "".join(f"/{folder}" for folder in folders).rstrip("/")


def _query(query: str) -> str:
    """The query without parameters that track; the others in their order."""
    known = [_unescaped(one).replace("%20", "+") for one in query.split("&") if one]
    kept = [one for one in known if not _is_tracking(one.partition("=")[0])]
    return f"?{'&'.join(kept)}" if kept else ""


def _is_tracking(name: str) -> bool:
    return bool(TRACKING.fullmatch(name.lower()))


def _fragment(fragment: str) -> str:
    """The fragment, if it names a page (“#!/story/12”) and no place of it."""
    return f"#{_unescaped(fragment)}" if fragment.startswith(("!", "/")) else ""


def _unescaped(text: str) -> str:
    """*text* with escapes of those characters only that mean another thing plain."""
    return ESCAPES.sub(_fewer_escapes, text)


def _fewer_escapes(found: re.Match[str]) -> str:
    if found[0] == "%":
        return "%25"
    read = unquote_to_bytes(found[0]).decode(errors="surrogateescape")
    return "".join(map(_character, read))


def _character(character: str) -> str:
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:  # A byte that is no UTF-8.
        return f"%{code - 0xDC00:02X}"
    if code >= 0x80 or character in PLAIN:
        return character
    return f"%{code:02X}"
