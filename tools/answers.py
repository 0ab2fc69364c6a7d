"""Does a PostgreSQL answer at this address, and may we make a test database there? Exit 0 = yes."""

import sys

import dj_database_url
import psycopg


def main(url: str) -> int:
    """0 when the server answers and its user may create databases."""
    said = dj_database_url.parse(url)
    if "postgresql" not in said["ENGINE"]:
        return 1
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}
    where = {name: said[key] for name, key in names.items() if said.get(key)}
    try:
        with psycopg.connect(**where, connect_timeout=3) as connection:  # type: ignore[arg-type]
            row = connection.execute(
                "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
    except psycopg.Error:
        return 1
    return 0 if row and row[0] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
