using System.Collections.Frozen;
using System.Diagnostics.Metrics;
using Polly;
using Polly.CircuitBreaker;
using Yarp.ReverseProxy.Forwarder;

namespace Platform.Gateway;

/// <summary>
/// A circuit breaker for each service. When half of the forwarded requests fail, the gateway forwards none for a moment and answers at
/// once, so that callers do not wait for a service that does not respond. Then it tries one request. Any answer of the service counts as
/// a success.
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
    /// Forwards through the circuit of the request's service; returns <see langword="false"/> when the circuit is open and nothing was
    /// forwarded.
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
    /// Returns whether the service was unreachable, broke off or timed out; failures that the caller caused do not count.
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
