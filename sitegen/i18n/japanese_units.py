"""What units are called in Japanese, by their codes. One that is not here is written with its symbol."""

from __future__ import annotations

UNITS_IN_JAPANESE: dict[str, str] = {
    "CNY": "元", "USD": "米ドル", "EUR": "ユーロ", "HKD": "香港ドル", "JPY": "円", "GBP": "ポンド",
    "TWD": "台湾ドル", "MOP": "マカオパタカ", "KRW": "ウォン", "SGD": "シンガポールドル", "AUD": "豪ドル",
    "CAD": "カナダドル", "CHF": "スイスフラン",
    "mu": "ムー", "acre": "エーカー", "t": "トン", "tce": "トン標準炭",
    "a": "年", "month": "か月", "week": "週間", "d": "日", "workday": "営業日", "h": "時間", "min": "分",
    "pp": "ポイント", "person": "人", "visit": "人",
    "ge": "件", "xiang": "件", "jia": "社", "tiao": "本", "zuo": "基", "chang": "回", "jie": "回",
    "zhong": "種類", "lei": "種類", "chu": "か所", "suo": "か所", "fen": "部", "zong": "件", "zhang": "枚",
    "dao": "本", "ci": "回", "jian": "点", "zhi": "個", "pian": "枚", "kuai": "枚", "zhi-rod": "本",
    "tai": "台", "tao": "セット", "liang": "台", "sou": "隻", "jia-aircraft": "機", "dong": "棟", "hu": "戸",
    "jian-room": "室", "bed": "床", "berth": "バース", "parking": "台分の駐車場", "job-post": "人分の職",
    "zhu": "本", "tou": "頭", "yu": "羽", "xiang-case": "箱", "ping": "本", "he": "箱", "dai": "袋",
    "shuang": "足", "pi": "口",
}  # fmt: skip

PER_IN_JAPANESE: dict[str, str] = {"month": "月", "week": "週", "workday": "営業日", "ge": "個", "jia": "社"}
"""After a slash, where that is another word."""
