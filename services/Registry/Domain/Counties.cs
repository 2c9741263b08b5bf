using Platform.ServiceDefaults.Errors;

namespace Platform.Registry.Domain;

/// <summary>The 22 counties and cities by their official Chinese names (內政部).</summary>
internal static class Counties
{
    public static IReadOnlyList<string> All { get; } =
    [
        "臺北市", "新北市", "桃園市", "臺中市", "臺南市", "高雄市", "基隆市", "新竹市", "新竹縣", "苗栗縣", "彰化縣",
        "南投縣", "雲林縣", "嘉義市", "嘉義縣", "屏東縣", "宜蘭縣", "花蓮縣", "臺東縣", "澎湖縣", "金門縣", "連江縣",
    ];

    /// <summary>The official name; 台 is accepted for 臺. For anything else the nearest name is suggested.</summary>
    public static Decision<string> Find(string text)
    {
        var name = text.Trim().Replace('台', '臺');
        return All.Contains(name)
            ? name
            : RegistryErrors.CountyUnknown(text, All.OrderByDescending(county => county.Count(name.Contains)).ThenByDescending(county => county[0] == name.FirstOrDefault()).First());
    }
}
