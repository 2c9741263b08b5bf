using Platform.Domain;

namespace Platform.Partnerships.Domain.Profiles;

/// <summary>Contact details. Only the owner sees them, and a counterpart after both sides have agreed.</summary>
internal sealed record ContactDetails
{
    public required string Name { get; init; }

    public required string Email { get; init; }

    public string? Phone { get; init; }

    /// <summary>Reads contact details. They are separate from the content because the content is public.</summary>
    public static Result<ContactDetails> Read(string name, string email, string? phone) =>
        name.Length > ProfileRules.NameLength ? PartnershipsErrors.TooLong("$.contact.name", ProfileRules.NameLength)
        : !IsEmail(email.Trim()) ? PartnershipsErrors.EmailInvalid
        : new ContactDetails
        {
            Name = name.Trim(),
            Email = email.Trim(),
            Phone = string.IsNullOrWhiteSpace(phone) ? null : phone.Trim(),
        };

    // Requires one @ with text before it and a domain with a dot after it. Only sending a mail shows whether it arrives.
    private static bool IsEmail(string text) =>
        text.Length <= 254
        && !text.Any(char.IsWhiteSpace)
        && text.Split('@') is [{ Length: > 0 }, { Length: > 2 } domain]
        && domain.Contains('.', StringComparison.Ordinal)
        && !domain.StartsWith('.')
        && !domain.EndsWith('.');
}
