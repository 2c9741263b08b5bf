namespace Platform.ServiceDefaults.Identity;

/// <summary>What a gateway tells Access of the use that apps make; inside only.</summary>
/// <param name="Gateway">The process; a new one with each start.</param>
/// <param name="Number">1, 2, 3 … for each gateway: the same number tells the same.</param>
/// <param name="Lines">What was counted since the last one.</param>
public sealed record UsageReport(Guid Gateway, long Number, IReadOnlyList<UsageLine> Lines)
{
    /// <summary>Where Access takes it; the gateway forwards no such path.</summary>
    public const string Path = "/internal/usage";
}

/// <summary>Requests of one app to one service on a day of Taipei, by how they were answered.</summary>
/// <param name="Day">The day, by the clock of the gateway.</param>
/// <param name="ClientId">The app.</param>
/// <param name="Service">The service, by its name in paths.</param>
/// <param name="Succeeded">Status below 400.</param>
/// <param name="Refused">400 to 499.</param>
/// <param name="Failed">500 and more.</param>
public sealed record UsageLine(DateOnly Day, string ClientId, string Service, int Succeeded, int Refused, int Failed);
