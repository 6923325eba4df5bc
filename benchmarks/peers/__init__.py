"""The libraries that are measured: each module has a `VERSION` and a `Peer` with the tasks that it can do.

A peer is made of a folder (see graphs.py) and a variant (`stateless`, `product` or what suits it), which is the
loading that is timed. `top` finds the 20 best origins of an entity with a path each, `early` the same with code that
stops the search, `all` what each origin costs, `pair` the 10 best simple paths between two; these are timed. `told`
makes of what they return a few numbers to compare, and is not timed.
"""
