/* SPDX-License-Identifier: MIT */
/* prose_words: six everyday topics, and clauses that go with any of them.
 *
 * The banks hold what makes repair hard: quotations, titles in a row, numbers, Latin terms,
 * citations, lists inside a sentence, words that double themselves (人人, 常常), and
 * ordinals that look like headings (一、二线城市, （一）). */
#include "prose_words.h"

/* clang-format off */
const struct topic prose_topics[] = {
	{"社区图书馆",
	 "借阅服务|馆藏结构|阅览空间|流动书车|少儿阅读区|自助借还设备|旧书交换|读者档案|"
	 "盲文读物|开放时间|分馆布局|地方文献",
	 "市级图书馆|街道分馆|馆员|读者代表|志愿者团队|文化主管部门|社区居委会",
	 "公共阅读条例|分馆建设指引|流动书车管理办法|读者服务手册",
	 "馆际互借（Interlibrary Loan，ILL）|"
	 "联机目录（Online Public Access Catalogue，OPAC）|"
	 "射频识别（Radio Frequency Identification，RFID）",
	 "community libraries|lending services|branch collections|reading rooms"},
	{"河流管理",
	 "河道清淤|堤岸加固|水位监测|生态流量|取水许可|岸线利用|支流治理|洄游通道|"
	 "汛期调度|断面水质|河滩植被|排污口整治",
	 "流域机构|河长|水文站|沿岸村镇|巡河员|水务部门|监测中心",
	 "河道巡查规程|岸线利用规划|生态流量核定办法|流域协作备忘录",
	 "环境流量（Environmental Flow，EF）|"
	 "地理信息系统（Geographic Information System，GIS）|"
	 "总悬浮物（Total Suspended Solids，TSS）",
	 "river management|dredging plans|embankments|hydrological stations"},
	{"学校供餐",
	 "食材采购|菜谱编制|留样制度|厨房改造|营养评估|配餐运输|就餐秩序|家长陪餐|"
	 "过敏登记|剩餐统计|厨工培训|价格公示",
	 "供餐学校|配餐企业|家长委员会|营养师|教育主管部门|市场监管所|食堂管理员",
	 "学校供餐管理规定|营养配餐指南|食堂公开承诺书|陪餐记录办法",
	 "关键控制点（Hazard Analysis and Critical Control Point，HACCP）|"
	 "身体质量指数（Body Mass Index，BMI）|"
	 "膳食推荐量（Recommended Dietary Allowance，RDA）",
	 "school meals|kitchen upgrades|menu planning|food purchasing"},
	{"养老服务",
	 "助餐点|日间照料|上门护理|适老化改造|健康档案|家庭床位|认知症照护|紧急呼叫装置|"
	 "护理员培训|邻里互助|器具租赁|探访制度",
	 "养老机构|社区卫生站|护理员|民政部门|社会工作者|老年协会|家庭医生",
	 "居家养老服务规范|助餐服务指引|家庭床位建设办法|长者友好社区评价细则",
	 "日常活动能力（Activities of Daily Living，ADL）|"
	 "长期照护（Long Term Care，LTC）|"
	 "跌倒风险（Fall Risk Score，FRS）",
	 "home care|day centres|ageing neighbourhoods|meal services"},
	{"桥梁养护",
	 "桥面铺装|伸缩缝更换|支座检测|荷载试验|裂缝修补|索力监测|限高标志|排水系统|"
	 "墩柱防撞|养护档案|夜间巡检|旧桥加固",
	 "养护单位|检测机构|桥梁工程师|交通主管部门|设计院|巡检班组|施工队",
	 "桥梁养护规程|旧桥加固技术指南|荷载试验办法|桥梁信息卡填报说明",
	 "结构健康监测（Structural Health Monitoring，SHM）|"
	 "有限元法（Finite Element Method，FEM）|"
	 "平均日交通量（Average Daily Traffic，ADT）",
	 "bridge maintenance|load tests|expansion joints|inspection records"},
	{"乡村公交",
	 "线路走向|候车亭改造|班次安排|车辆更新|票价补贴|驾驶员排班|换乘衔接|冬季防滑|"
	 "学生专线|约车平台|充电设施|客流统计",
	 "县级运输公司|乡镇驿站|驾驶员|乘客代表|交通主管部门|村委会|调度中心",
	 "乡村客运服务规范|票价补贴实施细则|学生专线运营办法|约车平台试点方案",
	 "需求响应公交（Demand Responsive Transit，DRT）|"
	 "电动客车（Battery Electric Bus，BEB）|"
	 "自动计客（Automatic Passenger Counting，APC）",
	 "rural bus routes|shelter repairs|fare subsidies|winter timetables"},
};

