"""The curator's tools over a graph: drafts of claims, conflicts, gaps, differences, review, and the checklist.

What needs the files alone (`format`, `new-source`, the texts of articles) stands in `curation`. It imports `report` and
what is below it. Read `drafting` first.
"""
