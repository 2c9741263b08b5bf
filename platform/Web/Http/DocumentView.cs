namespace Platform.Web.Http;

/// <summary>A document as it is shown.</summary>
public sealed record DocumentView(Guid Id, string Name, long Size, string Sha256, string MediaType);
