"""Chinese text to figures: a table of phrases, agreement with encoded fields, and laws that hold for any text."""

import time
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plancmp.chinese.agreement import Disagreement, _split_multiple, find_disagreements
from plancmp.chinese.numerals import read_numeral
from plancmp.chinese.quantities import Quantity, find_figures, find_quantities
from plancmp.chinese.unit_names import _CANONICAL, normalize_unit
from plancmp.units import is_unit
from plancmp.vocabulary import Basis, Comparator

SIGN = {
    Comparator.REACH: "",
    Comparator.AT_LEAST: "≥",
    Comparator.ABOVE: ">",
    Comparator.ABOUT: "≈",
    Comparator.AT_MOST: "≤",
    Comparator.BELOW: "<",
}

# phrase, what is read: [kind] sign number [unit] [basis]; a figure names no kind, what cannot be read is "?"
PHRASES = (
    # units
    ("企业研发投入达到3亿元", "3 亿元"),
    ("财政资金3000 万元", "3000 万元"),
    ("成交额８００亿元", "800 亿元"),
    ("投资1.2万亿元", "1.2 万亿元"),
    ("资助50万美元", "50 万美元"),
    ("培训1.5万人次", "1.5 万人次"),
    ("培训30人(次)", "30 人次"),
    ("举办培训80场次", "80 场次"),
    ("服务500户次", "500 户次"),
    ("开展活动50次", "50 次"),
    ("研发人员40人年", "40 人年"),
    ("普查3批次", "3 批次"),
    ("种植20万亩", "20 万亩"),
    ("绿地30公顷", "30 公顷"),
    ("建筑面积2万平方米", "2 万平方米"),
    ("园区面积12.5平方公里", "12.5 平方公里"),
    ("示范区12平方千米", "12 平方公里"),
    ("铺设管网35公里", "35 公里"),
    ("道路8千米", "8 公里"),
    ("线宽0.5微米", "0.5 微米"),
    ("制程14nm", "14 纳米"),
    ("精度5mm", "5 毫米"),
    ("年产铝材20万吨", "20 万吨 [per-year]"),
    ("减排3万吨标准煤", "3 万吨标准煤"),
    ("发电5亿千瓦时", "5 亿千瓦时"),
    ("装机100万千瓦", "100 万千瓦"),
    ("节电1300kwh", "1300 千瓦时"),
    ("节电1300kWh", "1300 千瓦时"),
    ("节电两千瓦时", "2 千瓦时"),
    ("节电两千千瓦时", "2000 千瓦时"),
    ("装机两三千瓦", "2—3 千瓦"),
    ("装机五百万千瓦", "500 万千瓦"),
    ("装机突破百万千瓦", ">100 万千瓦"),
    ("建设百万千瓦机组", ""),
    ("产量五万千克", "5 万公斤"),
    ("绿道十千米", "10 公里"),
    ("绿道三千米", "3000 米"),
    ("重量5千克", "5 公斤"),
    ("单价100元/千克", "100 元/公斤"),
    ("投资3千亿元", "3 千亿元"),
    ("投资3百亿元", "3 百亿元"),
    ("投资3十亿元", "3 十亿元"),
    ("投资三千亿元", "3000 亿元"),
    ("面积５００㎡", "500 平方米"),
    ("结果如图5所示", "list-number 5"),
    ("数据如表5所列", "list-number 5"),
    ("公式5所述", "list-number 5"),
    ("建设5所示范性高中", "5 所"),
    ("支持5所列入计划的高校", "5 所"),
    ("支持5所列为试点的高校", "5 所"),
    ("浓度35微克/立方米", "35 微克/立方米"),
    ("库容2000立方米", "2000 立方米"),
    ("温度25℃", "25 ℃"),
    ("提速20分钟", "20 分钟"),
    ("审批10个工作日", "10 个工作日"),
    ("工期6个月", "6 个月"),
    ("寿命达到77.5岁", "77.5 岁"),
    ("满意度90分", "90 分"),
    ("占比60%", "60 percent [level]"),
    ("占比60％", "60 percent [level]"),
    ("占比60 %", "60 percent [level]"),
    ("不良率3‰", "3 permille"),
    ("提高2个百分点", "2 points [change]"),
    ("提高2百分点", "2 points [change]"),
    ("增长4.4倍", "4.4 倍"),
    ("排名上升3名次", "3 名次 [change]"),
    ("收入2万元/人", "2 万元/人"),
    ("能耗0.3吨标准煤/万元", "0.3 吨标准煤/万元"),
    ("专利3件/万人", "3 件/万人"),
    ("单价100元/吨", "100 元/吨"),
    ("补助50万元/项目", "50 万元/项目"),
    ("创建5家AAAA级景区", "5 家"),
    ("产品675（项）个", "675 个"),
    ("技术100个（项）以上", "≥100 个"),
    ("装备3台（套）", "3 台"),
    ("成果3项(个)以上", "≥3 项"),
    ("标准8项", "8 项"),
    ("平台10个", "10 个"),
    ("企业30家", "30 家"),
    ("机构5所", "5 所"),
    ("专利9600件", "9600 件"),
    ("品种12种", "12 种"),
    ("农户200户", "200 户"),
    ("专家10名", "10 名"),
    ("人才160人", "160 人"),
    ("成果3批", "3 批"),
    ("期刊2种", "2 种"),
    ("板报30期", "30 期"),
    ("信息5000条", "5000 条"),
    ("资料400份", "400 份"),
    ("论文20篇", "20 篇"),
    ("汽车3辆", "3 辆"),
    ("院士2位", "2 位"),
    ("大棚30座", "30 座"),
    ("机床8台", "8 台"),
    ("软件6套", "6 套"),
    ("苗木500株", "500 株"),
    ("牲畜3000头", "3000 头"),
    ("村庄20村", "20 村"),
    ("12县通过验收", "12 县"),
    ("掌握1门技术", "1 门"),
    # full width and grouping
    ("达到１２．５％", "12.5 percent"),
    ("达到12,500亿元", "12500 亿元"),
    ("达到12，500亿元", "12500 亿元"),
    ("达到1,234,567家", "1234567 家"),
    ("万元产值 3.50 元", "3.50 元"),
    # ranges
    ("争取2—3家", "2—3 家"),
    ("建设1-2个", "1—2 个"),
    ("建设1–2个", "1—2 个"),
    ("建设1―2个", "1—2 个"),
    ("建设3～5个", "3—5 个"),
    ("建设3~5个", "3—5 个"),
    ("建设3－5个", "3—5 个"),
    ("建设3至5个", "3—5 个"),
    ("建设3到5个", "3—5 个"),
    ("建设 3 — 5 个", "3—5 个"),
    ("建设三至五个", "3—5 个"),
    ("建设两三个", "2—3 个"),
    ("建设一两家", "1—2 家"),
    ("增长5%—10%", "5—10 percent"),
    ("增长5-10%", "5—10 percent"),
    ("投入2万—3万元", "2—3 万元"),
    ("投入1.5—2亿元", "1.5—2 亿元"),
    ("投入5000万元至1亿元", "0.5—1 亿元"),
    ("投入5—8亿元", "5—8 亿元"),
    ("培训2000—3000人", "2000—3000 人"),
    ("占比百分之十至二十", "10—20 percent [level]"),
    ("建成8-10个示范村", "8—10 个"),
    ("增幅为5%至10，", "5—10 percent"),
    ("百分之五至百分之十", "5—10 percent"),
    ("百分之十至五", "10 percent"),
    ("收入5—6亿", "500000000—600000000"),
    ("收入5亿—6亿元", "5—6 亿元"),
    ("由8至5家", "8; 5 家"),
    ("由5至5家", "5; 5 家"),
    ("面积2公顷至3平方米", "2 公顷; 3 平方米"),
    ("完成2015至3000项", "2015—3000 项"),
    ("由5至2015年", "5; year ?"),
    ("占地一两亩", "1—2 亩"),
    ("历时两三年", "year 2—3 年"),
    ("举办三四场", ""),
    ("三五个平台", ""),
    # chinese numerals
    ("十家企业", "10 家"),
    ("两项成果", "2 项"),
    ("三个平台", "3 个"),
    ("十五个项目", "15 个"),
    ("二十家企业", "20 家"),
    ("一百二十家", "120 家"),
    ("三千人", "3000 人"),
    ("三万五千人", "35000 人"),
    ("三万人", "3 万人"),
    ("百家左右", "≈100 家"),
    ("百项成果", "100 项"),
    ("千家企业", "1000 家"),
    ("百亿元投资", "100 亿元"),
    ("两亿元", "2 亿元"),
    ("一亿五千万元", "15000 万元"),
    ("1亿5000万元", "15000 万元"),
    ("万种药材", "10000 种"),
    ("百万亩油茶", "100 万亩"),
    ("廿五家", "25 家"),
    ("十一元", "11 元"),
    ("三 万元", "3 万元"),
    ("二 万元", "2 万元"),
    ("百来家", "≈100 家"),
    ("二十来家", "≈20 家"),
    ("三来家", ""),
    ("百分之十二点五", "12.5 percent"),
    ("百分之百", "100 percent"),
    ("千分之三", "3 permille"),
    ("三成以上", "≥30 percent"),
    ("举办一次以上", "≥1 次"),
    ("每年一次", "1 次 [per-year]"),
    ("设立一个基金", "1 个"),
    ("建立一家企业", "1 家"),
    # comparators in front
    ("不低于1%", "≥1 percent"),
    ("不得低于1%", "≥1 percent"),
    ("不少于50家", "≥50 家"),
    ("至少50家", "≥50 家"),
    ("至少建成3家", "≥3 家"),
    ("最少5个", "≥5 个"),
    ("≥3个", "≥3 个"),
    ("≥ 3 个", "≥3 个"),
    (">=3个", "≥3 个"),
    ("不超过20家", "≤20 家"),
    ("不高于5%", "≤5 percent"),
    ("不多于3个", "≤3 个"),
    ("≤5%", "≤5 percent"),
    ("最多3个", "≤3 个"),
    ("低于5%", "<5 percent"),
    ("少于10家", "<10 家"),
    ("不足10家", "<10 家"),
    ("<3%", "<3 percent"),
    ("超过2.5%", ">2.5 percent"),
    ("超2.5%", ">2.5 percent"),
    ("超过了50家", ">50 家"),
    ("高于全国2个百分点", "2 points"),
    ("大于5%", ">5 percent"),
    (">2家", ">2 家"),
    ("逾千家", ">1000 家"),
    ("突破17%", ">17 percent"),
    ("总产值突破340亿元", ">340 亿元"),
    ("企业突破350 家", ">350 家"),
    ("服务企业突破20000家", ">20000 家"),
    ("约3000人", "≈3000 人"),
    ("大约30家", "≈30 家"),
    ("接近50%", "≈50 percent"),
    ("近百家", "≈100 家"),
    ("近3000人", "≈3000 人"),
    ("近百", "≈100"),
    ("约占30%", "≈30 percent"),
    ("上百家", "≥100 家"),
    ("上千名", "≥1000 名"),
    ("产值破百亿元", ">100 亿元"),
    ("总收入过亿元", ">1 亿元"),
    ("不低于财政支出的2%", "≥2 percent"),
    ("不低于一般公共预算支出总额的2%", "≥2 percent"),
    ("不得低于财政支出的2%", "≥2 percent"),
    ("不得少于一般公共预算支出总额的2%", "≥2 percent"),
    ("不应当低于一般公共预算支出总额的2%", "≥2 percent"),
    ("不能超过项目总额的30%", "≤30 percent"),
    ("多于企业总数的30%", ">30 percent"),
    ("收入超过预期不低于支出的2%", "≥2 percent"),
    ("不得少于建成3家", "≥3 家"),
    ("能耗尚未超过5%", "≤5 percent"),
    ("在未来超过5%", ">5 percent"),
    ("不得突破30%", "≤30 percent"),
    ("不得逾百家", "≤100 家"),
    # comparators behind
    ("50家以上", "≥50 家"),
    ("50 家以上", "≥50 家"),
    ("50家及以上", "≥50 家"),
    ("6以上", "≥6"),
    ("65%以上", "≥65 percent"),
    ("100 名以上", "≥100 名"),
    ("1.2% 以上", "≥1.2 percent"),
    ("3天以内", "≤3 天"),
    ("5%以内", "≤5 percent"),
    ("10家以下", "≤10 家"),
    ("2.2%左右", "≈2.2 percent"),
    ("800名左右", "≈800 名"),
    ("100家上下", "≈100 家"),
    ("10余所", ">10 所"),
    ("850多个", ">850 个"),
    ("4000多份", ">4000 份"),
    ("1万多人次", ">1 万人次"),
    ("200多万元", ">200 万元"),
    ("三千余人", ">3000 人"),
    ("十余家", ">10 家"),
    ("十来家", "≈10 家"),
    ("百余项", ">100 项"),
    ("百余家以上", "≥100 家"),
    ("超过50家以上", "≥50 家"),
    ("近50家以上", "≥50 家"),
    ("至少50家左右", "≥50 家"),
    ("10余家左右", "≈10 家"),
    ("超过三十", ">30"),
    ("三十以上", "≥30"),
    ("投入百余，", ">100"),
    ("投入二十余，", ">20"),
    ("专家百余到会", ">100"),
    ("专家20余到会", ">20"),
    ("专家约20余到会", ">20"),
    ("效率20余热利用", "20"),
    ("企业20家余下", "20 家"),
    ("一批以上", "≥1 批"),
    ("不低于2—3家", "≥2—3 家"),
    ("超过百分之五", ">5 percent"),
    ("约百分之五", "≈5 percent"),
    ("百分之五以上", "≥5 percent"),
    ("比例不低于1:20", "≥20 比例"),
    ("比例为1:1234567", "1234567 比例"),
    ("线上50家", "50 家"),
    # deeds and names
    ("突破100项技术", "100 项"),
    ("突破100 项重大技术", "100 项"),
    ("到2021年,突破100项以上关键技术", "year ?; ≥100 项"),
    ("共突破50项", "50 项"),
    ("授权突破5000件", ">5000 件"),
    ("突破重大技术132项", "132 项"),
    ("力争突破关键技术100项", "100 项"),
    ("超千亿元园区达到5个以上", "name 1000 亿元; ≥5 个"),
    ("打造千亿元产业", "name 1000 亿元"),
    ("产值超10亿元企业5家", "name 10 亿元; 5 家"),
    ("十大工程", "name 10"),
    ("三大战略", "name 3"),
    ("二十大", "name 20"),
    ("二十一大", ""),
    ("一大亮点", ""),
    ("投资10亿元项目", "10 亿元"),
    ("过10亿元企业3家", "name 10 亿元; 3 家"),
    ("10亿元以上企业5家", "name 10 亿元; 5 家"),
    ("“企业50家以上”", "name 50 家"),
    ("“建设5个国家级平台的目标任务”", "5 个"),
    ("“建设十个国家级平台和产业基地”", "name 10 个"),
    ("《建设5个国家级平台和产业基地》", "name 5 个"),
    ("“1家企业”", "name 1 家"),
    ("“双百双新”和“企业5家”", "name 5 家"),
    ("“翻番”计划", "name 2 倍 [multiple]"),
    ("“零的突破”", "word ≥1"),
    ("引进“人才”5家", "5 家"),
    ("“十二五”期间", ""),
    ("“十五”时期", ""),
    ("“千人计划”", "name 1000 人"),
    ("“三个代表”重要思想", ""),
    ("“双百双新”", ""),
    ("“10+1”框架", "name ?"),
    ("“7+3”产业", "name ?"),
    ("863计划", "name 863"),
    ("5G基站", "name 5"),
    ("2.0版平台", "name 2.0 版"),
    ("PM2.5治理", "name ?"),
    ("IE8浏览器", "name ?"),
    ("21世纪", "name 21"),
    ("百年大计", ""),
    ("千方百计", ""),
    ("三级联动", "name 3 级"),
    ("二次创业", ""),
    ("一流大学", ""),
    ("一批企业", ""),
    ("一体化", ""),
    ("一支队伍", ""),
    ("同一个平台", ""),
    ("唯一一家", ""),
    ("万众创新", ""),
    ("零部件", ""),
    ("三元材料", ""),
    ("规模以上企业", ""),
    ("市级以上平台", ""),
    ("自治区级以上平台70个", "70 个"),
    ("70个自治区级以上平台", "70 个"),
    ("千米大桥", ""),
    ("十分重要", ""),
    ("百姓增收", ""),
    ("倍增计划", "name 2 倍 [multiple]"),
    ("双倍增计划", "name 2 倍 [multiple]"),
    ("《三年行动方案》", "year 3 年"),
    ("人才33人", "33 人"),
    # years, dates, numbers of documents and lists
    ("2020年", "year ?"),
    ("2020 年底", "year ?"),
    ("2016-2020", "year ?"),
    ("2016—2020年", "year ?"),
    ("2012至2015年", "year ?"),
    ("“十三五”（2016―2020年）", "year ?"),
    ("二〇二〇年", "year ?"),
    ("二○二○年", "year ?"),
    ("11月", "year ?"),
    ("11月23日", "year ?"),
    ("2016年11月23日", "year ?; year ?"),
    ("2021-11-22 08:19:13", "year ?"),
    ("近三年", "year 3 年"),
    ("三年行动", "year 3 年"),
    ("未来五年", "year 5 年"),
    ("5年内", "year 5 年"),
    ("近5年", "year 5 年"),
    ("连续5年", "year 5 年"),
    ("建设周期三年", "year 3 年"),
    ("使用年限15年", "15 年"),
    ("超过10年", ">10 年"),
    ("超过2020年", "year ?"),
    ("每月31日", "year 31 日"),
    ("缩短32日", "32 日"),
    ("9 1949", "9; year 1949"),
    ("9 2060", "9; year 2060"),
    ("9 1948", "9; 1948"),
    ("9 2061", "9; 2061"),
    ("投入2,015", "2015"),
    ("约2015", "≈2015"),
    ("会议09:30", "year ?"),
    ("3—5年内", "year 3—5 年"),
    ("〔2016〕71号", "name ?"),
    ("[2018]51号", "name ?"),
    ("（2016）71号", "name ?"),
    ("1.建设平台", "list-number 1"),
    ("专栏3 重点工程", "list-number 3"),
    ("附件1", "list-number 1"),
    ("详见表 3", "list-number 3"),
    ("编号:12", "list-number 12"),
    ("按照(3)执行", "list-number 3"),
    ("成果(3，另有5项)", "3; 5 项"),
    ("(另有3)", "3"),
    ("合计 5 建设", "5"),
    ("合计1 5", "1; 5"),
    ("第4个", "ordinal 4 个"),
    ("第 5 位", "ordinal 5 位"),
    ("第三届大会", "ordinal 3 届"),
    ("第一书记", "ordinal 1"),
    ("第十二届", "ordinal 12 届"),
    ("前10位", "ordinal ≤10 位"),
    ("全国前五名", "ordinal ≤5 名"),
    ("全国前 5 名", "ordinal ≤5 名"),
    ("前三强", "ordinal ≤3 位"),
    ("第 十 位", "ordinal 10 位"),
    ("第个", ""),
    ("第五五个", ""),
    ("电话0776-5680888", "name ?"),
    ("邮编: 530022", "name ?"),
    ("一号楼", ""),
    ("3号楼", "name 3"),
    # words
    ("翻一番", "word 2 倍 [multiple]"),
    ("翻一番以上", "word ≥2 倍 [multiple]"),
    ("翻两番", "word 4 倍 [multiple]"),
    ("翻二番", "word 4 倍 [multiple]"),
    ("翻三番", "word 8 倍 [multiple]"),
    ("翻一倍", "word 2 倍 [multiple]"),
    ("力争翻番", "word 2 倍 [multiple]"),
    ("总量翻倍", "word 2 倍 [multiple]"),
    ("实现倍增", "word 2 倍 [multiple]"),
    ("专利双倍增", "word 2 倍 [multiple]"),
    ("双倍增长", "word 2 倍 [multiple]"),
    ("实现全覆盖", "word 100 percent"),
    ("全面覆盖", "word 100 percent"),
    ("覆盖所有县", "word 100 percent"),
    ("所有乡镇", "word 100 percent"),
    ("零的突破", "word ≥1"),
    ("“零”的突破", "word ≥1"),
    ("零突破", "word ≥1"),
    ("“零”突破", "word ≥1"),
    ("过半", "word >50 percent"),
    ("占一半以上", "word ≥50 percent"),
    # unreadable
    ("数十家", "unreadable ? 家"),
    ("数百项", "unreadable ? 项"),
    ("几十个", "unreadable ? 个"),
    ("十几个", "unreadable ? 个"),
    ("三分之一", "unreadable ?"),
    ("三分之二以上", "unreadable ?"),
    ("1/3", "unreadable ?"),
    ("¼", "unreadable ?"),
    ("123¼", "unreadable ?"),
    ("1,234¼", "unreadable ?"),
    ("2.5¼", "unreadable ?"),
    ("企业3，¼", "3; unreadable ?"),
    ("万分之五", "unreadable ?"),
    ("数千人", "unreadable ? 人"),
    ("比例4:6", "unreadable ?"),
    ("比例2:5", "unreadable ?"),
    ("比例1:12345678", "unreadable ?"),
    ("百分之几", "unreadable ?"),
    ("几十多个", "unreadable ? 个"),
    # lists
    ("标准202、123、8项", "202 项; 123 项; 8 项"),
    ("标准5、8和10项以上", "≥5 项; ≥8 项; ≥10 项"),
    ("分别不低于1.1%、2%、5%", "≥1.1 percent; ≥2 percent; ≥5 percent"),
    ("分别达到1.1%、2%、5%", "1.1 percent; 2 percent; 5 percent"),
    ("分别超过3家、5家", ">3 家; >5 家"),
    ("分别不低于1%、2%,共3%、4%", "≥1 percent; ≥2 percent; 3 percent; 4 percent"),
    ("不低于1%、2%", "≥1 percent; 2 percent"),
    ("约5、8家", "≈5 家; 8 家"),
    ("约5、8家以上", "≈5 家; ≥8 家"),
    ("企业3、平台5个", "3; 5 个"),
    ("各15家以上", "≥15 家"),
    ("企业3家、平台5个", "3 家; 5 个"),
    ("9 25", "9; 25"),
    ("比重（%） 9 25", "9 percent [level]; 25 percent [level]"),
    ("比重(%) 0.78 1.6", "0.78 percent [level]; 1.6 percent [level]"),
    ("增长(%) 3.65 22", "3.65 percent; 22 percent"),
    ("人员（人年） 16.62* 25", "16.62 人年; 25 人年"),
    ("数(家/万家) 48* 54", "48 家/万家; 54 家/万家"),
    ("金额(亿元) 565.71 1200", "565.71 亿元; 1200 亿元"),
    ("金额(亿元) 12 2015", "12 亿元; 2015 亿元"),
    ("金额(亿元) 12 企业 30", "12 亿元; 30"),
    ("数量(项,含子项) 12", "12"),
    ("产值(亿元,不变价) 12", "12"),
    ("产值【亿元】 12", "12"),
    ("产值(百万元/人,不变价) 12", "12"),
    ("单位:亿元 12 30", "12; 30"),
    ("装机 万千瓦 120", "120"),
    ("企业(亿元以上)12家", "≥1 亿元; 12 家"),
    ("企业(亿元 以上,含)12家", "≥1 亿元; 12 家"),
    ("企业(3亿元,规上)12家", "3 亿元; 12 家"),
    ("(百家企业进县)", "100 家"),
    ("成交额（亿元） — ≥3", "≥3 亿元"),
    ("比重(%) 6以上", "≥6 percent [level]"),
    ("产值（单位：亿元） 12 30", "12 亿元; 30 亿元"),
    ("比例(%) 7.70 11.5", "7.70 percent [level]; 11.5 percent [level]"),
    ("拥有量（件） 0.41 1.3", "0.41 件 [level]; 1.3 件 [level]"),
    # basis
    ("新增企业150家", "150 家 [added]"),
    ("净增50家", "50 家 [added]"),
    ("新认定企业技术中心48家", "48 家 [added]"),
    ("新建平台3个", "3 个 [added]"),
    ("争创国家中心2家", "2 家 [added]"),
    ("力争创建中心2家", "2 家"),
    ("创新建设5个", "5 个"),
    ("累计培训5万人", "5 万人 [total]"),
    ("累计新增20家", "20 家"),
    ("保有量达到50个", "50 个 [level]"),
    ("拥有量4.71件", "4.71 件 [level]"),
    ("总数达100家", "100 家 [level]"),
    ("占比达到15%", "15 percent [level]"),
    ("比重超过2.5%", ">2.5 percent [level]"),
    ("每万人口10件", "10 件 [level]"),
    ("每万名人员40人年", "40 人年 [level]"),
    ("年均增长10%以上", "≥10 percent [growth]"),
    ("年均增幅10%", "10 percent [growth]"),
    ("年均增长2个百分点", "2 points"),
    ("经费年增20%以上", "≥20 percent [growth]"),
    ("2015年增长20%", "year ?; 20 percent"),
    ("比2010年增长355%", "year ?; 355 percent"),
    ("提高0.15个百分点", "0.15 points [change]"),
    ("下降2个百分点", "2 points [change]"),
    ("增加了409件", "409 件 [change]"),
    ("成本下降585元", "585 元 [change]"),
    ("减少15%以上", "≥15 percent"),
    ("是2015年的4.4倍", "year ?; 4.4 倍 [multiple]"),
    ("增长1倍", "1 倍"),
    ("提高到3倍", "3 倍 [multiple]"),
    ("每年开发50项", "50 项 [per-year]"),
    ("年处理75万吨", "75 万吨 [per-year]"),
    ("年技术合同成交额3000万元以上", "≥3000 万元 [per-year]"),
    ("2020年成交额8亿元", "year ?; 8 亿元"),
    ("建成平台5个", "5 个"),
    ("达到5600家", "5600 家"),
    ("比例接近1:21", "≈21 比例"),
    ("增速-3.2%", "-3.2 percent [growth]"),
    ("(-3.2%)", "-3.2 percent"),
    ("同比-3%", "-3 percent"),
    ("占比-60%", "60 percent [level]"),
    ("5-3%", "5; 3 percent"),
    ("GDP占比2.5%", "2.5 percent [level]"),
)


