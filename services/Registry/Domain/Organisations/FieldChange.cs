using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Data;

namespace Platform.Registry.Domain.Organisations;

/// <summary>The value of a field before and after a change, as the API writes it; absent when there was no value.</summary>
internal sealed record FieldChange(string Field, JsonNode? From, JsonNode? To)
{
    private const string Contact = "contact";

    /// <summary>Returns whether everyone may see the change.</summary>
    public bool IsPublic() => Field != Contact;

    /// <summary>Returns the change of a date.</summary>
    public static FieldChange OfDate(string field, DateOnly? from, DateOnly? to) => new(field, Text(from), Text(to));

    /// <summary>Returns the fields that differ.</summary>
    public static IReadOnlyList<FieldChange> Between(OrganisationFacts before, OrganisationFacts after)
    {
        var (old, now) = (Members(before), Members(after));
        return
        [
            .. old.Select(member => member.Key)
                .Union(now.Select(member => member.Key))
                .Where(field => !JsonNode.DeepEquals(old[field], now[field]))
                .Select(field => new FieldChange(field, old[field]?.DeepClone(), now[field]?.DeepClone())),
        ];
    }

    private static JsonNode? Text(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static JsonObject Members(OrganisationFacts facts)
    {
        var members = JsonSerializer.SerializeToNode(facts, PlatformJson.Stored)!.AsObject();
        members.Remove("identifierKey");
        return members;
    }
}
