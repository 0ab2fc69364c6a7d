"""A petitioner who asked for it is told that there is news: nothing of the matter, once, even by a server that was dead."""

from datetime import timedelta
from urllib.parse import parse_qs

import pytest
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult

from tests.builders.city import a_city
from tests.builders.petitions import a_petition, do, lead_to_handling, lead_to_reply
from tests.correspondence.servers import Answer, a_mail_server, an_sms_gateway
from xinqiao.correspondence.models import Notice
from xinqiao.correspondence.notices.sending import PAUSES, send_waiting
from xinqiao.correspondence.notices.tasks import tell_of_event
from xinqiao.correspondence.notices.wording import long_words, short_words
from xinqiao.intake.arrivals import Arrival
from xinqiao.intake.receiving import take_in
from xinqiao.people.identities import Identity
from xinqiao.petitions.acting import BadInput
from xinqiao.petitions.models import Channel, Event, Party, SealingLevel

pytestmark = pytest.mark.django_db
SMS = {
    "url": "",
    "body": '{"to": "{number}", "text": "{text}"}',
    "headers": "",
    "token": "",
    "expect": "code=0",
    "timeout": 1,
}


@pytest.fixture
def city():
    return a_city()


@pytest.fixture
def mail(settings):
    with a_mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 2
        settings.DEFAULT_FROM_EMAIL = "office@example.org"
        settings.XINQIAO_NOTICES = frozenset({"email", "sms"})
        yield server


@pytest.fixture
def gateway(settings):
    with an_sms_gateway() as found:
        settings.XINQIAO_SMS = SMS | {"url": found.url}
        settings.XINQIAO_NOTICES = frozenset({"email", "sms"})
        yield found


def _petition(city, *, sealed=False):
    petition = a_petition(city)
    Party.objects.create(petition=petition, petitioner=petition.submission.petitioner)
    if sealed:
        petition.sealing = SealingLevel.SEALED
        petition.save()
    return petition


def _told(event):
    """Run what the act enqueued for its event."""
    tell_of_event.func(event.pk)
    return Notice.objects.filter(event=event).first()


def test_nobody_is_told_who_did_not_ask(city, mail):
    petition = _petition(city)
    lead_to_handling(city, petition)
    assert not DBTaskResult.objects.filter(task_path__contains="notices").exists()
    assert _told(petition.events.get(kind="accepted")) is None


def test_an_answer_is_told_by_mail_with_nothing_of_the_matter(city, mail):
    petition = _petition(city)
    chosen = do("choose_notices", petition, channel="email", email="someone@example.org")
    assert chosen.data == {"channel": "email"}, "no address stands in the record"
    lead_to_reply(city, petition)
    event = petition.events.get(kind="replied")
    assert DBTaskResult.objects.filter(task_path__contains="tell_of_event", args_kwargs__args=[event.pk]).exists()
    notice = _told(event)
    assert (notice.state, notice.channel, notice.tries, notice.fault) == ("sent", "email", 1, "")
    (mail_sent,) = mail.taken
    assert mail_sent["To"] == "someone@example.org"
    assert mail_sent["Auto-Submitted"] == "auto-generated"
    said = mail_sent["Subject"] + mail_sent.get_content()
    assert "/track/" in said
    for secret in (petition.title, petition.reference, "某甲", city["bureau"].name, "信访", "油烟"):
        assert secret not in said


def test_the_same_event_is_told_once_however_often_its_task_runs(city, mail):
    petition = _petition(city)
    chosen = do("choose_notices", petition, channel="email", email="someone@example.org")
    for _again in range(3):
        _told(chosen)
    send_waiting(at=timezone.now() + timedelta(days=30))
    assert len(mail.taken) == 1


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_a_notice_of_a_sealed_matter_says_only_that_there_is_news(city, gateway, language):
    petition = _petition(city, sealed=True)
    petition.submission.language = language
    petition.submission.save()
    event = do("choose_notices", petition, channel="sms", phone="13900000000")
    assert _told(event).topic == "news"
    (message,) = gateway.messages
    assert message["to"] == "13900000000"
    with translation.override(language):
        assert message["text"] == short_words("news", language)
    assert len(message["text"]) < 70


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
@pytest.mark.parametrize("topic", ["beginning", "letter", "answer", "question", "news"])
def test_every_notice_is_said_in_each_language_and_names_no_kind(topic, language):
    for said in (short_words(topic, language), long_words(topic, language).text):
        assert "/track/" in said and "%(" not in said
        for word in ("信访", "信訪", "检举", "檢舉", "控告", "投诉", "accus", "appeal", "suggestion"):
            assert word not in said