def shown(quantity: Quantity) -> str:
    number = (
        f"{quantity.low}—{quantity.high}"
        if quantity.low is not None
        else "?"
        if quantity.value is None
        else str(quantity.value)
    )
    kind = "" if quantity.kind == "figure" else quantity.kind
    basis = f"[{quantity.basis.value}]" if quantity.basis else ""
    return " ".join(word for word in (kind, SIGN[quantity.comparator] + number, quantity.unit or "", basis) if word)


@pytest.mark.parametrize(("phrase", "expected"), PHRASES, ids=[phrase for phrase, _ in PHRASES])
def test_phrase(phrase: str, expected: str) -> None:
    assert "; ".join(shown(quantity) for quantity in find_quantities(phrase)) == expected


@pytest.mark.parametrize("phrase", [phrase for phrase, expected in PHRASES if not phrase.startswith("1.")])
def test_a_phrase_reads_alike_inside_a_sentence(phrase: str) -> None:
    alone = [(q.value, q.low, q.high, q.unit) for q in find_figures(phrase)]
    inside = [(q.value, q.low, q.high, q.unit) for q in find_figures(f"到2020年，{phrase}。此外继续推进")]
    assert inside == alone


def test_spans_point_into_the_text_as_given() -> None:
    text = "建设平台　１５　家以上，投入不低于３亿元。"
    assert [(q.text, q.start, q.end) for q in find_quantities(text)] == [
        ("１５　家以上", 5, 11),
        ("不低于３亿元", 14, 20),
    ]


