using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Platform.Harness;

namespace Platform.Access.Tests;

public sealed class AccessService() : TestService(builder => builder.AddAccess(), app => app.MapAccess()), IAsyncLifetime
{
    public string Data => Services.GetRequiredService<IConfiguration>()["Platform:Data"]!;

    /// <summary>Asks for a token with a form of these fields.</summary>
    public Task<Reply> AskAsync(params (string Name, string Value)[] fields) => AskAsync(Anonymous, fields);

    public static Task<Reply> AskAsync(HttpClient client, params (string Name, string Value)[] fields) =>
        client.Call(HttpMethod.Post, "/connect/token", new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));
}
