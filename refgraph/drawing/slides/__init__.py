"""Slides: a path, the origins of a symptom or an entity told step by step, for a projector.

What stands on the slides (`deck`, made by `path`, `answer` and `entity` from `parts`) is apart from where it stands
(`layout`) and from what it is written as (`picture`: SVG and PNG; `powerpoint`: PPTX, python-pptx is imported there
and nowhere else; HTML: `refgraph.web.embeds.documents.slides_page`). `blank` takes the names out. It imports `report`
and what else of `drawing` a slide needs. Read `deck` first, then `path`.
"""
