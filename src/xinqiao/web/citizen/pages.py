"""What is this, what can I do here, and which rules hold? The pages that concern no petition."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The first page."""
    return render(request, "citizen/home.html")
