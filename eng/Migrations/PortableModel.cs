using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Platform.Migrations;

/// <summary>What a model must not contain if one migration set is to serve both databases.</summary>
internal static class PortableModel
{
    // PostgreSQL cuts longer names off, silently (NAMEDATALEN - 1).
    private const int MaxNameLength = 63;

    public static void Check(DbContext context)
    {
        var model = context.GetService<IDesignTimeModel>().Model;
        foreach (var property in model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            var where = $"{property.DeclaringType.DisplayName()}.{property.Name}";
            if (property.FindAnnotation(RelationalAnnotationNames.ColumnType) is { Value: not null })
            {
                throw new RefusedException($"{where} names a store type (HasColumnType); leave it to the provider.");
            }

            if (IsInteger(property) && property.ValueGenerated == ValueGenerated.OnAdd && !PortableAnnotations.IsIdentity(property)
                && property.GetDefaultValueSql() is null && !property.TryGetDefaultValue(out _))
            {
                throw new RefusedException($"{where} is generated but is not the whole primary key; SQLite numbers only that one.");
            }

            if ((property.ClrType == typeof(decimal) || property.ClrType == typeof(DateTimeOffset)) && property.GetTypeMapping().Converter is null)
            {
                throw new RefusedException($"{where} is {property.ClrType.Name}, which SQLite can neither order nor compare; convert it.");
            }
        }

        foreach (var name in Names(model.GetRelationalModel()).Where(name => name.Length > MaxNameLength))
        {
            throw new RefusedException($"the name {name} has {name.Length} characters; PostgreSQL keeps {MaxNameLength}. Name it explicitly, shorter.");
        }
    }

    private static bool IsInteger(IProperty property) =>
        property.GetTypeMapping().Converter is null
        && property.ClrType is var type
        && (type == typeof(int) || type == typeof(long) || type == typeof(short));

    private static IEnumerable<string> Names(IRelationalModel model) => model.Tables.SelectMany(table => (string[])
    [
        table.Name,
        .. table.Columns.Select(column => column.Name),
        .. table.Indexes.Select(index => index.Name),
        .. table.UniqueConstraints.Select(constraint => constraint.Name),
        .. table.ForeignKeyConstraints.Select(constraint => constraint.Name),
    ]);
}
