namespace Platform.Samples;

/// <summary>Causes of people.</summary>
internal static partial class Causes
{
    private static Cause[] OfPeople() =>
        [
            new(
                "care",
                [3, 10, 11],
                [("銀髮", "Silver Years"), ("長照", "Long-term Care"), ("樂齡", "Active Ageing"), ("居家照顧", "Home Care")],
                "提供可近且有尊嚴之高齡照顧服務",
                [
                    (
                        "在{0}的巷弄設置照顧據點，由受訓的鄰居擔任照顧者，薪資與排班由照顧者共同決定。",
                        "Care points in the lanes of {0} are run by trained neighbours, who set pay and rosters together."
                    ),
                    (
                        "以共餐、運動與輔具租賃，讓{0}的長者晚一點失能、久一點在家。",
                        "Shared meals, exercise and rented aids keep the elders of {0} able for longer, and at home."
                    ),
                ],
                ["居家服務", "輔具租賃", "長者共餐", "失智友善課程", "照顧者支持", "樂齡運動"]
            ),
            new(
                "ability",
                [8, 10, 3],
                [("庇護工場", "Sheltered Workshop"), ("身心障礙就業", "Inclusive Work"), ("喜憨", "Able Hands"), ("無礙", "Barrier-free")],
                "促進身心障礙者穩定就業",
                [
                    (
                        "讓{0}的身心障礙青年在烘焙與包裝線上領到同工同酬的薪水。",
                        "Young people with disabilities in {0} bake, pack and earn equal pay for equal work."
                    ),
                    (
                        "替{0}企業拆解職務，媒合視障與聽障同仁，並陪伴前六個月。",
                        "We reshape jobs with employers in {0}, place blind and deaf colleagues, and stay for their first six months."
                    ),
                ],
                ["手工餅乾", "代工包裝", "視障按摩到府", "手語翻譯", "清潔服務", "友善職場顧問"]
            ),
            new(
                "school",
                [4, 10, 5],
                [("偏鄉教育", "Rural Schools"), ("閱讀", "Reading"), ("學習", "Learning"), ("實驗教育", "Alternative Education")],
                "縮短城鄉教育差距",
                [
                    (
                        "培訓返鄉青年擔任{0}小校的課後老師，陪孩子把功課與興趣一起做完。",
                        "We train young returners as after-school teachers in {0}, where homework and curiosity get done together."
                    ),
                    (
                        "把程式與科學課開進{0}的偏鄉小學，教材全部開放。",
                        "Coding and science classes reach the small schools of {0}; all material is open."
                    ),
                ],
                ["課後輔導", "線上伴讀", "教師增能", "科學教具", "企業志工方案"]
            ),
            new(
                "tribe",
                [8, 10, 11],
                [("部落", "Tribal"), ("原鄉", "Homeland"), ("織布", "Weaving"), ("小米", "Millet")],
                "傳承原住民族文化、發展部落產業",
                [
                    (
                        "由{0}的族人自營遊程與工藝，收益進入部落公基金。",
                        "Indigenous families of {0} run their own tours and crafts, and what they earn feeds a common fund."
                    ),
                    (
                        "復耕{0}原鄉的小米與紅藜，以契作價收購。",
                        "Millet and red quinoa return to the fields of {0}, bought at a contracted price."
                    ),
                ],
                ["部落遊程", "紅藜製品", "小米酒", "織品", "原民風味餐", "文化課程"]
            ),
            new(
                "newcomer",
                [10, 5, 8],
                [("新住民", "Newcomers"), ("多元文化", "Many Cultures"), ("南洋", "Nanyang"), ("移工", "Migrant Workers")],
                "支持新住民及移工之就業與文化平權",
                [
                    (
                        "由{0}的新住民姊妹開課、掌廚與口譯，讓母語變成專業。",
                        "New immigrant women in {0} teach, cook and interpret: a mother tongue becomes a profession."
                    ),
                    (
                        "為{0}的移工提供多語法律與理財諮詢，減少仲介與借貸風險。",
                        "Migrant workers in {0} get advice on law and money in their own languages, and depend less on brokers and lenders."
                    ),
                ],
                ["口譯服務", "南洋料理外燴", "多語導覽", "文化體驗課", "多語客服"]
            ),
            new(
                "housing",
                [11, 1, 10],
                [("居住", "Housing"), ("包租代管", "Fair Renting"), ("社宅", "Social Housing"), ("共生", "Co-living")],
                "落實居住正義、擴大可負擔住宅",
                [
                    (
                        "替房東管理{0}的閒置住宅，以低於市價租給高齡與弱勢房客，並連結社工。",
                        "We manage idle homes in {0} and let them below market price to elders and families in need, with a social worker at hand."
                    ),
                    ("在{0}推動青銀共居，用時間換房租。", "In {0} the young and the old share homes, and time pays part of the rent."),
                ],
                ["包租代管", "無障礙修繕", "共居媒合", "租屋諮詢", "居住調查"]
            ),
            new(
                "restart",
                [8, 16, 10],
                [("更生", "New Start"), ("中途", "Halfway"), ("職人", "Artisans"), ("重返職場", "Back to Work")],
                "協助更生人及街友重返社會",
                [
                    (
                        "在{0}經營烘豆與木工坊，雇用更生人，出所第一天就有工作。",
                        "Our roastery and joinery in {0} hire people on the day they leave prison."
                    ),
                    (
                        "讓{0}的街友成為導覽員與雜誌販售員，一步一步租得起房間。",
                        "Homeless people of {0} become guides and magazine vendors, and step by step can rent a room."
                    ),
                ],
                ["木作家具", "咖啡豆", "街頭導覽", "清潔服務", "搬家服務"]
            ),
            new(
                "women",
                [5, 8, 10],
                [("婦女", "Women's"), ("媽媽", "Mothers"), ("彈性工作", "Flexible Work"), ("姊妹", "Sisters")],
                "促進性別平等與婦女經濟自主",
                [
                    (
                        "提供{0}的媽媽遠距與分時工作，專案由小組承接、收入公開分配。",
                        "Mothers in {0} work remotely and part-time; teams take the projects and share the income openly."
                    ),
                    ("陪{0}受暴婦女從安置走到穩定收入。", "We walk with women in {0} from shelter to a steady income."),
                ],
                ["行政外包", "月經用品", "手作課程", "托育服務", "客服外包", "性別友善培訓"]
            ),
            new(
                "youth",
                [4, 8, 3],
                [("青年", "Youth"), ("少年", "Teens"), ("探索", "Discovery"), ("技職", "Trades")],
                "陪伴青少年自立與職涯探索",
                [
                    (
                        "讓{0}離開安置機構的少年在三年內有住處、有師傅、有存款。",
                        "Young people leaving care in {0} have a home, a master and savings within three years."
                    ),
                    (
                        "帶{0}的高職生用專業解決社區的真問題。",
                        "Vocational students in {0} solve real problems of their neighbourhood with what they learn."
                    ),
                ],
                ["職涯探索營", "自立宿舍", "餐飲實習店", "企業參訪", "青年培力課程"]
            ),
            new(
                "mind",
                [3, 4, 10],
                [("心理健康", "Mental Health"), ("陪伴", "Companions"), ("療癒", "Healing"), ("傾聽", "Listening")],
                "提升心理健康服務之可近性",
                [
                    (
                        "以自費個案支持公益諮商，讓{0}的年輕人等待不超過一週。",
                        "Paying clients fund free counselling, so that nobody young in {0} waits longer than a week."
                    ),
                    (
                        "訓練{0}康復者成為同儕支持員，走進職場與校園。",
                        "People in recovery in {0} become peer workers in offices and schools."
                    ),
                ],
                ["線上諮商", "企業員工協助", "同儕支持培訓", "情緒教育桌遊", "照顧者喘息"]
            ),
            new(
                "digital",
                [9, 4, 10],
                [("數位平權", "Digital Inclusion"), ("資訊", "Informatics"), ("無障礙網站", "Accessible Web"), ("科技", "Technology")],
                "縮短數位落差、推廣無障礙科技",
                [
                    (
                        "整新企業汰換的電腦，送到{0}的社區與學校，並陪長者學會用。",
                        "Retired company computers are refurbished for schools and elders in {0}, with somebody who teaches."
                    ),
                    (
                        "由視障測試員檢測網站，替{0}的機關修到真的能用。",
                        "Blind testers examine the web sites of offices in {0}, until they can really be used."
                    ),
                ],
                ["整新電腦", "無障礙檢測", "數位課程", "輔助科技租借", "資訊委外"]
            ),
            new(
                "civic",
                [16, 17, 11],
                [("公民科技", "Civic Tech"), ("開放資料", "Open Data"), ("參與", "Participation"), ("社會創新", "Social Innovation")],
                "促進公民參與及社會創新",
                [
                    (
                        "把{0}的預算與工程做成看得懂的地圖，讓居民一起監督。",
                        "Budgets and public works in {0} become maps that residents can read, and check."
                    ),
                    (
                        "連結{0}的社會創新組織、企業與學校，一起採購、一起解題。",
                        "We connect social innovators, companies and schools in {0}, to buy together and to solve together."
                    ),
                ],
                ["參與式預算輔導", "資料視覺化", "社創聚落營運", "影響力評估", "永續報告顧問", "工作坊引導"]
            ),
            new(
                "travel",
                [10, 11, 8],
                [
                    ("無障礙旅遊", "Accessible Travel"),
                    ("通用設計", "Universal Design"),
                    ("走讀", "Reading Walks"),
                    ("微旅行", "Short Journeys"),
                ],
                "使行動不便者享有旅遊與文化參與之權利",
                [
                    (
                        "為輪椅與推車使用者踏查{0}的每一段路，行前就知道能不能到。",
                        "We scout every stretch of {0} for wheelchairs and prams: you know before you go."
                    ),
                    ("由視障與聽障導覽員帶路，用另一種感官認識{0}。", "Blind and deaf guides show {0} through other senses."),
                ],
                ["輪椅旅遊", "復康巴士包車", "感官導覽", "無障礙盤點", "照顧者旅行"]
            ),
            new(
                "child",
                [3, 4, 5],
                [("早療", "Early Therapy"), ("親子", "Families"), ("托育", "Child Care"), ("特殊教育", "Special Needs")],
                "支持發展遲緩兒童及其家庭",
                [
                    (
                        "治療師開車進{0}的山區與海線，在家門口做早療。",
                        "Therapists drive into the hills and along the coast of {0}: early therapy at the front door."
                    ),
                    (
                        "以遊戲教具與線上指導，讓{0}的家長成為孩子最好的治療夥伴。",
                        "Play kits and online guidance make parents in {0} the best partners of their child's therapist."
                    ),
                ],
                ["到宅早療", "教具租借", "家長課程", "臨時托育", "感統評估"]
            ),
        ];
}
