"""Functions on text, apart from the graph: folding of names, English sentences, suggestions for a mistyped word.

It imports nothing of refgraph but `errors`. Read `normalise` first: every look-up of a name goes through it.
"""
