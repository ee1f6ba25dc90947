"""The graph in formats of other tools, written as a stream."""

from pipeline.query.formats.followthemoney import ftm_records
from pipeline.query.formats.graphml import write_graphml

__all__ = ["ftm_records", "write_graphml"]
