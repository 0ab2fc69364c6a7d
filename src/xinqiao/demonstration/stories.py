"""What happens to an invented petition, step by step, and how many days lie between the steps?

A story is a row of lawful acts; how many of its steps are done, and how long ago the last one was, is told by plans.yaml.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

# Who acts is told by a part in the play; casting.py puts officers into the parts.
PETITIONER = "petitioner"


@dataclass(frozen=True, slots=True)
class Step:
    """One act, by a part, so many days after the step before; words in braces are filled in for each petition."""

    act: str
    by: str
    after_days: int
    given: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


def _answer(kind: str, by: str, *, outcome: str, after_days: int) -> tuple[Step, ...]:
    """Drafted, approved by a second person, issued: `kind` is reply, reexamination or review."""
    issue = {"reply": "reply", "reexamination": "reexamine", "review": "review"}[kind]
    return (
        Step(f"draft_{kind}", by, after_days, {"outcome": outcome, "kind": kind}),
        Step("approve_draft", f"{by}_head", 1),
        Step(issue, by, 1),
    )


def _served(by: str, **proof: str) -> tuple[Step, ...]:
    """Handed over in person, unless another way with its proof is given."""
    in_person = {"method": "hand", "recipient": "演示人", "took_by": "self"}
    return (Step("serve", by, 2, proof or in_person),)


def _asked(about: str, text: str) -> tuple[Step, ...]:
    return (Step("ask_question", PETITIONER, 1, {"about": about, "text": text}),)


_ANSWERED = (
    Step("answer_question", "supervising", 2, {"answer": "已督促承办单位，并将在三个工作日内与您联系。（演示）"}),
)
_REFERRED = (Step("refer", "triage", 3, {"to": "{own}"}),)
_IN_HAND = (*_REFERRED, Step("receive_referral", "own", 1))
_ACCEPTED = (*_IN_HAND, Step("accept", "own", 4))
_HEARD = (*_ACCEPTED, Step("hear", "own", 6, {"summary": "当面听取陈述，并到现场查看。（演示）"}))
_REPLIED = (*_HEARD, *_answer("reply", "own", outcome="support", after_days=18))
_SERVED = (*_REPLIED, *_served("own"))
_REFUSED = (
    *_HEARD,
    *_answer("reply", "own", outcome="not_support", after_days=20),
    *_served("own", method="post", carrier="挂号信（演示）", tracking_number="DEMO-0001"),
)
_EXTENDED = (
    *_HEARD,
    Step("draft_extension", "own", 30, {"days": 20, "reason": "需要委托检测，结果在二十日后出具。（演示）"}),
    Step("approve_draft", "own_head", 1),
    Step("extend", "own", 1),
)
_REEXAMINING = (
    *_REFUSED,
    Step("request_reexamination", PETITIONER, 12, {"reasons": "没有看到现场检测的结果，不同意这个意见。（演示）"}),
)
_REEXAMINED = (*_REEXAMINING, *_answer("reexamination", "above", outcome="uphold", after_days=15), *_served("above"))
_REVIEWING = (
    *_REEXAMINED,
    Step("request_review", PETITIONER, 10, {"reasons": "仍然没有回答补偿的标准。（演示）"}),
)
_REVIEW_HEARD = (
    *_REVIEWING,
    Step("open_hearing", "top", 8, {"note": "公开听证。（演示）"}),
    Step("close_hearing", "top", 3, {"summary": "双方陈述完毕，听证员评议一致。（演示）"}),
)
_DISPUTED = (
    *_IN_HAND,
    Step("object", "own", 2, {"reason": "所涉路段由其他部门管养，附管养清单。（演示）"}),
    Step("refuse_objection", "triage", 1, {"reason": "职责清单载明由你单位主管。（演示）"}),
)
_SIMPLE = (*_IN_HAND, Step("choose_simple", "own", 1, {"note": "事实清楚，可以简易办理。（演示）"}))

STORIES: Mapping[str, tuple[Step, ...]] = {
    "answered": (
        *_SERVED,
        Step("rate", PETITIONER, 2, {"level": "satisfied", "of": "competent"}),
        Step("execute", "own", 6, {"proof": "已完成整改，附照片三张。（演示）"}),
    ),
    "answered_and_disliked": (
        *_REFUSED,
        Step("rate", PETITIONER, 2, {"level": "dissatisfied", "of": "competent", "comment": "没有到现场来看。"}),
    ),
    "explained": (
        *_HEARD,
        *_answer("reply", "own", outcome="explain", after_days=15),
        Step(
            "record_service_attempt",
            "own",
            1,
            {"method": "hand", "outcome": "refused", "summary": "本人在家，表示不收。（演示）"},
        ),
        *_served(
            "own",
            method="left_with_witness",
            place="本人住所（演示）",
            refusal="本人拒收，未说明理由。（演示）",
            witness_one="演示社区干事甲",
            witness_two="演示社区干事乙",
        ),
    ),
    "answered_late": (
        *_HEARD,
        *_answer("reply", "own", outcome="support", after_days=75),
        *_served("own"),
    ),
    "acknowledged_in_the_portal": (*_REPLIED, Step("acknowledge", PETITIONER, 1, {"name": "演示人", "agrees": True})),
    "extended": (*_EXTENDED, *_answer("reply", "own", outcome="support", after_days=15), *_served("own")),
    "reexamined": _REEXAMINED,
    "sent_back": (
        *_REEXAMINING,
        *_answer("reexamination", "above", outcome="revoke", after_days=15),
        Step("hear", "own", 5, {"summary": "重新听取陈述。（演示）"}),
        *_answer("reply", "own", outcome="support", after_days=15),
        *_served("own"),
    ),
    "reviewed": (*_REVIEW_HEARD, *_answer("review", "top", outcome="change", after_days=6), *_served("top")),
    "review_upheld": (*_REVIEWING, *_answer("review", "top", outcome="uphold", after_days=14), *_served("top")),
    "mediated": (
        *_HEARD,
        Step("mediate", "own", 8, {"text": "双方同意：十日内修好，费用各半。（演示）"}),
        *_served("own"),
        Step("execute", "own", 9, {"proof": "双方签字确认已履行。（演示）"}),
    ),
    "returned_and_referred_again": (
        *_IN_HAND,
        Step("object", "own", 2, {"reason": "不属于本单位职责，附职责清单。（演示）"}),
        Step("return_to_sender", "triage", 1, {"reason": "同意退回。（演示）"}),
        Step("refer", "triage", 1, {"to": "{other}"}),
        Step("receive_referral", "other", 1),
        Step("accept", "other", 3, {"text": "您的信访事项已受理。（演示）"}),
    ),
    "competence_decided": (
        *_DISPUTED,
        Step("decide_competence", "chair", 3, {"to": "{own}", "reason": "依职责清单，由原承办单位办理。（演示）"}),
        Step("accept", "own", 2),
    ),
    "declined": (
        Step(
            "draft_decline",
            "triage",
            4,
            {
                "reason": "litigation_route",
                "to": "信桥市人民法院（演示）",
                "text": "此事已经法院判决，请依法上诉或申请再审。（演示）",
            },
        ),
        Step("approve_draft", "triage_head", 1),
        Step("decline", "triage", 1),
    ),
    "guided": (
        Step(
            "guide",
            "triage",
            4,
            {"where": "人民调解委员会（演示）", "text": "此事可以先到人民调解委员会申请调解。（演示）"},
        ),
    ),
    "channelled": (
        Step(
            "channel",
            "triage",
            5,
            {"route": "arbitration", "to": "信桥市劳动人事争议仲裁委员会（演示）", "note": "材料随转。"},
        ),
        Step("acknowledge_channel", "triage", 6, {"proof": "仲裁委员会回执 DEMO-12（演示）"}),
    ),
    "withdrawn": (
        *_IN_HAND,
        Step("withdraw", PETITIONER, 3, {"reason": "物业已经修好了。"}),
    ),
    "withdrawn_and_revoked": (
        *_ACCEPTED,
        Step("withdraw", PETITIONER, 3, {"reason": "答应我会处理。"}),
        # The same day: a holiday between the two would outlast her period.
        Step("revoke_withdrawal", PETITIONER, 0),
    ),
    "assigned": (
        Step("assign", "triage", 3, {"to": "{own}", "report_by": "{in 30 days}", "note": "请按期报告办理结果。"}),
        *_ACCEPTED[1:],
        Step("hear", "own", 5, {"summary": "到现场听取陈述。（演示）"}),
        *_answer("reply", "own", outcome="support", after_days=12),
        *_served("own"),
    ),
    "simple": (
        *_SIMPLE,
        Step("accept", "own", 1, {"text": "按简易程序受理。（演示）"}),
        Step("hear", "own", 2, {"summary": "电话听取。（演示）"}),
        *_answer("reply", "own", outcome="support", after_days=3),
        *_served("own"),
    ),
    "simple_left": (*_SIMPLE, Step("leave_simple", "own", 1, {"reason": "需要检测，事实尚不清楚。（演示）"})),
    "supplemented": (
        *_ACCEPTED,
        Step("supplement", PETITIONER, 3, {"text": "补充：昨晚又发生一次，附时间和地点。（演示）"}),
        Step(
            "record_contact",
            "own",
            1,
            {"how": "phone", "reached": "yes", "whom": "本人", "summary": "电话告知已收到补充材料。（演示）"},
        ),
    ),
    "noticed": (*_IN_HAND, Step("notify", "own", 3, {"text": "已收到，正在核实是否属于受理范围。（演示）"})),
    "suggestion": (
        *_REFERRED,
        Step("receive_referral", "own", 1),
        Step("accept", "own", 4, {"text": "感谢您的建议，正在研究。（演示）"}),
        *_answer("reply", "own", outcome="explain", after_days=20),
        *_served("own"),
    ),
    "accusation": (
        Step("refer", "triage", 2, {"to": "{own}"}),
        Step("receive_referral", "own", 1),
        Step("accept", "own", 3, {"text": "已收到您的反映，将依规处理。（演示）"}),
    ),
    "service_corrected": (
        *_SERVED,
        Step(
            "correct",
            "own",
            2,
            {"fact": "{served}", "happened_at": "{served later}", "reason": "签收日期录错一天。（演示）"},
        ),
    ),
    "handed_over": (
        *_ACCEPTED,
        Step("hand_over", "own_head", 4, {"officer": "{colleague}", "reason": "承办人休假。（演示）"}),
    ),
    "question_about_lateness": (
        *_HEARD,
        *_asked("late", "早就过了承诺的日子，还没有答复，请问什么时候有结果？（演示）"),
        *_ANSWERED,
    ),
    "question_about_the_wrong_place": (
        *_REFERRED,
        *_asked("wrong_place", "这件事不归那个单位管，请转给对的单位。（演示）"),
        *_ANSWERED,
    ),
    "question_about_triage": (*_asked("late", "半个多月没有人告诉我转到了哪里。（演示）"), *_ANSWERED),
}
