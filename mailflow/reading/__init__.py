"""Reading: which words of a reply are new, and under which numbered line they stand."""

from mailflow.reading.reader import read

__all__ = ["read"]
