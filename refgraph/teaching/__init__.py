"""Teaching: lessons and quizzes made from the graph.

Every question is made from claims, its answer cites them, and nothing wrong is offered that any source supports:
`support` decides that for the whole graph. The same seed gives the same quiz. Pages are made in `refgraph.web`; what
lies where on the body is handed in as `Landmark`s, so that nothing here draws. Read `values` first, then `quiz`;
to add a kind of question, write a module like `ordering` and its row in `KINDS`.
"""
