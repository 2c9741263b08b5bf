namespace Platform.Registry.Tests;

internal static class Samples
{
    private static int next = 10_000_000;

    /// <summary>An application body with an identifier of its own.</summary>
    public static Dictionary<string, object?> Application(string? ubn = null) =>
        new()
        {
            ["ubn"] = ubn ?? Ubn(),
            ["legalForm"] = "company",
            ["name"] = new { zh = "好日子社會企業", en = "Good Days" },
            ["mission"] = new { zh = "讓偏鄉長者安心生活", en = "Safe lives for elders in remote places" },
            ["charterClause"] = "第三條",
            ["county"] = "花蓮縣",
            ["sdgs"] = new[] { 3, 11 },
            ["stage"] = "sustainableOperation",
            ["products"] = new[] { "送餐", "陪伴" },
            ["website"] = "https://gooddays.example",
            ["contact"] = new
            {
                name = "林小姐",
                email = "lin@gooddays.example",
                phone = "03-1234567",
            },
            ["foundedOn"] = "2018-05-01",
        };

    /// <summary>A valid unified business number that no other test has.</summary>
    public static string Ubn()
    {
        while (true)
        {
            var candidate = Interlocked.Increment(ref next).ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (Platform.Domain.Ubn.IsValid(candidate))
            {
                return candidate;
            }
        }
    }
}
