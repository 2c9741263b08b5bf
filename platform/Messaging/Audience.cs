using System.Text.Json.Serialization;

namespace Platform.Messaging;

/// <summary>
/// Who may see an event (<see cref="Readers"/>), and who is notified of it (<see cref="Concerns"/>). The producer sets it; the entries
/// are <c>public</c>, <c>party:{id}</c> or <c>role:{name}</c>.
/// </summary>
public sealed record Audience
{
    private const string Everyone = "public";

    /// <summary>Who may see the event.</summary>
    public required IReadOnlyList<string> Readers { get; init; }

    /// <summary>Who is notified of the event.</summary>
    public IReadOnlyList<string> Concerns { get; init; } = [];

    /// <summary>Whether everyone may see the event.</summary>
    [JsonIgnore]
    public bool IsPublic => Readers.Contains(Everyone);

    /// <summary>An event that everyone may see and that notifies nobody.</summary>
    public static Audience Public { get; } = new() { Readers = [Everyone] };

    /// <summary>
    /// Returns an audience of the given parties and roles (see <see cref="Party"/>, <see cref="Role"/>); empty entries are ignored.
    /// </summary>
    public static Audience Of(params IEnumerable<string?> readers) => new() { Readers = [.. Present(readers)] };

    /// <summary>Returns the same audience with a notice to the given parties and roles.</summary>
    public Audience Notifying(params IEnumerable<string?> concerned) => this with { Concerns = [.. Present(concerned)] };

    /// <summary>Returns the entry for a party, or <see langword="null"/> when the party is empty.</summary>
    public static string? Party(string? party) => string.IsNullOrEmpty(party) ? null : $"party:{party}";

    /// <summary>Returns the entry for everyone with a role.</summary>
    public static string Role(string role) => $"role:{role}";

    /// <summary>Returns whether a caller with this party and these roles may see the event.</summary>
    public bool Includes(string party, IEnumerable<string> roles) =>
        IsPublic || Readers.Contains($"party:{party}") || roles.Any(role => Readers.Contains($"role:{role}"));

    private static IEnumerable<string> Present(IEnumerable<string?> entries) => entries.OfType<string>().Distinct();
}
