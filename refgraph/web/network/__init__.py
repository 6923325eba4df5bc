"""The whole graph as one interactive page: layout, routing of the edges, the static view, and the same in words.

It imports `web.assets` and what is below `web`; pyvis is imported here and nowhere else. Layout, edge routing and
static view stand here in Python, for the view that a page opens with and for readers without script, and in a script of
the same name beside it, for the views that a reader makes; both are checked against the same cases. Scripts that no
module corresponds to stand with the templates. Read `page` first, then `data`.
"""
