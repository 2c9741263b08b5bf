using System.Text.Json.Nodes;
using Platform.Data;
using Platform.Web.Identity;

namespace Platform.Gateway;

/// <summary>One OpenAPI 3.1 document for all services: all paths, and each service's schemas prefixed with its name.</summary>
internal sealed class MergedOpenApi(IHttpClientFactory clients, ServiceAddresses addresses)
{
    public static void Map(WebApplication app) =>
        app.MapGet("/openapi.json", async (MergedOpenApi documents, CancellationToken cancellationToken) =>
                Results.Json(await documents.GetAsync(cancellationToken), PlatformJson.Options)
            )
            .ForAnyone()
            .ExcludeFromDescription();

    /// <summary>Returns the current document; a service that is away is omitted.</summary>
    public async Task<JsonObject> GetAsync(CancellationToken cancellationToken)
    {
        var (paths, schemas, schemes) = (new JsonObject(), new JsonObject(), new JsonObject());
        foreach (var processes in addresses.ByService.OrderBy(found => found.Key))
        {
            var service = processes.Key;
            if (await ReadAsync(processes, cancellationToken) is not { } text)
            {
                continue;
            }

            var document = JsonNode.Parse(
                text.Replace("#/components/schemas/", $"#/components/schemas/{service}.", StringComparison.Ordinal)
            )!;
            foreach (var (path, item) in document["paths"]!.AsObject())
            {
                if (paths.ContainsKey(path))
                {
                    continue;
                }

                foreach (var (_, operation) in item!.AsObject())
                {
                    if (operation?["tags"] is JsonArray tags)
                    {
                        operation["tags"] = new JsonArray([.. tags.Select(tag => JsonValue.Create($"{service}: {tag}"))]);
                    }
                }

                paths[path] = item.DeepClone();
            }

            foreach (var (name, schema) in document["components"]?["schemas"]?.AsObject() ?? [])
            {
                schemas[$"{service}.{name}"] = schema!.DeepClone();
            }

            foreach (var (name, scheme) in document["components"]?["securitySchemes"]?.AsObject() ?? [])
            {
                schemes[name] = scheme!.DeepClone();
            }
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = "Social Innovation Platform 社會創新平臺",
                ["version"] = "v1",
                ["description"] =
                    "Registry, procurement rewards, regulatory adjustment and international matching for Taiwan's Social Innovation Action Plan 2.0.",
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = schemas, ["securitySchemes"] = schemes },
        };
    }

    /// <summary>Returns a service's document from the first of its processes that responds.</summary>
    private async Task<string?> ReadAsync(IEnumerable<string> processes, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient();
        foreach (var address in processes)
        {
            try
            {
                return await client.GetStringAsync(new Uri(new Uri(address), "/openapi/v1.json"), cancellationToken);
            }
            catch (HttpRequestException)
            {
                // Another process may respond; a service that is away is omitted.
            }
        }

        return null;
    }
}
