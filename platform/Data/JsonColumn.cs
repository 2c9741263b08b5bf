using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Platform.Data;

/// <summary>Maps value objects and collections to one JSON text column, in the same way on PostgreSQL and SQLite.</summary>
public static class JsonColumn
{
    /// <summary>
    /// Stores the property as JSON. Change it by assigning a new value (records and lists are compared by their JSON); changes in place
    /// are not saved.
    /// </summary>
    public static PropertyBuilder<T> AsJson<T>(this PropertyBuilder<T> property)
    {
        property.HasConversion(
            value => JsonSerializer.Serialize(value, PlatformJson.Stored),
            stored => JsonSerializer.Deserialize<T>(stored, PlatformJson.Stored)!,
            new ValueComparer<T>(
                (left, right) =>
                    ReferenceEquals(left, right)
                    || JsonSerializer.Serialize(left, PlatformJson.Stored) == JsonSerializer.Serialize(right, PlatformJson.Stored),
                value => JsonSerializer.Serialize(value, PlatformJson.Stored).GetHashCode(StringComparison.Ordinal),
                value => value
            )
        );
        return property;
    }
}
