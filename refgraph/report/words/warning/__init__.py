"""Warning signs in few words: the line that stands first with an answer, and the signs that it names.

It imports `search.warning` and what is below `report.words`. Read `line` first.
"""
