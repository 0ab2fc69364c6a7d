"""How long does an officer wait for what a word of two characters finds among 100,000 petitions, beside a peer?"""

from typing import Any

from xinqiao.benchmarks.crowded import on_each_database
from xinqiao.benchmarks.peers import PETITIONS, SEARCH_MS, SMALL_PETITIONS, baseline
from xinqiao.benchmarks.visiting import SERVER, Pages, summed, visit

PROMISED = 0.05
# From those that half of all letters say to those that few say.
WORDS = (
    "业主",
    "小区",
    "公司",
    "学校",
    "物业",
    "工资",
    "噪音",
    "施工",
    "道路",
    "垃圾",
    "公交",
    "油烟",
    "暖气",
    "路灯",
    "积水",
    "养老",
)
# Who sees the whole city, who sees a district, and who sees what one bureau handles.
OFFICERS = ("office_head", "dongdu_triage", "housing_handler")


def measure(*, small: bool = False, texts: str = "") -> dict[str, Any]:
    """Each word as each officer, the page with its excerpts and counts; the slowest word's median as a share of the
    peer's time for a word. Too few rounds for a 95th percentile: what stands for it is nearly the slowest answer.
    """
    total = SMALL_PETITIONS if small else PETITIONS
    rounds = 1 if small else 12
    measured: dict[str, Any] = {}
    for name, environment in on_each_database(total, texts=texts, is_searched=True):
        measured[name] = {
            officer: _over_words(visit(environment, _pages(officer), rounds=rounds)) for officer in OFFICERS
        }
    ratios = {
        name: round(max(one["slowest_p50_ms"] for one in officers.values()) / SEARCH_MS[name], 3)
        for name, officers in measured.items()
    }
    return {
        "kept": max(ratios.values()) <= PROMISED,
        "promised_ratio": PROMISED,
        "measured": measured,
        "baseline": baseline(SEARCH_MS, measured),
        "ratio": max(ratios.values()),
        "ratios": ratios,
        "n": total,
        "words": list(WORDS),
        "server": SERVER,
    }


def _pages(officer: str) -> Pages:
    return {word: (officer, f"/desk/search/?q={word}") for word in WORDS}


def _over_words(pages: dict[str, dict[str, float]]) -> dict[str, Any]:
    """The median word, and the slowest one: its median and its 95th percentile."""
    slowest = max(pages, key=lambda word: pages[word]["p50_ms"])
    return {
        "p50_ms": summed(page["p50_ms"] for page in pages.values())["p50_ms"],
        "slowest_p50_ms": pages[slowest]["p50_ms"],
        "p95_ms": max(page["p95_ms"] for page in pages.values()),
        "slowest_word": slowest,
        "n": sum(int(page["n"]) for page in pages.values()),
    }
