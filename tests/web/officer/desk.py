"""What the tests of the desk share: a city, and a client at whose browser an officer is signed in."""

from django.test import Client

from tests.builders.city import City

DESK = "/desk/"


def signed_in(city: City, name: str) -> Client:
    """A client of the officer called `name`, who reads English."""
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(city.officer(name).account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def page_of(reference: str, rest: str = "") -> str:
    """The address of a petition's page, or of one below it."""
    return f"/desk/petitions/{reference}/{rest}"


def seq_on(client: Client, url: str) -> str:
    """The number that the form on a page shows and sends back."""
    text = client.get(url).content.decode()
    return text.split('name="expected_seq" value="', 1)[1].split('"', 1)[0]
