"""Who wrote an article: JSON-LD and meta tags, checked by the byline on the page."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement

from pipeline.read.jsonld import addresses_of, organisations_of, people_of, strings_of
from pipeline.read.marked_names import without_helpers
from pipeline.read.metadata import WRITTEN_BY, Metadata
from pipeline.read.page_data import PERSON
from pipeline.read.people import is_desk, is_outlet, is_topic, names_in, took_pictures
from pipeline.read.signatures import names_shown, path_of, said_near
from pipeline.read.sitenames import site_names, title_tail
from pipeline.read.wire import agency_in
from pipeline.read.wording import comparable, plain

__all__ = ["authors_of"]

_META_NAMES = (
    "author", "article:author", "parsely-author", "sailthru.author", "dc.creator",
    "dcterms.creator", "byl", "article:author_name", WRITTEN_BY, "cxenseparse:author",
    "citation_author",
)  # fmt: skip
_TOPIC_NAMES = ("article:section", "keywords", "news_keywords", "article:tag")
_MOST = 12
_LONGEST_LINE = 200


def authors_of(
    root: HtmlElement, metadata: Metadata, url: str, near: list[str], ends: list[str]
) -> tuple[str, ...]:
    """The authors' names in order; empty where the page does not say.

    What JSON-LD and meta tags state goes first, unless it names no person: then what the page
    shows, among `near`, the lines around the headline, or `ends`, those around the end of the
    text. A byline that names the stated persons and more of them, or in full, goes before.
    """
    site = {name.replace(" ", "") for name in site_names(metadata, url)}
    site.add(comparable(title_tail(metadata.document_title)).replace(" ", ""))
    nobody = {comparable(name) for name in organisations_of(metadata.article.get("author"))}
    stated = list(_stated(metadata))
    clear = [[name for name in names if not _is_site(name, site)] for names in stated]
    title = comparable(metadata.document_title)
    for persons in clear:
        if len(persons) == 1 and title.startswith(comparable(persons[0])):
            continue  # the site's name, before that of the page
        if any(_is_person(name, nobody) for name in persons):
            wrote = _who_wrote(_with_more(persons, clear, near), near)
            wrote = without_helpers(root, wrote) if len(wrote) > 1 else wrote
            instead = _said_instead(wrote, said_near(_before_text(near)))
            return _unique(_in_full(wrote, said_near(near)) or instead or wrote)
    shown: list[list[str]] = []
    for found in names_shown(root, near, ends, _addresses(metadata), _topics(metadata)):
        names = [name for name in found if not _is_site(name, site)]
        if any(_is_person(name, set()) and not agency_in(name) for name in names):
            return _unique(names)
        shown.append(names)
    desk = bool(stated) and all(map(is_desk, stated[0]))
    # A paper that is named alone is kept; beside an agency it is only where the text stands.
    kept = [persons or names for names, persons in zip(stated, clear, strict=True)]
    rest = (*shown, *kept) if desk else (*kept, *shown)
    return _unique(next(filter(None, rest), []))


def _is_site(name: str, site: set[str]) -> bool:
    return comparable(name).replace(" ", "") in site


def _is_person(name: str, nobody: set[str]) -> bool:
    return not (comparable(name) in nobody or is_desk(name) or is_outlet(name))


def _stated(metadata: Metadata) -> Iterator[list[str]]:
    """The names in each place of JSON-LD and meta tags that has any."""
    values = [people_of(metadata.article.get(key)) for key in ("author", "creator")]
    values += [metadata.repeated.get(key, []) for key in _META_NAMES]
    for texts in values:
        names = [name for text in texts for name in names_in(text)]
        if names:
            yield names


def _addresses(metadata: Metadata) -> frozenset[str]:
    """The paths of the authors' pages that the head states in place of names or beside them."""
    told = [*addresses_of(metadata.article.get("author")), metadata.links.get("author", "")]
    told += [text for key in _META_NAMES for text in metadata.repeated.get(key, [])]
    return frozenset(path_of(text) for text in told if "/" in text) - {""}


def _topics(metadata: Metadata) -> str:
    """What the page says that it is about, in comparable words."""
    told = [*strings_of(metadata.article.get("articleSection"))]
    told += [metadata.first(name) or "" for name in _TOPIC_NAMES]
    return comparable(f"{metadata.document_title} {' '.join(told)}")


def _with_more(names: list[str], stated: list[list[str]], near: list[str]) -> list[str]:
    """Those of another statement that has all of the names and more, each shown on its own."""
    for others in stated:
        more = set(others) - set(names)
        if more and set(names) < set(others) and all(name in near for name in more):
            return others
    return names


def _who_wrote(names: list[str], near: list[str]) -> list[str]:
    """Without those of whom a line on the page says that they made the pictures."""
    wrote = [name for name in names if not any(took_pictures(name, line) for line in near)]
    return wrote or names


def _in_full(stated: list[str], said: list[str]) -> list[str]:
    """The full names of the byline, where each stated is one of them, a first name or "T. Lo"."""
    full = [name for name in said if " " in name and not is_outlet(name)]
    told = {plain(name) for name in full}
    told |= {name.split()[0] for name in told} | {name[0] + name[name.find(" ") :] for name in told}
    return full if told.issuperset(map(plain, stated)) else []


def _before_text(near: list[str]) -> list[str]:
    """The lines from the headline to the first paragraph of the text, a long lead among them."""
    long = [at for at, line in enumerate(near) if len(line) > _LONGEST_LINE]
    return near[: long[1]] if len(long) > 1 else near


def _said_instead(stated: list[str], said: list[str]) -> list[str]:
    """The persons of the byline, where all of them are others than those stated.

    The statement is made of who filed the article; guests are named on the page.
    """
    known = " ".join(map(plain, stated)).split()
    others = all(set(plain(name).split()).isdisjoint(known) for name in said)
    persons = all(PERSON.fullmatch(name) and " " in name for name in said)
    return said if others and persons and not any(map(_is_nobody, said)) else []


def _is_nobody(name: str) -> bool:
    return is_desk(name) or is_outlet(name) or is_topic(name)


def _unique(names: list[str]) -> tuple[str, ...]:
    """The names without repetitions in other letters: "Joerg Hansel", "JÖRG HÄNSEL"."""
    first: dict[str, str] = {}
    for name in names:
        key = plain(name)
        first[key] = max(first.get(key, name), name, key=_spelled_out)
    return tuple(first.values())[:_MOST]


def _spelled_out(name: str) -> tuple[bool, bool]:
    """Whether a name has letters that others write around, and is not all capitals."""
    return not name.isascii(), not name.isupper()
