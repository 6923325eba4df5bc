"""Walks over the flat arrays of the index: the best-first search, what bounds it, and what a query lets it do.

It imports `graph` and what is below it. Read `best_first` first, then `constraints` and `bounds`.
"""