def test_figures_leave_out_what_cannot_be_a_claim() -> None:
    text = "1.到2020年，第三届“千人计划”建成5个平台，实现全覆盖，引进数十家"
    assert [(q.text, q.kind) for q in find_figures(text)] == [
        ("5个", "figure"),
        ("全覆盖", "word"),
        ("数十家", "unreadable"),
    ]


def test_a_table_with_one_cell_a_line() -> None:
    text = "序号\n\n指标\n\n2020年\n\n1\n\n投入增长(%)\n\n3.65\n\n22\n\n2\n\n企业产值(亿元)\n\n61*\n\n125\n\n3\n\n增加值占比(%)\n\n6以上\n"
    assert [shown(q) for q in find_quantities(text)] == [
        "year ?",
        "list-number 1",
        "3.65 percent",
        "22 percent",
        "list-number 2",
        "61 亿元",
        "125 亿元",
        "list-number 3",
        "≥6 percent [level]",
    ]


NUMERALS = (
    ("12,500", "12500"),
    ("7.70", "7.70"),
    ("１２．５", "12.5"),
    ("1.5万", "15000.0"),
    ("3千", "3000"),
    ("2亿", "200000000"),
    ("1万亿", "1000000000000"),
    ("-3.2", "-3.2"),
    ("零", "0"),
    ("两", "2"),
    ("十", "10"),
    ("十五", "15"),
    ("二十", "20"),
    ("廿五", "25"),
    ("一百廿五", "125"),
    ("卅五", "35"),
    ("百", "100"),
    ("一百二十", "120"),
    ("一百零八", "108"),
    ("一百十五", "115"),
    ("一百二", "120"),
    ("两千", "2000"),
    ("三千五", "3500"),
    ("三千零五", "3005"),
    ("三万五", "35000"),
    ("三万五千", "35000"),
    ("一万零五百", "10500"),
    ("三万零五", "30005"),
    ("十万", "100000"),
    ("三千万", "30000000"),
    ("百亿", "10000000000"),
    ("万亿", "1000000000000"),
    ("一亿五千万", "150000000"),
    ("一亿零三", "100000003"),
    ("一亿五", "150000000"),
    ("十亿两", "1020000000"),
    ("十二点五", "12.5"),
    ("零点零五", "0.05"),
    ("二〇一六", "2016"),
    ("二○一六", "2016"),
    ("一〇〇", "100"),
    ("两点五", "2.5"),
    ("三万亿", "3000000000000"),
    ("一千零十", "1010"),
    ("半", None),
    ("十二五", None),
    ("一一", None),
    ("三五", None),
    ("两三", None),
    ("十百", None),
    ("万万", None),
    ("亿亿", None),
    ("点五", None),
    ("三点", None),
    ("三点两", None),
    ("三点五点六", None),
    ("两〇〇", None),
    ("五廿", None),
    ("十廿", None),
    ("廿十", None),
    ("零五", None),
    ("一百零零五", None),
    ("一百零", None),
    ("十零", None),
    ("一亿零", None),
    ("一千零百", None),
    ("一千零百五", None),
    ("三万零", None),
    ("十百亿", None),
    ("一亿万", None),
    ("1,23", None),
    ("数十", None),
    ("", None),
    ("家", None),
    ("9" * 40, "9" * 40),
    ("9" * 41, None),
)


