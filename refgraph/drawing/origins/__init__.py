"""All origins of a symptom in one picture: the tree of them, and the body with the same numbers.

It imports `drawing.body` and what else of `drawing` an answer needs. Read `tree` first, then `body` and `picture`.
"""