const unsigned prose_topic_count = sizeof prose_topics / sizeof prose_topics[0];

const struct bank prose_banks[] = {
	/* words */
	{'b', "当前|总体来看|与此同时|在此基础上|从实践看|一方面|因此|不过|进一步说|就这一点而言"},
	{'d', "逐步|及时|按季度|有计划地|因地制宜地|稳妥|持续|主动|认真|"},
	{'g', "让居民看得见变化|把小事办到实处|减少重复投入|守住安全底线|形成长效机制|"
	      "避免一哄而上|给基层留出余地|兼顾眼前与长远"},
	{'h', "三|五|七|十二"},
	{'k', "3.2万人次|17个街道|540户家庭|1200多名居民|26座站点|数百名志愿者|9家单位|2万余人"},
	{'m', "实地走访|问卷调查|数据比对|公开评议|抽样检查|现场会商|台账核对"},
	{'p', "36%|12.5%|8%|41%|三分之一|百分之七|近60%|5%以上|0.75%"},
	{'q', "质量|效率|覆盖面|可及性|稳定性|透明度|公平性|连续性"},
	{'s', "先易后难|建管并重|一次办好|还路于民|以用促建|应修尽修|小步快走|共建共享"},
	{'v', "推进|改进|检查|规范|统筹|优化|支持|公开|记录|评估|完善|加强"},
	{'y', "2009年|2013年|2016年|2018年|2019年|2021年|2023年|2024年|20世纪90年代|"
	      "2024年7月1日"},
	{'3', "1|2|3|4|5|6|7"},
	{'4', "9|17|23|31|48|102"},
	{'5', "119|125|131|140"},
	{'A', "沈念慈|高望舒|陆景行|白知秋|何以宁|顾长风|田小满|江一苇"},
	{'E', "HOLT R|MARSH E J|PENN A|WINTER K|BRANDT L M"},
	{'Y', "2008|2011|2014|2017|2019|2020|2022|2023"},
	/* clauses and sentences */
	{'C', "%a%d%v%t|%a%d%v%t|%t的%q与%t的%q相互影响|要把%t放在更加突出的位置|"
	      "通过%m了解%t的实际情况|%a和%a共同承担%t的责任|以%t为重点，以%t为补充|"
	      "在%t、%t、%t等方面形成合力|从而提高%t的%q|既不能只看%t，也不能忽视%t|%g|%g|"
	      "对%t中发现的问题限期整改|%t的投入占全部经费的%p|%y以来%t的数量增加了%p|"
	      "已有%k参与%t|做到人人知晓、人人参与|这类问题常常在%t中出现|"
	      "一、二线城市与县城在%t上的差别仍然明显|按照《%w》第%h条第（一）项的规定%v%t|"
	      "%a将%r一并纳入%t|%a把%t写入《%w》|由%a牵头、%a配合|使%t有章可循、有据可查|"
	      "大大小小的%t都要登记在册|层层落实%t的责任|以“%s”为原则%v%t|"
	      "%t（包括%t和%t）不宜简单照搬|%a在%m中反复核对%t的数据|%y，%a完成了%k的%t|"
	      "%t并不等于%t|%q和%q都有所提高|还需要时间"},
	{'S', "%C。|%C，%C。|%C，%C。|%C，%C，%C。|%C，%C，%C，%C。|%C；%C。|%C，%C；%C，%C。|"
	      "%b，%C，%C。|%b，%C，%C，%C。|%b，%C。|%a提出，“%C，%C”%c。|"
	      "《%w》指出，要“%C”%c，%C。|有居民说：“%C。”%b，%C。|%a强调，“%C，%C。”%c%C。|"
	      "在%t方面，一是%C；二是%C；三是%C。|"
	      "主要做法有：一是%C，%C；二是%C；三是%C，%C；四是%C。|"
	      "%t——%t的前提——%C。|例如，%y%a%v%t，%y又%v%t，%C。|难道%C就够了吗？%C。|"
	      "《%w》《%w》《%w》等文件%d%v%t。|“%s”“%s”“%s”等做法%d推开，%C。|%C%c，%C。|"
	      "%C%c。|%C，%C，%C，%C，%C，%C%c。|%t、%t、%t……%C，%C。|"
	      "有学者把这一过程概括为“‘%s’在先、‘%s’在后”%c。"},
	/* front matter */
	{'T', "%n中%t的形成逻辑、实践要求与改进路径|%n的现状与对策|%t与%t：%n的两个支点|"
	      "新形势下%n的协同治理研究|论%n中%t与%t的关系及其对基层治理的启示|%n质量评价研究|"
	      "从%t看%n——以三个县区为例|关于进一步加强%n工作、统筹推进%t和%t的若干思考"},
	{'B', "摘要：%n关系日常生活。本文以%t和%t为例，分析%n的现状，指出%C，%C。"
	      "研究认为，%C，%C，%C，为%n提供了可以参照的做法。|"
	      "摘要：本文考察%n的形成过程，梳理了%t、%t与%t之间的联系，回应了%t中的现实难题。"
	      "%C，%C，%C。"},
	{'K', "关键词：%n；%t；%t；%t|关键词：%t；%t；%t；%t；%n|关键词：%n；%t；%q|"
	      "关键词：%n；基层治理；%t；公共服务"},
	{'X', "On the Formation， Practice and Improvement of %e and %e in Small Towns and Districts|"
	      "The State of %e and Ways Forward|"
	      "How %e Depend on %e： A Study of Three Counties and Their Neighbours|"
	      "Joint Governance of %e under New Conditions"},
	{'Z', "Abstract：%e matter in everyday life. Taking %e and %e as examples， this paper "
	      "looks at the present state， long‑term costs and people‑oriented goals of the "
	      "service， while responding to the questions that residents raise most often. "
	      "Focusing on staff， money， opening hours and cross‑department work， it not only "
	      "describes what has been done， but also asks what should come first， and offers a "
	      "framework in which quality and fairness， speed and care can be weighed against "
	      "each other.|"
	      "Abstract: This paper traces how %e took shape and shows that %e cannot be "
	      "separated from %e. It finds that regular inspection， open records and "
	      "step‑by‑step repair reduce later costs， that small places need more time， and "
	      "that well‑kept files help everyone. Three proposals follow， each of which can be "
	      "tried at little expense."},
	{'W', "Key words：%e； %e； local governance|Key words: %e; public service; %e"},
	/* what stands at the end and on top of pages */
	{'R', "%A. %n研究[J]. 公共事务学报，%Y（%3）：%4-%5.|"
	      "%A，%A. %t与%t[M]. 江州：江州大学出版社，%Y：%4.|"
	      "%A. “%s”如何可能：%t的比较[J]. 基层治理评论，%Y（%3）：%4-%5.|"
	      "%E. Planning %e and %e[M]. Norbury：Norbury University Press，%Y：%4.|"
	      "%A. %t应当先行[N]. 江州日报，%Y-0%3-1%3（%3）.|"
	      "%E，%E. The quality of %e in small towns[J]. Local Affairs Review，%Y，%3（2）："
	      "%4-%5."},
	{'H', "公共事务学报|基层治理评论　%Y年第%3期|江州大学学报（社会科学版）|%n专题|"
	      "《地方事务》%Y年第%3期|城乡观察  LOCAL AFFAIRS"},
	{'\0', NULL},
};

