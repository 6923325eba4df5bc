"""Pages: the explorer, the frozen site, the server, the page of one answer, embeds, notebooks, the network.

jinja2 is imported in `assets` and nowhere else, pyvis in `network` alone. The package imports everything below `api`.
Templates, style sheets and scripts stand in `templates`, laid out as the modules are; `templates/macros.html` holds
what several pages share. Read `assets` first (environment, styles, scripts, policy), then `answer_page`.
"""
