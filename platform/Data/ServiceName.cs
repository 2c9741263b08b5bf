namespace Platform.Data;

/// <summary>Endpoint metadata: the service that an endpoint belongs to.</summary>
/// <param name="Name">e.g. <c>registry</c>.</param>
public sealed record ServiceName(string Name);
