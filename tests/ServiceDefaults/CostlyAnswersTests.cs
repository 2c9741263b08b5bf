using Platform.Web.Http;

namespace Platform.ServiceDefaults.Tests;

/// <summary>What anybody may ask for and what costs much does not cost it for each who asks.</summary>
public sealed class CostlyAnswersTests
{
    private const int Few = 20_000,
        Many = 20_001;

    private readonly HandTime time = new();
    private readonly CostlyAnswers<string, object> answers;
    private int computed;

    public CostlyAnswersTests() => answers = new(time);

    [Fact]
    public async Task Over_few_rows_every_caller_gets_a_new_computation()
    {
        Assert.NotSame(await GetAsync(Few, TimeSpan.FromSeconds(3)), await GetAsync(Few, TimeSpan.FromSeconds(3)));
        Assert.Equal(2, computed);
    }

    [Fact]
    public async Task Over_many_an_answer_is_given_out_for_twenty_times_as_long_as_it_took_and_no_longer()
    {
        var first = await GetAsync(Many, TimeSpan.FromSeconds(3));
        time.Pass(TimeSpan.FromSeconds(59));
        Assert.Same(first, await GetAsync(Many, TimeSpan.FromSeconds(3)));
        time.Pass(TimeSpan.FromSeconds(1));
        Assert.NotSame(first, await GetAsync(Many, TimeSpan.FromSeconds(3)));
        Assert.NotSame(
            first,
            await answers.GetAsync("another", Many, () => Task.FromResult(new object()), TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task Whoever_waits_for_another_shares_one_computation_that_began_after_he_asked()
    {
        var (running, finish) = (new TaskCompletionSource(), new TaskCompletionSource());
        var first = GetAsync(Few, TimeSpan.Zero, async () =>
        {
            running.SetResult();
            await finish.Task;
        });
        await running.Task;
        time.Pass(TimeSpan.FromSeconds(1));
        Task<object>[] waiting = [.. Enumerable.Range(0, 10).Select(_ => GetAsync(Few, TimeSpan.FromSeconds(1)))];
        finish.SetResult();

        var shared = await Task.WhenAll(waiting);

        Assert.Single(shared.Distinct());
        Assert.NotSame(await first, shared[0]);
        Assert.Equal(2, computed);
    }

    [Fact]
    public async Task A_computation_that_fails_is_not_kept()
    {
        await Assert.ThrowsAsync<TimeoutException>(() => GetAsync(Many, TimeSpan.FromSeconds(1), () => throw new TimeoutException()));
        Assert.NotNull(await GetAsync(Many, TimeSpan.FromSeconds(1)));
    }

    private Task<object> GetAsync(long purchases, TimeSpan duration, Func<Task>? meanwhile = null) =>
        answers.GetAsync(
            "totals",
            purchases,
            async () =>
            {
                Interlocked.Increment(ref computed);
                await (meanwhile?.Invoke() ?? Task.CompletedTask);
                time.Pass(duration);
                return new object();
            },
            TestContext.Current.CancellationToken
        );

    private sealed class HandTime : TimeProvider
    {
        private long ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => ticks;

        public void Pass(TimeSpan by) => ticks += by.Ticks;
    }
}