@pytest.mark.parametrize(("text", "expected"), NUMERALS)
def test_numeral(text: str, expected: str | None) -> None:
    value = read_numeral(text)
    assert (None if value is None else str(value)) == expected


def _chinese(number: int) -> str:
    """A number below ten thousand as it is said, written another way than the reader reads it."""
    text, zero = "", False
    for size, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // size % 10
        if digit:
            text += ("零" if zero and text else "") + "零一二三四五六七八九"[digit] + word
            zero = False
        else:
            zero = True
    return text


@given(st.integers(1, 9999), st.integers(0, 9999))
def test_chinese_numerals_round_trip(high: int, low: int) -> None:
    assert read_numeral(_chinese(high)) == high
    tail = ("零" if 0 < low < 1000 else "") + _chinese(low)  # a missing thousand is said as zero
    assert read_numeral(f"{_chinese(high)}万{tail}") == high * 10000 + low


def test_every_printed_unit_is_known() -> None:
    assert [name for name in _CANONICAL.values() if not is_unit(name)] == []


def test_no_printed_unit_is_the_multiple_of_another() -> None:
    """Or an amount would have two names: 千米 is told as 公里, 千克 as 公斤."""
    assert [name for name in _CANONICAL.values() if _split_multiple(name)[1] != name] == []


