namespace Platform.Samples;

/// <param name="Weight">The approximate share of organisations in this place, in thousandths.</param>
internal sealed record Place(string County, string En, string Short, string AreaCode, int Weight, bool Inland = false);

/// <summary>The 22 counties and cities.</summary>
internal static class Places
{
    public static readonly Place[] All =
    [
        new("臺北市", "Taipei City", "臺北", "02", 245, Inland: true),
        new("新北市", "New Taipei City", "新北", "02", 125),
        new("桃園市", "Taoyuan City", "桃園", "03", 60),
        new("臺中市", "Taichung City", "臺中", "04", 110),
        new("臺南市", "Tainan City", "臺南", "06", 72),
        new("高雄市", "Kaohsiung City", "高雄", "07", 90),
        new("基隆市", "Keelung City", "基隆", "02", 15),
        new("新竹市", "Hsinchu City", "竹塹", "03", 18),
        new("新竹縣", "Hsinchu County", "新竹", "03", 20),
        new("苗栗縣", "Miaoli County", "苗栗", "037", 20),
        new("彰化縣", "Changhua County", "彰化", "04", 30),
        new("南投縣", "Nantou County", "南投", "049", 32, Inland: true),
        new("雲林縣", "Yunlin County", "雲林", "05", 22),
        new("嘉義市", "Chiayi City", "諸羅", "05", 12, Inland: true),
        new("嘉義縣", "Chiayi County", "嘉義", "05", 18),
        new("屏東縣", "Pingtung County", "屏東", "08", 34),
        new("宜蘭縣", "Yilan County", "宜蘭", "03", 26),
        new("花蓮縣", "Hualien County", "花蓮", "03", 38),
        new("臺東縣", "Taitung County", "臺東", "089", 32, Inland: true),
        new("澎湖縣", "Penghu County", "澎湖", "06", 8),
        new("金門縣", "Kinmen County", "金門", "082", 6),
        new("連江縣", "Lienchiang County", "馬祖", "0836", 4),
    ];

    public static readonly int TotalWeight = All.Sum(place => place.Weight);
}
