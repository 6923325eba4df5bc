"""Pages out: the explorer, the frozen site, the server, a page of one answer, embeds, notebooks, the network.

jinja2 is imported here and nowhere else, pyvis in `network` alone. It imports everything below `api`. Read `assets`
first (environment, styles, policy), then `answer_page`.
"""
