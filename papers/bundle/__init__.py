"""The bundle of an archived project: everything in one .zip that opens without network, scripts or Huizhi."""

from papers.bundle.entry import Entry, File
from papers.bundle.inventory import inventory
from papers.bundle.writing import Stopped, write

__all__ = ["Entry", "File", "Stopped", "inventory", "write"]