const char *const prose_endings[ENDING_COUNT] = {
	[ENDING_STATEMENT] = "%C，%C。|%b，%C。|%C。|%C，%C，%C。",
	[ENDING_CITATION] = "%a认为，“%C，%C。”%c|%C，%C%c。|%a强调，“%C。”%c|%C，“%C”%c。",
	[ENDING_QUOTE] = "正如一位%a所说：“%C，%C。”|%a的回答是：“%C。”|%C，“%C。”",
	[ENDING_COLON] = "%b，%a着重做了以下几项工作：|在%t方面，可以概括为三点：|%C，具体要求如下：",
	[ENDING_QUESTION] = "怎样才能%v%t、%g？|%C，为什么%t仍然不足？",
};

const char *const prose_short_endings[ENDING_COUNT] = {
	[ENDING_STATEMENT] =
		"%a%d%v%t。|%g。|%t尤其如此。|对此应当心中有数。|%t与%t也是如此。|%q不升反降。",
	[ENDING_CITATION] = "%a对此有过说明%c。|%t的%q最受关注%c。|这一点已有研究%c。",
	[ENDING_QUOTE] = "有人说：“%g。”|%a答：“还要等。”",
	[ENDING_COLON] = "具体做法如下：|可以归纳为三点：|%t的步骤是：",
	[ENDING_QUESTION] = "为什么会这样？|%t从何而来？|怎样%v%t？",
};