def test_a_gateway_that_fails_once_is_asked_again_and_loses_nothing(city, gateway):
    gateway.answers += [Answer(status=500, body="")]
    event = do("choose_notices", _petition(city), channel="sms", phone="13900000000")
    notice = _told(event)
    assert (notice.state, notice.fault, notice.tries) == ("waiting", "gateway answered 500", 1)
    assert send_waiting(at=timezone.now()) == 0, "not before its time"
    assert send_waiting(at=notice.next_try_at) == 1
    assert Notice.objects.get(pk=notice.pk).state == "sent" and len(gateway.taken) == 2


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (Answer(wait=1.5), "timeout"),
        (Answer(body="<html>all is well</html>"), "answer not understood"),
        (Answer(body='{"code": 7}'), "gateway refused"),
        (Answer(body="[]"), "answer not understood"),
        (Answer(status=302, location="http://127.0.0.1:9/elsewhere"), "gateway answered 302"),
        (Answer(status=429), "gateway answered 429"),
    ],
)
def test_what_the_gateway_does_not_confirm_is_not_sent(city, gateway, answer, fault):
    gateway.answers.append(answer)
    notice = _told(do("choose_notices", _petition(city), channel="sms", phone="13900000000"))
    assert (notice.state, notice.fault) == ("waiting", fault)


def test_a_dead_gateway_is_asked_ever_more_seldom_and_given_up_at_last(city, gateway, settings):
    settings.XINQIAO_SMS = SMS | {"url": "http://127.0.0.1:9/"}
    notice = _told(do("choose_notices", _petition(city), channel="sms", phone="13900000000"))
    waits = []
    while notice.state == "waiting":
        at = notice.next_try_at
        send_waiting(at=at)
        notice.refresh_from_db()
        waits.append(notice.next_try_at - at)
    assert notice.state == "failed" and notice.fault == "gateway unreachable"
    assert [wait for wait in waits if wait in PAUSES[1:]] == list(PAUSES[1:])


def test_a_number_that_does_not_exist_is_given_up_at_once(city, gateway):
    gateway.answers.append(Answer(status=422))
    notice = _told(do("choose_notices", _petition(city), channel="sms", phone="13900000000"))
    assert (notice.state, notice.tries) == ("failed", 1)


def test_a_gateway_is_given_the_body_it_wants_and_its_token(city, gateway, settings):
    settings.XINQIAO_SMS = SMS | {
        "url": gateway.url,
        "body": "mobile={number}&content={text}&sign=office",
        "headers": "X-Key: {token}",
        "token": "secret",
    }
    _told(do("choose_notices", _petition(city), channel="sms", phone="+86 139-0000 0000"))
    headers, body = gateway.taken[0]
    form = parse_qs(body.decode())
    assert (headers["X-Key"], headers["Content-Type"]) == ("secret", "application/x-www-form-urlencoded")
    assert (form["mobile"], form["sign"]) == (["+86 139-0000 0000"], ["office"]) and "/track/" in form["content"][0]


def test_a_mail_server_that_is_busy_is_asked_again_and_one_that_refuses_is_not(city, mail):
    mail.answers += ["451 busy"]
    notice = _told(do("choose_notices", _petition(city), channel="email", email="someone@example.org"))
    assert (notice.state, notice.fault) == ("waiting", "server failed")
    assert send_waiting(at=notice.next_try_at) == 1


def test_whoever_changes_her_mind_is_told_nothing_more(city, gateway):
    petition = _petition(city)
    gateway.answers.append(Answer(status=500))
    notice = _told(do("choose_notices", petition, channel="sms", phone="13900000000"))
    do("choose_notices", petition, channel="none")
    assert send_waiting(at=notice.next_try_at) == 0
    notice.refresh_from_db()
    assert notice.state == "dropped" and len(gateway.taken) == 1


def test_whoever_left_no_name_may_still_be_told(city, mail):
    received = take_in(Arrival(channel=Channel.WEB, body="路灯坏了。", office=city["office"]))
    event = do("choose_notices", received.petition, channel="email", email="someone@example.org")
    assert _told(event).state == "sent"
    assert received.petition.parties.get().petitioner.open_field("email") == "someone@example.org"


def test_a_way_chosen_with_the_petition_itself_is_kept_and_told(city, mail):
    identity = Identity(name="某甲", email="someone@example.org")
    arrival = Arrival(
        channel=Channel.WEB, body="路灯坏了。", office=city["office"], identity=identity, notices_by="email"
    )
    petition = take_in(arrival).petition
    event = Event.objects.get(petition=petition, kind="notices_chosen")
    assert DBTaskResult.objects.filter(task_path__contains="tell_of_event", args_kwargs__args=[event.pk]).exists()
    assert _told(event).topic == "beginning"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"channel": "email"}, "email"),
        ({"channel": "email", "email": "nobody"}, "email"),
        ({"channel": "email", "email": "a@b.org\nBcc: c@d.org"}, "email"),
        ({"channel": "sms", "phone": "call me"}, "phone"),
        ({"channel": "pigeon"}, "channel"),
    ],
)
def test_a_way_that_leads_nowhere_is_refused_in_words(city, mail, given, field):
    with pytest.raises(BadInput) as refused:
        do("choose_notices", _petition(city), **given)
    assert set(refused.value.faults) == {field}


def test_what_cannot_be_sent_here_is_not_offered(city, settings):
    settings.XINQIAO_NOTICES = frozenset()
    with pytest.raises(BadInput):
        do("choose_notices", _petition(city), channel="email", email="someone@example.org")


def test_the_log_of_notices_holds_no_address_and_no_word(city, gateway):
    notice = _told(do("choose_notices", _petition(city), channel="sms", phone="13900000000"))
    kept = str(list(Notice.objects.filter(pk=notice.pk).values()))
    assert "139" not in kept and "/track/" not in kept
