using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Platform.Domain;
using Platform.Web.Errors;

namespace Platform.Web.Http;

/// <summary>The <c>If-Match</c> header of a request (RFC 9110 §13.1.1), part of a <see cref="Commands.Command"/>.</summary>
public readonly record struct IfMatch(StringValues Header)
{
    /// <summary>Whether the header was sent.</summary>
    public bool IsPresent => !StringValues.IsNullOrEmpty(Header);

    /// <summary>
    /// Returns an error when the header names another version than the current one; <see langword="null"/> when it names the current one
    /// or was not sent.
    /// </summary>
    public DomainError? Refuses(long currentVersion) => !IsPresent || Names(Header, $"\"{currentVersion}\"") ? null : PlatformErrors.Stale;

    internal static bool Names(StringValues header, string etag) =>
        EntityTagHeaderValue.TryParseList(header, out var tags)
        && tags.Any(tag =>
            tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(new EntityTagHeaderValue(etag), useStrongComparison: false)
        );
}
