"""Everything that is said in words: claims, answers, citations, chance, the sentences that answer.

It imports `search` and what is below it, nothing else of `report`. Read `wording` first (claims and edges), then
`answer_wording` (questions, paths, verdicts), then `summary` and `lead` (an answer in short).
"""
