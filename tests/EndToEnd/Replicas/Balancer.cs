namespace Platform.EndToEnd.Tests.Replicas;

/// <summary>
/// What stands before several gateways: sends each request to the next one that says it is ready, and to another one when a connection
/// cannot be made. It
/// repeats nothing that was sent.
/// </summary>
internal sealed class Balancer() : DelegatingHandler(new SocketsHttpHandler())
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource stop = new();
    private volatile Uri[] ready = [];
    private Uri[] all = [];
    private int next;

    public void Start(IEnumerable<Uri> gateways)
    {
        all = ready = [.. gateways];
        _ = PollAsync();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var attempt = Interlocked.Increment(ref next) & int.MaxValue;
        var candidates = ready is { Length: > 0 } some ? some : all;
        Uri[] order = [candidates[attempt % candidates.Length], .. candidates, .. all];
        var path = request.RequestUri!.PathAndQuery;
        for (var place = 0; ; place++)
        {
            request.RequestUri = new Uri(order[place], path);
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException exception)
                when (exception.HttpRequestError == HttpRequestError.ConnectionError && place < order.Length - 1)
            {
                // Nobody listens there just now.
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        stop.Cancel();
        base.Dispose(disposing);
    }

    private async Task PollAsync()
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        while (!stop.IsCancellationRequested)
        {
            var answers = await Task.WhenAll(all.Select(async gateway => (gateway, isReady: await IsReadyAsync(http, gateway))));
            ready = [.. answers.Where(answer => answer.isReady).Select(answer => answer.gateway)];
            await Task.Delay(PollInterval);
        }
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, Uri gateway)
    {
        try
        {
            using var response = await http.GetAsync(new Uri(gateway, "/health/ready"));
            return response.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
