"""A conformance server: a stateful API on loopback, made from a document, that misbehaves on request.

It knows no resource by name; everything comes from the model. `Service` is its core, without I/O; `ConformanceServer` puts it on a port.
"""

from kajabi_gen.server import faults
from kajabi_gen.server.conformance import ConformanceServer
from kajabi_gen.server.faults import Fault, Faults
from kajabi_gen.server.message import Request, Response
from kajabi_gen.server.options import Credentials, Options, documented_meta
from kajabi_gen.server.seeding import seed
from kajabi_gen.server.service import Service
from kajabi_gen.server.store import Identifier, Item, Store

__all__ = [
    "ConformanceServer",
    "Credentials",
    "Fault",
    "Faults",
    "Identifier",
    "Item",
    "Options",
    "Request",
    "Response",
    "Service",
    "Store",
    "documented_meta",
    "faults",
    "seed",
]
