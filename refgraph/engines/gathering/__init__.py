"""Path questions to a store that stands elsewhere: fetch what they can walk, batch by batch, and answer them here.

It imports `search` and what is below it, and `refgraph.engines.protocol`; it knows no particular engine. Read `gather`
first, then `partial_graph`.
"""
