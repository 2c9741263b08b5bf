using System.Net;
using Platform.Harness;
using static Platform.ServiceDefaults.Tests.RegistryService;

namespace Platform.ServiceDefaults.Tests;

public sealed class IdempotencyTests(RegistryService registry) : IClassFixture<RegistryService>
{
    [Fact]
    public async Task Twenty_equal_requests_at_once_have_one_effect()
    {
        var (account, body) = (new Account("twenty", "party-twenty", "organisation"), Application());
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => registry.As(account).Post(Applications, body, key)));
        Assert.All(replies.Where(reply => reply.Status != HttpStatusCode.Created), reply =>
        {
            reply.IsProblem(409, "idempotency.in-progress");
            Assert.True(reply.Message.Headers.RetryAfter!.Delta > TimeSpan.Zero);
        });
        var created = replies.Where(reply => reply.Status == HttpStatusCode.Created).ToArray();
        Assert.Single(created.Select(reply => reply.Text).Distinct());
        Assert.Single(created, reply => !reply.Message.Headers.Contains("Idempotency-Replayed"));
        Assert.Single((await registry.As(account).Get(Applications))["items"]!.AsArray());
        var again = (await registry.As(account).Post(Applications, body, key)).Expect(HttpStatusCode.Created);
        Assert.Equal(
            (created[0].Text, created[0].ETag, created[0].Message.Headers.Location),
            (again.Text, again.ETag, again.Message.Headers.Location)
        );
    }

    [Fact]
    public async Task A_key_is_each_callers_own_and_holds_for_one_path()
    {
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var first = (await registry.As(Accounts.Org1).Post(Applications, Application(), key)).Expect(HttpStatusCode.Created);
        var second = (await registry.As(Accounts.Org2).Post(Applications, Application(), key)).Expect(HttpStatusCode.Created);
        Assert.NotEqual(first.Id, second.Id);
        (await registry.As(Accounts.Org1).Post($"{Applications}/{first.Id}/submit", null, key)).Expect(HttpStatusCode.OK);
        (await registry.As(Accounts.Org1).Post(Applications, Application(), key)).IsProblem(422, "idempotency.mismatch");
    }

    [Fact]
    public async Task A_request_that_could_not_be_read_may_be_mended_under_the_same_key()
    {
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        (await registry.As(Accounts.Org1).Post(Applications, "{}", key)).IsProblem(400, "request.invalid");
        (await registry.As(Accounts.Org1).Post(Applications, Application(), key)).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task An_answer_is_repeated_after_a_restart()
    {
        await using var own = new RegistryService();
        await own.InitializeAsync();
        var (body, key) = (Application(), ("Idempotency-Key", "restart"));
        var before = (await own.As(Accounts.Org1).Post(Applications, body, key)).Expect(HttpStatusCode.Created);
        await own.RestartAsync();
        var after = (await own.As(Accounts.Org1).Post(Applications, body, key)).Expect(HttpStatusCode.Created);
        Assert.Equal(before.Text, after.Text);
        Assert.Equal("true", after.Message.Headers.GetValues("Idempotency-Replayed").Single());
    }

    [Theory]
    [InlineData(1, 201)]
    [InlineData(255, 201)]
    [InlineData(256, 400)]
    public async Task A_key_has_at_most_255_characters(int length, int status)
    {
        var key = string.Concat(Enumerable.Repeat(Guid.NewGuid().ToString("N"), 8)).PadRight(256, 'k')[..length];
        var reply = await registry
            .As(new Account("key", $"party-key-{length}", "organisation"))
            .Post(Applications, Application(), ("Idempotency-Key", key));
        Assert.Equal(status, (int)reply.Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("tab\tbetween")]
    public async Task A_key_is_of_visible_characters(string key) =>
        (await registry.As(Accounts.Org1).Post(Applications, Application(), ("Idempotency-Key", key))).IsProblem(
            400,
            "idempotency.key-invalid"
        );

    [Fact]
    public async Task Two_keys_are_none() =>
        (
            await registry.As(Accounts.Org1).Post(Applications, Application(), ("Idempotency-Key", "one"), ("Idempotency-Key", "two"))
        ).IsProblem(400, "idempotency.key-invalid");
}
