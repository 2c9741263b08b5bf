using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Platform.Domain;
using Platform.Web.Errors;
using Platform.Web.Identity;

namespace Platform.Web.Http;

/// <summary>The OpenAPI 3.1 document of a service.</summary>
internal static class OpenApi
{
    public static void AddServiceOpenApi(this IServiceCollection services, string service, Assembly assembly) =>
        services.AddOpenApi("v1", options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            // Each slice has its own Request and Response records; the name of the slice makes their schema names unique.
            options.CreateSchemaReferenceId = type =>
                CamelCaseEnum.EnumOf(type.Type) is not null ? null
                : OpenApiOptions.CreateDefaultSchemaReferenceId(type) is ("Request" or "Response") and var id
                    ? type.Type.DeclaringType?.Name + id
                : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
            options.AddSchemaTransformer(
                (schema, context, _) =>
                {
                    schema.Description = InOneLine(schema.Description);
                    // Strings have our own converter, so the generator does not recognise their type.
                    if (context.JsonTypeInfo.Type == typeof(string) && schema.Type is null)
                    {
                        schema.Type = JsonSchemaType.String;
                    }

                    if (
                        context.JsonTypeInfo is { Kind: JsonTypeInfoKind.Enumerable } list
                        && list.ElementType == typeof(string)
                        && schema.Items?.Type is null
                    )
                    {
                        schema.Items = new OpenApiSchema { Type = JsonSchemaType.String };
                    }

                    if (CamelCaseEnum.EnumOf(context.JsonTypeInfo.Type) is { } enumType)
                    {
                        schema.Type = JsonSchemaType.String;
                        schema.Properties = null;
                        schema.AdditionalPropertiesAllowed = true;
                        schema.Enum = [.. EnumNames.Of(enumType).Select(name => JsonValue.Create(name))];
                    }

                    // The items of a batch are validated one by one, so the schema only declares that they are objects.
                    if (context.JsonTypeInfo is { Kind: JsonTypeInfoKind.Enumerable } batch && batch.ElementType == typeof(JsonElement))
                    {
                        schema.Items = new OpenApiSchema { Type = JsonSchemaType.Object };
                    }

                    if (
                        context.JsonTypeInfo is { Kind: JsonTypeInfoKind.Dictionary } map
                        && map.ElementType == typeof(string)
                        && schema.AdditionalProperties?.Type is null
                    )
                    {
                        schema.AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.String };
                    }

                    return Task.CompletedTask;
                }
            );
            options.AddDocumentTransformer(
                (document, _, _) =>
                {
                    document.Info = new() { Title = $"Social Innovation Platform: {service}", Version = "v1" };
                    document.Servers = [];
                    document.Components ??= new();
                    document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
                    {
                        ["bearer"] = new OpenApiSecurityScheme
                        {
                            Type = SecuritySchemeType.Http,
                            Scheme = "bearer",
                            BearerFormat = "JWT",
                            Description = "POST /connect/token",
                        },
                    };
                    return Task.CompletedTask;
                }
            );
            options.AddOperationTransformer(
                async (operation, context, cancellationToken) =>
                {
                    var metadata = context.Description.ActionDescriptor.EndpointMetadata;
                    operation.Description = InOneLine(operation.Description);
                    foreach (var parameter in operation.Parameters ?? [])
                    {
                        parameter.Description = InOneLine(parameter.Description);
                    }

                    operation.Responses ??= [];
                    if (metadata.OfType<SuccessStatus>().LastOrDefault() is { } success && operation.Responses.Remove("200", out var ok))
                    {
                        ok.Description = success.Status == 201 ? "Created" : "Accepted";
                        operation.Responses[success.Status.ToString(CultureInfo.InvariantCulture)] = ok;
                    }

                    var codes = metadata.OfType<ProblemCodes>().SelectMany(refusal => refusal.Codes).ToArray();
                    if (codes.Length > 0)
                    {
                        (operation.Extensions ??= new Dictionary<string, IOpenApiExtension>())["x-problem-codes"] = new JsonNodeExtension(
                            new JsonArray([.. codes.Select(code => JsonValue.Create(code))])
                        );
                    }

                    operation.Responses["default"] = new OpenApiResponse
                    {
                        Description = codes.Length == 0 ? "A problem (RFC 9457)" : $"A problem (RFC 9457): {string.Join(", ", codes)}, …",
                        Content = new Dictionary<string, OpenApiMediaType>
                        {
                            [Problems.MediaType] = new()
                            {
                                Schema = await context.GetOrCreateSchemaAsync(typeof(Problem), null, cancellationToken),
                            },
                        },
                    };
                    if (!metadata.OfType<IAllowAnonymous>().Any())
                    {
                        // Since OpenAPI 3.1, the requirement of any scheme may list roles; one of them is enough.
                        operation.Security =
                        [
                            new()
                            {
                                [new OpenApiSecuritySchemeReference("bearer", context.Document)] =
                                [
                                    .. metadata.OfType<AuthorizationPolicy>().SelectMany(Policies.RolesOf),
                                ],
                            },
                        ];
                    }

                    if (context.Description.HttpMethod == "POST")
                    {
                        (operation.Parameters ??= []).Add(
                            new OpenApiParameter
                            {
                                Name = "Idempotency-Key",
                                In = ParameterLocation.Header,
                                Schema = new OpenApiSchema
                                {
                                    Type = JsonSchemaType.String,
                                    MinLength = 1,
                                    MaxLength = 255,
                                },
                            }
                        );
                    }

                    if (context.Description.HttpMethod is "PUT" or "PATCH")
                    {
                        (operation.Parameters ??= []).Add(
                            new OpenApiParameter
                            {
                                Name = "If-Match",
                                In = ParameterLocation.Header,
                                Required = true,
                                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                            }
                        );
                    }
                }
            );
            options.AddDocumentTransformer(
                (document, _, _) =>
                {
                    new Examples(assembly).AddTo(document);
                    return Task.CompletedTask;
                }
            );
        });

    /// <summary>Removes the line breaks of the source comments.</summary>
    private static string? InOneLine(string? description) => description?.ReplaceLineEndings(" ");
}
