using System.Collections.Concurrent;
using System.Globalization;
using Platform.ServiceDefaults.Identity;

namespace Platform.Gateway;

/// <summary>
/// A fixed window of a minute per caller (app and person, or address), told on every answer with <c>RateLimit-Policy</c> and
/// <c>RateLimit</c> (draft-ietf-httpapi-ratelimit-headers-10). The size is that of the caller's plan (<see cref="Plans"/>); where there is
/// Redis, all gateways together keep to it.
/// </summary>
internal sealed class RateLimits(SharedPermits? shared = null)
{
    private const int WindowSeconds = 60;

    // A gateway asks Redis once for a hundredth of the limit: what it may have left over when another one has to refuse.
    private const int Batches = 100,
        MaxBatch = 100;

    private volatile Window window = new(0);

    /// <summary>A policy as its header says it.</summary>
    public static string Policy(string name, int permits) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{name}\";q={permits};w={WindowSeconds}");

    /// <summary>Takes one of a caller's permits; gives what is left and the seconds until the window is new.</summary>
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
                    // What was leased before stays; beyond it, only this gateway's share.
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
        // Out of the caller's lock.
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

    /// <summary>One caller in one window; locked while it is changed.</summary>
    private sealed class Account
    {
        /// <summary>Given here.</summary>
        public int Used { get; set; }

        /// <summary>What this gateway may give.</summary>
        public int Leased { get; set; }

        /// <summary>What all gateways may give, as Redis said last.</summary>
        public int UsedByAll { get; set; }

        /// <summary>Redis has nothing left for this window.</summary>
        public bool IsSpent { get; set; }

        public Task? Lease { get; set; }
    }
}
