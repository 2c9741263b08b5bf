namespace Platform.Web.Identity;

/// <summary>A gateway's report to Access about the use of apps; inside the platform only.</summary>
/// <param name="Gateway">The id of the gateway process; a new one for each start.</param>
/// <param name="Number">1, 2, 3 … for each gateway; a repeated report has the same number.</param>
/// <param name="Lines">The counts since the previous report.</param>
public sealed record UsageReport(Guid Gateway, long Number, IReadOnlyList<UsageLine> Lines)
{
    /// <summary>The path at Access; the gateway does not forward it.</summary>
    public const string Path = "/internal/usage";
}

/// <summary>The requests of one app to one service on a day in Taipei, by status.</summary>
/// <param name="Day">The day, by the clock of the gateway.</param>
/// <param name="ClientId">The app.</param>
/// <param name="Service">The service, by its name in paths.</param>
/// <param name="Succeeded">Status below 400.</param>
/// <param name="Refused">400 to 499.</param>
/// <param name="Failed">500 and more.</param>
public sealed record UsageLine(DateOnly Day, string ClientId, string Service, int Succeeded, int Refused, int Failed);
