using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace Platform.Architecture.Tests;

/// <summary>
/// What the code of a type uses: in its signatures, attributes and method bodies, those of its nested (also generated) types included.
/// </summary>
internal static class Uses
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly Dictionary<int, OpCode> OpCodes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value & 0xFFFF);

    /// <summary>Every type that is used.</summary>
    public static IReadOnlySet<Type> TypesOf(Type type) => MembersOf(type).SelectMany(TypesIn).SelectMany(Parts).ToHashSet();

    /// <summary>Every member that is used.</summary>
    public static IReadOnlySet<MemberInfo> MembersOf(Type type)
    {
        var used = new HashSet<MemberInfo>();
        foreach (var part in type.GetNestedTypes(Declared).Prepend(type))
        {
            if (part != type)
            {
                used.UnionWith(MembersOf(part));
            }

            used.UnionWith(part.GetInterfaces());
            used.UnionWith(part.GetCustomAttributesData().Select(attribute => attribute.AttributeType));
            if (part.BaseType is not null)
            {
                used.Add(part.BaseType);
            }

            foreach (var member in part.GetMembers(Declared))
            {
                used.UnionWith(member.GetCustomAttributesData().Select(attribute => attribute.AttributeType));
                used.UnionWith(SignatureOf(member));
                if (member is MethodBase method)
                {
                    used.UnionWith(BodyOf(method));
                }
            }
        }

        return used;
    }

    private static IEnumerable<Type> SignatureOf(MemberInfo member) =>
        member switch
        {
            FieldInfo field => [field.FieldType],
            MethodInfo method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType),
            ConstructorInfo constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType),
            _ => [],
        };

    private static IEnumerable<MemberInfo> BodyOf(MethodBase method)
    {
        if (method.GetMethodBody() is not { } body || body.GetILAsByteArray() is not { } code)
        {
            yield break;
        }

        foreach (var local in body.LocalVariables)
        {
            yield return local.LocalType;
        }

        foreach (var clause in body.ExceptionHandlingClauses.Where(clause => clause.Flags == ExceptionHandlingClauseOptions.Clause))
        {
            yield return clause.CatchType!;
        }

        var typeArguments = method.DeclaringType!.GetGenericArguments();
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var at = 0; at < code.Length; )
        {
            int value = code[at++];
            if (value == 0xFE)
            {
                value = 0xFE00 | code[at++];
            }

            var operand = OpCodes[value].OperandType;
            if (operand is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
            {
                yield return method.Module.ResolveMember(
                    BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(at)),
                    typeArguments,
                    methodArguments
                )!;
            }

            at += operand switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + 4 * BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(at)),
                _ => 4,
            };
        }
    }

    private static IEnumerable<Type> TypesIn(MemberInfo member) =>
        member switch
        {
            Type type => [type],
            MethodInfo { IsGenericMethod: true } method => method
                .GetGenericArguments()
                .Append(method.DeclaringType!)
                .Concat(SignatureOf(method)),
            _ => SignatureOf(member).Concat(member.DeclaringType is { } declaring ? [declaring] : []),
        };

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition())
        : [type];
}
