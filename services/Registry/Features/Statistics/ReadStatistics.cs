using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Platform.Calendar;
using Platform.Domain;
using Platform.Registry.Data;
using Platform.Registry.Domain.Organisations;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Registry.Features.Statistics;

/// <summary>The settings of the statistics; configuration section <c>Registry:Statistics</c>.</summary>
internal sealed record StatisticsSettings
{
    /// <summary>The maximum age of an answer.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromMinutes(1);
}

/// <summary>
/// Returns counts of the register. They are cached (<see cref="StatisticsSettings.MaxAge"/>), so that many requests cost one count.
/// </summary>
internal static class ReadStatistics
{
    internal sealed record Count(string Value, int Organisations);

    internal sealed record Response(
        DateTimeOffset CountedAt,
        int Registered,
        IReadOnlyList<Count> ByCounty,
        IReadOnlyList<Count> BySdg,
        IReadOnlyList<Count> ByLegalForm,
        IReadOnlyList<Count> ByStage,
        IReadOnlyList<Count> ByYear,
        IReadOnlyList<Count> ByLight,
        IReadOnlyList<Count> ByTier,
        IReadOnlyList<Count> ByStatus,
        int IndustryPartners,
        int PartnerLinks
    );

    private sealed record OrganisationGroup(
        string County,
        LegalForm LegalForm,
        Stage Stage,
        Light Light,
        string? Tier,
        int SdgMask,
        int Count
    );

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/statistics", HandleAsync)
            .ForAnyone()
            .WithTags("Statistics")
            .WithSummary("Registered organisations by county, SDG, legal form, stage, year of registration, light and tier");

    private static async Task<Answer<Response>> HandleAsync(StatisticsCache cache, CancellationToken cancellationToken) =>
        await cache.GetAsync(cancellationToken);

    internal static async Task<Response> CountAsync(RegistryDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        var registered = db.Organisations.AsNoTracking().Where(organisation => organisation.Status == OrganisationStatus.Registered);
        var groups = await registered
            .GroupBy(row => new
            {
                row.County,
                row.LegalForm,
                row.Stage,
                row.Light,
                row.Tier,
                row.SdgMask,
            })
            .Select(group => new OrganisationGroup(
                group.Key.County,
                group.Key.LegalForm,
                group.Key.Stage,
                group.Key.Light,
                group.Key.Tier,
                group.Key.SdgMask,
                group.Count()
            ))
            .ToListAsync(cancellationToken);
        var years = await registered
            .Select(row => row.StatusPoints.Min(point => point.EffectiveOn).Year)
            .GroupBy(year => year)
            .Select(group => new { Year = group.Key, Count = group.Count() })
            .ToListAsync(cancellationToken);
        var statuses = await db
            .Organisations.GroupBy(row => row.Status)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToListAsync(cancellationToken);
        var today = TaipeiTime.Today(clock);
        return new(
            clock.GetUtcNow(),
            groups.Sum(group => group.Count),
            By(group => group.County),
            [
                .. Enumerable
                    .Range(1, 17)
                    .Select(sdg => new Count(
                        Text(sdg),
                        groups.Where(group => (group.SdgMask & OrganisationRow.BitOf(sdg)) != 0).Sum(group => group.Count)
                    )),
            ],
            By(group => group.LegalForm.ToCamelCase()),
            By(group => group.Stage.ToCamelCase()),
            [.. years.OrderBy(year => year.Year).Select(year => new Count(Text(year.Year), year.Count))],
            By(group => group.Light.ToCamelCase()),
            By(group => group.Tier ?? "none"),
            [.. statuses.OrderByDescending(status => status.Count).Select(status => new Count(status.Key.ToCamelCase(), status.Count))],
            await db.IndustryPartners.CountAsync(partner => partner.Until >= today, cancellationToken),
            await db.IndustryPartners.SelectMany(partner => partner.Links).CountAsync(cancellationToken)
        );

        IReadOnlyList<Count> By(Func<OrganisationGroup, string> of) =>
            [
                .. groups
                    .GroupBy(of)
                    .Select(group => new Count(group.Key, group.Sum(alike => alike.Count)))
                    .OrderByDescending(count => count.Organisations)
                    .ThenBy(count => count.Value, StringComparer.Ordinal),
            ];

        static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}

/// <summary>The cached counts of this process. Requests that arrive during a count wait for its result.</summary>
internal sealed class StatisticsCache(IServiceScopeFactory scopes, IOptions<StatisticsSettings> settings, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private ReadStatistics.Response? counted;
    private long countedAt;

    public async Task<ReadStatistics.Response> GetAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (counted is null || clock.GetElapsedTime(countedAt) >= settings.Value.MaxAge)
            {
                await using var scope = scopes.CreateAsyncScope();
                counted = await ReadStatistics.CountAsync(
                    scope.ServiceProvider.GetRequiredService<RegistryDbContext>(),
                    clock,
                    cancellationToken
                );
                countedAt = clock.GetTimestamp();
            }

            return counted;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();
}
