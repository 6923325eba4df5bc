"""Handouts: one sheet or two with figure, chain or origins, citations, warning signs and questions, and no empty half.

What stands on them (`values`) is made where questions are made (`refgraph.web.embeds.documents.handout`); `pdf` sets it
by Typst. It imports what else of `drawing` a sheet needs. Read `values` first.
"""
