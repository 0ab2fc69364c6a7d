"""How many whole days lie between two dates, as both databases say it natively (no function call a row)?"""

from typing import Any

from django.db.models import Func, IntegerField


class DaysBetween(Func):
    """`DaysBetween(later, earlier)` as an integer."""

    arity = 2
    arg_joiner = " - "
    template = "(%(expressions)s)"
    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **options: Any) -> Any:
        """SQLite keeps dates as text: its day numbers are subtracted."""
        parts, params = [], []
        for source in self.get_source_expressions():
            sql, values = compiler.compile(source)
            parts.append(f"julianday({sql})")
            params += values
        return f"CAST({' - '.join(parts)} AS INTEGER)", params
