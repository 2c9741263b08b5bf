namespace Platform.Samples;

/// <summary>Causes of land, water and things.</summary>
internal static partial class Causes
{
    public static readonly Cause[] All = [.. OfNature(), .. OfPeople()];

    private static Cause[] OfNature() =>
        [
            new(
                "farm",
                [2, 12, 15],
                [("友善農業", "Friendly Farming"), ("小農", "Smallholders"), ("有機", "Organic"), ("良食", "Good Food")],
                "推動友善耕作、保障小農合理收入",
                [
                    (
                        "與{0}的小農契作無毒作物，以公開的成本計價，讓友善耕作成為養得起一家人的選擇。",
                        "We contract pesticide-free crops with smallholders in {0} at open-book prices, so that farming gently feeds a family."
                    ),
                    (
                        "協助{0}農友度過有機轉型期，並把規格外的蔬果加工成常溫食品。",
                        "We carry farmers in {0} through organic conversion and turn odd-shaped fruit, roots and greens into shelf-stable food."
                    ),
                ],
                ["契作稻米", "當季蔬菜箱", "果乾", "米餅乾", "農事體驗", "企業認養稻田"]
            ),
            new(
                "surplus",
                [2, 12, 1],
                [("惜食", "Food Rescue"), ("剩食", "Surplus Food"), ("共享廚房", "Shared Kitchen"), ("食物銀行", "Food Bank")],
                "減少食物浪費、支持弱勢家庭糧食安全",
                [
                    (
                        "每天從{0}的市場與超市回收即期食材，由二度就業的廚師做成便當，送到獨居長者手上。",
                        "Every day we collect short-dated food from markets in {0}; returning workers cook it into lunch boxes for elders living alone."
                    ),
                    (
                        "以媒合平台把產地格外品送進學校廚房，減少廢棄，也減少學童的營養落差。",
                        "Our exchange brings off-grade produce from {0} into school kitchens: less waste, and a smaller nutrition gap."
                    ),
                ],
                ["即期食材媒合", "企業餐盒", "果醬", "惜食料理課", "減廢顧問"]
            ),
            new(
                "ocean",
                [14, 12, 13],
                [("海洋", "Ocean"), ("淨灘", "Clean Shores"), ("海廢再生", "Sea Waste Renewal"), ("里海", "Satoumi")],
                "守護海洋生態、推動海洋廢棄物再利用",
                [
                    (
                        "回收{0}沿海的廢棄漁網與浮具，製成可追溯來源的再生材料。",
                        "We recover discarded nets and floats along the coast of {0} and make traceable recycled material of them."
                    ),
                    (
                        "與{0}漁民一起做永續捕撈與減塑，讓海鮮的每一手都看得見。",
                        "Together with the fishers of {0} we fish sustainably, use less plastic, and show every hand a catch goes through."
                    ),
                ],
                ["再生尼龍布", "環保提袋", "淨灘活動", "永續海鮮箱", "海洋教育課程", "減塑盤點"]
            ),
            new(
                "energy",
                [7, 13, 11],
                [("綠能", "Green Energy"), ("公民電廠", "Citizen Power"), ("陽光", "Sunshine"), ("節電", "Energy Saving")],
                "發展公民電廠、使社區共享再生能源收益",
                [
                    (
                        "在{0}的學校與社區屋頂建置公民電廠，售電收入回到在地照顧。",
                        "We build citizen-owned solar on school and community roofs in {0}; what the power earns goes back into local care."
                    ),
                    (
                        "為{0}低收入住戶更換耗能設備，以省下的電費分期攤還。",
                        "We replace wasteful appliances for low-income homes in {0}, repaid from the electricity they save."
                    ),
                ],
                ["屋頂太陽能", "節能診斷", "綠電媒合", "能源教育", "儲能規劃"]
            ),
            new(
                "water",
                [6, 14, 15],
                [("淨水", "Clean Water"), ("河川", "Rivers"), ("水土", "Soil and Water"), ("濕地", "Wetlands")],
                "維護河川與濕地、確保安全用水",
                [
                    (
                        "以低成本感測器監測{0}的灌溉水質，資料全部公開。",
                        "Low-cost sensors watch the irrigation water of {0}; all of the data are open."
                    ),
                    (
                        "和{0}的社區一起復育濕地，用植物淨化生活污水。",
                        "With communities in {0} we restore wetlands that clean household waste water with plants."
                    ),
                ],
                ["水質監測", "人工濕地設計", "河川導覽", "雨水回收設備", "環境調查"]
            ),
            new(
                "forest",
                [15, 13, 8],
                [("林業", "Forestry"), ("山林", "Woodlands"), ("生態", "Ecology"), ("國產材", "Local Timber")],
                "促進森林永續經營與生物多樣性保育",
                [
                    (
                        "使用{0}的疏伐木設計家具，讓造林養得起山村。",
                        "We design furniture from thinnings grown in {0}, so that forestry sustains its mountain villages."
                    ),
                    (
                        "以棲地友善的林下經濟，讓{0}的獵人、農人與石虎都能留下。",
                        "Habitat-friendly forest farming keeps hunters, growers and leopard cats in {0}."
                    ),
                ],
                ["國產材家具", "林下咖啡", "段木香菇", "生態旅遊", "棲地調查", "森林療癒"]
            ),
            new(
                "reuse",
                [12, 13, 8],
                [("循環", "Circular"), ("再生設計", "Renewal Design"), ("舊衣", "Second Wear"), ("修繕", "Repair")],
                "推動循環經濟、延長物品使用年限",
                [
                    (
                        "把{0}回收的舊衣與布料重新設計，車縫工作交給在家照顧孩子的婦女。",
                        "Clothes collected in {0} are redesigned, and sewn by women who look after children at home."
                    ),
                    (
                        "在{0}開設修理站，教人修家電，也讓退休師傅的手藝有人接。",
                        "Repair stations in {0} mend appliances, teach how, and hand on what retired craftsmen know."
                    ),
                ],
                ["再生布包", "企業制服回收", "修理工作坊", "循環杯租借", "二手家具", "碳足跡盤查"]
            ),
            new(
                "mobility",
                [11, 13, 10],
                [("綠色運輸", "Green Mobility"), ("共乘", "Shared Rides"), ("單車", "Bicycles"), ("通用運輸", "Transport for All")],
                "提供偏鄉與行動不便者可負擔之運輸服務",
                [
                    (
                        "以預約共乘補上{0}的公車末段，讓長者看診不必求人。",
                        "Booked shared rides cover the last stretch of the bus network in {0}, so that elders reach a doctor on their own."
                    ),
                    (
                        "以電動貨運單車承接{0}的市區配送，雇用中高齡騎士。",
                        "Electric cargo bikes deliver in {0}, ridden by workers past fifty."
                    ),
                ],
                ["預約共乘", "復康接送", "貨運單車配送", "單車導覽", "路線規劃"]
            ),
            new(
                "trade",
                [8, 12, 17],
                [("公平貿易", "Fair Trade"), ("咖啡", "Coffee"), ("茶業", "Tea"), ("可可", "Cocoa")],
                "實踐公平貿易、改善生產者生活",
                [
                    (
                        "直接向{0}與海外的小生產者採購，公開每一杯的分配。",
                        "We buy directly from small producers in {0} and abroad, and publish who gets what of every cup."
                    ),
                    (
                        "陪{0}的青農從種植到烘焙，建立自己的品牌。",
                        "From planting to roasting, we help young growers in {0} build a brand of their own."
                    ),
                ],
                ["公平貿易咖啡豆", "企業下午茶", "茶包禮盒", "巧克力", "產地旅行", "咖啡培訓"]
            ),
            new(
                "craft",
                [8, 11, 12],
                [("工藝", "Crafts"), ("地方創生", "Regional Revival"), ("老屋", "Old Houses"), ("藍染", "Indigo")],
                "活化地方文化資產、創造返鄉就業機會",
                [
                    (
                        "租下{0}閒置的老屋，改成旅宿與青年的第一間店。",
                        "Empty old houses in {0} become guest rooms, and a first shop for the young."
                    ),
                    (
                        "與{0}的老師傅共同設計，讓工藝回到日常用品。",
                        "We design with the old masters of {0}, and craft returns to things for every day."
                    ),
                ],
                ["工藝禮品", "老屋旅宿", "街區導覽", "企業共識營", "染織課程", "文化展演"]
            ),
        ];
}
