"""Invented letters set on paper and scanned: typeset by typst, then turned, stamped and made noisy, all at 150 dots an inch."""

import io
import math
from pathlib import Path

import noto_cjk_sans_otc
import numpy as np
import pylopdf_fonts_zh_cn
import typst
from PIL import Image, ImageDraw, ImageFilter

LETTER = (
    "关于青梧路污水管道堵塞的反映",
    "尊敬的青梧市信访局领导：",
    "我叫钟望舒，家住青梧市柳堤区青梧路12号3栋2单元501室。今年三月以来，我们楼下的污水管道多次堵塞，污水从井口溢出，流进一楼住户的"
    "院子和小学门前的人行道，天气热时气味难闻，老人和孩子出门都要绕行。",
    "四月七日，居民代表到柳堤区城市管理局反映，工作人员记录后说一周内派人疏通。四月二十日，施工队来过一次，只清理了表面的淤泥，没有更换"
    "破损的管道，五月二日大雨之后又堵上了。物业公司说管道属于市政设施，城管局说小区内的管道由物业负责，至今没有人说清楚应当由谁来修。",
    "我们请求：一、查明这段管道由哪个单位负责维修；二、在六月底以前更换破损的管道；三、对一楼两户被污水浸泡的地板给予合理补偿，两户"
    "共损失约8600元。",
    "附：照片四张，居民签名一份。",
    "反映人：钟望舒",
    "电话：13800000000",
    "2026年5月6日",
)
DOTS = 150


def typeset(
    lines: tuple[str, ...] = LETTER,
    *,
    font: str = "Noto Serif SC",
    points: float = 12,
    weight: int = 400,
    folder: Path | None = None,
) -> Image.Image:
    """One page of A4 at 150 dots an inch; `folder` holds further fonts."""
    title, greeting, *body, enclosed, signed, phone, day = lines
    source = f"""#set page(paper: "a4", margin: 2.4cm)
#set text(font: "{font}", size: {points}pt, weight: {weight}, lang: "zh", fallback: false)
#set par(justify: true, leading: 1em, first-line-indent: (amount: 2em, all: true))
#align(center)[#text(size: 18pt)[{title}]]
#par(first-line-indent: 0em)[{greeting}]
""" + "\n\n".join([*body, enclosed, *(f"#align(right)[{line}]" for line in (signed, phone, day))])
    png = typst.compile(source.encode(), format="png", ppi=DOTS, font_paths=font_folders(folder))
    return Image.open(io.BytesIO(png if isinstance(png, bytes) else png[0])).convert("RGB")


def fonts_in(folder: Path | None = None) -> set[str]:
    """The families that can be set: the project's, this machine's, and those of `folder`."""
    return set(typst.Fonts(font_paths=font_folders(folder)).families())


def font_folders(folder: Path | None = None) -> list[str]:
    """Where the fonts lie."""
    own = [Path(module.__file__).parent for module in (pylopdf_fonts_zh_cn, noto_cjk_sans_otc)]
    return [str(path) for path in (*own, *([folder] if folder else []))]


def scanned(
    page: Image.Image, *, degrees: float = 0, stamp: bool = False, noise: float = 0, seed: int = 1
) -> Image.Image:
    """The page as a scanner gives it: with a red stamp upon the text, laid askew, slightly blurred, grainy and yellowed."""
    draw = np.random.default_rng(seed)
    if stamp:
        page = page.copy()
        _stamp(page, (page.width * 0.6, page.height * 0.52), 120)
    if degrees:
        page = page.rotate(degrees, resample=Image.Resampling.BICUBIC, expand=True, fillcolor="white")
    if noise:
        page = page.filter(ImageFilter.GaussianBlur(0.5))
        pixels = np.asarray(page, dtype=float) * [0.97, 0.96, 0.9]
        pixels += draw.normal(0, noise, pixels.shape)
        specks = draw.random(pixels.shape[:2]) < 0.0008
        pixels[specks] = draw.integers(0, 120)
        page = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    return page


def _stamp(page: Image.Image, centre: tuple[float, float], radius: float) -> None:
    ink = Image.new("L", page.size, 0)
    pen = ImageDraw.Draw(ink)
    x, y = centre
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), outline=220, width=6)
    points = [
        (x + r * math.sin(turn * math.pi / 5), y - r * math.cos(turn * math.pi / 5))
        for turn, r in ((t, radius * (0.4 if t % 2 == 0 else 0.16)) for t in range(10))
    ]
    pen.polygon(points, fill=220)
    for turn in range(-60, 61, 15):
        a = math.radians(turn)
        pen.rectangle(
            (
                x + radius * 0.72 * math.sin(a) - 9,
                y - radius * 0.72 * math.cos(a) - 9,
                x + radius * 0.72 * math.sin(a) + 9,
                y - radius * 0.72 * math.cos(a) + 9,
            ),
            outline=220,
            width=4,
        )
    red = Image.new("RGB", page.size, (205, 30, 40))
    # Ink lets print through: the darker of both.
    darker = Image.fromarray(np.minimum(np.asarray(page), np.asarray(red)))
    page.paste(darker, mask=ink)


def characters_right(read: str, lines: tuple[str, ...] = LETTER) -> float:
    """Which share of the letter's characters was read right, 1 less the edits needed over its length; spaces aside."""
    wanted, said = "".join("".join(lines).split()), "".join(read.split())
    row = list(range(len(said) + 1))
    for i, letter in enumerate(wanted, start=1):
        before, row[0] = row[0], i
        for j, other in enumerate(said, start=1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (letter != other))
    return 1 - row[-1] / len(wanted)
