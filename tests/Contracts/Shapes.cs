using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Contracts.Tests;

/// <summary>The shape of contracts as text: what a consumer may rely on.</summary>
internal static class Shapes
{
    public static string Of(IEnumerable<Type> contracts)
    {
        var text = new StringBuilder();
        foreach (
            var contract in contracts
                .Where(contract => !contract.IsAbstract)
                .OrderBy(contract => contract.FullName, StringComparer.Ordinal)
        )
        {
            var @event = contract.GetCustomAttribute<EventTypeAttribute>()?.Name;
            text.Append(contract.FullName).AppendLine(@event is null ? "" : $" = {@event}");
            foreach (var member in contract.GetProperties().OrderBy(member => member.Name, StringComparer.Ordinal))
            {
                text.Append("  ")
                    .Append(JsonNamingPolicy.CamelCase.ConvertName(member.Name))
                    .Append(": ")
                    .Append(TypeOf(member))
                    .AppendLine(
                        member.IsDefined(typeof(RequiredMemberAttribute)) || member.IsDefined(typeof(JsonRequiredAttribute))
                            ? ", required"
                            : ""
                    );
            }
        }

        return text.ToString();
    }

    private static string TypeOf(PropertyInfo member) => Name(new NullabilityInfoContext().Create(member));

    private static string Name(NullabilityInfo type)
    {
        var value = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        var arguments = type.GenericTypeArguments.Select(Name).ToArray();
        var name =
            arguments.Length > 0 && value.IsGenericType ? $"{value.Name.Split('`')[0]}<{string.Join(", ", arguments)}>" : value.Name;
        return name + (type.ReadState == NullabilityState.Nullable ? "?" : "");
    }
}
