namespace Platform.Contracts.Sandbox.V1;

/// <summary>An authority gave its opinion. Its text is not in the event; only those who may see the file can read it.</summary>
[EventType("sandbox.opinion-given")]
public sealed record OpinionGiven : RequestEvent
{
    /// <summary>The authority, by code.</summary>
    public required string Authority { get; init; }

    /// <summary>agree, object, conditional, or noObjection.</summary>
    public required string Position { get; init; }

    /// <summary>True when it was given after its due date.</summary>
    public required bool Late { get; init; }

    /// <summary>The date, in Taipei.</summary>
    public required DateOnly GivenOn { get; init; }
}
