"""The only place where paths are made and judged.

Best-first search over coherent walks, verdicts, rivals, near misses, feedback loops, origins that several symptoms
share. What meets what is decided by `refgraph.model.joints` and `sides`. It imports `graph` and what is below it. Read
`questions` first (origins, effects, paths), then `walks.best_first`.
"""
