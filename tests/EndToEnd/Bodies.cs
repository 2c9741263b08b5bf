using System.Globalization;

namespace Platform.EndToEnd.Tests;

/// <summary>Request bodies of the main job.</summary>
internal static class Bodies
{
    public static object Application(string ubn) =>
        new
        {
            ubn,
            legalForm = "company",
            name = new { zh = "好日子社會企業", en = "Good Days" },
            mission = new { zh = "讓偏鄉長者安心生活", en = "Safe lives for elders" },
            charterClause = "第三條",
            county = "花蓮縣",
            sdgs = new[] { 3, 11 },
            stage = "sustainableOperation",
            products = new[] { "送餐" },
            contact = new { name = "林小姐", email = "lin@gooddays.example" },
            foundedOn = "2018-05-01",
        };

    public static object Purchase(Guid buyerId, string supplierUbn, DateOnly on, string voucherNo, long amountTwd) =>
        new
        {
            buyerId,
            supplierUbn,
            amountTwd,
            purchasedOn = on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            voucherNo,
            cooperation = "supplyChain",
            description = "送餐服務",
            evidence = new[]
            {
                new
                {
                    name = "invoice.pdf",
                    sha256 = Convert.ToHexStringLower(
                        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(voucherNo + supplierUbn))
                    ),
                },
            },
        };

    public static object RegulatoryRequest() =>
        new
        {
            title = "社團法人成立閉鎖性公司",
            businessModel = "由協會投資成立閉鎖性公司經營社區服務",
            provisions = new[]
            {
                new
                {
                    law = "公司法",
                    article = "第356條之3",
                    authority = "moea",
                },
            },
            obstacle = "登記機關不受理社團法人為發起人",
            question = "社團法人得否為閉鎖性股份有限公司之發起人？",
            relief = "interpretation",
            publicBenefit = "社區長者照顧",
            evidence = Array.Empty<object>(),
            confidential = false,
        };

    public static Dictionary<string, object?> Profile(
        string kind,
        string economy,
        string name,
        string email,
        string?[] offers,
        string?[] needs,
        string intent
    ) =>
        new()
        {
            ["kind"] = kind,
            ["name"] = new { en = name },
            ["economy"] = economy,
            ["timeZone"] = economy == "TW" ? "Asia/Taipei" : "Asia/Manila",
            ["languages"] = new[] { "en" },
            ["sdgs"] = new[] { 3, 11 },
            ["sectors"] = Array.Empty<string>(),
            ["offers"] = offers,
            ["needs"] = needs,
            ["intent"] = new[] { intent },
            ["marketsSought"] = new[] { "TW", "PH" },
            ["summary"] = new { en = "We look for partners" },
            ["contact"] = new { name = "Contact", email },
        };
}
