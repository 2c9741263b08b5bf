using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using System.Text;
using Platform.Messaging;
using StackExchange.Redis;

namespace Platform.Gateway;

/// <summary>
/// The permits that all gateways together give to a caller in a window. They are counted in Redis (<c>ConnectionStrings:cache</c>) and
/// leased in batches. While Redis is away, each gateway gives its share on its own; the metric <c>platform.ratelimit.shared</c> and one
/// line in the log report this.
/// </summary>
internal sealed class SharedPermits : BackgroundLoop
{
    // Atomically grants up to ARGV[1] of the permits that are left of ARGV[2]; the counter expires after ARGV[3] seconds.
    private const string LeaseScript = """
        local used = tonumber(redis.call('GET', KEYS[1]) or '0')
        local granted = math.min(tonumber(ARGV[1]), tonumber(ARGV[2]) - used)
        if granted <= 0 then return {0, used} end
        redis.call('SET', KEYS[1], used + granted, 'EX', ARGV[3])
        return {granted, used + granted}
        """;

    // Counts the gateways; one that has sent no heartbeat for ARGV[3] seconds is gone.
    private const string HeartbeatScript = """
        redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[2] - ARGV[3])
        redis.call('EXPIRE', KEYS[1], ARGV[3])
        return redis.call('ZCARD', KEYS[1])
        """;

    private const string GatewaysKey = "ratelimit:gateways";
    private const int GoneAfterSeconds = 15;

    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(500),
        HeartbeatInterval = TimeSpan.FromSeconds(5),
        ReconnectInterval = TimeSpan.FromSeconds(1);
    private static readonly Gauge<int> Shared = GatewayMetrics.Meter.CreateGauge<int>(
        "platform.ratelimit.shared",
        null,
        "1 while rate limits are shared through Redis, 0 while it is away."
    );

    private readonly string self = Guid.NewGuid().ToString("N");
    private readonly ConfigurationOptions options;
    private ConnectionMultiplexer? redis;
    private bool isOutageLogged;

    public SharedPermits(string connection, IConfiguration configuration, ILogger<SharedPermits> log)
        : base(log)
    {
        options = ConfigurationOptions.Parse(connection);
        options.AbortOnConnectFail = false;
        options.ConnectTimeout = 2000;
        // Commands fail at once while Redis is away, so that callers do not wait for it.
        options.BacklogPolicy = BacklogPolicy.FailFast;
        Gateways = Math.Max(1, configuration.GetValue("RateLimit:Gateways", 2));
    }

    /// <summary>Returns the error in the setting, or <see langword="null"/>.</summary>
    public static string? Validate(string connection)
    {
        var reason = "no host";
        try
        {
            if (ConfigurationOptions.Parse(connection).EndPoints.Count > 0)
            {
                return null;
            }
        }
        catch (ArgumentException exception)
        {
            reason = exception.Message.Split(" (Parameter")[0].TrimEnd('.');
        }

        return $"ConnectionStrings:cache cannot be read ({reason}): set it to host:port,password=…";
    }

    /// <summary>Whether Redis is away, so that each gateway gives permits on its own.</summary>
    public bool IsAway { get; private set; } = true;

    /// <summary>The number of gateways that share the permits, as last seen in Redis; before that <c>RateLimit:Gateways</c>.</summary>
    public int Gateways { get; private set; }

    /// <summary>Leases a batch of the caller's remaining permits; returns <see langword="null"/> when Redis is away.</summary>
    public async Task<(int Granted, int UsedByAll)?> LeaseAsync(string caller, long window, int windowSeconds, int batch, int permits)
    {
        // The caller is hashed, so that Redis stores no addresses or names of people.
        var key = $"ratelimit:{window}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(caller)))}";
        return
            await EvaluateScriptAsync(LeaseScript, key, batch, permits, 2 * windowSeconds) is { } answer
            && (int[]?)answer is [var granted, var used]
            ? (granted, used)
            : null;
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await ConnectAsync();
        await base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        base.Dispose();
        redis?.Dispose();
    }

    protected override TimeSpan StartsAfter => IsAway ? ReconnectInterval : HeartbeatInterval;

    protected override async Task<TimeSpan> WorkAsync(CancellationToken cancellationToken)
    {
        await ConnectAsync();
        return IsAway ? ReconnectInterval : HeartbeatInterval;
    }

    private async Task ConnectAsync()
    {
        // The multiplexer connects in the background, now or once Redis is available, and reconnects after an outage.
        redis ??= await ConnectionMultiplexer.ConnectAsync(options);
        if (
            await EvaluateScriptAsync(HeartbeatScript, GatewaysKey, self, DateTimeOffset.UtcNow.ToUnixTimeSeconds(), GoneAfterSeconds)
            is not { } answer
        )
        {
            return;
        }

        Gateways = Math.Max(1, (int)answer);
        if (IsAway && isOutageLogged)
        {
            Log.LogInformation("Redis is back: rate limits are shared by {Gateways} gateways", Gateways);
        }

        (IsAway, isOutageLogged) = (false, false);
        Shared.Record(1);
    }

    private async Task<RedisResult?> EvaluateScriptAsync(string script, string key, params RedisValue[] values)
    {
        try
        {
            return redis is null ? null : await redis.GetDatabase().ScriptEvaluateAsync(script, [key], values).WaitAsync(Timeout);
        }
        // A command that waits for a connection is cancelled when the connection is lost.
        catch (Exception exception)
            when (exception is RedisException or TimeoutException or ObjectDisposedException or OperationCanceledException)
        {
            SetAway(exception);
            return null;
        }
    }

    private void SetAway(Exception reason)
    {
        IsAway = true;
        Shared.Record(0);
        if (isOutageLogged)
        {
            return;
        }

        isOutageLogged = true;
        Log.LogWarning(
            "Redis is away ({Reason}): until it is back this gateway gives each caller 1/{Gateways} of its rate limit; check ConnectionStrings:cache",
            reason.Message.Split('\n', ',')[0],
            Gateways
        );
    }
}
