"""Words of Chinese plans and what an id calls them. Longer words come first where one holds another."""

_PAIRS = """
地区生产总值 gdp;国内生产总值 gdp;生产总值 gdp;GDP gdp;一般公共预算收入 public-budget-revenue;一般公共预算支出 public-budget-spending;财政收入 fiscal-revenue;财政支出 fiscal-spending;税收收入 tax-revenue;
固定资产投资 fixed-asset-investment;工业投资 industrial-investment;民间投资 private-investment;技改投资 technical-upgrading-investment;社会消费品零售总额 retail-sales;进出口总额 foreign-trade;外贸进出口 foreign-trade;
实际利用外资 foreign-investment-used;招商引资 investment-attracted;规模以上工业增加值 industrial-value-added;规上工业增加值 industrial-value-added;规模以上工业企业 industrial-enterprises-above-scale;规模以上工业 industry-above-scale;
规上工业企业 industrial-enterprises-above-scale;规上工业 industry-above-scale;规模以上 above-scale;规上 above-scale;增加值 value-added;总产值 gross-output;产值 output;营业收入 revenue;主营业务收入 main-business-revenue;利润 profit;
战略性新兴产业 strategic-industries;高技术产业 hightech-industry;高新技术产业 hightech-industry;高新技术企业 hightech-enterprises;科技型中小企业 technology-smes;专精特新 specialised;小巨人企业 little-giants;瞪羚企业 gazelle-enterprises;
独角兽企业 unicorns;上市企业 listed-companies;上市公司 listed-companies;市场主体 market-entities;经营主体 market-entities;龙头企业 leading-enterprises;农业产业化 agri-industrial;中小企业 smes;民营企业 private-enterprises;企业 enterprises;
研究与试验发展 rd;研发经费 rd-expenditure;研发投入 rd-expenditure;R&D rd;研发 rd;科技进步贡献率 st-progress-contribution;技术合同成交额 technology-contracts;技术合同 technology-contracts;发明专利 invention-patents;专利 patents;
重点实验室 key-laboratories;实验室 laboratories;工程技术研究中心 engineering-technology-centres;工程研究中心 engineering-research-centres;技术创新中心 technology-innovation-centres;企业技术中心 enterprise-technology-centres;新型研发机构 new-rd-institutions;
创新平台 innovation-platforms;孵化器 incubators;众创空间 maker-spaces;科技成果 achievements;成果转化 achievements-transferred;高层次人才 high-level-talent;高技能人才 skilled-talent;人才 talent;创新团队 innovation-teams;科技特派员 st-commissioners;
居民人均可支配收入 disposable-income-per-head;城镇居民 urban-residents;农村居民 rural-residents;居民 residents;人均可支配收入 disposable-income-per-head;可支配收入 disposable-income;人均 per-head;城镇新增就业 urban-jobs;
城镇调查失业率 surveyed-urban-unemployment;城镇登记失业率 registered-urban-unemployment;失业率 unemployment;就业 jobs;居民消费价格 consumer-prices;常住人口城镇化率 urbanisation;户籍人口城镇化率 registered-urbanisation;城镇化率 urbanisation;
常住人口 residents;人口 population;人均预期寿命 life-expectancy;平均受教育年限 years-of-schooling;劳动年龄人口 working-age-population;养老保险 pension-insurance;医疗保险 medical-insurance;参保率 insurance-coverage;参保 insured;
养老床位 care-beds;护理型床位 nursing-beds;床位 beds;执业医师 doctors;执业(助理)医师 doctors;医疗机构 medical-institutions;医院 hospitals;学前教育 preschool;毛入园率 preschool-enrolment;毛入学率 enrolment;巩固率 retention;义务教育 compulsory-education;高中阶段 senior-secondary;高等教育 higher-education;
幼儿园 kindergartens;学校 schools;学位 school-places;图书馆 libraries;托位 nursery-places;婴幼儿 infants;每千人口 per-1000-people;每万人口 per-10k-people;每万名就业人员 per-10k-employed;万名就业人员 per-10k-employed;
粮食综合生产能力 grain-capacity;粮食产量 grain-output;粮食 grain;蔬菜 vegetables;水果 fruit;生猪 pigs;水产品 aquatic-products;茶叶 tea;油茶 camellia-oil;高标准农田 high-standard-farmland;农田 farmland;耕地保有量 farmland-kept;耕地 farmland;
农作物 crops;综合机械化 mechanisation;机械化率 mechanisation;农产品 farm-products;农民合作社 farmers-cooperatives;家庭农场 family-farms;现代农业产业园 modern-agri-parks;农业科技园区 agri-science-parks;绿色食品 green-food;地理标志 geographical-indications;
森林覆盖率 forest-coverage;森林蓄积量 forest-stock;空气质量优良天数 good-air-days;优良天数 good-air-days;细颗粒物 pm25;PM2.5 pm25;地表水 surface-water;断面 sections;水质 water-quality;优良比例 good-share;达标率 compliance;污水处理率 sewage-treatment;
污水 sewage;生活垃圾 household-waste;垃圾 waste;无害化处理率 harmless-treatment;单位地区生产总值能源消耗 energy-per-gdp;单位地区生产总值能耗 energy-per-gdp;单位GDP能耗 energy-per-gdp;二氧化碳排放 co2-emissions;用水量 water-use;
能耗 energy-use;化学需氧量 cod;氨氮 ammonia-nitrogen;氮氧化物 nitrogen-oxides;挥发性有机物 vocs;排放量 emissions;绿地面积 green-space;绿化覆盖率 green-coverage;造林 afforestation;湿地 wetlands;
高速公路 motorways;高速铁路 highspeed-rail;铁路 railways;公路 roads;农村公路 rural-roads;通车里程 length-open;里程 length;港口 ports;货物吞吐量 cargo-throughput;集装箱吞吐量 container-throughput;旅客吞吐量 passengers;吞吐量 throughput;机场 airports;
5G基站 5g-base-stations;充电桩 charging-piles;光纤 fibre;数字经济核心产业 digital-core-industry;数字经济 digital-economy;互联网 internet;数据中心 data-centres;大数据 big-data;工业互联网 industrial-internet;
装机容量 installed-capacity;装机 installed-capacity;发电量 power-generated;光伏 solar;风电 wind-power;水库 reservoirs;供水 water-supply;自来水普及率 tap-water-coverage;天然气 gas;
旅游总收入 tourism-revenue;旅游收入 tourism-revenue;旅游 tourism;游客 visitors;接待 received;景区 scenic-areas;文化产业 culture-industry;博物馆 museums;非物质文化遗产 intangible-heritage;
保障性租赁住房 rental-housing;棚户区 shanty-towns;老旧小区 old-neighbourhoods;住房 housing;改造 renovated;农村 rural;城镇 urban;城市 city;乡镇 townships;行政村 villages;村 villages;县 counties;社区 communities;卫生厕所 sanitary-toilets;普及率 coverage;
贫困村 poor-villages;贫困人口 poor-people;脱贫 out-of-poverty;村集体经济 village-collective-economy;园区 parks;产业园 industrial-parks;示范基地 demonstration-bases;示范区 demonstration-zones;示范县 demonstration-counties;示范村 demonstration-villages;
示范企业 demonstration-enterprises;示范园 demonstration-parks;示范点 demonstration-sites;示范 demonstration;基地 bases;平台 platforms;中心 centres;机构 institutions;项目 projects;产业集群 clusters;产业 industry;工业 industrial;农业 agri;服务业 services;
制造业 manufacturing;贡献率 contribution;占比 share;比重 share;比例 share;覆盖率 coverage;普及 coverage;增速 growth;增长率 growth;增长 growth;面积 area;数量 ;人数 people;总额 ;总量 total;国家级 national;国家 national;自治区级 regional;自治区 regional;
省级 provincial;省 provincial;市级 municipal;县级 county;以上 up;重大 major;重点 key;新型 new;现代 modern;绿色 green;智能 smart;数字 digital;科技 st;技术 technology;创新 innovation;标准 standards;品牌 brands;质量 quality;安全 safety;生产 production;
事故 accidents;死亡人数 deaths;死亡 deaths;亿元 ;单位 unit;投资 investment;贷款 loans;存款 deposits;融资 financing;合同 contracts;签约 signed;到位资金 funds-paid-in;资金 funds;经费 funds;收入 revenue;支出 spending;消费 consumption;出口 exports;进口 imports;
培训 trained;新增 added;新建 new;建设 built;转移 transferred;志愿者 volunteers;党员 party-members;公民 citizens;科学素质 science-literacy;体育 sports;场地 grounds;健身 fitness;法律 legal;纠纷 disputes;案件 cases;满意度 satisfaction;
"""
WORDS = tuple(
    sorted(
        ((zh, en) for zh, _, en in (pair.strip().partition(" ") for pair in _PAIRS.replace("\n", "").split(";")) if zh),
        key=lambda pair: -len(pair[0]),
    )
)