const char *const prose_heading_titles[3] = {
	"总体要求|%n的基本情况|%n面临的主要问题|完善%n的路径|%t与%t的协同推进机制|"
	"以%t带动%t的实践逻辑与现实基础|%n的历史沿革|保障措施|"
	"%n高质量发展的时代价值与未来走向|%n中%t的核心要义",
	"健全%t|现实逻辑：对%t与%t的再检视|发挥%t的“样板”作用，带动%t提质增效|"
	"从%t到%t：一条渐进的路径|推动%t、%t、%t有机衔接|%t的%q|"
	"明确%t的责任边界，%v%t|%v%t，提高%q|%t的国际比较与经验借鉴|%t|坚持“%s”",
	"明确%t的分工|%v%t|建立%t台账|%t的试点经验|把%t纳入日常考核|%t与%t的衔接办法",
};

const struct person prose_people[PROSE_PEOPLE] = {
	{{"林知远", "Lin Zhiyuan"},
	 {"（江州大学，东陵 江州 310210）",
	  "（Jiangzhou University， Jiangzhou， Dongling 310210， China）"}},
	{{"周怀瑾", "Zhou Huaijin"},
	 {"（北亭师范学院公共管理系，北亭 100871）",
	  "（Department of Public Affairs， Beiting Normal College， Beiting 100871， China）"}},
	{{"苏晴", "Su Qing"},
	 {"（南浦职业技术学院，南浦 522031）",
	  "（Nanpu Vocational College， Nanpu 522031， China）"}},
	{{"梁以安，唐果", "Liang Yian， Tang Guo"},
	 {"（西岭省社会科学研究所，西岭 730050）",
	  "（Institute of Social Sciences of Xiling Province， Xiling 730050， China）"}},
	{{"方若谷", "Fang Ruogu"},
	 {"（云溪大学治理研究院，云溪 650220）",
	  "（Academy of Governance， Yunxi University， Yunxi 650220， China）"}},
	{{"贺明川", "He Mingchuan"},
	 {"（海临市规划设计院，海临 266011）",
	  "（Hailin Planning Institute， Hailin 266011， China）"}},
	{{"程锦书，罗衡，文竹", "Cheng Jinshu， Luo Heng， Wen Zhu"},
	 {"（青原科技大学，湖东 青原 421008）",
	  "（Qingyuan University of Technology， Qingyuan， Hudong 421008， China）"}},
	{{"邵宁", "Shao Ning"},
	 {"（平川大学行政学院，平川 710069）",
	  "（School of Administration， Pingchuan University， Pingchuan 710069， China）"}},
};
/* clang-format on */
