"""`python -m kajabi_gen.server`: serve a document on loopback until it is interrupted."""

from __future__ import annotations

import contextlib
import sys

import click

from kajabi_gen.config import Settings
from kajabi_gen.modelling import model_of
from kajabi_gen.server import ConformanceServer, Options, documented_meta, seed
from kajabi_gen.spec.finding import InputError


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--spec", default="", metavar="FILE", help="The OpenAPI document; the embedded one if not given.")
@click.option("--port", default=0, metavar="N", type=click.IntRange(0, 65535), help="The port; a free one if not given.")
@click.option("--size", default=20, metavar="N", type=click.IntRange(0), show_default=True, help="How many resources of each type.")
def main(spec: str, port: int, size: int) -> None:
    """Serve an API made from an OpenAPI document on loopback, filled with sample data. Interrupt it to stop."""
    try:
        modelled = model_of(Settings(spec=spec))
    except InputError as problem:
        click.echo(str(problem), err=True)
        sys.exit(2)
    options = Options(list_meta=documented_meta(modelled.facts), link_base="")
    try:
        server = ConformanceServer(modelled.api, seed(modelled.api, default=size), options=options, port=port)
    except OSError as problem:
        click.echo(f"port {port}: {problem.strerror}", err=True)
        sys.exit(2)
    with server, contextlib.suppress(KeyboardInterrupt):
        credentials = options.credentials
        click.echo(f"{modelled.api.title} {modelled.api.version} at {server.url}")
        click.echo(f"client id {credentials.client_id}, client secret {credentials.client_secret}")
        server.join()


if __name__ == "__main__":
    main()
