using Platform.Sandbox.Domain;

namespace Platform.Sandbox.Data;

/// <summary>An authority that a request concerns: a provision names it, or it was asked or owns something to follow up.</summary>
internal sealed class ConcernedAuthorityRow
{
    public required Guid RequestId { get; set; }

    public required string Authority { get; set; }

    /// <summary>It was asked, or owns something to follow up; only then it may see the request.</summary>
    public required bool Sees { get; set; }

    /// <summary>It still owes an opinion or a follow-up, which goes to its successor when its time is over.</summary>
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
