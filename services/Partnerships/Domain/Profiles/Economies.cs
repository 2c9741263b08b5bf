using System.Collections.Frozen;
using Platform.Contracts;

namespace Platform.Partnerships.Domain.Profiles;

internal sealed record Economy(string Code, string Zh, string En)
{
    public Bilingual Name => new() { Zh = Zh, En = En };
}

/// <summary>The officially assigned codes of ISO 3166-1 alpha-2.</summary>
internal sealed class Economies(IEnumerable<Economy> economies)
{
    private readonly FrozenDictionary<string, Economy> byCode = economies.ToFrozenDictionary(
        economy => economy.Code,
        StringComparer.OrdinalIgnoreCase
    );

    public Economy? Find(string code) => byCode.GetValueOrDefault(code);

    public Bilingual NameOf(string code) => byCode[code].Name;

    public IEnumerable<Economy> All => byCode.Values.OrderBy(economy => economy.Code, StringComparer.Ordinal);
}
