using System.Text.Json;
using System.Text.Json.Nodes;

namespace Platform.Contracts.Tests;

/// <summary>
/// Drafts the sample of a new event, every member present. A sample that exists is never rewritten: it stands for what an earlier version
/// has sent.
/// </summary>
internal static class SampleValues
{
    private static readonly Dictionary<string, string> TextsByName = new()
    {
        ["ubn"] = "04595257",
        ["supplierUbn"] = "04595257",
        ["ownerParty"] = "party-org1",
        ["supplierParty"] = "party-org1",
        ["buyerParty"] = "party-buyer1",
        ["party"] = "party-org1",
        ["legalForm"] = "company",
        ["county"] = "花蓮縣",
        ["stage"] = "sustainableOperation",
        ["light"] = "green",
        ["tier"] = "2",
        ["register"] = "農民團體登記",
        ["value"] = "農團字第 0123 號",
        ["series"] = "social",
        ["cooperation"] = "purchase",
        ["voucherNo"] = "AB12345678",
        ["name"] = "charter.pdf",
        ["description"] = "送餐服務",
        ["reason"] = "資料不足，請補正",
        ["hash"] = new('a', 64),
        ["previousHash"] = new('b', 64),
        ["sha256"] = new('c', 64),
        ["awardNo"] = "BP-2026-0001",
        ["code"] = "social-first",
        ["change"] = "changed",
        ["caseNo"] = "S-115-0001",
        ["title"] = "共享廚房之食品業者登錄",
        ["origin"] = "applicant",
        ["relief"] = "interpretation",
        ["authorities"] = "mohw",
        ["authority"] = "mohw",
        ["law"] = "食品安全衛生管理法",
        ["article"] = "第 8 條",
        ["outcome"] = "interpretation",
        ["kind"] = "opinion",
        ["position"] = "support",
        ["because"] = "opinionMissing",
        ["summary"] = "共享廚房可由平臺統一登錄。",
        ["answer"] = "適用。",
        ["reference"] = "衛授食字第 1150000001 號",
        ["decision"] = "accept",
        ["referredTo"] = "mof",
        ["assignee"] = "ndc",
        ["place"] = "花蓮縣吉安鄉",
        ["clientId"] = "app-0198c0de00007000800000000000000a",
        ["status"] = "accepted",
        ["reasonCode"] = "rewards.duplicate-voucher",
    };

    public static JsonObject Draft(Type contract)
    {
        var sample = new JsonObject();
        var number = 0;
        foreach (var member in contract.GetProperties().OrderBy(member => member.MetadataToken))
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(member.Name);
            sample[name] = Value(member.PropertyType, name, ++number);
        }

        return sample;
    }

    private static JsonNode Value(Type type, string name, int number) =>
        (Nullable.GetUnderlyingType(type) ?? type) switch
        {
            { IsGenericType: true } list => new JsonArray(Value(list.GetGenericArguments()[0], name, number)),
            var text when text == typeof(string) => TextsByName.GetValueOrDefault(name, name),
            var id when id == typeof(Guid) => $"0198c0de-0000-7000-8000-{number:x12}",
            var date when date == typeof(DateOnly) => $"2026-03-{number:00}",
            var instant when instant == typeof(DateTimeOffset) => $"2026-03-{number:00}T01:30:00+00:00",
            var yes when yes == typeof(bool) => true,
            var whole when whole == typeof(int) => name == "year" ? 2026
            : name == "sdgs" ? 3
            : number,
            var money when money == typeof(long) => name.EndsWith("Twd", StringComparison.Ordinal) ? 9_000_000_000_000 + number : number,
            var text when text == typeof(Bilingual) => new JsonObject { ["zh"] = "好日子社會企業", ["en"] = "Good Days" },
            var part when part.Assembly == typeof(Bilingual).Assembly => Draft(part),
            var other => throw new NotSupportedException($"A contract has no member of {other}."),
        };
}
