"""The curator's commands: what helps to add an article, to compare what is there, and to see what is lacking.

Each module parses words and calls `refgraph.curation` or `refgraph.curator`. `docs/curating.md` goes through them in
the order in which an article needs them.
"""
