using Platform.Messaging;

namespace Platform.Access.Data;

/// <summary>An ES256 key: the newest signs, all are published, so that tokens of an older one stay valid.</summary>
internal sealed class SigningKey
{
    public required Guid Id { get; init; }

    /// <summary>PKCS #8.</summary>
    public required string Pem { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A partner application.</summary>
internal sealed class App : IVersioned
{
    public required Guid Id { get; init; }

    public long Version { get; set; }

    public required string ClientId { get; init; }

    public required string Name { get; init; }

    public required string Party { get; init; }

    public required IReadOnlyList<string> Roles { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    public required string Plan { get; init; }

    public IReadOnlyList<Secret> Secrets { get; set; } = [];

    /// <summary>The web origins from which its pages may call.</summary>
    public IReadOnlyList<string> Origins
    {
        get;
        set => (field, HasOrigins) = (value, value.Count > 0);
    } = [];

    public bool HasOrigins { get; private set; }

    public bool Disabled { get; set; }

    /// <summary>By the clock that tokens run by.</summary>
    public DateTimeOffset? DisabledAt { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
}

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

/// <summary>The last report taken of a gateway's process.</summary>
internal sealed class UsageGateway
{
    public required Guid Gateway { get; init; }

    public required long Number { get; init; }
}

internal sealed record Secret(Guid Id, string Hash, DateTimeOffset CreatedAt);

/// <summary>An event in the order of the feed.</summary>
internal sealed class FeedEvent
{
    public long Position { get; init; }

    public required Guid Id { get; init; }

    public required string Type { get; init; }

    public required string Source { get; init; }

    public required string Subject { get; init; }

    public required long Version { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required Audience Audience { get; init; }

    public string? TraceParent { get; init; }

    public required string Body { get; init; }
}

/// <summary>Something that concerns a party or everyone with a role.</summary>
internal sealed class Notice : IVersioned
{
    public required Guid Id { get; init; }

    public long Version { get; set; }

    /// <summary><c>party:…</c> or <c>role:…</c>.</summary>
    public required string Recipient { get; init; }

    public required Guid EventId { get; init; }

    public required string Type { get; init; }

    public required string Subject { get; init; }

    public required string Zh { get; init; }

    public required string En { get; init; }

    public required DateTimeOffset At { get; init; }

    public bool Mailed { get; set; }
}

internal sealed class NoticeRead
{
    public required Guid NoticeId { get; init; }

    public required string Subject { get; init; }
}
