"""Is the product ready: does the database answer, and are all its migrations applied?"""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

_migrated = False


def is_migrated() -> bool:
    """Are all migrations applied? Asked of the database until the answer is yes, which then stands."""
    global _migrated
    if not _migrated:
        executor = MigrationExecutor(connection)
        _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrated


def healthz(request: HttpRequest) -> JsonResponse:
    """200 `{"ready": true}` when a petition could be received now; else 503 with the reason."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
        if not is_migrated():
            return JsonResponse({"ready": False, "why": "migrations are not applied"}, status=503)
    except DatabaseError:
        return JsonResponse({"ready": False, "why": "the database does not answer"}, status=503)
    return JsonResponse({"ready": True})
