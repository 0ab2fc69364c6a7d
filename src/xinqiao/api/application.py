"""The API as one thing: its operations, its document (OpenAPI 3.1), and how any exception becomes an answer."""

from typing import Any

from django.http import Http404
from django.utils.translation import get_language
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from xinqiao.api import officers, submissions, tracking
from xinqiao.api.problems import MEDIA_TYPE, handle
from xinqiao.api.validation import handle_http, handle_sign_in, handle_validation

_FIRST_ERROR = 400
_documents: dict[str, OpenAPISchema] = {}


class XinqiaoAPI(NinjaAPI):
    """Problems are documented under their own media type."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """The document; every error answer is application/problem+json. Made once for each language: it takes seconds."""
        key = f"{get_language()} {sorted(options.items())}"
        if key not in _documents:
            _documents[key] = self._document(**options)
        return _documents[key]

    def _document(self, **options: Any) -> OpenAPISchema:
        document = super().get_openapi_schema(**options)
        for path in document["paths"].values():
            for operation in path.values():
                for status, answer in operation["responses"].items():
                    if int(status) >= _FIRST_ERROR:
                        answer["content"] = {MEDIA_TYPE: answer["content"]["application/json"]}
        return document


api = XinqiaoAPI(
    title="Xinqiao",
    version="1",
    description=(
        "Petitions over REST: the same acts and answers as in the pages. Answers and sentences come in the "
        "language of Accept-Language (zh-hans, zh-hant, en). Errors are application/problem+json (RFC 9457)."
    ),
    docs_url=None,
    urls_namespace="api",
    servers=[],
)
api.add_router("/v1", submissions.router)
api.add_router("/v1", tracking.router)
api.add_router("/v1", officers.router)
api.add_exception_handler(Exception, handle)
api.add_exception_handler(Http404, handle)
api.add_exception_handler(ValidationError, handle_validation)
api.add_exception_handler(AuthenticationError, handle_sign_in)
api.add_exception_handler(HttpError, handle_http)
