"""Which words do our rooms say, and is each said in 简体 and 繁體? update [ROOM…] | check [ROOM…] | compile

`update` gathers the English msgids of each room (Python and templates), keeps what is translated, drafts 繁體 from 简体
and compiles. An entry of zh_Hant with the translator comment `# reviewed` is left as it stands. `check` changes nothing
and exits 1 when a string is missing, fuzzy, gone, or lost a placeholder.
"""

import io
import re
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po

from xinqiao.cli.words import compile_translations

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "xinqiao"
LANGUAGES = ("zh_Hans", "zh_Hant")
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "pgettext_lazy": ((1, "c"), 2),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
# Header lines that differ at every run or say nothing: left out, so that a catalogue changes only when its words do.
CHANGING = re.compile(
    rb'"(POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|Report-Msgid-Bugs-To|Language-Team):.*\n'
)
Key = tuple[str | None, str | tuple[str, ...]]
# Words that readers of 繁體 say otherwise; opencc changes characters only. Words of the law (文書, 程序, 辦理) stay. Longer
# ones come first where one holds another.
SAID_OTHERWISE = {
    "程序或宏": "程式或巨集",
    "字節": "位元組",
    "字段": "欄位",
    "JSON 對象": "JSON 物件",
    "令牌": "權杖",
    "請求頭": "請求標頭",
    "壓縮包": "壓縮檔",
    "賬本": "帳本",
    "工作簿": "活頁簿",
    "小屏手機": "小螢幕手機",
    "噪聲": "噪音",
    "、文本、": "、文字檔、",
    "打分": "評分",
    "腳本": "指令碼",
    "公交線路": "公車路線",
    "密鑰": "金鑰",
    "窗口": "視窗",
    "進行復": "進行複",
    "這隻適用": "這只適用",
    "錄像": "錄影",
    "存檔文件": "留存檔案",
    "電子郵箱": "電子信箱",
    "互聯網": "網際網路",
    "掃描二維碼": "掃描 QR 碼",
    "的二維碼": "的 QR 碼",
    "二維碼": "QR 碼",
    "文件": "檔案",
    "打印": "列印",
    "信息": "資訊",
    "短信": "簡訊",
    "郵箱": "信箱",
    "登錄": "登入",
    "賬號": "帳號",
    "賬戶": "帳戶",
    "鏈接": "連結",
    "數字簽名": "數位簽章",
    "添加": "加入",
    "視頻": "影片",
    "音頻": "錄音",
    "保存": "儲存",
    "設備": "裝置",
    "查找": "尋找",
    "搜索": "搜尋",
    "網絡": "網路",
    "粘貼": "貼上",
    "導出": "匯出",
    "字符": "字元",
    "屏幕": "螢幕",
    "默認": "預設",
    "軟件": "軟體",
    "服務器": "伺服器",
    "數據庫": "資料庫",
    "數據": "資料",
    "用戶": "使用者",
    "接口": "介面",
    "界面": "介面",
    "在線": "線上",
    "菜單": "選單",
    "發送": "傳送",
    "通過哪": "透過哪",
    "渠道": "管道",
}


def rooms(chosen: Sequence[str] = ()) -> list[Path]:
    """The rooms that say something, of the chosen ones or of all."""
    return [
        room
        for room in sorted(PACKAGE.iterdir())
        if room.is_dir() and (not chosen or room.name in chosen) and said_in(room)
    ]


def said_in(room: Path) -> dict[Key, list[tuple[str, int]]]:
    """What a room says: (context, msgid) → where."""
    said: dict[Key, list[tuple[str, int]]] = {}
    for file in sorted(room.rglob("*")):
        source = _source(file)
        if source is None:
            continue
        name = file.relative_to(PACKAGE).as_posix()
        for line, message, _comments, context in extract("python", source, KEYWORDS):
            if message:
                said.setdefault((context, message), []).append((name, line))
    return said


def _source(file: Path) -> io.BytesIO | None:
    if file.suffix == ".py" and "migrations" not in file.parts:
        return io.BytesIO(file.read_bytes())
    if file.suffix in {".html", ".txt"} and "templates" in file.parts:
        return io.BytesIO(_as_python(file).encode())
    return None


def _as_python(template: Path) -> str:
    from django.utils.translation.template import templatize

    # Django turns a template into calls among blanked-out text; without the indentation it tokenizes as Python.
    text = templatize(template.read_text(encoding="utf-8"), origin=str(template))
    return "\n".join(line.strip() for line in text.splitlines())


def path_of(room: Path, language: str) -> Path:
    """The catalogue of a room in a language."""
    return room / "locale" / language / "LC_MESSAGES" / "django.po"


