"""A petitioner at her browser: she writes in small steps, keeps number and code, and uses what the page offers her."""

from typing import Any

from django.test import Client

from tests.journeys.reading import words_of


class Petitioner:
    """One person with one browser; forms are checked for their tokens as in real life."""

    def __init__(self, name: str, *, language: str = "en") -> None:
        self.name = name
        self.browser = Client(enforce_csrf_checks=True, headers={"accept-language": language})
        self.reference = self.code = ""

    def post(self, url: str, **answers: Any) -> Any:
        """Open the page, fill its form in and press; the hidden numbers go along."""
        page = self.browser.get(url)
        hidden = {"csrfmiddlewaretoken": token_in(page)}
        form = page.context and page.context.get("form")
        if getattr(form, "expected_seq", None) is not None:
            hidden["expected_seq"] = form.expected_seq
        return self.browser.post(url, hidden | answers)

    def writes(self, body: str, *, place: tuple[str, ...] = ("990102", "990102001"), **more: Any) -> None:
        """Every step up to the page on which she checks what she wrote."""
        assert self.post("/petition/", body=body).status_code == 303
        if title := more.get("title"):
            self.post("/petition/title/", title=title)
        url = "/petition/where/"
        for code in place:
            url = self.post(url, place=code)["Location"]
        assert url == "/petition/kind/", url
        kind = more.get("kind", "appeal")
        self.post(url, kind=kind)
        if kind == "accusation":
            self.post("/petition/accused/", accused=more.get("accused", ""), accused_text=more.get("accused_text", ""))
        self.post("/petition/files/", go_on="yes")
        you = {"name": self.name, "phone": "13900000000", "address": "桥头路1号", "consents": "yes"}
        assert self.introduces(**more.get("you", you)) == "/petition/check/"

    def introduces(self, **you: str) -> str:
        """Name, how to reach her, alone or with others, how answers may come; where the last answer leads."""
        you = {"together": "joint" if you.get("persons") else "alone"} | you
        url = "/petition/you/"
        for names in (("name",), ("phone", "address"), ("together", "persons"), ("consents",)):
            url = self.post(url, **{name: you[name] for name in names if name in you})["Location"]
        return url

    def sends(self) -> str:
        """Press the last button; what the receipt says."""
        key = self.browser.get("/petition/check/").context["draft"].key
        sent = self.post("/petition/check/", key=key)
        assert (sent.status_code, sent["Location"]) == (303, "/petition/sent/")
        receipt = self.browser.get("/petition/sent/")
        kept = receipt.context["receipt"]
        self.reference, self.code = kept["reference"], kept["code"]
        return words_of(receipt)

    def page(self, rest: str = "") -> str:
        """Her petition's page, opened by number and code when the browser has forgotten it."""
        url = f"/track/{self.reference}/{rest}"
        response = self.browser.get(url)
        if response.status_code == 302:
            opened = self.post("/track/", reference=self.reference, code=self.code)
            assert opened.status_code == 303, words_of(opened)
            response = self.browser.get(url)
        assert response.status_code == 200, words_of(response)
        return words_of(response)

    def does(self, act: str, **given: Any) -> str:
        """Press what her page offers, fill the form in; her page afterwards."""
        url = f"/track/{self.reference}/do/{act}/"
        self.page()
        assert url in self.browser.get(f"/track/{self.reference}/").content.decode(), f"{act} is not offered"
        done = self.post(url, **given)
        assert done.status_code == 303, words_of(done)
        return self.page()

    def asks(self, about: str, text: str) -> str:
        """The button: late, refused or sent to the wrong place."""
        self.page()
        done = self.post(f"/track/{self.reference}/ask/", about=about, text=text)
        assert done.status_code == 303, words_of(done)
        return self.page()


def token_in(page: Any) -> str:
    """The form token of a page."""
    return page.content.decode().split('name="csrfmiddlewaretoken" value="', 1)[1].split('"', 1)[0]
