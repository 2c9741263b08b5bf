using System.Text.Json;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Platform.Data;

/// <summary>Stores enums under the names that the public API uses.</summary>
internal sealed class EnumsAsCamelCase : IModelFinalizingConvention
{
    public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
    {
        foreach (var property in modelBuilder.Metadata.GetEntityTypes().SelectMany(entity => entity.GetDeclaredProperties()))
        {
            var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
            if (type.IsEnum && property.GetValueConverter() is null)
            {
                property.Builder.HasConversion((ValueConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(type))!);
            }
        }
    }

    private sealed class Converter<TEnum>()
        : ValueConverter<TEnum, string>(
            value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()),
            stored => Enum.Parse<TEnum>(stored, ignoreCase: true)
        )
        where TEnum : struct, Enum;
}
