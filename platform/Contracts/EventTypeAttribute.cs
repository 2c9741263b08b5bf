namespace Platform.Contracts;

/// <summary>The public name of an event (<c>registry.organisation-registered</c>): the <c>type</c> attribute of CloudEvents 1.0.</summary>
/// <param name="name">The service, a dot, and what happened, in the past tense and kebab-case.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EventTypeAttribute(string name) : Attribute
{
    /// <summary>The public name.</summary>
    public string Name { get; } = name;
}
