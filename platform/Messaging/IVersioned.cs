namespace Platform.Messaging;

/// <summary>An aggregate's row: its version is the concurrency token, the ETag, and the version its events carry.</summary>
public interface IVersioned : IIdentified
{
    /// <summary>1 at creation, one more with every change.</summary>
    long Version { get; set; }
}
