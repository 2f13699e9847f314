"""What the demo's enterprises and segments offer and need: products of their chain, so that some match."""

from __future__ import annotations

from sitegen.demo.dice import Dice
from sitegen.demo.emit import Fields
from sitegen.demo.vocabulary import ChainWords, Product, SegmentWords, Vocabulary, capital
from sitegen.model.kinds import Both

_QUALITIES = (
    Both("符合国家标准一级品要求", "First grade of the national standard"),
    Both("通过ISO 9001质量管理体系认证", "Made under a quality system certified to ISO 9001"),
    Both(
        "按图样加工，提供材质证明和检测报告",
        "Made to drawings, with certificates of material and test reports",
    ),
    Both("附碳足迹核查报告", "With a verified carbon footprint"),
)


def firm_trades(seed: int, number: int, words: Vocabulary, chain: ChainWords, product: Product) -> Fields:
    """One firm in two offers what it makes, and needs what the segments before its own make."""
    dice = Dice(seed, "trades", number)
    if number % 2 or not product.segment.makes:
        return {}
    office = next(row[0] for row in words.other["departments"] if chain.id in row[7].split())
    inputs = [one for one in chain.products if product.segment.id in one.segment.feeds and one.segment.makes]
    made: Fields = {"offers": [_trade(dice, chain, "supply", product, office)]}
    if inputs:
        made["needs"] = [_trade(dice, chain, "input", dice.pick(inputs), office)]
    return made


def segment_trades(seed: int, chain: ChainWords, segment: SegmentWords) -> Fields:
    """What a chain's office seeks where a segment is weak or missing, and what a strong one has to give."""
    dice = Dice(seed, "segment-trades", f"{chain.id}/{segment.id}")
    products = [one for one in chain.products if one.segment == segment and segment.makes]
    if not products or not dice.chance(0.5):
        return {}
    side = {"strong": "offers", "weak": "needs", "missing": "needs"}.get(segment.strength)
    if side is None:
        return {}
    trade = _trade(
        dice, chain, "open" if side == "needs" else "surplus", products[0], f"{chain.parks[0]}-office"
    )
    return {side: [{name: value for name, value in trade.items() if name not in ("chain", "segment")}]}


def _trade(dice: Dice, chain: ChainWords, key: str, product: Product, office: str) -> Fields:
    month = dice.between(1, 6)
    return {
        "id": key,
        "product": Both(product.name.zh, capital(product.stem)),
        "amount": f"{dice.between(1, max(product.low, 1))}{product.unit}",
        "quality": dice.pick(_QUALITIES) if dice.chance(0.7) else None,
        "chain": chain.id,
        "segment": product.segment.id,
        "published": f"2026-{month:02}-{dice.between(1, 28):02}",
        "until": f"202{dice.between(7, 8)}-12-31" if dice.chance(0.7) else None,
        "contact": office if dice.chance(0.5) else None,
    }
