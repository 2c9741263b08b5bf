namespace Platform.Messaging;

/// <summary>A row with an id of ours, by which lists are ordered.</summary>
public interface IIdentified
{
    /// <summary>UUID version 7, made by us.</summary>
    Guid Id { get; }
}
