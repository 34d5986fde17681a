"""The app as a whole: pages and callbacks behind the access, and what serves them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, cast

from simulation.app.access import COOKIE, HEADERS, QUERY, policy
from simulation.app.site import best, body, frame, organisation, trying, writing
from simulation.app.site.parts import new_visitor

if TYPE_CHECKING:
    from dash import Dash
    from flask import Flask

    from simulation.app.site.parts import AppParts


def site(parts: AppParts) -> Dash:
    """Return the app, with nothing that is loaded from elsewhere."""
    from dash import Dash, dcc, html

    app = Dash(
        "wandel", serve_locally=True, update_title="", title="Wandel", assets_folder="", compress=False,
        include_assets_files=False, suppress_callback_exceptions=True, index_string=frame.document(parts.language),
    )  # fmt: skip

    def page() -> Any:
        visitor = new_visitor()
        opened = parts.open(visitor, parts.first)
        return html.Div(
            [
                html.Div(body.body(parts, opened), id="body"),
                dcc.Store(id="visitor", data=visitor),
                *trying.stores(),
            ]
        )

    app.layout = page
    trying.connect(app, parts)
    writing.connect(app, parts, body.body)
    organisation.connect(app, parts)
    best.connect(app, parts, body.body)
    body.connect(app)
    _guard(app, parts)
    return app


def _guard(app: Dash, parts: AppParts) -> None:
    """Put the access before every request, the limits around it, and what browsers are to refuse into each answer."""
    from flask import Response, request
    from werkzeug.exceptions import HTTPException

    server, access = cast("Flask", app.server), parts.access
    server.config["MAX_CONTENT_LENGTH"] = parts.pairs.limits.request_bytes
    server.config["MAX_FORM_MEMORY_SIZE"] = parts.pairs.limits.request_bytes
    hashes: list[str] = []

    @server.before_request
    def at_the_door() -> Any:
        found = access.refusal(
            request.method, dict(request.headers), request.args.get(QUERY, ""), request.cookies.get(COOKIE, "")
        )
        return None if found is None else Response(found[1] + "\n", found[0], mimetype="text/plain")

    @server.after_request
    def with_headers(response: Response) -> Response:
        if not hashes:
            hashes.extend(each if each.startswith("'") else f"'{each}'" for each in app.csp_hashes())
        response.headers["Content-Security-Policy"] = policy(hashes)
        for name, value in HEADERS.items():
            response.headers[name] = value
        if access.token and request.args.get(QUERY) and access.is_known(request.args[QUERY]):
            response.set_cookie(COOKIE, access.token, httponly=True, samesite="Strict")
        return response

    @server.errorhandler(Exception)
    def refused(error: Exception) -> Response:
        """Say what kind of request was refused, and nothing of the program."""
        if isinstance(error, HTTPException):
            return Response(f"{escape(error.name)}\n", error.code, mimetype="text/plain")
        return Response("this request is not one of this app\n", 400, mimetype="text/plain")

    for path, content, kind in (
        ("/style.css", frame.style(), "text/css"),
        ("/script.js", frame.script(), "text/javascript"),
        ("/icon.svg", frame.ICON, "image/svg+xml"),
    ):
        server.add_url_rule(path, path, lambda content=content, kind=kind: Response(content, mimetype=kind))


def server(app: Dash, host: str, port: int) -> Any:
    """Return what answers requests: `run` does so, `close` ends it.

    Raises:
        OSError: the address cannot be had.
    """
    import waitress

    return waitress.create_server(
        app.server, host=host, port=port, threads=8, ident="", channel_timeout=60, connection_limit=200
    )
