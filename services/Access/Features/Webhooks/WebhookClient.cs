using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Platform.Access.Domain.Webhooks;
using Platform.Domain;

namespace Platform.Access.Features.Webhooks;

/// <summary>
/// Posts a message to an endpoint once, as a CloudEvent in structured mode (CloudEvents 1.0, HTTP protocol binding §3.2), signed as
/// Standard Webhooks defines. It connects only to addresses that were checked, follows no redirects, and reads no more of an answer than
/// it needs.
/// </summary>
internal sealed class WebhookClient : IDisposable
{
    private const int MaxAnswerBytes = 4096;

    private static readonly MediaTypeHeaderValue ContentType = new("application/cloudevents+json", "utf-8");

    private readonly HttpClient http;
    private readonly TimeSpan timeout;

    public WebhookClient(WebhookSettings settings, WebhookAddresses addresses)
    {
        timeout = settings.Timeout;
        http = new(
            new SocketsHttpHandler
            {
                ConnectCallback = async (context, cancellationToken) =>
                {
                    var checkedAddresses = await addresses.ResolveAsync(context.DnsEndPoint.Host, cancellationToken);
                    var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                    try
                    {
                        await socket.ConnectAsync(checkedAddresses, context.DnsEndPoint.Port, cancellationToken);
                        return new NetworkStream(socket, ownsSocket: true);
                    }
                    catch
                    {
                        socket.Dispose();
                        throw;
                    }
                },
                ConnectTimeout = settings.Timeout,
                AllowAutoRedirect = false,
                // A proxy would connect instead of us, without the address check.
                UseProxy = false,
                UseCookies = false,
                MaxResponseHeadersLength = 16,
                MaxResponseDrainSize = MaxAnswerBytes,
                PooledConnectionLifetime = TimeSpan.FromMinutes(2),
                // Partners do not receive our trace headers. An event carries the trace that it belongs to.
                ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
            }
        )
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        http.DefaultRequestHeaders.UserAgent.Add(new("SocialInnovationPlatform-Webhooks", "1"));
    }

    /// <param name="Status">The HTTP status of the answer, if there was one.</param>
    /// <param name="Error">Why there was no answer.</param>
    /// <param name="Text">The beginning of a 2xx answer, when the caller asked for it.</param>
    /// <param name="RetryAfter">How long an endpoint that answers 429 or 503 asks us to wait.</param>
    internal sealed record PostResult(int? Status, string? Error, TimeSpan Duration, string? Text, TimeSpan? RetryAfter = null)
    {
        public bool Succeeded => Status is >= 200 and < 300;
    }

    /// <summary>Posts a message. Completes within the endpoint's timeout.</summary>
    public async Task<PostResult> PostAsync(string url, IEnumerable<string> secrets, string id, byte[] body, bool readsAnswer)
    {
        using var timeoutSource = new CancellationTokenSource(timeout);
        var start = Stopwatch.GetTimestamp();
        try
        {
            var timestamp = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
            using var request = new HttpRequestMessage(HttpMethod.Post, url)
            {
                Content = new ByteArrayContent(body) { Headers = { ContentType = ContentType } },
            };
            request.Headers.Add("webhook-id", id);
            request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
            request.Headers.Add("webhook-signature", WebhookSignature.Of(secrets, id, timestamp, body));
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeoutSource.Token);
            var text = readsAnswer && response.IsSuccessStatusCode ? await ReadAsync(response, timeoutSource.Token) : null;
            return new((int)response.StatusCode, null, Stopwatch.GetElapsedTime(start), text, RetryAfterOf(response));
        }
        catch (Exception exception) when (exception is OperationCanceledException or HttpRequestException or IOException)
        {
            return new(null, ReasonOf(exception), Stopwatch.GetElapsedTime(start), null);
        }
    }

    public void Dispose() => http.Dispose();

    private static TimeSpan? RetryAfterOf(HttpResponseMessage response) =>
        response.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable)
            ? null
            : response.Headers.RetryAfter switch
            {
                { Delta: { } delay } => delay,
                { Date: { } date } when date > DateTimeOffset.UtcNow => date - DateTimeOffset.UtcNow,
                _ => null,
            };

    private static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[MaxAnswerBytes];
        return Encoding.UTF8.GetString(
            buffer,
            0,
            await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken)
        );
    }

    private static string ReasonOf(Exception exception) =>
        exception switch
        {
            OperationCanceledException => "timeout",
            HttpRequestException { InnerException: AddressRefusedException } => "addressRefused",
            HttpRequestException failed => failed.HttpRequestError.ToCamelCase(),
            HttpIOException broken => broken.HttpRequestError.ToCamelCase(),
            _ => HttpRequestError.ResponseEnded.ToCamelCase(),
        };
}
