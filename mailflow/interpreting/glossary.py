"""Words of work: verbs that report the same act, words that name nothing, and common translations."""

# Each row: verbs with which people report one act, Chinese and English forms together.
_ACTS = (
    "提交 交付 上交 递交 发送 发出 寄出 上传 上报 提供 发布 分享 转发 发 交 寄 传 报 给 send sent "
    "submit submitted deliver delivered "
    "provide provided upload uploaded share shared forward forwarded publish published circulate "
    "circulated hand issued issue",
    "签订 签署 签约 签字 签 盖章 sign signed",
    "确认 核实 敲定 落实 核对 确定 定 confirm confirmed verify verified check checked clarify "
    "clarified settle settled agree agreed",
    "更新 刷新 修订 修改 调整 更改 改 换 update updated revise revised amend amended refresh refreshed "
    "change changed edit edited",
    "修复 修正 解决 修 排查 修改 fix fixed repair repaired resolve resolved solve solved deploy "
    "deployed patch patched debug",
    "测试 测 验证 联调 跑 test tested verify verified",
    "评审 审核 审查 审阅 复核 审 过 review reviewed approve approved audit audited",
    "准备 备 筹备 开 建 备好 创建 开通 配置 prepare prepared create created set setup configure "
    "configured arrange arranged get",
    "安排 预约 约 排 联系 预订 协调 落实 arrange arranged schedule scheduled book booked plan "
    "planned organise organize organised organized",
    "采购 购买 买 到货 到齐 到 buy bought purchase purchased procure procured arrive arrived",
    "下单 订购 预订 订 order ordered place placed",
    "编写 撰写 起草 写 制作 整理 编制 输出 拟 拟定 设计 画 做 汇总 write wrote written draft "
    "drafted compile compiled design designed "
    "make made collect collected summarise summarize produce produced build built develop developed "
    "create created document documented",
    "上线 部署 发布 切换 deploy deployed launch launched release released go publish published roll rolled",
    "培训 讲 train trained hold held",
    "招聘 招 录用 hire hired recruit recruited",
    "付款 支付 付 打款 pay paid transfer transferred",
    "收集 统计 汇总 调研 收 collect collected gather gathered survey surveyed interview interviewed",
    "开发 实现 编码 研发 develop developed implement implemented code coded build built",
    "召开 组织 开会 开 举办 hold held organise organised organize organized",
    "验收 交接 accept accepted inspect inspected",
    "对接 沟通 联系 谈 协商 contact contacted call called talk talked negotiate negotiated",
    "迁移 搬迁 搬 migrate migrated move moved",
    "安装 调试 装 install installed mount mounted",
    "清理 删除 clean cleaned remove removed delete deleted",
    "通知 告知 回复 答复 notify notified inform informed reply replied answer answered",
    "评估 测算 核算 估算 算 estimate estimated assess assessed evaluate evaluated calculate calculated",
    "申请 报批 申报 apply applied request requested",
    "打印 印刷 印 print printed",
    "翻译 译 translate translated",
    "更换 替换 换 replace replaced swap swapped exchange",
    "拆除 拆 拆卸 卸 remove removed dismantle dismantled",
    "校准 标定 calibrate calibrated",
    "润滑 加油 上油 grease greased lubricate lubricated",
    "录制 录 录音 record recorded",
    "优化 optimise optimised optimize optimized",
    "领取 申领 领 collect collected",
    "盘点 清点 点 count counted",
    "演练 演习 rehearse rehearsed drill",
    "导入 导出 录入 import imported export exported enter entered load loaded",
)
IRREGULAR = dict(
    pair.split(":")
    for pair in "get:got find:found make:made build:built send:sent hold:held buy:bought choose:chosen "
    "give:given take:taken "
    "pay:paid meet:met bring:brought draw:drawn speak:spoken put:put run:run read:read write:written set:set do:done "
    "collect:collected begin:begun keep:kept tell:told win:won cut:cut hire:hired go:gone teach:taught".split()
)
VERB_OF: dict[str, frozenset[str]] = {}
for _act in _ACTS:
    _group = frozenset(_act.split())
    _group |= {IRREGULAR[verb] for verb in _group & IRREGULAR.keys()} - {"gone", "run", "put", "read"}
    for _verb in _group:
        VERB_OF[_verb] = VERB_OF.get(_verb, frozenset()) | _group

DELIVERY = frozenset(_ACTS[0].split())
PAST_VERBS = tuple(
    sorted(
        {verb for verb in VERB_OF if verb.isascii() and verb.endswith("ed")}
        | set(IRREGULAR.values())
        | {"wrote"}
        - {"begun", "gone", "run", "put", "read", "done"}
    )
)
HAN_VERBS = tuple(sorted((verb for verb in VERB_OF if not verb.isascii()), key=len, reverse=True))

COMMON_ENGLISH = frozenset(
    "the a an of for to in on at by with and or from is are was be been it this that these those we "
    "i our my your all "
    "both item items task done finish finished complete completed new first second third last next "
    "one two three please "
    "will has have had not no yes as up out so do does did can could if when until still yet also "
    "just".split()
)
GENERIC_HAN = frozenset("完成 进行 开展 推进 负责 相关 工作 任务 事项 以及 关于 项目 问题 跟进 处理".split())

_PAIRS = (
    "contract 合同;budget 预算;test 测试;account 账号 账户 帐号;supplier 供应商;vendor "
    "供应商;document 文档;doc 文档 document;review 评审;"
    "report 报告;login 登录;list 清单 列表;display 显示屏;payment 支付 付款;prototype 样机;sample "
    "样机 样品;plan 计划 方案;interface 接口;"
    "api 接口 interface;packag 包装;material 物料 材料;promotion 推广;purchas 采购;deliveri 交期 "
    "到货;server 服务器;data 数据;user 用户;"
    "page 页面;website 官网 网站;site 网站 website;meeting 会议;train 培训;design 设计;schedul 排期 "
    "日程;invoice 发票;quot 报价;"
    "requirement 需求;timeout 超时;demo 演示;slide 幻灯片;manual 手册;spec 规格;acct account;env "
    "environment;proto prototype;compliance 合规;announcement 公告;drill 演练;art 立绘"
)
TRANSLATIONS: dict[str, tuple[str, ...]] = {}
for _pair in _PAIRS.split(";"):
    _english, *_others = _pair.split()
    _forms = [
        half
        for other in _others
        for half in ([other] if other.isascii() else [other[at : at + 2] for at in range(len(other) - 1)])
    ]
    TRANSLATIONS[_english] = tuple(_forms)
