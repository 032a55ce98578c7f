"""Namespaces: the operations of the API."""
