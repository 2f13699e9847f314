"""Enterprises of the chains: one for ten projects, six hundred at most, named after the invented city."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.demo.dice import Dice
from sitegen.demo.doings import former_id
from sitegen.demo.emit import DemoFolder, Fields, Value, to_yaml
from sitegen.demo.extras import dressing
from sitegen.demo.figures import Money
from sitegen.demo.make_trades import firm_trades
from sitegen.demo.particulars import company
from sitegen.demo.vocabulary import ChainWords, Product, Vocabulary, capital, lower
from sitegen.model.kinds import Both

FEWEST, MOST = 33, 600


def enterprise_count(projects: int) -> int:
    return min(MOST, max(FEWEST, projects // 10))


def enterprise_id(words: Vocabulary, number: int) -> str:
    """Its name in pinyin; thirty names with twenty endings give six hundred."""
    return _brand(words, number).en.lower()


def enterprises_for(words: Vocabulary, dice: Dice, chain: int, project: int) -> list[str]:
    """One or two of a chain's enterprises that are there in any catalogue that has this project."""
    known = range(chain, enterprise_count(project), len(words.chains))
    return [enterprise_id(words, number) for number in dice.some(known, dice.between(1, 2))]


def write_enterprises(folder: DemoFolder, words: Vocabulary, seed: int, projects: int) -> None:
    for number in range(enterprise_count(projects)):
        dice = Dice(seed, "enterprise", number)
        chain = words.chains[number % len(words.chains)]
        entity_id = enterprise_id(words, number)
        fields, files = _enterprise(dice, words, number, chain, seed), dict[str, str | bytes]()
        if number % 12 == 0:
            title = fields["title"]
            assert isinstance(title, Both)
            extra = dressing(dice, title, files)
            fields = {**extra, **fields, "figures": [*_list(fields), *_list(extra)]}
        fields |= former_id(entity_id, had=number == 12)
        fields |= came_from(number)
        folder.write(f"content/enterprises/{entity_id}.yml", to_yaml(fields))
        for name, content in files.items():
            folder.write(f"content/enterprises/{entity_id}/{name}", content)


def came_from(number: int) -> Fields:
    """Where one in four comes from."""
    origins = ("yangtze-river-delta", "greater-bay-area", "japan")
    return {"origin": origins[number // 4 % 3]} if number % 4 == 2 else {}


def _list(fields: Fields) -> Sequence[Value]:
    figures = fields["figures"]
    assert isinstance(figures, list)
    return figures


def _brand(words: Vocabulary, number: int) -> Both:
    brands, sounds = words.other["brands"][0][0].split(), words.other["brand-sounds"][0][0].split()
    zh, en = words.other["brand-tails"][number // len(brands)]
    name = Both(brands[number % len(brands)], sounds[number % len(brands)])
    return name if zh == "-" else Both(name.zh + zh, name.en + en)


def _enterprise(dice: Dice, words: Vocabulary, number: int, chain: ChainWords, seed: int) -> Fields:
    product = dice.pick(chain.products)
    park = words.place(dice.pick(chain.parks))
    leads = number < 2 * len(words.chains) and number % 2 == 0
    role = "leader" if leads else dice.pick(("key", "supporting", "supporting"))
    customers = dice.pick(chain.customers)
    section = "company-summary" if product.segment.makes else "company-summary-service"
    zh, en = dice.pick(words.other[section])
    segment = Both(product.segment.title.zh, lower(product.segment.title.en))
    inserts = {"product": product.name, "customers": customers, "place": park.short, "segment": segment}
    revenue = Money(dice.between(8, 90) * (20_000 if role == "leader" else 2_000))
    return {
        "title": _name(words, number, product, role),
        "summary": _filled(zh, en, inserts),
        "role": role,
        "chains": _roles(dice, words, chain, product, role),
        "region": park.id if dice.chance(0.7) else park.parent,
        "products": Both(product.name.zh, capital(product.stem)),
        **firm_trades(seed, number, words, chain, product),
        **company(seed, number, park, f"{product.low}{product.unit}", revenue.times(1.08)),
        "website": f"https://{enterprise_id(words, number)}.example/",
        "figures": [
            {
                "title": Both("上年营业收入", "Revenue, previous year"),
                "amount": f"约{revenue.zh}",
                "date": "2025",
            },
            {"title": Both("在职员工", "Staff"), "amount": f"{dice.between(6, 90) * 10}余人", "date": "2025"},
        ],
        "internal": {"visit": f"走访记录编号QF{number:04}，回访时点另定"} if number % 7 == 3 else None,
    }


def _filled(zh: str, en: str, inserts: dict[str, Both]) -> Both:
    zh_inserts, en_inserts = ({name: text[side] for name, text in inserts.items()} for side in (0, 1))
    return Both(zh.format_map(zh_inserts), en.format_map(en_inserts))


def _roles(dice: Dice, words: Vocabulary, chain: ChainWords, product: Product, role: str) -> list[Fields]:
    """A leader leads its own chain; others may stand in a second one."""
    segments = [product.segment.id]
    if dice.chance(0.3):
        segments += product.segment.feeds[:1]
    roles: list[Fields] = [{"chain": chain.id, "segments": segments}]
    if dice.chance(0.15) and role != "leader":
        other = dice.pick([other for other in words.chains if other.id != chain.id])
        roles.append({"chain": other.id, "segments": [dice.pick(other.segments).id]})
    return roles


def _name(words: Vocabulary, number: int, product: Product, role: str) -> Both:
    brand, segment = _brand(words, number), product.segment.title
    trade = " ".join(capital(word) if len(word) > 3 else word for word in segment.en.split())
    if role == "leader":
        return Both(f"云澜{brand.zh}{segment.zh}集团股份有限公司", f"Yunlan {brand.en} {trade} Group")
    return Both(f"云澜{brand.zh}{segment.zh}有限公司", f"Yunlan {brand.en} {trade} Co., Ltd.")
