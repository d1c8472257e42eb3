"""What a document holds beside its figures: tasks and their links, figures set aside, findings acknowledged, parents, source.

Shapes of plans.yaml as in plancmp.model, whose rules hold here.
"""

from collections.abc import Mapping
from typing import NamedTuple

from plancmp.scalars import At, Day, Id, Sha256, Truth, Whole, Wording
from plancmp.vocabulary import LinkKind, TaskKind, Theme


class Link(NamedTuple):
    """How a task stands to another task or to a target. | 任务与另一任务或目标的关系。"""

    to: Wording
    """Id of the other task (plan/task.key) or target. | 另一任务（规划/task.key）或目标的标识。"""
    is_: LinkKind
    """What *this* task is to the other. | 本任务相对于对方：属于、延续、支撑。"""
    because: Wording
    """Why, in English. | 理由（英文）。"""
    because_zh: Wording | None = None
    """Why, in Chinese. | 理由（中文）。"""
    quote: Wording | None = None
    """The words of this plan that say so. | 本规划的相应原文。"""
    to_quote: Wording | None = None
    """The other plan's words. | 对方规划的相应原文。"""


class Task(NamedTuple):
    """An item of work, a role, a duty, or a goal without a figure. | 一项工作、定位、职责，或没有数字的目标。"""

    key: Id
    """Its name within the plan, part of its id. | 规划内的标识，构成任务的标识。"""
    kind: TaskKind
    """Goal without a figure, work, duty or role. | 无数字的目标、工作、职责或定位。"""
    at: At
    title: Wording
    """What is to be done, in short. | 任务名称。"""
    for_: tuple[Id, ...] = ()
    """Ids of the places that it is assigned to. | 指定给哪些地区。"""
    lead: tuple[Wording, ...] = ()
    """Agencies that lead, in printed order. | 牵头部门，按原文次序。"""
    support: tuple[Wording, ...] = ()
    """Agencies that support, in printed order. | 配合部门，按原文次序。"""
    themes: tuple[Theme, ...] = ()
    """Fields of work. | 所属领域。"""
    quote: Wording | None = None
    """The words that state it. | 相应原文。"""
    links: tuple[Link, ...] = ()
    """How it stands to other tasks and targets. | 与其他任务、目标的关系。"""
    draft: Truth = False


class Aside(NamedTuple):
    """A figure of the text that is no claim, and why. | 原文中不算目标也不算成绩的数字，及理由。"""

    at: At
    quote: Wording
    because: Wording
    """Why the figure is no claim. | 为何不算目标或成绩。"""


class Known(NamedTuple):
    """An audit finding that a curator has looked at: it stays silent while the expectation holds. | 已经看过的核查发现；只要 expect 仍成立就不再提示。"""

    finding: Id
    """Name of the audit finding. | 核查发现的名称。"""
    claims: tuple[Wording, ...]
    """Ids of the claims that it is about. | 所涉各条的标识。"""
    because: Wording
    """Why it is so in the plan. | 规划为何如此。"""
    expect: Mapping[str, Wording] = {}
    """What the finding computed when it was looked at. | 查看时算出的结果。"""


class Parent(NamedTuple):
    """A plan that this one says it follows; `plan` is its id, which need not be encoded. | 本规划自称依据的规划；plan 是它的标识，不必已收录。"""

    title: Wording
    """Title as printed. | 名称，照印。"""
    plan: Id | None = None
    """Its id, encoded or not. | 它的标识，不必已收录。"""


class SourcePart(NamedTuple):
    """A further file that holds a part of the text, as what stands in a picture. | 载有原文一部分的另一文件，如图片中的文字。"""

    file: Wording
    """Name of the file. | 文件名。"""
    sha256: Sha256 | None = None
    """Hash of its characters (NFKC, no white space). | 其字符的散列（NFKC，去空白）。"""
    transcribed: Truth = False
    """true: typed from a picture. | true 表示从图片录入。"""


class Source(NamedTuple):
    """The plan's text: the hash of its characters (NFKC, no white space), their number, the parts not at hand. | 规划原文：字符的散列（NFKC，去空白）、字符数、缺少的部分。"""

    sha256: Sha256 | None = None
    """Hash of the text's characters (NFKC, no white space). | 原文字符的散列（NFKC，去空白）。"""
    characters: Whole | None = None
    """How many characters that are. | 字符数。"""
    missing: tuple[Wording, ...] = ()
    """Parts that the text at hand lacks, and that may hold figures: silence of the rest proves nothing. | 手头原文缺少、可能载有数字的部分；其余部分未提出不能断言没有。"""
    cut: tuple[Wording, ...] = ()
    """Pieces that are cut and can hold no figure, as half of a heading. | 残缺但不会载有数字的片段，如标题的后半。"""
    from_: Wording | None = None
    """Where the text was taken from. | 原文出处。"""
    url: Wording | None = None
    """Address of the text. | 原文网址。"""
    publisher: Wording | None = None
    """Who published it there. | 发布单位。"""
    retrieved: Day | None = None
    """When it was taken from there, as 2026-03-31. | 取得日期，如 2026-03-31。"""
    also: tuple[SourcePart, ...] = ()
    """Further files with parts of the text. | 载有原文其他部分的文件。"""