@pytest.mark.parametrize("whole", ["", "财政支出的", "一般公共预算支出的"])
@pytest.mark.parametrize(
    "denial", ["不", "不得", "不能", "不应", "不可", "不宜", "不会", "不要", "不应当", "不允许", "未", "没有"]
)
def test_a_denied_bound_is_the_other_bound(denial: str, whole: str) -> None:
    """Whoever denies it, and whatever it is a part of."""
    for words, itself, denied in (
        ("低于 少于 小于", Comparator.BELOW, Comparator.AT_LEAST),
        ("高于 超过 多于 大于 超出", Comparator.ABOVE, Comparator.AT_MOST),
    ):
        for word in words.split():
            assert [q.comparator for q in find_quantities(f"比例{word}{whole}5%")] == [itself]
            (found,) = find_quantities(f"比例{denial}{word}{whole}5%")
            assert (found.comparator, found.text) == (denied, f"{denial}{word}{whole}5%")


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("%", ("percent",)),
        ("个百分点", ("points",)),
        ("kwh", ("千瓦时",)),
        ("千克", ("公斤",)),
        ("千亿元", ("千亿元",)),
        ("（项）个", ("个", "项")),
        ("percent", ("percent",)),
        ("件/万人", ("件/万人",)),
        ("斛", ("斛",)),
    ],
)
def test_canonical_unit(printed: str, names: tuple[str, ...]) -> None:
    assert normalize_unit(printed) == names


