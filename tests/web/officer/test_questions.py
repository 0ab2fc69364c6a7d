"""The petitioner's question reaches the supervising office's desk and is answered there."""

from tests.builders.petitions import a_petition, lead_to_handling
from tests.web.officer.desk import seq_on, signed_in
from xinqiao.petitions.acting import Actor
from xinqiao.supervision.asking import ask_supervising_office


def _a_question(city):
    petition = a_petition(city)
    lead_to_handling(city, petition)
    return ask_supervising_office(
        petition=petition, actor=Actor.petitioner(petition.pk), about="late", text="何时答复？"
    )


def test_the_office_above_sees_the_question_and_answers_it(city):
    question = _a_question(city)
    client = signed_in(city, "clerk")
    assert "何时答复" in client.get("/desk/?tab=questions").content.decode()
    url = f"/desk/questions/{question.pk}/"
    empty = client.post(url, {"answer": "", "expected_seq": seq_on(client, url)})
    assert empty.status_code == 422
    answered = client.post(url, {"answer": "已督促，月底前答复。", "expected_seq": seq_on(client, url)})
    assert answered.status_code == 302
    question.refresh_from_db()
    assert not question.is_open and question.answer == "已督促，月底前答复。"
    assert client.get(url).status_code == 404


def test_a_stale_answer_is_kept_and_refused(city):
    question = _a_question(city)
    client = signed_in(city, "clerk")
    response = client.post(f"/desk/questions/{question.pk}/", {"answer": "写了很久", "expected_seq": "1"})
    assert response.status_code == 409 and "写了很久" in response.content.decode()


def test_another_office_does_not_see_the_question(city):
    question = _a_question(city)
    assert signed_in(city, "handler").get(f"/desk/questions/{question.pk}/").status_code == 404
    assert signed_in(city, "administrator").get(f"/desk/questions/{question.pk}/").status_code == 403
