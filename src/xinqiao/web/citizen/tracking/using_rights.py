"""Each right of the petitioner as a page: confirm receipt, add, withdraw, rate, ask for re-examination and review."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from xinqiao.intake.attachments import check_files, kept_files
from xinqiao.petitions.acting import act_named, perform
from xinqiao.petitions.models import Event
from xinqiao.petitions.noticing import addresses_not_asked, chosen_channel
from xinqiao.safeguards.uploads.receiving import largest_bytes
from xinqiao.safeguards.uploads.trays import FileGone
from xinqiao.web.citizen.tracking import acknowledging
from xinqiao.web.citizen.tracking.enclosing import TAKES_FILES, tray_for, tray_made_for
from xinqiao.web.citizen.tracking.entering import for_petitioner, no_such_page
from xinqiao.web.citizen.tracking.offers import ACTS, refusal_of
from xinqiao.web.citizen.tracking.standing import Standing
from xinqiao.web.components.act_form import ActForm, Setting, attempt, do_posted, form_for
from xinqiao.web.components.uploading import files_in, lay_by_all, remove, unfinished_in

_GRAVE = frozenset({"withdraw"})
# What a person should know before pressing.
_EXPLAINED: dict[str, str | Promise] = {
    "request_reexamination": gettext_lazy(
        "The next higher organ looks at the answer again. Say in your own words why you do not agree; a few "
        "sentences are enough."
    ),
    "request_review": gettext_lazy(
        "The organ above the one that re-examined looks at everything once more. Its opinion is the last one."
    ),
    "supplement": gettext_lazy("What you wrote before stays as it is; this is added to it."),
    "say_refused": gettext_lazy(
        "If the office you were sent to does not take your matter, it comes back to those who sent you there, with the "
        "day on which it first arrived. You do not begin again."
    ),
    "claim_non_execution": gettext_lazy(
        "An answer in your favour, or an agreement, must be carried out. If it was not, the petition office urges it."
    ),
    "claim_recusal": gettext_lazy(
        "Whoever has an interest of their own in the matter, or is close to somebody who has, may not handle it. Until "
        "this is decided, a colleague acts. Your petition goes on meanwhile and no day is lost."
    ),
    "name_proxy": gettext_lazy(
        "Somebody may act for you: two persons at most, each authorised by you in writing, or a guardian. You keep every "
        "right yourself and can take the authority back on any day. Your query code stays yours."
    ),
    "end_proxy": gettext_lazy("From now on nobody acts for you but yourself. What was done before stays done."),
    "name_representatives": gettext_lazy(
        "Those who come together for one matter choose who speaks for them: five at most, or fewer where a local rule "
        "says so. Everybody who signed keeps every right; the names are stored sealed."
    ),
    "rate": gettext_lazy("Your rating changes nothing for your petition. If you do not rate, that is no approval."),
    "bring_new_facts": gettext_lazy("With new facts or reasons an ended petition is opened anew."),
    "consent_to_electronic_service": gettext_lazy(
        "Answers then lie on this website as soon as they are issued. Opening or reading one starts nothing; only "
        "“I have received it” does. If you do not press it in the first days, the answer comes on paper all the same, "
        "by the same day as without this. You can take it back whenever you like."
    ),
    "withdraw_consent": gettext_lazy(
        "From now on answers come on paper, by post or by hand. What you have already received stays received."
    ),
    "choose_notices": gettext_lazy(
        "A notice says only that there is news, never what it is, and starts nothing. Whoever else sees your mailbox or "
        "telephone sees it too: if that could harm you, choose no notices and look here yourself."
    ),
    "withdraw": gettext_lazy(
        "The petition then stops. You can take the withdrawal back for some days; the page shows the last one. "
        "Nobody may urge you to withdraw."
    ),
    "revoke_withdrawal": gettext_lazy("The petition goes on where it stood."),
}
# What stands on the button, where the title of the act does not say what pressing does.
_PRESSES: dict[str, str | Promise] = {"choose_notices": gettext_lazy("Keep this choice")}
_DONE: dict[str, str | Promise] = {
    "acknowledge": gettext_lazy("Thank you. It is recorded that you have received the answer."),
    "request_reexamination": gettext_lazy("Your request for re-examination has been received."),
    "request_review": gettext_lazy("Your request for review has been received."),
    "supplement": gettext_lazy("What you added has been received."),
    "say_refused": gettext_lazy("It is back where you were sent from, with its first day."),
    "claim_non_execution": gettext_lazy("The petition office has been told and will urge it."),
    "claim_recusal": gettext_lazy("A colleague acts until it is decided."),
    "name_proxy": gettext_lazy("It is recorded who acts for you."),
    "end_proxy": gettext_lazy("The authority is taken back."),
    "name_representatives": gettext_lazy("The representatives are recorded."),
    "rate": gettext_lazy("Thank you for your rating."),
    "bring_new_facts": gettext_lazy("The new facts have been received; the petition is open again."),
    "consent_to_electronic_service": gettext_lazy("From now on answers come on this website."),
    "withdraw_consent": gettext_lazy("From now on answers come on paper."),
    "choose_notices": gettext_lazy("Your choice has been kept."),
    "withdraw": gettext_lazy("The petition is withdrawn. You can still take this back."),
    "revoke_withdrawal": gettext_lazy("The petition goes on."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_petitioner
def act(request: HttpRequest, standing: Standing, name: str) -> HttpResponse:
    """One act: its form, or the reason why it is not open now; posted, it is done or refused with its reason."""
    found = act_named(name) if name in ACTS else None
    if found is None:
        return no_such_page(request)
    setting = Setting(
        act=found,
        expected_seq=standing.seq,
        back=reverse("citizen:petition", args=[standing.reference]),
        is_grave=name in _GRAVE,
        press=_PRESSES.get(name, ""),
        takes_files=name in TAKES_FILES,
        left_out=_left_out(standing, name),
        initial={"channel": chosen_channel(standing.dossier.events) or "none"} if name == "choose_notices" else {},
    )
    if request.method != "POST":
        refused = refusal_of(standing, name)
        return _page(request, standing, form_for(setting), refused=refused, status=409 if refused else 200)
    event, form = _done(request, standing, setting)
    if event is not None:
        messages.success(request, str(_DONE[name]))
        return _back(standing)
    # The position may have changed under a stale page: what is said is as of now.
    return _page(request, Standing(standing.petition, standing.actor), form, status=form.status)


def _left_out(standing: Standing, name: str) -> tuple[str, ...]:
    """What is not asked here: a postmark is for letters, a proof for officers; who agreed before does not agree again."""
    agreed = ("agrees",) if name == "acknowledge" and standing.agrees_to_online_service else ()
    return ("posted_on", "proof", *agreed, *addresses_not_asked())


def _back(standing: Standing) -> HttpResponse:
    response = HttpResponseRedirect(reverse("citizen:petition", args=[standing.reference]))
    response.status_code = 303
    return response


def _done(request: HttpRequest, standing: Standing, setting: Setting) -> tuple[Event | None, ActForm]:
    """Do the act, with the files that wait for it: all of it, or nothing."""
    if not setting.takes_files:
        return do_posted(request, setting, petition_id=standing.petition.pk, actor=standing.actor)
    tray = tray_made_for(request, standing.reference, setting.act.name)
    refused = lay_by_all(request, tray)
    if refused:
        sentence = " ".join(str(refusal.sentence) for refusal in refused)
        return None, form_for(setting).refused_with(request.POST, sentence, status=refused[0].status)
    if "remove" in request.POST:
        remove(tray, request.POST["remove"])
        return None, form_for(setting).refused_with(request.POST, "", status=200)
    try:
        with tray.opened() as files:
            event, form = _done_with(files, request, standing, setting)
    except FileGone:
        sentence = _("A file you chose is no longer here: take it out and choose it again.")
        return None, form_for(setting).refused_with(request.POST, sentence)
    if event is not None:
        tray.wipe()
    return event, form


def _done_with(
    files: list[UploadedFile], request: HttpRequest, standing: Standing, setting: Setting
) -> tuple[Event | None, ActForm]:
    checked = check_files(files)

    def do(given: Any, expected_seq: int) -> Event:
        with kept_files(files, checked):
            return perform(
                setting.act,
                petition_id=standing.petition.pk,
                actor=standing.actor,
                given=replace(given, files=tuple(checked)),
                expected_seq=expected_seq,
            )

    return attempt(request, setting, do)


def _waiting_files(request: HttpRequest, standing: Standing, name: str) -> dict[str, Any]:
    """The files that wait for this form, and where others are sent to."""
    tray = tray_for(request, standing.reference, name)
    return {
        "laid_by": files_in(tray) if tray else [],
        "unfinished": unfinished_in(tray) if tray else [],
        "begin": reverse("citizen:act_files_begin", args=[standing.reference, name]),
        "limit_bytes": largest_bytes(),
    }


def _page(
    request: HttpRequest, standing: Standing, form: ActForm, *, refused: object = None, status: int = 200
) -> HttpResponse:
    name = form.setting.act.name
    if name == "acknowledge" and refused is None:
        return acknowledging.page(request, standing, form, status=status)
    context = {
        "standing": standing,
        "form": form,
        "refused": refused,
        "explained": _EXPLAINED.get(name, ""),
        "title": form.setting.act.title,
        **(_waiting_files(request, standing, name) if form.takes_files else {}),
    }
    return render(request, "citizen/track/act.html", context, status=status)