def check(quote: str, encoded: str, lead: tuple[str, ...] = ()) -> tuple[Disagreement, ...]:
    """`encoded` is: number unit [comparator] [basis]; the number may be a range, the unit -."""
    number, unit, *rest = encoded.split()
    low, dash, high = number.partition("—")
    comparator = next((Comparator(word) for word in rest if word in set(Comparator)), Comparator.REACH)
    basis = next((Basis(word) for word in rest if word in set(Basis)), None)
    return find_disagreements(
        quote,
        value=None if dash else Decimal(low),
        low=Decimal(low) if dash else None,
        high=Decimal(high) if dash else None,
        unit=None if unit == "-" else unit,
        comparator=comparator,
        basis=basis,
        lead=lead,
    )


AGREE = (
    ("企业达到5600家", "5600 家 level"),
    ("争取建设2—3家", "2—3 家"),
    ("投资3000 万元", "3000 万元"),
    ("投资3000万元", "0.3 亿元"),
    ("申请量达到4万件", "4 万件"),
    ("申请量达到4万件", "40000 件"),
    ("培训1.5万人次", "1.5 万人次"),
    ("占比60％", "60 percent level"),
    ("占比60％", "60 % level"),
    ("提高7.52个百分点", "7.52 points change"),
    ("比重(%) 0.78 1.6", "1.6 percent level"),
    ("比重(%) 0.78 1.6", "0.78 percent level"),
    ("比例(%) 7.70 11.5", "7.7 percent"),
    ("比重(%) 6以上", "6 percent at-least"),
    ("成交额（亿元） — ≥3", "3 亿元 at-least per-year"),
    ("数(家/万家) 48* 54", "54 家/万家"),
    ("每万人口专利拥有量(件) 1.42 2.5", "2.5 件/万人 level"),
    ("每万人口专利拥有量达4.71件", "4.71 件/万人 level"),
    ("每万人口专利拥有量达4.71件", "4.71 件 level"),
    ("万人专利拥有量达4.71件", "4.71 件/万人 level"),
    ("人均专利3件", "3 件/人"),
    ("每万名人员中研发人员(人年) 16 25", "25 人年/万人"),
    ("万名就业人员中研发人员40人年", "40 人年/万人"),
    ("每万家企业中高企(家) 48 54", "54 家/万家"),
    ("完成新品种3项以上", "3 项/项目 at-least", ("每个项目",)),
    ("标准202、123、8项", "123 项"),
    ("分别不低于1.1%、2%、5%", "2 percent at-least"),
    ("县级1%、市级2%", "2 percent at-least", ("分别不低于",)),
    ("企业3家", "3 家 above", ("总数突破",)),
    ("企业3家", "3 家 at-least", ("各类平台", "以上")),
    ("企业3家", "3 家", ("力争达到",)),
    ("新产品675（项）个", "675 项"),
    ("新产品675（项）个", "675 个"),
    ("新产品675（项）个", "675 （项）个"),
    ("节电1300kwh", "1300 kwh"),
    ("节电1300kwh", "1300 千瓦时"),
    ("国家级企业翻一番以上", "2 倍 at-least multiple"),
    ("产值翻一番", "100 percent growth-total"),
    ("专利倍增", "2 倍 multiple"),
    ("产值增长1倍", "2 倍 multiple"),
    ("产值增长1倍", "1 倍 growth-total"),
    ("实现全覆盖", "100 percent level"),
    ("覆盖所有县", "100 percent"),
    ("实现零的突破", "1 个 at-least"),
    ("百家左右", "100 家 about"),
    ("打造两大基地", "2 个"),
    ("争创千亿元园区", "1000 亿元"),
    ("比例接近1:21", "21 比例 about"),
    ("比例接近1:21", "0.05 - about"),
    ("居全区第5位", "5 位 level"),
    ("第4个通过的市", "4 位"),
    ("突破100项重大技术", "100 项"),
    ("突破100项以上技术", "100 项 at-least"),
    ("新增150家", "150 家 added"),
    ("新增150家", "150 家 not-stated"),
    ("建成5个", "5 个 level"),
    ("建成5个", "5 个 added"),
    ("累计认定50家", "50 家 level"),
    ("数十家", "30 家"),
    ("引进一批企业", "3 家"),
    ("到2020年", "5 家"),
    ("数十家，其中大型5家", "30 家"),
    ("使用年限15年", "15 年"),
    ("成本下降585元", "-585 元 change"),
    ("成本下降585元", "585 元 change"),
    ("排放减少15%以上", "-15 percent at-most growth-total"),
    ("排放减少15%以上", "15 percent at-least growth-total"),
    ("能耗下降10%—15%", "-15—-10 percent"),
    ("增速-3.2%", "-3.2 percent"),
    ("减少15%", "-15 percent"),
    ("下降0.5%", "-0.5 percent"),
    ("下降0.5%", "0.5 percent"),
    ("能耗降低(%) -3.2", "-3.2 percent"),
    ("能耗降低(%) | — | [13.5]", "-13.5 percent growth-total"),
    ("用水量降低(%) | - | [30] | - | [35]", "-35 percent growth-total"),
    ("近三年新增企业", "3 家"),
    ("建设周期近三年", "3 年"),
    ("居全国前10位", "10 位"),
    ("居全国前10位", "10 名 at-most"),
    ("达到50以上", "50 家 at-least"),
    ("投资3亿元", "30000 万元"),
    ("投资3亿元", "300000000 元"),
    ("投资3千亿元", "3 千亿元"),
    ("投资3千亿元", "3000 亿元"),
    ("投资3百亿元", "0.3 千亿元"),
    ("投资3千亿元", "300000000000 元"),
    ("投资3000亿元", "3 千亿元"),
    ("重量5千克", "5 公斤"),
    ("重量5千克", "5 千克"),
    ("重量5公斤", "5 千克"),
    ("单价100元/千克", "100 元/公斤"),
    ("研发经费不得低于财政支出的2%", "2 percent at-least"),
    ("补助不能超过项目总额的30%", "30 percent at-most"),
    ("利润同比-3%", "-3 percent"),
    ("投资3000元", "0.3 万元"),
    ("装机100万千瓦", "1000000 千瓦"),
    ("投资5亿", "5 亿元"),
    ("投资5亿", "500000000 元"),
    ("投入5000万元至1亿元", "5000—10000 万元"),
    ("比例1:20", "0.05 -"),
    ("比例1:8", "0.125 -"),
    ("比例1:8", "0.1 -"),
    ("营业收入增长4.4倍", "5.4 倍 multiple"),
    ("产值翻两番", "2 番 multiple"),
    ("产值翻一番", "100 percent growth"),
)


