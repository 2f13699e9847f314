"""The standard terms as a bureau says them in Chinese: for advice to those who wrote the word, not the term.

What readers see is the theme's; these are what writers are likely to type, and the words that
`sitegen new` and the reference explain the terms by. A word that stands for several terms is told apart by
the terms that the field takes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache

from sitegen.patterns import pattern

_WORDS = """
public 公开 公开发布 发布
draft 草稿 未发布 译文未审定
internal 内部 不公开 保密
machine 机器翻译 机翻
reviewed 译文已审定 已审定 已审核
stale 译文早于原文 过期 待更新
project 项目 招商项目
opportunity 招商方向 机会 机遇 招商机会
WGS84 WGS-84
CGCS2000 国家大地坐标系
promotion 推介会 召开推介会 推介活动
call 拜访企业 走访企业 拜访 走访 上门拜访
reception 接待考察 接待 来访
talks 洽谈 会谈 座谈
payment 资金到位 到位资金 新增到位资金
planned 谋划 谋划中 策划 策划中 规划 储备 拟建
open 推介中 推介 招商中 招商 对外招商 正在招商
in-talks 在谈 洽谈 洽谈中 正在洽谈 在谈项目
intent 意向 意向协议 达成意向
signed 签约 已签约 签约项目
landed 落地 已落地 注册 落户
under-construction 在建 已开工 开工 建设中 动工
operating 投产 已投产 运营 已建成 竣工
paused 暂停 暂缓 停工
ended 终止 已终止 结束 取消
sole 独资
joint-venture 合资
contractual 合作
ppp 政府和社会资本合作（PPP） 政府和社会资本合作 PPP
bot 建设-经营-转让（BOT） BOT 建设-经营-转让
tot 转让-经营-转让（TOT） TOT 转让-经营-转让
epc 工程总承包（EPC） EPC 工程总承包
any 合作方式不限 不限 均可 方式不限
welcome 鼓励引进 鼓励 鼓励类 欢迎
limited 限制引进 限制 限制类 严控
not-admitted 不予引进 不予准入 禁止 禁止类 淘汰类
new 新建
expansion 扩建 改扩建
upgrade 技改 技术改造 改造升级 技术改造升级
equity 股权投资 股权 股权合作 参股 入股
acquisition 并购 收购
lease 租赁 出租
capital 资金方 资金 投资方 投资人
technology 技术方 技术 技术合作
contractor 承包商 施工方 总包方
buyer 采购商 买家 客户 采购方
feasibility 可研报告 可研 可行性研究报告
environment 环评 环评批复 环境影响评价
foreign 外资 外商 境外
domestic 内资 境内
before-tax 税前
after-tax 税后
sought 关注企业 拟引进 目标企业 意向企业
full 据全文 全文
summary 据摘要 摘要
title-only 只知名称 仅知名称 只有名称 仅有标题
done 已完成 完成 已办理 已批复
under-way 进行中 办理中 正在办理
not-begun 未开始 未办理 未完成
national 国家级 国家 中央
provincial 省级 省
city 市级 市 地级市
county 县级 区县 县 区 县区 县市区
park 园区级 产业园区 园区 开发区 工业园 工业园区
province 省 自治区 直辖市
port 港口 口岸
incentive 奖补 激励 奖励 扶持 优惠
access 准入 市场准入
service 服务
plan 规划方案 规划 方案
notice 通知 公告
report 报道 新闻
case 案例 典型案例
letter 公开信 致投资者的信
inquiry 咨询诉求 咨询 诉求
complaint 投诉 投诉举报
consult 咨询考察 咨询 考察 洽谈
register 企业设立 企业开办 设立 注册登记
land 用地落实 用地 供地
build 开工建设 建设 报建 施工
operate 投产运营 投产 运营
investment 按投资额 投资额 投资
equipment 按设备投资额 设备投资额 设备
output 按产值 产值
tax 按纳税额 纳税额 税收
rent 按租金 租金
interest 按利息 利息
wages 按工资 工资
fdi 按实际到位外资 实际到位外资
flow 产业流程 流程
support 配套
strong 强
present 已有 有
weak 弱
missing 缺失 缺 无
unknown 未评估 不详 未知
leader 链主企业 链主 龙头 龙头企业
key 骨干企业 骨干 重点企业
supporting 配套企业 配套
mineral 矿产
energy 能源 节能审查 能评
water 水资源 水 水费 通水 通给水 供水
forest 森林
herb 药材 中药材
farm 农产品
tourism 旅游
labour 劳动力
electricity 电 电价 电费
gas 天然气 气价 燃气 通燃气 通气
steam 蒸汽
sewage 污水处理 污水 通污水 排污
wage 工资
land 工业用地 用地 土地
workshop 厂房租金 厂房 标准厂房 闲置厂房
office 办公楼 办公 写字楼 办公室
airport 机场 民航
flight 航班 飞机 航空
train 铁路 高铁 动车 火车
ship 航运 海运 水路 轮船
car 公路 自驾 汽车
rail 铁路 火车站 高铁站 货运站
motorway 高速公路 高速 高速出入口
available 可供 可用 可出让 待出让 未出让 可出租 待出租 待租 未租 可租 空置 闲置
reserved 预留 已预留 已预订 已预定
taken 已用 已出让 已出租 已租 已供 已售
road 道路 通路 通道路
power 供电 通电
water 供水 通水 自来水
drainage 排水 通排水 雨水
heat 供热 通热力 热力
telecom 通信 通讯
broadcast 有线电视 广电
levelled 场地平整 平整 土地平整
kg 每公斤 公斤
t 每吨 吨
kWh 每千瓦时 千瓦时 度
m3 每立方米 立方米
mu 每亩 亩
m2 每平方米 平方米
m2·month 每平方米每月 平方米·月
TEU 每标箱 标箱
person 每人 人
person·month 每人每月 人·月
person·year 每人每年 人·年
month 每月 月
year 每年 年
fair 展会 博览会
roadshow 推介会 招商推介会
signing 签约活动 签约仪式 集中签约
campaign 专项行动
visit 考察 调研
1 目标1：无贫穷 无贫穷 目标1 SDG1
2 目标2：零饥饿 零饥饿 目标2 SDG2
3 目标3：良好健康与福祉 良好健康与福祉 目标3 SDG3
4 目标4：优质教育 优质教育 目标4 SDG4
5 目标5：性别平等 性别平等 目标5 SDG5
6 目标6：清洁饮水和卫生设施 清洁饮水和卫生设施 目标6 SDG6
7 目标7：经济适用的清洁能源 经济适用的清洁能源 目标7 SDG7
8 目标8：体面工作和经济增长 体面工作和经济增长 目标8 SDG8
9 目标9：产业、创新和基础设施 产业、创新和基础设施 目标9 SDG9
10 目标10：减少不平等 减少不平等 目标10 SDG10
11 目标11：可持续城市和社区 可持续城市和社区 目标11 SDG11
12 目标12：负责任消费和生产 负责任消费和生产 目标12 SDG12
13 目标13：气候行动 气候行动 目标13 SDG13
14 目标14：水下生物 水下生物 目标14 SDG14
15 目标15：陆地生物 陆地生物 目标15 SDG15
16 目标16：和平、正义与强大机构 和平、正义与强大机构 目标16 SDG16
trl-1 1级：发现基本原理 TRL1 1级 技术就绪水平1级 一级 1
trl-2 2级：形成技术方案 TRL2 2级 技术就绪水平2级 二级 2
trl-3 3级：方案通过概念验证 TRL3 3级 技术就绪水平3级 三级 3
trl-4 4级：通过实验室验证 TRL4 4级 技术就绪水平4级 四级 4
trl-5 5级：通过模拟环境验证 TRL5 5级 技术就绪水平5级 五级 5
trl-6 6级：样机通过模拟环境演示 TRL6 6级 技术就绪水平6级 六级 6
trl-7 7级：样机通过实际环境演示 TRL7 7级 技术就绪水平7级 七级 7
trl-8 8级：产品定型并通过鉴定 TRL8 8级 技术就绪水平8级 八级 8
trl-9 9级：产品经实际应用验证 TRL9 9级 技术就绪水平9级 九级 9
authority 政府部门 主管部门 部门
chamber 商会 行业协会 协会 商协会
agent 中介机构 中介 委托招商机构 专业机构
ambassador 招商大使 大使 招商顾问 顾问
supply 技术供给 供给 提供 可供技术
demand 技术需求 需求 所求技术
sale 技术转让 转让
licence 技术许可 许可 专利许可
contribution 作价入股 技术入股
development 合作开发 联合研发 联合攻关
technical-service 技术服务
17 目标17：促进目标实现的伙伴关系 促进目标实现的伙伴关系 目标17 SDG17
"""

_IN_LISTS = """
water levelled 供水
sewage levelled 排污
gas levelled 燃气
water steam 水
land workshop 用地
workshop office 厂房
land feasibility 用地
energy feasibility 节能审查
"""
"""What terms of several lists are called in those that have the second term as well."""

_BETWEEN = pattern("[,，、;；/ ]+")
_AROUND = "[]【】［］〔〕()（）“”‘’\"'「」 "


def called(term: str, terms: Sequence[str]) -> str:
    """What a term of a list is called: 独资; "" where that is not known."""
    for line in _IN_LISTS.strip().split("\n"):
        shared, beside, word = line.split()
        if shared == term and beside in terms:
            return word
    return next((line.split()[1] for line in _WORDS.strip().split("\n") if line.split()[0] == term), "")


def in_chinese(terms: Sequence[str]) -> str:
    """The terms of a list, each with what it is called: sole（独资）、lease（租赁）."""
    words = [(term, called(term, terms)) for term in terms]
    return "、".join([f"{term}（{word}）" if word else term for term, word in words])


def meant(text: str, terms: Sequence[str]) -> str:
    """The term, or the list of terms, that a text stands for; "" when it is not sure of all.

    A clerk writes 在谈, Open, 【sole】 or 独资、合资 where the format has in-talks, open, sole and a list.
    """
    pieces = [piece for piece in _BETWEEN.split(text[:200].strip(_AROUND)) if piece]
    found = [_term_of(piece.strip(_AROUND), terms) for piece in pieces]
    if found and all(found):
        return found[0] if len(found) == 1 else f"[{', '.join(dict.fromkeys(found))}]"
    return _term_of(text.strip(), terms)


def _term_of(word: str, terms: Sequence[str]) -> str:
    plain = unicodedata.normalize("NFKC", word).casefold().replace("_", "-")
    for term in terms:
        if term.casefold() == plain:
            return term
    return next((term for term in _terms_by_word().get(word, ()) if term in terms), "")


@cache
def _terms_by_word() -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for line in _WORDS.strip().split("\n"):
        term, *words = line.split()
        for word in words:
            table.setdefault(word, []).append(term)
    return table
