"""An officer at the desk: signs in by the form, finds the petition in the own work, does what its page offers."""

from typing import Any

from django.test import Client

from tests.journeys.citizen import token_in
from tests.journeys.reading import words_of


class AtDesk:
    """An officer of the small city who signed in with name and password."""

    def __init__(self, name: str) -> None:
        self.browser = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
        token = token_in(self.browser.get("/desk/sign-in/"))
        password = "letter-bridge"
        typed = {"username": name, "password": password, "csrfmiddlewaretoken": token}
        assert self.browser.post("/desk/sign-in/", typed)["Location"] == "/desk/"

    def sees(self, reference: str, *, tab: str = "mine") -> bool:
        """Whether the petition stands in a list of work."""
        return reference in self.browser.get("/desk/", {"tab": tab}).content.decode()

    def page(self, reference: str) -> str:
        """What the petition's page says."""
        response = self.browser.get(f"/desk/petitions/{reference}/")
        assert response.status_code == 200, words_of(response)
        return words_of(response)

    def does(self, reference: str, act: str, **given: Any) -> str:
        """Press what the petition's page offers, fill the form in; the page afterwards."""
        url = f"/desk/petitions/{reference}/acts/{act}/"
        self.page(reference)
        assert url in self.browser.get(f"/desk/petitions/{reference}/").content.decode(), f"{act} is not offered"
        # Serving asks first how, and then for the proof of that way.
        return self.posts(f"{url}?method={given['method']}" if act == "serve" else url, **given)

    def decides(self, reference: str, *, is_approved: bool = True, comment: str = "") -> str:
        """The second person's decision on the draft that waits."""
        page = self.browser.get(f"/desk/petitions/{reference}/")
        (draft,) = page.context["to_decide"]
        url = f"/desk/petitions/{reference}/documents/{draft.pk}/decision/"
        return self.posts(url, document=draft.pk, is_approved="yes" if is_approved else "no", comment=comment)

    def posts(self, url: str, **given: Any) -> str:
        """Send a form of the desk with its hidden numbers; what is shown after it was done."""
        form = self.browser.get(url)
        assert form.status_code == 200, words_of(form)
        hidden = {"csrfmiddlewaretoken": token_in(form), "expected_seq": _seq_in(form)}
        done = self.browser.post(url, {k: v for k, v in hidden.items() if v} | given)
        assert done.status_code == 302, words_of(done)
        return words_of(self.browser.get(done["Location"]))


def _seq_in(form: Any) -> str:
    text = form.content.decode()
    if 'name="expected_seq"' not in text:
        return ""
    return text.split('name="expected_seq" value="', 1)[1].split('"', 1)[0]