@pytest.mark.parametrize("case", AGREE, ids=[" ".join(case[:2]) for case in AGREE])
def test_agrees(case: tuple[str, str] | tuple[str, str, tuple[str, ...]]) -> None:
    assert check(*case) == ()


DIFFER = (
    ("企业达到5600家", "6500 家", "value 6500 5600 transposed"),
    ("产值12500亿元", "15200 亿元", "value 15200 12500 transposed"),
    ("企业达到5600家", "560 家", "value 560 5600 factor-of-ten"),
    ("企业达到5600家", "5700 家", "value 5700 5600 None"),
    ("投入占比2.5%", "25 percent", "value 25 2.5 factor-of-ten"),
    ("产值12500亿元", "12500 万元", "unit 万元 亿元 factor-of-ten"),
    ("投资3千亿元", "3 亿元", "unit 亿元 千亿元 factor-of-ten"),
    ("研发经费不得低于财政支出的2%", "2 percent below", "comparator below at-least None"),
    ("培训1.5万人次", "1.5 人次", "unit 人次 万人次 factor-of-ten"),
    ("企业50家以上", "50 家", "comparator reach at-least comparator-missed"),
    ("占比突破17%", "17 percent", "comparator reach above comparator-missed"),
    ("入驻百家左右", "100 家", "comparator reach about comparator-missed"),
    ("企业50家", "50 家 at-least", "comparator at-least reach None"),
    ("企业超过50家", "50 家 at-least", "comparator at-least above None"),
    ("企业50家", "50 个", "unit 个 家 None"),
    ("提高2个百分点", "2 percent", "unit percent points None"),
    ("占比2%", "2 points", "unit points percent None"),
    ("专利拥有量3件", "3 件/万人", "unit 件/万人 件 None"),
    ("每万人口专利3件/万人", "3 件", "unit 件 件/万人 None"),
    ("建设2—3家", "3 家", "value 3 2—3 None"),
    ("建设2—3家", "2—4 家", "high 4 3 None"),
    ("建设2—3家", "1—3 家", "low 1 2 None"),
    ("建设3家", "3—5 家", "high 5 3 None"),
    ("高新企业新增150家", "150 家 level", "basis level added None"),
    ("累计培训50人", "50 人 added", "basis added total None"),
    ("保有量达到50个", "50 个 added", "basis added level None"),
    ("企业达到50家", "50 家 multiple", "basis multiple 50家 None"),
    ("年均增长10%", "10 percent level", "basis level growth None"),
    ("年均增长10%", "10 percent growth-total", "basis growth-total growth None"),
    ("提高2个百分点", "2 points level", "basis level change None"),
    ("是2015年的4.4倍", "4.4 倍 level", "basis level multiple None"),
    ("比重(%) 0.78 1.6", "6.1 percent", "value 6.1 1.6 transposed"),
    ("突破100项重大技术", "100 项 above", "comparator above reach None"),
    ("国家级企业翻一番以上", "2 倍 multiple", "comparator reach at-least comparator-missed"),
    ("实现全覆盖", "90 percent", "value 90 100 None"),
    ("成本增加585元", "-585 元 change", "value -585 585 None"),
    ("排放减少15%以上", "-15 percent", "comparator reach at-least comparator-missed"),
    ("减少0家", "-1 家", "value -1 0 None"),
    ("减少5家以上", "0 家 at-least", "value 0 5 None"),
    ("建设0家", "5 家", "value 5 0 None"),
    ("建设5家", "6 家", "value 6 5 None"),
    ("建设周期近三年", "5 年", "value 5 3 None"),
    ("产值翻一番", "2 倍 level", "basis level multiple None"),
    ("占比达到5%", "0.2 percent", "value 0.2 5 None"),
    ("比例1:20", "21 比例", "value 21 20 None"),
    ("是2015年的4.4倍", "5.4 倍 multiple", "value 5.4 4.4 None"),
    ("产值增长100%", "101 percent multiple", "value 101 100 None"),
    ("比例1:8", "0.125 比例", "value 0.125 8 None"),
    ("装机100万千瓦", "100 千瓦", "unit 千瓦 万千瓦 factor-of-ten"),
    ("企业50个，平台40家", "50 家", "unit 家 个 None"),
    ("企业500家，平台50个", "50 家", "unit 家 个 None"),
    ("平台50个，企业50家以上", "50 家", "comparator reach at-least comparator-missed"),
    ("累计50家以上，另有50家以上", "50 家 added", "comparator reach at-least comparator-missed"),
    ("数十家，其中大型30家以上", "30 家", "comparator reach at-least comparator-missed"),
)


