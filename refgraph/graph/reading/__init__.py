"""How words that people type are read as findings: taken apart, looked up, put together, and what is nearest to them.

It imports `graph.graph` and what is below it. Read `parsing` first, then `composition`.
"""
