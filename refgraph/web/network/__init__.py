"""The whole graph as one interactive page: layout, routes of the edges, the static view, and the same in words.

Layout, routing and static view stand here in Python beside scripts of the same name, which a browser runs when things
move. Read `page` first, then `data`.
"""
