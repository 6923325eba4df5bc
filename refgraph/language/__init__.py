"""Words apart from what they mean: folding of names, English sentences, suggestions for a mistyped word.

Plain functions on text; it imports nothing of refgraph but `errors`. Read `normalise` first: every look-up of a name
goes through it.
"""
