"""What does a petition ask? Its separate requests, each with its place in the text."""

from xinqiao.language.requests.finding import Request, find_requests

__all__ = ["Request", "find_requests"]
