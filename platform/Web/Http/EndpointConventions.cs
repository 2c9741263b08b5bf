using Microsoft.AspNetCore.Builder;

namespace Platform.Web.Http;

/// <summary>Declares properties of an endpoint's answer.</summary>
public static class EndpointConventions
{
    /// <summary>Declares that success is 201 Created.</summary>
    public static TBuilder Creates<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.With(new SuccessStatus(201));

    /// <summary>Declares that success is 202 Accepted: the work continues after the answer.</summary>
    public static TBuilder Starts<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.With(new SuccessStatus(202));

    /// <summary>Declares the problem codes that are specific to this endpoint, for its documentation.</summary>
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
