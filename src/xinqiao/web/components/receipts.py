"""The signed receipt as a browser takes it: a small file for programs, a sheet to print, a QR code on a page."""

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from xinqiao.correspondence.letters.typeset import qr_code
from xinqiao.correspondence.receipts import ReceiptSheet, typeset_receipt
from xinqiao.safeguards.receipt_text import receipt_text


def receipt_as_json(receipt: Mapping[str, Any]) -> HttpResponse:
    """The file that programs verify."""
    document = json.dumps(receipt, ensure_ascii=False, indent=2, sort_keys=True)
    response = HttpResponse(document, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_name_of(receipt)}.json"'
    return response


def receipt_as_pdf(request: HttpRequest, receipt: Mapping[str, Any], *, language: str, code: str = "") -> HttpResponse:
    """The sheet to print and keep; with the query code where it is still known."""
    sheet = ReceiptSheet(
        receipt=receipt,
        language=language,
        verify_at=request.build_absolute_uri(reverse("citizen:verify_receipt")),
        follow_at=request.build_absolute_uri(reverse("citizen:track")),
        code=code,
    )
    response = HttpResponse(typeset_receipt(sheet), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{_name_of(receipt)}.pdf"'
    return response


def receipt_qr(request: HttpRequest, receipt: Mapping[str, Any]) -> SafeString:
    """The QR code of the receipt for a page, as a picture made of lines."""
    address = request.build_absolute_uri(reverse("citizen:verify_receipt"))
    return mark_safe(qr_code(f"{address}#{receipt_text(receipt)}"))  # noqa: S308 -- drawn by us, no words in it


def _name_of(receipt: Mapping[str, Any]) -> str:
    return f"receipt-{receipt['content']['reference']}"
