using Platform.Calendar;
using Platform.Messaging;
using Platform.Partnerships.Data;

namespace Platform.Partnerships.Features.Matching;

/// <summary>Loads all listed profiles when the process starts, so that the first request does not wait.</summary>
internal sealed class ListProfilesAtStart(
    IServiceScopeFactory scopes,
    ListedProfiles listed,
    TimeProvider clock,
    ILogger<ListProfilesAtStart> log
) : BackgroundLoop(log)
{
    protected override async Task<TimeSpan> WorkAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await listed.ReadAsync(
            scope.ServiceProvider.GetRequiredService<PartnershipsDbContext>(),
            TaipeiTime.Today(clock),
            cancellationToken
        );
        return Timeout.InfiniteTimeSpan;
    }
}
