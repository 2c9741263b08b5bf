using Microsoft.AspNetCore.Mvc;
using Platform.Contracts;
using Platform.Rewards.Domain;
using Platform.Rewards.Domain.Rules;
using Platform.Rewards.Domain.Standings;
using Platform.Web.Errors;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Rewards.Features.Standings;

/// <summary>One line of the standings, with its explanation.</summary>
internal sealed record StandingView(
    int Rank,
    Guid BuyerId,
    Bilingual Name,
    long TotalTwd,
    int Suppliers,
    long Score,
    AwardTitle? Award,
    Explanation Explanation
)
{
    public static StandingView Of(StandingLine line, Bilingual name) =>
        new(line.Rank, line.BuyerId, name, line.TotalTwd, line.Suppliers, line.Score, line.Award, line.Explanation);
}

/// <summary>
/// A page of the standings of one version. Its cursor stays in that version even when purchases are accepted in the meantime.
/// </summary>
internal sealed record StandingsPage(
    IReadOnlyList<StandingView> Items,
    string? NextCursor,
    int Year,
    Series Series,
    bool Closed,
    long Version,
    int RuleVersion
);

/// <summary>A line of the standings with the ids of its counted purchases.</summary>
internal sealed record StandingDetail(StandingView Line, long Version, int RuleVersion, IReadOnlyList<Guid> Purchases);

internal static class GetStandings
{
    public static void Map(RouteGroupBuilder years)
    {
        years
            .MapGet("{year:int}/standings", ListAsync)
            .ForAnyone()
            .WithSummary("The standings of a series, best first, each line explained");
        years
            .MapGet("{year:int}/standings/{buyerId:guid}", GetAsync)
            .ForAnyone()
            .WithSummary("One buyer's line with the purchases counted");
    }

    private static async Task<Answer<StandingsPage>> ListAsync(
        int year,
        [FromQuery] CamelCaseEnum<Series>? series,
        [AsParameters] PageQuery page,
        PublishedStandings standings,
        CancellationToken cancellationToken
    )
    {
        if (!page.Size().Succeeded(out var size, out var refused))
        {
            return refused;
        }

        var wanted = series?.Value ?? Series.Social;
        if (await standings.CurrentAsync(year, cancellationToken) is not { } current)
        {
            return PlatformErrors.NotFound;
        }

        var (point, skip) = (current, 0);
        if (page.Cursor is { } text)
        {
            if (
                !StandingsCursor.TryRead(text, out var cursor)
                || cursor.Version > current.Latest
                || cursor.RuleVersion > current.LatestRules
            )
            {
                return PlatformErrors.CursorInvalid;
            }

            (point, skip) = (current with { Version = cursor.Version, RuleVersion = cursor.RuleVersion }, cursor.Skip);
        }

        var lines = await standings.LinesAsync(year, wanted, point, cancellationToken);
        var shown = lines.Skip(skip).Take(size).ToArray();
        var names = await standings.NamesAsync([.. shown.Select(line => line.BuyerId)], cancellationToken);
        return new StandingsPage(
            [.. shown.Select(line => StandingView.Of(line, names[line.BuyerId]))],
            skip + shown.Length < lines.Count
                ? new StandingsCursor(point.Version, point.RuleVersion, skip + shown.Length).ToString()
                : null,
            year,
            wanted,
            point.Closed,
            point.Version,
            point.RuleVersion
        );
    }

    private static async Task<Answer<StandingDetail>> GetAsync(
        int year,
        Guid buyerId,
        [FromQuery] CamelCaseEnum<Series>? series,
        PublishedStandings standings,
        CancellationToken cancellationToken
    )
    {
        var wanted = series?.Value ?? Series.Social;
        if (await standings.CurrentAsync(year, cancellationToken) is not { } point)
        {
            return PlatformErrors.NotFound;
        }

        var lines = await standings.LinesAsync(year, wanted, point, cancellationToken);
        if (lines.FirstOrDefault(line => line.BuyerId == buyerId) is not { } line)
        {
            return PlatformErrors.NotFound;
        }

        var names = await standings.NamesAsync([buyerId], cancellationToken);
        var purchases = await standings.PurchasesAsync(year, wanted, buyerId, point, cancellationToken);
        return new StandingDetail(StandingView.Of(line, names[buyerId]), point.Version, point.RuleVersion, purchases);
    }
}
