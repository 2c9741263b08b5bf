using Platform.Domain;

namespace Platform.Registry.Domain.Organisations;

/// <summary>The 22 counties and cities by their official Chinese names (內政部).</summary>
internal static class Counties
{
    public static IReadOnlyList<string> All { get; } =
    [
        "臺北市",
        "新北市",
        "桃園市",
        "臺中市",
        "臺南市",
        "高雄市",
        "基隆市",
        "新竹市",
        "新竹縣",
        "苗栗縣",
        "彰化縣",
        "南投縣",
        "雲林縣",
        "嘉義市",
        "嘉義縣",
        "屏東縣",
        "宜蘭縣",
        "花蓮縣",
        "臺東縣",
        "澎湖縣",
        "金門縣",
        "連江縣",
    ];

    /// <summary>
    /// Returns the official name; 台 is accepted for 臺. The error for any other text suggests the nearest name, if one is near.
    /// </summary>
    public static Result<string> Find(string text)
    {
        var name = text.Trim().Replace('台', '臺');
        return All.Contains(name) ? name : RegistryErrors.CountyUnknown(text, Nearest(name));
    }

    /// <summary>
    /// Returns the name with the most characters in common; among equals, the one with the longest common beginning, then the one of the
    /// same kind (縣 or 市). For example 臺東市 gives 臺東縣 and 花連縣 gives 花蓮縣.
    /// </summary>
    private static string? Nearest(string name) =>
        All.Select(county =>
                (
                    County: county,
                    Shared: county[..^1].Count(name.Contains),
                    Kind: name.Contains(county[^1]),
                    Alike: county.Zip(name).TakeWhile(pair => pair.First == pair.Second).Count()
                )
            )
            .Where(near => near.Shared > 0)
            .OrderByDescending(near => near.Shared)
            .ThenByDescending(near => near.Alike)
            .ThenByDescending(near => near.Kind)
            .Select(near => near.County)
            .FirstOrDefault();
}
