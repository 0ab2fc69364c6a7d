"""The receipt once more, for whoever lost it: everything but the query code, which nobody knows any longer."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from xinqiao.web.citizen.tracking.entering import for_petitioner, no_such_page
from xinqiao.web.citizen.tracking.standing import Standing
from xinqiao.web.components.receipts import receipt_as_json, receipt_as_pdf


def receipt_of(standing: Standing) -> Mapping[str, Any]:
    """The receipt of what arrived; empty where none was signed (petitions of the past)."""
    receipt: Mapping[str, Any] = standing.petition.submission.receipt
    return receipt


@require_safe
@for_petitioner
def receipt_file(request: HttpRequest, standing: Standing) -> HttpResponse:
    """The signed file."""
    receipt = receipt_of(standing)
    return receipt_as_json(receipt) if receipt else no_such_page(request)


@require_safe
@for_petitioner
def receipt_sheet(request: HttpRequest, standing: Standing) -> HttpResponse:
    """The sheet to print."""
    receipt = receipt_of(standing)
    if not receipt:
        return no_such_page(request)
    return receipt_as_pdf(request, receipt, language=get_language() or "zh-hans")
