"""From articles and what was found in them to rows and facts, in one transaction a batch.

`store_articles` puts articles into the graph; claims that say the same become one fact.
"""

from pipeline.store.rows import Found
from pipeline.store.writing import Stored, store_article, store_articles, stored_already

__all__ = ["Found", "Stored", "store_article", "store_articles", "stored_already"]
