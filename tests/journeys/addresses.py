"""Every address of the product, from the router itself, each with samples put in for its parts."""

from collections.abc import Iterator, Mapping

from django.urls import URLPattern, URLResolver, get_resolver

# Parts that concern no petition, or that nobody can guess.
_ELSEWHERE = {
    "token": "no-token",
    "code": "0000-0000-0000",
    "statute_id": "cn-2022",
    "language": "en",
    "before": "cn-2005",
    "after": "cn-2022",
    "act": "supplement",
}

_NOBODY = "00000000-0000-4000-8000-000000000000"


def every_address(samples: Mapping[str, object]) -> Iterator[str]:
    """One path for each pattern; a part without a sample fails, so that no new address goes unwalked."""
    for route, converters in _patterns(get_resolver(), "", {}):
        path, held = route, _ELSEWHERE | dict(samples)
        for name, written in converters.items():
            path = path.replace(written, _fitting(written, str(held[name])))
        assert "<" not in path, f"give a sample for {path}"
        yield "/" + path


def _fitting(written: str, sample: str) -> str:
    """The sample, or nobody's id where the part takes only such ids and the sample is none."""
    return _NOBODY if written.startswith("<uuid:") and len(sample) != len(_NOBODY) else sample


def _patterns(resolver: URLResolver, before: str, converters: dict[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern).lstrip("^").rstrip("$")
        names = converters | _written_parts(str(entry.pattern))
        if isinstance(entry, URLPattern):
            yield route, names
        else:
            yield from _patterns(entry, route, names)


def _written_parts(route: str) -> dict[str, str]:
    """The parts of a route by name, as they are written in it: reference → <str:reference>."""
    parts = [part.split(">", 1)[0] for part in route.split("<")[1:]]
    return {part.rsplit(":", 1)[-1]: f"<{part}>" for part in parts}
