using Platform.Sandbox.Domain;

namespace Platform.Sandbox.Data;

/// <summary>An authority that a request concerns: a provision names it, it was consulted, or it owns a follow-up.</summary>
internal sealed class ConcernedAuthorityRow
{
    public required Guid RequestId { get; set; }

    public required string Authority { get; set; }

    /// <summary>Whether it was consulted or owns a follow-up; only then may it see the request.</summary>
    public required bool Sees { get; set; }

    /// <summary>Whether it still owes an opinion or a follow-up, which passes to its successor when it ends.</summary>
    public required bool HasOpenWork { get; set; }

    public static IReadOnlyList<ConcernedAuthorityRow> Of(RegulatoryCase @case)
    {
        var sees = @case
            .Opinions.Select(opinion => opinion.Authority)
            .Concat(@case.FollowUps.SelectMany(followUp => followUp.FormerOwners.Append(followUp.Owner)))
            .ToHashSet();
        var owes = Succession.OpenWork(@case);
        return
        [
            .. sees.Union(@case.Filing.Provisions.Select(provision => provision.Authority))
                .Select(authority => new ConcernedAuthorityRow
                {
                    RequestId = @case.Id,
                    Authority = authority,
                    Sees = sees.Contains(authority),
                    HasOpenWork = owes.Contains(authority),
                }),
        ];
    }
}
