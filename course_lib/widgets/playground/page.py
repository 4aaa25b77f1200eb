"""The playground's page: the files that are joined into it, each after those that it uses."""

SCRIPTS = (
    "dom.js",
    "slider.js",
    "curves.js",
    "transport.js",
    "courier.js",
    "playground_plane.js",
    "playground_graph.js",
    "playground_draw.js",
    "playground_charts.js",
    "playground_controls.js",
    "playground.js",
)
STYLES = ("theme.css", "slider.css", "lab.css", "playground.css")
