"""Answers in words: one view of an answer, and every form of text that is made from it.

`FORMATS` names the forms (text, JSON, CSV, Markdown, Mermaid, DOT). It imports `search` and what is below it. Read
`wording` first: each thing is said in one way everywhere.
"""
