using Platform.Contracts;
using Platform.ServiceDefaults.Errors;

namespace Platform.Sandbox.Domain;

/// <summary>A competent authority. Agencies are renamed and reorganised: a code has a period of validity and a successor.</summary>
internal sealed record Authority
{
    public required string Code { get; init; }

    public required Bilingual Name { get; init; }

    public DateOnly? ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }

    public string? Successor { get; init; }

    public bool IsValidOn(DateOnly date) => (ValidFrom is null || ValidFrom <= date) && (ValidTo is null || date <= ValidTo);
}

/// <summary>All authorities that can be asked: ministries and the 22 local governments.</summary>
internal sealed class Authorities(IReadOnlyList<Authority> all)
{
    private readonly Dictionary<string, Authority> byCode = all.ToDictionary(authority => authority.Code, StringComparer.Ordinal);

    public IReadOnlyList<Authority> All => all;

    public static bool IsLocal(string code) => code.StartsWith("county-", StringComparison.Ordinal);

    public Authority? Find(string code) => byCode.GetValueOrDefault(code);

    /// <summary>Why this code cannot be asked today; <see langword="null"/> when it can.</summary>
    public DomainError? Refusal(string code, DateOnly today, string path)
    {
        if (Find(code) is not { } authority)
            return SandboxErrors.AuthorityUnknown(code, Nearest(code, today), path);
        return authority.IsValidOn(today)
            ? null
            : SandboxErrors.AuthorityRetired(code, authority.Successor is { } successor ? Find(successor) : null, path);
    }

    /// <summary>The authority whose code or name takes the fewest changes of single characters.</summary>
    public Authority Nearest(string text, DateOnly today)
    {
        var wanted = text.Trim().ToLowerInvariant();
        if (wanted.Length > 100)
            wanted = wanted[..100];
        return all
            .Where(authority => authority.IsValidOn(today))
            .MinBy(authority => new[] { authority.Code, authority.Name.Zh ?? "", (authority.Name.En ?? "").ToLowerInvariant() }
                .Min(name => Distance(wanted, name)))!;
    }

    // Levenshtein's distance, one row at a time.
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
