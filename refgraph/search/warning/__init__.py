"""Warning signs: which edges warn, what concerns a finding, and what of it is told first.

It imports `graph`, `search.ends`, `search.surroundings` and what is below them. Read `signs` first.
"""
