namespace Platform.Access.Data;

/// <summary>The number of requests of an app to a service on one day (Taipei time).</summary>
internal sealed class UsageDay
{
    public required string ClientId { get; init; }

    public required DateOnly Day { get; init; }

    public required string Service { get; init; }

    public required long Succeeded { get; init; }

    public required long Refused { get; init; }

    public required long Failed { get; init; }
}
