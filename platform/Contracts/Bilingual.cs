namespace Platform.Contracts;

/// <summary>A text in Traditional Chinese (zh-TW), in English, or in both. At least one of the two is present.</summary>
public sealed record Bilingual
{
    /// <summary>The text in Traditional Chinese as used in Taiwan.</summary>
    public string? Zh { get; init; }

    /// <summary>The text in English.</summary>
    public string? En { get; init; }
}
