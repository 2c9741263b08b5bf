using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Platform.Harness;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Architecture.Tests;

/// <summary>Who may call what, as the running hosts have it.</summary>
public sealed class EndpointTests
{
    public static TheoryData<string> Hosts => [.. Modules.Services, "Gateway"];

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task Who_may_call_an_endpoint_is_as_reviewed(string host)
    {
        await using var service = new Host(Modules.Of(host));
        await service.InitializeAsync();
        var endpoints = service.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToArray();
        Assert.NotEmpty(endpoints);
        Assert.All(endpoints, endpoint => Assert.NotEqual("", PolicyOf(endpoint)));
        var lines = endpoints.SelectMany(endpoint =>
            MethodsOf(endpoint).Select(method => $"{method} /{endpoint.RoutePattern.RawText!.TrimStart('/')} → {PolicyOf(endpoint)}")
        );
        var difference = Snapshots.Difference(
            $"tests/Architecture/endpoints/{host.ToLowerInvariant()}.txt",
            string.Join(
                '\n',
                lines.Distinct().OrderBy(line => line.Split(' ')[1], StringComparer.Ordinal).ThenBy(line => line, StringComparer.Ordinal)
            )
        );
        Assert.True(difference is null, difference);
    }

    /// <summary>
    /// A handler that opens its own transaction writes the record by <c>Writes.RunAsync</c>, or not at all: these have been looked at.
    /// </summary>
    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task What_an_official_may_do_is_recorded_with_its_effect(string host)
    {
        await using var service = new Host(Modules.Of(host));
        await service.InitializeAsync();
        var officials = service
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint =>
                endpoint
                    .Metadata.GetOrderedMetadata<AuthorizationPolicy>()
                    .SelectMany(policy => policy.Requirements)
                    .OfType<ClaimsAuthorizationRequirement>()
                    .Any(claim => claim.AllowedValues!.Intersect(Roles.OfOfficials).Any())
                && MethodsOf(endpoint).Any(method => method is not ("GET" or "HEAD"))
            )
            .ToArray();
        Assert.Equal(host == "Gateway", officials.Length == 0);
        Assert.Equal(
            host == "Registry" ? ["/api/registry/v1/imports/"] : [],
            officials
                .Where(endpoint => endpoint.Metadata.GetMetadata<StreamsBody>() is not null)
                .Select(endpoint => endpoint.RoutePattern.RawText)
        );
    }

    [Fact]
    public async Task A_planted_endpoint_without_a_policy_stops_the_start()
    {
        var registry = Modules.Of("Registry");
        await using var service = new Host(
            registry with
            {
                Map = app =>
                {
                    registry.Map(app);
                    app.MapGet("/planted", () => "open by omission");
                },
            }
        );
        var stopped = await Assert.ThrowsAsync<InvalidOperationException>(async () => await service.InitializeAsync());
        Assert.Contains("/planted", stopped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_planted_change_of_a_policy_changes_the_reviewed_list()
    {
        var registry = Modules.Of("Registry");
        await using var service = new Host(
            registry with
            {
                Map = app =>
                {
                    registry.Map(app);
                    app.MapGet("/planted", () => "for two").For(Roles.Registrar, Roles.Buyer);
                },
            }
        );
        await service.InitializeAsync();
        var planted = service
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Single(endpoint => endpoint.RoutePattern.RawText == "/planted");
        Assert.Equal("buyer, registrar; with scope", PolicyOf(planted));
    }

    private static IEnumerable<string> MethodsOf(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["*"];

    private static string PolicyOf(Endpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return "anyone";
        }

        var requirements = endpoint.Metadata.GetOrderedMetadata<AuthorizationPolicy>().SelectMany(policy => policy.Requirements).ToArray();
        var who = requirements
            .OfType<ClaimsAuthorizationRequirement>()
            .Select(claim => string.Join(", ", claim.AllowedValues!.Order()))
            .DefaultIfEmpty("signed in");
        return requirements.Length == 0
            ? ""
            : string.Join(" and ", who) + (requirements.OfType<AssertionRequirement>().Any() ? "; with scope" : "");
    }

    private sealed class Host(Module module) : TestService(module.Add, module.Map);
}
