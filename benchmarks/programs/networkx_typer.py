"""Top 20 origins as one would write it at first: typer, networkx, node-link JSON. No states, no sides."""

import json
from itertools import islice
from pathlib import Path

import networkx as nx
import typer

app = typer.Typer()


@app.command()
def origins(graph: Path, entity: int) -> None:
    held = nx.node_link_graph(json.loads(graph.read_bytes()), edges="links")
    before, costs = nx.dijkstra_predecessor_and_distance(held, entity, weight="cost")
    for node in islice(costs, 1, 21):
        path = [node]
        while before[path[-1]]:
            path.append(before[path[-1]][0])
        print(costs[node], *path)


app()
