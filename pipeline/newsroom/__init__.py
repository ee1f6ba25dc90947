"""The bundled newsroom: two dozen sample articles on six invented news sites, over real HTTP.

For the demonstration, the tests and the accuracy gate; the sites are path prefixes of one
loopback address.
"""

from pipeline.newsroom.articles import SampleArticle, sample_articles
from pipeline.newsroom.pages import Story, stories
from pipeline.newsroom.server import Newsroom, Request, serve

__all__ = ["Newsroom", "Request", "SampleArticle", "Story", "sample_articles", "serve", "stories"]
