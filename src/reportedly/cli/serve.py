"""`reportedly serve`: the desk in the browser."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from reportedly.cli.options import Config, Store
from reportedly.cli.show import note
from reportedly.errors import UsageError

TOKEN_VARIABLE = "REPORTEDLY_TOKEN"


def run(
    store: Store = None, config: Config = None,
    host: Annotated[str, typer.Option("--host", help="Where to listen; other than loopback asks for a token.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="On which port; 0 takes a free one.")] = 8765,
    users: Annotated[Path | None, typer.Option("--users", help="A file of NAME:SHA256-of-token lines: who may sign in.")] = None,
) -> None:  # fmt: skip
    """The desk in the browser: promises, timeline, numbers, map, contradictions, claims in their reports; and an API."""
    try:
        import uvicorn

        from reportedly.serve.app import make_app
    except ModuleNotFoundError as error:
        raise UsageError(f"the desk needs {error.name}: pip install 'reportedly[serve]'") from error
    from reportedly.config import load_config
    from reportedly.serve.access import make_access
    from reportedly.serve.desk import Desk
    from reportedly.store.database import default_store

    access = make_access(host, os.environ.get(TOKEN_VARIABLE), users)
    desk = Desk(store or default_store(), load_config(config))
    server = uvicorn.Server(
        uvicorn.Config(make_app(desk, access, warm=True), host, port, log_level="warning", server_header=False)
    )
    note(f"reportedly: {desk.path} at http://{host if ':' not in host else f'[{host}]'}:{port}/ — stop with Ctrl-C")
    server.run()
