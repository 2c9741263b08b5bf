using System.Text;

namespace Platform.Messaging;

internal static class ConsumerNames
{
    /// <summary><c>RecordSupplierWhenOrganisationRegistered</c> → <c>record-supplier-when-organisation-registered</c>; a closed generic adds its argument.</summary>
    public static string Of(Type consumer)
    {
        var name = new StringBuilder();
        foreach (var c in consumer.Name.Split('`')[0])
        {
            if (char.IsUpper(c) && name.Length > 0)
                name.Append('-');
            name.Append(char.ToLowerInvariant(c));
        }

        foreach (var argument in consumer.GetGenericArguments())
            name.Append('-').Append(Of(argument));
        return name.ToString();
    }
}
