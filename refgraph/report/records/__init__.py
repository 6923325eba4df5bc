"""The JSON form of all that is shown: plain dicts, keys in a fixed order.

It imports `search`, what is below it, and views of `report`. Read `json` first (findings, claims and edges), then
`answer_json` (queries, paths, answers).
"""
