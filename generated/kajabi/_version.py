"""The version of the package, and of the API revision that it speaks."""

# Made by kajabi-gen from the API's OpenAPI document; changes by hand are lost at the next build.

__version__ = "1.1.0"
API_VERSION = "1.1.0"
