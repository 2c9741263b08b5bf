namespace Platform.Samples;

internal static class Names
{
    /// <summary>First and second characters of invented brands, with their romanisation.</summary>
    public static readonly (string Zh, string En)[] Beginnings =
    [
        ("晨", "Chen"),
        ("青", "Qing"),
        ("山", "Shan"),
        ("海", "Hai"),
        ("禾", "He"),
        ("光", "Guang"),
        ("好", "Hao"),
        ("同", "Tong"),
        ("共", "Gong"),
        ("永", "Yong"),
        ("新", "Xin"),
        ("樂", "Le"),
        ("善", "Shan"),
        ("暖", "Nuan"),
        ("初", "Chu"),
        ("原", "Yuan"),
        ("悠", "You"),
        ("安", "An"),
        ("和", "He"),
        ("向", "Xiang"),
        ("日", "Ri"),
        ("月", "Yue"),
        ("星", "Xing"),
        ("田", "Tian"),
        ("風", "Feng"),
        ("雲", "Yun"),
        ("森", "Sen"),
        ("湧", "Yong"),
        ("沐", "Mu"),
        ("織", "Zhi"),
        ("拾", "Shi"),
        ("築", "Zhu"),
        ("啟", "Qi"),
        ("知", "Zhi"),
        ("里", "Li"),
        ("伴", "Ban"),
        ("翻", "Fan"),
        ("逆", "Ni"),
        ("生", "Sheng"),
        ("厝", "Cuo"),
    ];

    public static readonly (string Zh, string En)[] Endings =
    [
        ("芽", "ya"),
        ("谷", "gu"),
        ("川", "chuan"),
        ("野", "ye"),
        ("路", "lu"),
        ("心", "xin"),
        ("行", "xing"),
        ("願", "yuan"),
        ("實", "shi"),
        ("耘", "yun"),
        ("岸", "an"),
        ("島", "dao"),
        ("橋", "qiao"),
        ("苗", "miao"),
        ("林", "lin"),
        ("土", "tu"),
        ("舟", "zhou"),
        ("泉", "quan"),
        ("穗", "sui"),
        ("屋", "wu"),
        ("間", "jian"),
        ("手", "shou"),
        ("木", "mu"),
        ("石", "shi"),
        ("潮", "chao"),
        ("聚", "ju"),
        ("果", "guo"),
        ("域", "yu"),
        ("點", "dian"),
        ("轉", "zhuan"),
        ("晴", "qing"),
        ("陽", "yang"),
        ("藍", "lan"),
        ("鄰", "lin"),
        ("圓", "yuan"),
        ("步", "bu"),
    ];

    public const string FamilyNames =
        "陳林黃張李王吳劉蔡楊許鄭謝洪郭邱曾廖賴徐周葉蘇莊呂江何蕭羅高潘簡朱鍾彭游詹胡施沈余盧梁趙顏柯翁魏孫戴";

    public const string GivenNames =
        "雅婷怡君家豪志明淑芬俊宏佳穎宗翰美玲建宏欣怡承恩詩涵品妤柏翰宜庭子晴冠廷思妤育誠佩珊彥廷郁雯哲瑋心怡文傑惠如世昌麗華";
}
