"""kajabi-gen: from an OpenAPI document of a JSON:API to a typed Python SDK."""

__version__ = "0.1.0"
