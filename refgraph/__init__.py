"""refgraph: a cited, queryable graph of referred-pain claims. It informs; it never diagnoses."""

from __future__ import annotations

__version__ = "0.1.0"