@pytest.mark.parametrize(
    ("quote", "encoded", "expected"), DIFFER, ids=[f"{quote} {encoded}" for quote, encoded, _ in DIFFER]
)
def test_differs(quote: str, encoded: str, expected: str) -> None:
    assert [f"{d.field} {d.encoded} {d.printed} {d.near}" for d in check(quote, encoded)] == [expected]


def test_the_nearest_figure_is_told() -> None:
    found = check("企业3家，平台5600个以上", "6500 个")
    assert [(d.field, d.near) for d in found] == [("value", "transposed"), ("comparator", "comparator-missed")]


def test_nothing_encoded_nothing_to_say() -> None:
    assert (
        find_disagreements("5家", value=None, low=None, high=None, unit=None, comparator=Comparator.REACH, basis=None)
        == ()
    )


LETTERS = st.text(
    alphabet="0123456789０９．，%％个家项万亿元人年月日第一二十百千两翻番倍增突破超过不低于以上左右至到—-~（）()、，。 \n*≥<约近分之点数几零的“”《》年每",
    max_size=60,
)


@given(st.one_of(LETTERS, st.text(max_size=80)))
@settings(max_examples=400, deadline=None)
def test_any_text_has_ordered_spans(text: str) -> None:
    end = 0
    for quantity in find_quantities(text):
        assert end <= quantity.start < quantity.end <= len(text)
        assert quantity.text == text[quantity.start : quantity.end]
        assert quantity.unit is None or is_unit(quantity.unit)
        assert (quantity.low is None) == (quantity.high is None)
        assert quantity.value is None or quantity.low is None
        end = quantity.end


def test_a_cell_over_several_rows_turns_the_figures_behind_it() -> None:
    """减少(%) stands once in the table, the substances and their figures in the rows beside it."""
    lead = ("主要污染物排放总量减少(%)",)
    assert check("氨氮 | - | - | [10]", "-10 percent growth-total", lead) == ()
    assert check("氨氮 | - | - | [10]", "-10 percent growth-total") != ()
    assert check("氨氮 | - | - | [10]", "-12 percent growth-total", lead) != ()


@given(
    LETTERS,
    st.one_of(st.none(), st.sampled_from(["家", "亿元", "percent", "件/万人", "", "/"])),
    st.sampled_from(Comparator),
    st.sampled_from(Basis),
    LETTERS,
)
def test_differs_never_fails(quote: str, unit: str | None, comparator: Comparator, basis: Basis, lead: str) -> None:
    assert isinstance(
        find_disagreements(
            quote, value=Decimal(5), low=None, high=None, unit=unit, comparator=comparator, basis=basis, lead=(lead,)
        ),
        tuple,
    )


@given(LETTERS)
@settings(max_examples=300, deadline=None)
def test_full_width_and_half_width_read_alike(text: str) -> None:
    there = [(q.value, q.low, q.high, q.unit, q.comparator, q.kind) for q in find_quantities(text)]
    assert [
        (q.value, q.low, q.high, q.unit, q.comparator, q.kind)
        for q in find_quantities(unicodedata.normalize("NFKC", text))
    ] == there


UNITS = ("家", "个", "项", "亿元", "万元", "万人次", "人年", "亩", "万吨", "平方公里", "件/万人", "万元/人")
BOUNDS = (
    ("", "", Comparator.REACH),
    ("不低于", "", Comparator.AT_LEAST),
    ("", "以上", Comparator.AT_LEAST),
    ("超过", "", Comparator.ABOVE),
    ("", "左右", Comparator.ABOUT),
    ("不超过", "", Comparator.AT_MOST),
)


@given(
    st.decimals(1, 99999, places=2),
    st.sampled_from(UNITS),
    st.sampled_from(BOUNDS),
    st.sampled_from(["", " "]),
    st.booleans(),
)
def test_what_is_printed_is_read_back(
    number: Decimal, unit: str, bound: tuple[str, str, Comparator], gap: str, grouped: bool
) -> None:
    before, after, comparator = bound
    printed = f"{number:,}" if grouped else f"{number}"
    (found,) = find_figures(f"总量{before}{printed}{gap}{unit}{after}，")
    assert (found.value, found.unit, found.comparator) == (number, unit, comparator)
    assert (
        find_disagreements(found.text, value=number, low=None, high=None, unit=unit, comparator=comparator, basis=None)
        == ()
    )


HOSTILE = (
    "9",
    "一",
    "(",
    "1.",
    "1,111",
    "1-",
    "第",
    "“",
    "不低于",
    "2—",
    "百分之",
    "1、",
    "每十",
    "a",
    "(家",
    "数十",
    "不低于1、",
    "分别不低于1%、",
    "1 ",
    "《",
    "万",
    "〔2016",
    "突破",
    "A1-",
    "1:1:",
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        start = time.process_time()
        find_quantities(text)
        return time.process_time() - start

    seconds(1000)
    assert seconds(40_000) < 4  # seconds; quadratic time would take minutes
