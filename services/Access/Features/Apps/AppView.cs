using Platform.Access.Data;
using Platform.Access.Domain.Apps;
using Platform.Web.Http;

namespace Platform.Access.Features.Apps;

/// <summary>An app as the platform team sees it. The text of a secret is in the answer that creates it only.</summary>
internal sealed record AppView(
    Guid Id,
    long Version,
    string ClientId,
    string Name,
    string Party,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> Scopes,
    string Plan,
    IReadOnlyList<string> Origins,
    bool Disabled,
    IReadOnlyList<SecretView> Secrets,
    DateTimeOffset CreatedAt
) : IVersionedView
{
    public static AppView Of(App app) =>
        new(
            app.Id,
            app.Version,
            app.ClientId,
            app.Name,
            app.Party,
            app.Roles,
            app.Scopes,
            app.Plan,
            app.Origins,
            app.Disabled,
            [.. app.Secrets.Select(secret => SecretView.Of(secret))],
            app.CreatedAt
        );
}

/// <summary>A secret of an app, with its text when it is new.</summary>
internal sealed record SecretView(Guid Id, DateTimeOffset CreatedAt, string? Secret = null)
{
    public static SecretView Of(Secret secret, string? text = null) => new(secret.Id, secret.CreatedAt, text);
}
