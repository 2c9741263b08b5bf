namespace Platform.Messaging;

/// <summary>A row with an id that the platform created; lists are ordered by it.</summary>
public interface IIdentified
{
    /// <summary>UUID version 7, created by the platform.</summary>
    Guid Id { get; }
}
