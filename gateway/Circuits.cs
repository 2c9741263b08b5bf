using System.Collections.Frozen;
using System.Diagnostics.Metrics;
using Polly;
using Polly.CircuitBreaker;
using Yarp.ReverseProxy.Forwarder;

namespace Platform.Gateway;

/// <summary>
/// A circuit for each service: when half of what is forwarded to it fails, nothing is for a moment, and who asks is told so at once
/// instead of waiting with all the others for a service that does not answer. Then one request tries. An answer of the service, whatever
/// it says, is no failure.
/// </summary>
internal sealed class Circuits(IEnumerable<string> services)
{
    private const int MinimumThroughput = 20;

    private static readonly TimeSpan SamplingDuration = TimeSpan.FromSeconds(10),
        BreakDuration = TimeSpan.FromSeconds(2);

    private static readonly Counter<long> Opened = GatewayMetrics.Meter.CreateCounter<long>(
        "platform.gateway.circuit.opened",
        "{circuit}",
        "Circuits opened: half of what was forwarded to a service failed."
    );

    private readonly FrozenDictionary<string, ResiliencePipeline<bool>> circuits = services.ToFrozenDictionary(
        service => service,
        Circuit
    );

    /// <summary>
    /// Forwards through the circuit of the request's service; <see langword="false"/> when it is open and nothing was done.
    /// </summary>
    public async ValueTask<bool> ForwardAsync(HttpContext http, RequestDelegate next)
    {
        var context = ResilienceContextPool.Shared.Get();
        var outcome = await circuits[http.GetReverseProxyFeature().Cluster.Config.ClusterId]
            .ExecuteOutcomeAsync(
                static async (_, state) =>
                {
                    await Replicas.ForwardAsync(state.http, state.next);
                    return Outcome.FromResult(Failed(state.http));
                },
                context,
                (http, next)
            );
        ResilienceContextPool.Shared.Return(context);
        if (outcome.Exception is BrokenCircuitException)
        {
            return false;
        }

        outcome.ThrowIfException();
        return true;
    }

    /// <summary>
    /// The service could not be reached, broke off or said nothing in time; what the caller did to his own request is not its fault.
    /// </summary>
    private static bool Failed(HttpContext http) =>
        !http.RequestAborted.IsCancellationRequested
        && http.Features.Get<IForwarderErrorFeature>()
            is {
                Error: ForwarderError.Request
                    or ForwarderError.RequestTimedOut
                    or ForwarderError.ResponseBodyDestination
                    or ForwarderError.NoAvailableDestinations
            } failed
        && GatewayModule.SendersFault(failed.Exception) is null;

    private static ResiliencePipeline<bool> Circuit(string service) =>
        new ResiliencePipelineBuilder<bool>()
            .AddCircuitBreaker(
                new()
                {
                    FailureRatio = 0.5,
                    MinimumThroughput = MinimumThroughput,
                    SamplingDuration = SamplingDuration,
                    BreakDuration = BreakDuration,
                    ShouldHandle = outcome => ValueTask.FromResult(outcome.Outcome.Result),
                    OnOpened = _ =>
                    {
                        Opened.Add(1, new KeyValuePair<string, object?>("service", service));
                        return ValueTask.CompletedTask;
                    },
                }
            )
            .Build();
}
