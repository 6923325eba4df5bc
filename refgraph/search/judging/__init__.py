"""What a path that was found is worth: grades of its edges, independent sources, a verdict, rivals.

It imports `walks`, and `graph` and what is below it. Read `grade` first, then `verdict`.
"""
