using System.Collections.Concurrent;
using System.Globalization;
using Platform.Web.Identity;

namespace Platform.Gateway;

/// <summary>
/// Rate limits with a fixed window of a minute per caller (app and person, or address), reported on every answer in
/// <c>RateLimit-Policy</c> and <c>RateLimit</c> (draft-ietf-httpapi-ratelimit-headers-10). The caller's plan (<see cref="Plans"/>)
/// determines the limit; with Redis, all gateways share it.
/// </summary>
internal sealed class RateLimits(SharedPermits? shared = null)
{
    private const int WindowSeconds = 60;

    // A gateway leases a hundredth of the limit from Redis at a time. At most that is unused when another gateway must refuse.
    private const int Batches = 100,
        MaxBatch = 100;

    private volatile Window window = new(0);

    /// <summary>Returns a policy in the form of its header.</summary>
    public static string Policy(string name, int permits) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{name}\";q={permits};w={WindowSeconds}");

    /// <summary>Acquires one of a caller's permits; returns how many are left, and the seconds until the next window.</summary>
    public async ValueTask<(bool Granted, int Left, int ResetSeconds)> AcquireAsync(string caller, int permits)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var current = window;
        if (current.Number != now / WindowSeconds)
        {
            Interlocked.CompareExchange(ref window, new(now / WindowSeconds), current);
            current = window;
        }

        var reset = (int)(WindowSeconds - now % WindowSeconds);
        var account = current.Accounts.GetOrAdd(caller, _ => new());
        while (true)
        {
            Task lease;
            lock (account)
            {
                var mine = shared switch
                {
                    null => permits,
                    // Permits that are already leased remain valid; beyond them, this gateway gives only its share.
                    { IsAway: true } => Math.Max(account.Leased, Math.Max(1, permits / shared.Gateways)),
                    _ => account.Leased,
                };
                if (account.Used < mine)
                {
                    account.Used++;
                    var byOthers = shared is { IsAway: false } ? permits - account.UsedByAll : 0;
                    return (true, mine - account.Used + byOthers, reset);
                }

                if (shared is null or { IsAway: true } || account.IsSpent)
                {
                    return (false, 0, reset);
                }

                lease = account.Lease ??= LeaseAsync(account, caller, current.Number, permits);
            }

            await lease;
        }
    }

    private async Task LeaseAsync(Account account, string caller, long number, int permits)
    {
        // Continues outside the caller's lock.
        await Task.Yield();
        var leased = await shared!.LeaseAsync(caller, number, WindowSeconds, Math.Clamp(permits / Batches, 1, MaxBatch), permits);
        lock (account)
        {
            account.Lease = null;
            if (leased is not var (granted, used))
            {
                return;
            }

            account.Leased += granted;
            account.UsedByAll = used;
            account.IsSpent = granted == 0;
        }
    }

    private sealed record Window(long Number)
    {
        public ConcurrentDictionary<string, Account> Accounts { get; } = new();
    }

    /// <summary>The permits of one caller in one window; locked while it is changed.</summary>
    private sealed class Account
    {
        /// <summary>The permits used at this gateway.</summary>
        public int Used { get; set; }

        /// <summary>The permits that this gateway has leased.</summary>
        public int Leased { get; set; }

        /// <summary>The permits that all gateways together have leased, as of the last answer from Redis.</summary>
        public int UsedByAll { get; set; }

        /// <summary>Whether Redis has no permits left for this window.</summary>
        public bool IsSpent { get; set; }

        public Task? Lease { get; set; }
    }
}
