"""The whole procedure for everybody to read: stage by stage in words, drawn on one sheet, and two laws side by side."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from xinqiao.law.handbook.chapters import handbook, say
from xinqiao.law.handbook.differences import comparison
from xinqiao.law.handbook.picture import picture
from xinqiao.law.library import UnknownStatute, statute, statutes


def _language() -> str:
    return get_language() or "zh-hans"


@require_safe
def handbook_page(request: HttpRequest, statute_id: str) -> HttpResponse:
    """A law as a handbook (法治宣传): who does what by when, the refusals, the remedies."""
    try:
        book = handbook(statute_id, _language())
    except UnknownStatute:
        raise Http404 from None
    others = [pack for pack in statutes() if pack.id != statute_id]
    page = {"book": book, "law": statute(statute_id), "titles": {one.name: one.title for one in book.chapters}}
    return render(request, "citizen/handbook.html", page | {"others": others})


@require_safe
def picture_file(request: HttpRequest, statute_id: str, language: str) -> HttpResponse:
    """The drawing alone, as SVG."""
    try:
        drawn = picture(handbook(statute_id, language))
    except UnknownStatute:
        raise Http404 from None
    response = HttpResponse(drawn, content_type="image/svg+xml; charset=utf-8")
    response["Cache-Control"] = "public, max-age=3600"
    return response


@require_safe
def compare_page(request: HttpRequest, before: str, after: str) -> HttpResponse:
    """Two laws side by side: periods, steps, stages, grounds."""
    try:
        compared = comparison(before, after, _language())
    except UnknownStatute:
        raise Http404 from None
    parts = [{"title": say(head, compared.language), "rows": rows} for head, rows in compared.parts.items()]
    return render(request, "citizen/compare.html", {"compared": compared, "parts": parts, "after_id": after})
