"""Read: a page's bytes become a clean article, or a named reason why not.

Pure: the same page gives the same article, in any order and in any process. No network, no
database, no clock.
"""

from pipeline.read.assembling import join, page_of
from pipeline.read.reading import read
from pipeline.read.weblinks import first_page, next_page, same_host

__all__ = ["first_page", "join", "next_page", "page_of", "read", "same_host"]
