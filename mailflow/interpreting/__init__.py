"""Interpreting: what a reply means for the numbered lines of its letter."""

from mailflow.interpreting.interpreter import interpret

__all__ = ["interpret"]
