"""What changes from one revision of an API to the next: on the wire, for callers of the SDK, and for the changelog."""