def catalogue_of(room: Path, language: str) -> Catalog:
    """The catalogue as it is on the disk; empty where there is none."""
    path = path_of(room, language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as opened:
        return read_po(opened, locale=language, ignore_obsolete=True)


def updated(room: Path, language: str, drafts: Catalog | None) -> Catalog:
    """A room's catalogue with exactly what the room says now; empty strings are drafted from `drafts`."""
    before = catalogue_of(room, language)
    after = Catalog(
        locale=language,
        project="xinqiao",
        version="",
        charset="utf-8",
        fuzzy=False,
        copyright_holder="the Xinqiao contributors",
        header_comment=f"# {room.name}: msgids are English.",
    )
    for (context, msgid), places in said_in(room).items():
        old = before.get(msgid if isinstance(msgid, str) else msgid[0], context)
        string = old.string if old else ""
        comments = [c for c in (old.user_comments if old else []) if c]
        if drafts is not None and "reviewed" not in comments:
            source = drafts.get(msgid if isinstance(msgid, str) else msgid[0], context)
            string = in_traditional(source.string) if source else ""
        after.add(
            msgid, string, locations=[(name, None) for name in _once(places)], user_comments=comments, context=context
        )
    return after


def _once(places: list[tuple[str, int]]) -> list[str]:
    return sorted({name for name, _line in places})


def in_traditional(said: str | tuple[str, ...]) -> str | tuple[str, ...]:
    """What is said in 简体, drafted in 繁體; placeholders stay as they are."""
    if isinstance(said, tuple):
        return tuple(str(in_traditional(one)) for one in said)
    drafted = _converter().convert(said)
    for here, there in SAID_OTHERWISE.items():
        drafted = drafted.replace(here, there)
    return drafted


@cache
def _converter() -> Any:
    """Made once: reading its dictionaries takes longer than all conversions together."""
    from opencc import OpenCC

    return OpenCC("s2tw")


def faults_of(room: Path, language: str) -> Iterator[str]:
    """What is wrong with a room's catalogue, a sentence each."""
    catalogue = catalogue_of(room, language)
    said = said_in(room)
    for (context, msgid), places in said.items():
        one = msgid if isinstance(msgid, str) else msgid[0]
        message = catalogue.get(one, context)
        where = f"{language} {room.name}: {one!r} ({places[0][0]}:{places[0][1]})"
        if message is None or not _whole(message):
            yield f"{where} is not translated"
        elif message.fuzzy:
            yield f"{where} is marked fuzzy"
        elif not _same_placeholders(msgid, message):
            yield f"{where} lost or gained a placeholder"
    kept = {(m.context, m.id) for m in catalogue if m.id}
    for context, msgid in sorted(kept - set(said), key=str):
        yield f"{language} {room.name}: {msgid!r}{f' ({context})' if context else ''} is said nowhere any more"


def _whole(message: Message) -> bool:
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)


def _same_placeholders(msgid: str | tuple[str, ...], message: Message) -> bool:
    wanted = set(PLACEHOLDER.findall(msgid if isinstance(msgid, str) else msgid[-1]))
    strings = message.string if isinstance(message.string, tuple) else (message.string,)
    return all(set(PLACEHOLDER.findall(string)) == wanted for string in strings)


def faults(chosen: Sequence[str] = ()) -> list[str]:
    """What is wrong with any catalogue of the chosen rooms, or of all."""
    return [fault for room in rooms(chosen) for language in LANGUAGES for fault in faults_of(room, language)]


def update(chosen: Sequence[str] = ()) -> None:
    """Write the catalogues of the chosen rooms, or of all, anew and compile them."""
    for room in rooms(chosen):
        drafts = None
        for language in LANGUAGES:
            catalogue = updated(room, language, drafts)
            path = path_of(room, language)
            path.parent.mkdir(parents=True, exist_ok=True)
            written = io.BytesIO()
            write_po(written, catalogue, width=110, sort_output=True, omit_header=False)
            text = CHANGING.sub(b"", written.getvalue())
            if not path.exists() or path.read_bytes() != text:
                path.write_bytes(text)
            drafts = catalogue
    compile_translations()


def main(arguments: Sequence[str]) -> int:
    """Do what the first argument says, for the rooms named after it; answers the exit code."""
    verb, *chosen = arguments or ["help"]
    if verb == "compile":
        compile_translations()
        return 0
    if verb not in {"update", "check"}:
        print(__doc__, file=sys.stderr)
        return 2
    if verb == "update":
        update(chosen)
    found = faults(chosen)
    print("\n".join([*found, f"{len(found)} faults in the translations of {len(rooms(chosen))} rooms."]))
    return 1 if found and verb == "check" else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
