"""The officer's pages, all under /desk/."""

from django.urls import path

from xinqiao.web.officer import (
    acting,
    clocks,
    desk,
    documents,
    exporting,
    organisation,
    people,
    petition_page,
    questions,
    registering,
    saved_filters,
    searching,
    signing_in,
    staff,
    timeliness_page,
)

app_name = "officer"
_PETITION = "desk/petitions/<str:reference>"
urlpatterns = [
    path("desk/", desk.desk, name="desk"),
    path("desk/sign-in/", signing_in.sign_in, name="sign_in"),
    path("desk/sign-in/demonstration/", signing_in.sign_in_demonstration, name="sign_in_demonstration"),
    path("desk/sign-out/", signing_in.sign_out, name="sign_out"),
    path("desk/list.xlsx", exporting.take_away_work, name="take_away_work"),
    path("desk/search/", searching.search_page, name="search"),
    path("desk/search/list.xlsx", exporting.take_away_found, name="take_away_found"),
    path("desk/search/kept/", saved_filters.keep_filter, name="keep_filter"),
    path("desk/search/kept/<int:number>/forgotten/", saved_filters.forget_filter, name="forget_filter"),
    path("desk/register/", registering.register, name="register"),
    path(f"{_PETITION}/", petition_page.petition_page, name="petition"),
    path(f"{_PETITION}/parties/<int:party>/identity/", petition_page.identity_page, name="identity"),
    path(f"{_PETITION}/clock/<slug:name>/<int:nth>/", clocks.clock_page, name="clock"),
    path(f"{_PETITION}/documents/<int:number>/", documents.document_page, name="document"),
    path(f"{_PETITION}/documents/<int:number>/letter.pdf", documents.letter_pdf, name="letter_pdf"),
    path(f"{_PETITION}/documents/<int:number>/letter.docx", documents.letter_docx, name="letter_docx"),
    path(f"{_PETITION}/documents/<int:number>/service.pdf", documents.record_pdf, name="record_pdf"),
    path(f"{_PETITION}/documents/<int:number>/decision/", acting.approval_page, name="approval"),
    path(f"{_PETITION}/files/<uuid:number>/", documents.attachment, name="attachment"),
    path(f"{_PETITION}/acts/<slug:name>/", acting.act_page, name="act"),
    path("desk/organisation/", organisation.organisation_page, name="organisation"),
    path("desk/timeliness/", timeliness_page.timeliness_page, name="timeliness"),
    path("desk/timeliness/petitions/", timeliness_page.behind_page, name="behind"),
    path("desk/questions/<int:number>/", questions.question_page, name="question"),
    path("desk/people/", people.people_page, name="people"),
    path("desk/people/add/", staff.add_page, name="add_officer"),
    path("desk/people/<int:number>/roles/", staff.roles_page, name="roles"),
    path("desk/people/<int:number>/password/", staff.temporary_password_page, name="let_in"),
    path("desk/password/", staff.password_page, name="password"),
    path("desk/people/<int:number>/left/", people.leaving_page, name="leaving"),
    path("desk/people/<int:number>/duty/", people.name_duty_officer, name="duty"),
]
