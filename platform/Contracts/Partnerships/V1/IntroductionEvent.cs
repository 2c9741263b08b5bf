using System.Text.Json.Serialization;

namespace Platform.Contracts.Partnerships.V1;

/// <summary>
/// What every event about an introduction names. Its members come first in the JSON. No such event carries a message, a reason, a note or
/// contact details.
/// </summary>
public abstract record IntroductionEvent
{
    /// <summary>The introduction.</summary>
    [JsonRequired, JsonPropertyOrder(-1)]
    public Guid IntroductionId { get; init; }

    /// <summary>The side that asked.</summary>
    [JsonRequired, JsonPropertyOrder(-1)]
    public IntroductionParty From { get; init; } = null!;

    /// <summary>The side that was asked.</summary>
    [JsonRequired, JsonPropertyOrder(-1)]
    public IntroductionParty To { get; init; } = null!;
}
