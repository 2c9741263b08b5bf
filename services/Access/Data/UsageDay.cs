namespace Platform.Access.Data;

/// <summary>Requests of an app to a service on a day of Taipei.</summary>
internal sealed class UsageDay
{
    public required string ClientId { get; init; }

    public required DateOnly Day { get; init; }

    public required string Service { get; init; }

    public required long Succeeded { get; init; }

    public required long Refused { get; init; }

    public required long Failed { get; init; }
}
