using System.Text.Json.Serialization;

namespace Platform.Messaging;

/// <summary>
/// Who may see an event (<see cref="Readers"/>) and whom it concerns, so that it becomes a notice (<see cref="Concerns"/>).
/// Stamped by the producer; entries are <c>public</c>, <c>party:{id}</c> or <c>role:{name}</c>.
/// </summary>
public sealed record Audience
{
    private const string Everyone = "public";

    /// <summary>Who may see the event.</summary>
    public required IReadOnlyList<string> Readers { get; init; }

    /// <summary>Who is told about it.</summary>
    public IReadOnlyList<string> Concerns { get; init; } = [];

    /// <summary>Everyone may see the event.</summary>
    [JsonIgnore]
    public bool IsPublic => Readers.Contains(Everyone);

    /// <summary>An event that everyone may see and that is nobody's notice.</summary>
    public static Audience Public { get; } = new() { Readers = [Everyone] };

    /// <summary>
    /// An event for the parties and roles named (see <see cref="Party"/>, <see cref="Role"/>) only; empty entries are left out.
    /// </summary>
    public static Audience Of(params IEnumerable<string?> readers) => new() { Readers = [.. Present(readers)] };

    /// <summary>The same audience, and a notice to those named.</summary>
    public Audience Notifying(params IEnumerable<string?> concerned) => this with { Concerns = [.. Present(concerned)] };

    /// <summary>The entry for a party; <see langword="null"/> for nobody.</summary>
    public static string? Party(string? party) => string.IsNullOrEmpty(party) ? null : $"party:{party}";

    /// <summary>The entry for everyone who has a role.</summary>
    public static string Role(string role) => $"role:{role}";

    /// <summary>Whether a caller with this party and these roles may see the event.</summary>
    public bool Includes(string party, IEnumerable<string> roles) =>
        IsPublic || Readers.Contains($"party:{party}") || roles.Any(role => Readers.Contains($"role:{role}"));

    private static IEnumerable<string> Present(IEnumerable<string?> entries) => entries.OfType<string>().Distinct();
}
