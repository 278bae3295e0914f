"""Interpreting: what a reply means for what its letter asks."""

from mailflow.interpreting.asked import interpret

__all__ = ["interpret"]
