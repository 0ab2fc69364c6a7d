"""A file of invented petitions with their replies, shaped like a published message board: for the import and for verify."""

import csv
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

_SUBJECTS = ("暖气不热", "路灯不亮", "公交改线", "拖欠工资", "物业收费", "油烟扰民", "征地补偿", "校车取消")
_SENTENCES = (
    "我家住在演示路{n}号，这件事已经持续了{m}个月。",
    "找过社区两次，都说正在协调，没有书面答复。",
    "附近的老人和孩子每天都要经过这里，很不安全。",
    "请有关部门到现场看一看，告诉我们什么时候能解决。",
    "如果不属于你们管，请转给管这件事的单位。",
)
_ANSWERS = (
    "您好，您反映的问题已收悉，现答复如下。",
    "经现场调查，所述情况属实，已责成有关单位限期整改。",
    "预计{m}周内完成，期间将加派人员巡查。",
    "感谢您的关心和支持，如有疑问请与我们联系。",
)
_BEGAN_AT = datetime(2012, 1, 4, 8, 30)  # noqa: DTZ001 -- a file says the local hour, without a zone
_YEARS_DAYS = 3_000


def write_rows(path: Path, *, rows: int) -> None:
    """A CSV of so many rows: number, account, title, text, receipt, reply, reply's time; a few have no reply."""
    random = Random(2816)  # noqa: S311 -- invented rows, not a secret
    with path.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow(["msg_id", "user_id", "title", "created_at", "detail", "reply", "replied_at"])
        for number in range(1, rows + 1):
            at = _BEGAN_AT + timedelta(days=random.randrange(_YEARS_DAYS), minutes=random.randrange(700))
            replied_at = at + timedelta(days=random.choice((2, 5, 9, 14, 14, 18, 25, 40, 70)), minutes=90)
            text = "".join(s.format(n=number, m=random.randint(1, 12)) for s in random.sample(_SENTENCES * 2, 7))
            reply = "".join(s.format(m=random.randint(2, 9)) for s in _ANSWERS * random.randint(1, 3))
            has_reply = number % 200 != 0
            table.writerow(
                [
                    number,
                    f"D{number % 1900:06d}",
                    f"{random.choice(_SUBJECTS)}（演示{number}）",
                    at.isoformat(" "),
                    text,
                ]
                + ([reply, replied_at.isoformat(" ")] if has_reply else ["", ""])
            )
