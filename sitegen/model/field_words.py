"""What bureaus call the fields of a card in Chinese: for advice to those who wrote the word, not the name.

A word leads to one or more fields by their paths; the one that the entry has is meant. The names that the
model itself gives its fields (`Doc`) are known besides.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

_WORDS = """
title 项目名称 名称 标题 政策名称 文件名称 企业名称 活动名称 地区名称 园区名称 产业链名称
summary 项目简介 项目概况 简介 概况 摘要 项目摘要 内容摘要 企业简介 活动简介 基本情况 项目介绍 内容简介
code 项目编号 编号 项目代码 序号 区划代码
batch 年度 批次 项目批次 年份
kind 类别 项目类别 项目类型 类型 活动类型 政策类型
status 项目状态 状态 项目进展 进展情况 进展 进度 项目进度 项目阶段 阶段
chain 产业链 所属产业链 所属产业 产业
segments 环节 产业环节 所属环节
industry 行业 所属行业 行业类别 行业分类
region 地区 所在地区 所属区县 区县 所在地 县区
park 园区 所在园区 所属园区
location.address 建设地点 项目地点 项目选址 选址 拟选址 项目地址 建设地址
location.lon 经度
location.lat 纬度
owner 项目业主 业主 业主单位 项目单位 建设单位 申报单位 项目法人
coordinator 协调单位 招商单位 责任单位 牵头单位 主管单位 招商责任单位
partner 合作方要求 投资方要求 投资者要求 合作要求 合作对象 合作伙伴要求 拟引进企业
cooperation 合作方式 合作模式 引资方式 投资方式 招商方式
investors 投资者类型 投资主体
sdg 可持续发展目标 联合国可持续发展目标 SDG SDGs
green_catalogue 绿色产业目录 绿色目录 绿色产业目录条目 绿色低碳转型产业
investment.total 总投资 总投资额 投资总额 项目总投资 投资规模 投资金额 计划总投资 投资额 估算投资
investment.sought 拟引资额 引资额 引进资金 拟引进资金 招商金额 拟引资 需引资金
investment.paid_in 到位资金 已到位资金 实际到位资金
investment.funding 资金来源 资金筹措
land.area 用地面积 占地面积 占地 用地规模 土地面积 用地 规划用地
land.floor_area 建筑面积 总建筑面积
land.tenure 供地方式 土地性质 用地性质
capacity 产能 建设规模 生产规模 生产能力 设计产能 规模 建设内容及规模 年产能
returns.output 年产值 产值 销售收入 年销售收入 营业收入 预期产值
returns.profit 年利润 利润 净利润 利润总额
returns.tax 年税收 税收 税金 年纳税 税收贡献
returns.jobs 就业 就业人数 带动就业 吸纳就业 就业岗位
returns.payback 投资回收期 回收期 静态回收期
returns.irr 内部收益率 财务内部收益率 IRR
returns.roi 投资收益率 收益率 投资利润率 投资回报率
returns.npv 净现值 财务净现值
readiness.filing 备案 立项 项目备案 核准
readiness.environment 环评 环境影响评价 环评批复
readiness.energy 能评 节能审查
readiness.land 土地手续 用地手续
readiness.planning 规划 规划手续
milestones 进展记录 大事记 时间节点
policies 政策 优惠政策 扶持政策 招商政策 相关政策
enterprises 相关企业 企业 重点企业
contacts 联系方式 联系单位 联系部门 联系人 联系电话 咨询单位 受理单位 咨询电话
related 相关项目 关联项目
collections 专题 所属专题
attachments 附件 附件材料 下载
pictures 图片 照片 效果图 项目图片
films 影片 宣传片 视频 宣传视频 短片
tags 标签 关键词 关键字
source 来源 资料来源 信息来源
published 发布日期 发布时间 公布时间 录入时间
confirmed 核实日期 更新时间 更新日期 核实时间
expires 有效期 有效期至 截止日期 截止时间 失效日期
visibility 公开范围 是否公开 可见范围 公开
number 文号 发文字号 号码
issuer 发文机关 发文单位 发布单位 印发单位 发布机构
level 层级 政策级别 级别
issued 成文日期 发文日期 印发日期 印发时间
effective 生效日期 施行日期 实施日期 执行时间
grants 支持内容 支持标准 奖补标准 扶持内容
procedure 办理流程 申报流程 申请流程 申报条件
url 原文网址 网址 链接 原文链接
organisation 单位 单位名称 机构名称 联系单位
department 科室 部门 处室
person 联系人 姓名
phone 电话 联系电话 办公电话 固定电话 座机 咨询电话
phones 传真 传真号码 热线 其他电话
email 邮箱 电子邮箱 电子邮件 Email 邮件地址
wechat 微信 微信公众号 公众号
website 网站 官网 官方网站
address 地址 联系地址 通讯地址 办公地址
postcode 邮编 邮政编码
hours 办公时间 工作时间 上班时间
starts 时间 活动时间 开始时间 举办时间 开始
ends 结束时间 结束
place 地点 活动地点 举办地点 会议地点
programme 议程 日程 活动议程
results 成果 签约成果 活动成果
products 产品 主要产品 主营产品
admission 准入条件 产业准入 准入要求 绿色底线
role 角色 职责 职务
offers 可供产品 供应信息 供应 供货
needs 求购产品 需求信息 需求 求购 配套需求 采购需求
parent 上级地区 上级
advantages 优势 区位优势
resources 资源 资源禀赋
costs 要素保障 要素成本 要素价格
plots 地块 可用地块 土地资源
quota.energy 能耗指标 用能指标
quota.environment 环境容量
labour 劳动力 劳动力资源
universities 高校 高等院校
talent 人才 人才总量 专业技术人才
vocational 职业院校 职校 中职 高职
graduates 年毕业生 毕业生
apprenticeships 订单培养 订单班 学徒制 实习基地
area 面积
total 总额
note 备注 说明
date 日期 时间
amount 数值 数量 金额
"""


@cache
def _paths() -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for line in _WORDS.strip().split("\n"):
        path, *words = line.split()
        for word in words:
            table.setdefault(word.casefold(), []).append(path)
    return table


def field_meant(word: str, names: Iterable[str]) -> str:
    """The path of the field that a word stands for among an entry's fields; "" if it is none of them."""
    known = frozenset(names)
    plain = word.strip().strip("：:*（）() ").casefold()
    return next((path for path in _paths().get(plain, ()) if path.partition(".")[0] in known), "")
