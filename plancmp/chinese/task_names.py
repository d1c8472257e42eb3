"""Which of the three kinds of work that plans are to agree in (任务, 政策举措, 工程项目) the title of a task names."""

_ENDS_OF_PROJECTS = ("工程", "项目", "专项", "基地", "中心", "平台", "实验室", "园区", "示范区", "示范基地")
_POLICIES = (
    "政策",
    "机制",
    "制度",
    "改革",
    "体制",
    "激励",
    "奖励",
    "奖补",
    "补助",
    "补贴",
    "税收",
    "优惠",
    "评价",
    "法规",
    "条例",
    "办法",
    "扶持",
    "监管",
    "考核",
    "保障",
    "方式",
    "经费",
)
_PROJECTS = (
    "工程",
    "项目",
    "专项",
    "基地",
    "园区",
    "示范区",
    "高新区",
    "实验室",
    "研究中心",
    "平台",
    "装置",
    "基础设施",
    "载体",
    "孵化器",
    "众创空间",
)


def names_policy(title: str) -> bool:
    """Whether a title names a measure of policy: 科技评价制度改革, 财政奖补."""
    return not title.endswith(_ENDS_OF_PROJECTS) and any(word in title for word in _POLICIES)


def names_project(title: str) -> bool:
    """Whether a title names something to be built or run: 重点实验室建设, 人才引进工程."""
    return not names_policy(title) and any(word in title for word in (*_ENDS_OF_PROJECTS, *_PROJECTS))
