"""The graph as RDF: names (IRIs), statements, Turtle and TriG, SPARQL and the named queries.

rdflib is imported here and nowhere else. It imports `report` and what is below it. Read `names` first, then
`statements`.
"""
