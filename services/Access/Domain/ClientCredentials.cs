using System.Net;
using System.Text;

namespace Platform.Access.Domain;

/// <summary>An app's id and secret.</summary>
internal sealed record ClientCredentials(string Id, string Secret)
{
    private const string Scheme = "Basic ";

    public static bool IsBasic(string? authorization) => authorization?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>
    /// Parses an <c>Authorization: Basic</c> header as RFC 6749 §2.3.1 defines it: id and secret are each form-urlencoded, then joined by
    /// a colon and base64-encoded (RFC 7617). Returns <see langword="null"/> when the header is malformed.
    /// </summary>
    public static ClientCredentials? Basic(string authorization)
    {
        var encoded = authorization[Scheme.Length..].Trim();
        var bytes = new byte[encoded.Length];
        return
            Convert.TryFromBase64String(encoded, bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [var id, var secret]
            && new ClientCredentials(WebUtility.UrlDecode(id), WebUtility.UrlDecode(secret)) is var read
            && !read.Id.Contains('\0')
            && !read.Secret.Contains('\0')
            ? read
            : null;
    }
}
