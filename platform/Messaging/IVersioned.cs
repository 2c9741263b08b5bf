namespace Platform.Messaging;

/// <summary>The row of an aggregate: its version is the concurrency token, the ETag, and the version of its events.</summary>
public interface IVersioned : IIdentified
{
    /// <summary>1 at creation; increases by one with every change.</summary>
    long Version { get; set; }
}
