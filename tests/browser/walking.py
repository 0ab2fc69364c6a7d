"""People in front of a browser: a petitioner with a small phone, officers at a desk; they press what they see."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PHONE = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
DESKTOP = {"viewport": {"width": 1280, "height": 900}}


@dataclass
class Walker:
    """One person with one browser; `pictures` keeps what she saw, in order."""

    context: Any
    page: Any
    server: str
    pictures: Path | None = None
    name: str = "page"
    seen: int = 0
    # Whatever else is wanted of every page she comes to.
    at_each_page: Callable[[], None] | None = None

    @classmethod
    def with_browser(cls, chromium: Any, server: str, **device: Any) -> "Walker":
        """A fresh browser that reads 简体中文 and asks nobody but the server for anything."""
        pictures, name = device.pop("pictures", None), device.pop("name", "page")
        context = chromium.new_context(locale="zh-CN", reduced_motion="reduce", **device)
        context.set_default_timeout(30_000)
        page = context.new_page()
        walker = cls(context=context, page=page, server=server, pictures=pictures, name=name)
        page.on("request", lambda request: walker.must_be_ours(request.url))
        return walker

    def must_be_ours(self, url: str) -> None:
        """No page loads anything from elsewhere."""
        assert url.startswith((self.server, "data:")), url

    def goes(self, path: str) -> None:
        """Type an address."""
        answer = self.page.goto(self.server + path)
        assert answer is not None and answer.ok, f"{path}: {answer.status if answer else 'nothing'}"
        self.looks()

    def looks(self) -> None:
        """Stand before the page that came: measure it, take a picture of it, where that is wanted."""
        if self.at_each_page is not None:
            self.at_each_page()
        if self.pictures is not None:
            self.seen += 1
            self.pictures.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=str(self.pictures / f"{self.name}-{self.seen:02d}.png"), full_page=True)

    def fills(self, **answers: str) -> None:
        """Fill fields in by their names; a choice by its value."""
        for name, value in answers.items():
            field = self.page.locator(f"main [name={name}]").first
            kind = self._kind_of(field)
            if kind in ("radio", "checkbox"):
                self.page.locator(f'main [name={name}][value="{value}"]').check()
            elif kind == "select":
                field.select_option(value)
            else:
                field.fill(value)

    def _kind_of(self, field: Any) -> str:
        """What kind of field it is, read from the page: scripts of ours may be off."""
        if self.page.locator("main select").and_(field).count():
            return "select"
        return str(field.get_attribute("type") or "text")

    def presses(self, selector: str = "main form button.button >> nth=0") -> None:
        """Press a button or a link and wait for the page that follows."""
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()
        self.looks()

    def follows(self, part_of_address: str) -> None:
        """Press the link whose address holds this part."""
        self.presses(f'main a[href*="{part_of_address}"]')

    def says(self) -> str:
        """What stands on the page."""
        return str(self.page.inner_text("main"))

    def opens_all(self) -> None:
        """Unfold what is folded."""
        folded = self.page.locator("main details:not([open]) > summary:visible")
        while folded.count():
            folded.first.click()


class Officer(Walker):
    """An officer at a desk."""

    def signs_in(self, username: str) -> "Officer":
        """By name and password."""
        self.goes("/desk/sign-in/")
        self.fills(username=username, password="letter-bridge")
        self.presses('main form:has([name="password"]) button')
        return self

    def opens(self, reference: str) -> None:
        """Find the petition in the own work and open it."""
        self.goes("/desk/")
        self.follows(f"/desk/petitions/{reference}/")

    def does(self, reference: str, act: str, **given: str) -> str:
        """Press a step that is offered, fill it in, press again."""
        self.goes(f"/desk/petitions/{reference}/")
        # What mends the record is folded away.
        self.opens_all()
        self.follows(f"/acts/{act}/")
        if act == "serve":
            # First the way, then its proof.
            self.follows(f"?method={given['method']}")
        self.fills(**given)
        self.presses('main form:has([name="expected_seq"]) button.button')
        return self.says()

    def approves(self, reference: str) -> str:
        """Read the draft that waits and approve it."""
        self.goes("/desk/?tab=drafts")
        self.follows("/decision/")
        self.presses('main button[name="is_approved"][value="yes"]')
        return self.says()


class Petitioner(Walker):
    """A person with a phone."""

    def writes(self, body: str, **more: str) -> None:
        """Through every step to the receipt."""
        self.goes("/")
        self.follows("/petition/")
        self.fills(body=body)
        self.presses()
        for place in ("990102", "990102001"):
            self.fills(place=place)
            self.presses()
        self.fills(kind=more.get("kind", "appeal"))
        self.presses()
        if more.get("kind") == "accusation":
            self.fills(accused=more.get("accused", ""), accused_text=more.get("accused_text", ""))
            self.presses()
        self.presses('main button[name="go_on"]')
        self.fills(name=more.get("name", "刘淑珍"))
        self.presses()
        self.fills(phone="13900000009", address="桥头路9号")
        self.presses()
        if persons := more.get("persons"):
            self.fills(together="joint", persons=persons)
        else:
            self.fills(together="alone")
        self.presses()
        self.fills(consents="yes")
        self.presses()
        if title := more.get("title"):
            self.follows("/petition/title/")
            self.fills(title=title)
            self.presses()

    def sends(self) -> tuple[str, str]:
        """Press the last button; number and code from the receipt."""
        self.presses('main form:has([name="key"]) button.button')
        reference, code = self.page.locator("main .big-code dd").all_inner_texts()
        return reference, code

    def does(self, reference: str, act: str, **given: str) -> str:
        """Use a right that her page offers."""
        self.goes(f"/track/{reference}/")
        self.follows(f"/do/{act}/")
        self.fills(**given)
        self.presses('main form:has([name="expected_seq"]) button.button')
        return self.says()
