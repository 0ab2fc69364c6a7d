"""The citizen's pages."""

from django.urls import path

from xinqiao.web.citizen import handbook, leaving, other_ways, pages, verifying
from xinqiao.web.citizen.petitioning import (
    enclosing,
    filling_gaps,
    introducing,
    looking_over,
    placing,
    sending,
    telling,
    writing,
)
from xinqiao.web.citizen.tracking import asking, counting, entering, page, papers, receipts, using_rights
from xinqiao.web.citizen.tracking import enclosing as waiting

app_name = "citizen"
urlpatterns = [
    path("", pages.home, name="home"),
    path("offices/", pages.offices, name="offices"),
    path("law/", pages.law, name="law"),
    path("law/handbook/<slug:statute_id>/", handbook.handbook_page, name="handbook"),
    path("law/handbook/<slug:statute_id>.<slug:language>.svg", handbook.picture_file, name="handbook_picture"),
    path("law/<slug:before>/beside/<slug:after>/", handbook.compare_page, name="compare"),
    path("other-ways/", other_ways.other_ways_page, name="other_ways"),
    path("about/", pages.about, name="about"),
    path("privacy/", pages.privacy, name="privacy"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("petition/", writing.what, name="petition_what"),
    path("petition/look/", looking_over.look, name="petition_look"),
    path("petition/ask/", filling_gaps.ask, name="petition_ask"),
    path("petition/where/", placing.where, name="petition_where"),
    path("petition/kind/", writing.kind, name="petition_kind"),
    path("petition/accused/", writing.accused, name="petition_accused"),
    path("petition/files/", enclosing.files, name="petition_files"),
    path("petition/files/begin/", enclosing.begin, name="petition_files_begin"),
    path("petition/files/<uuid:number>/", enclosing.piece, name="petition_files_piece"),
    path("petition/title/", writing.title, name="petition_title"),
    path("petition/you/", introducing.you, name="petition_you"),
    path("petition/reach/", introducing.reach, name="petition_reach"),
    path("petition/together/", introducing.together, name="petition_together"),
    path("petition/answers/", introducing.answers, name="petition_answers"),
    path("petition/news/", telling.news, name="petition_news"),
    path("petition/check/", sending.check, name="petition_check"),
    path("petition/sent/", sending.sent, name="petition_sent"),
    path("petition/receipt/", sending.receipt_file, name="petition_receipt"),
    path("petition/receipt.pdf", sending.receipt_sheet, name="petition_receipt_sheet"),
    path("track/<str:reference>/receipt.json", receipts.receipt_file, name="receipt_file"),
    path("track/<str:reference>/receipt.pdf", receipts.receipt_sheet, name="receipt_sheet"),
    path("verify/receipt/", verifying.verify_receipt_page, name="verify_receipt"),
    path("verify/receipt/page/", verifying.saved_page, name="verify_receipt_saved"),
    path("leave/", leaving.leave, name="leave"),
    path("track/", entering.track, name="track"),
    path("track/<str:reference>/", page.petition, name="petition"),
    path("track/<str:reference>/clock/<str:name>/<int:nth>/", counting.clock_page, name="clock"),
    path("track/<str:reference>/paper/<int:number>/", papers.paper, name="paper"),
    path("track/<str:reference>/paper/<int:number>/letter.pdf", papers.letter_pdf, name="letter_pdf"),
    path("track/<str:reference>/paper/<int:number>/letter.docx", papers.letter_docx, name="letter_docx"),
    path("track/<str:reference>/paper/<int:number>/service.pdf", papers.record_pdf, name="record_pdf"),
    path("track/<str:reference>/file/<uuid:number>/", papers.attachment, name="attachment"),
    path("track/<str:reference>/do/<str:name>/", using_rights.act, name="act"),
    path("track/<str:reference>/do/<str:name>/files/begin/", waiting.begin, name="act_files_begin"),
    path("track/<str:reference>/do/<str:name>/files/<uuid:number>/", waiting.piece, name="act_files_piece"),
    path("track/<str:reference>/ask/", asking.ask, name="ask"),
]
