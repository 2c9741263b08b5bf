using System.Text.RegularExpressions;
using Platform.Contracts;
using Platform.Domain;

namespace Platform.Sandbox.Domain;

/// <summary>A competent authority. Agencies are renamed and reorganised: a code has a period of validity and a successor.</summary>
internal sealed record Authority
{
    public required string Code { get; init; }

    public required Bilingual Name { get; init; }

    public DateOnly? ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }

    public string? Successor { get; init; }

    public bool IsValidOn(DateOnly date) => (ValidFrom is null || ValidFrom <= date) && !HasEnded(date);

    public bool HasEnded(DateOnly date) => ValidTo < date;
}

/// <summary>All authorities that can be asked: ministries and the 22 local governments.</summary>
internal sealed partial class Authorities(IReadOnlyList<Authority> all)
{
    private readonly Dictionary<string, Authority> byCode = all.ToDictionary(authority => authority.Code, StringComparer.Ordinal);

    public IReadOnlyList<Authority> All => all;

    public static bool IsLocal(string code) => code.StartsWith("county-", StringComparison.Ordinal);

    public Authority? Find(string code) => byCode.GetValueOrDefault(code);

    /// <summary>Returns this list with the authority added, or in the place of the one with the same code.</summary>
    public Authorities With(Authority authority) =>
        new(
            byCode.ContainsKey(authority.Code)
                ? [.. all.Select(existing => existing.Code == authority.Code ? authority : existing)]
                : [.. all, authority]
        );

    /// <summary>
    /// Returns the successor in office, once the authority has ended: the first in its chain of successors that has not ended itself.
    /// Returns none while the authority itself is in office, or when no successor is.
    /// </summary>
    public Authority? SuccessorOf(string code, DateOnly today)
    {
        if (Find(code) is not { } authority || !authority.HasEnded(today))
        {
            return null;
        }
        while (authority.HasEnded(today))
        {
            if (authority.Successor is not { } successor)
            {
                return null;
            }

            authority = byCode[successor];
        }

        return authority.IsValidOn(today) ? authority : null;
    }

    /// <summary>Returns the codes of the authorities that have ended and have a successor in office.</summary>
    public IReadOnlyList<string> Succeeded(DateOnly today) =>
        [.. all.Select(authority => authority.Code).Where(code => SuccessorOf(code, today) is not null)];

    /// <summary>
    /// Returns why this authority cannot be put in the list; <see langword="null"/> when it can. Its chain of successors must end: no
    /// authority succeeds itself.
    /// </summary>
    public DomainError? Refusal(Authority authority, DateOnly today)
    {
        if (!Code().IsMatch(authority.Code))
        {
            return SandboxErrors.AuthorityCodeInvalid;
        }

        if (authority.ValidTo < authority.ValidFrom)
        {
            return SandboxErrors.ValidityInvalid;
        }

        for (var successor = authority.Successor; successor is not null; successor = byCode[successor].Successor)
        {
            if (successor == authority.Code)
            {
                return SandboxErrors.SuccessorCycle(authority.Code);
            }

            if (!byCode.ContainsKey(successor))
            {
                return SandboxErrors.AuthorityUnknown(successor, Nearest(successor, today), "$.successor");
            }
        }

        return null;
    }

    /// <summary>Returns why this authority cannot be consulted today; <see langword="null"/> when it can.</summary>
    public DomainError? Refusal(string code, DateOnly today, string path)
    {
        if (Find(code) is not { } authority)
        {
            return SandboxErrors.AuthorityUnknown(code, Nearest(code, today), path);
        }

        if (authority.HasEnded(today))
        {
            return SandboxErrors.AuthorityRetired(code, SuccessorOf(code, today), path);
        }

        return authority.ValidFrom is { } from && today < from ? SandboxErrors.AuthorityNotYet(code, from, path) : null;
    }

    /// <summary>Returns the valid authority whose code or name is nearest to the text, by edits of single characters.</summary>
    public Authority Nearest(string text, DateOnly today) =>
        Spelling.Nearest(text.Trim().ToLowerInvariant(), all.Where(authority => authority.IsValidOn(today)), authority =>
            [authority.Code, authority.Name.Zh ?? "", (authority.Name.En ?? "").ToLowerInvariant()]
        );

    [GeneratedRegex(@"^(?=.{2,40}\z)[a-z][a-z0-9]*(-[a-z0-9]+)*\z")]
    private static partial Regex Code();
}
