"""The body: plates with named shapes, where each entity sits on them, and the figure with a route drawn over it.

It imports `drawing.svg` and what is below `drawing`. Read `plates` first, then `placement` and `figure`.
"""
