using Microsoft.AspNetCore.Builder;

namespace Platform.ServiceDefaults.Http;

/// <summary>What an endpoint says about its answer.</summary>
public static class EndpointConventions
{
    /// <summary>Success is 201 Created.</summary>
    public static TBuilder Creates<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.With(new SuccessStatus(201));

    /// <summary>Success is 202 Accepted: the work goes on.</summary>
    public static TBuilder Starts<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.With(new SuccessStatus(202));

    /// <summary>The codes of the refusals that this endpoint has of its own, for its documentation.</summary>
    public static TBuilder Refuses<TBuilder>(this TBuilder endpoint, params string[] codes)
        where TBuilder : IEndpointConventionBuilder => endpoint.With(new ProblemCodes(codes));

    private static TBuilder With<TBuilder>(this TBuilder endpoint, object metadata)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoint.Add(builder => builder.Metadata.Add(metadata));
        return endpoint;
    }
}

/// <summary>Endpoint metadata: problem codes.</summary>
/// <param name="Codes">e.g. <c>registry.ubn-invalid</c>.</param>
public sealed record ProblemCodes(IReadOnlyList<string> Codes);
