using Platform.Access.Domain;
using Platform.Access.Domain.Webhooks;

namespace Platform.Access.Tests;

/// <summary>What attempts and commands do to a webhook, decided without a database.</summary>
public sealed class WebhookStateTests
{
    private static readonly DateTimeOffset Noon = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Days = TimeSpan.FromDays(3);
    private static readonly WebhookState Enabled = new([new(Guid.CreateVersion7(), "whsec_", Noon)], WebhookStatus.Enabled);

    [Fact]
    public void A_first_failure_is_remembered_until_a_success()
    {
        var failing = Enabled.Fail(Noon, isGone: false, Days, Noon).State;
        Assert.Equal(Noon, failing.FailingSince);
        Assert.Equal(Noon, failing.Fail(Noon.AddDays(1), isGone: false, Days, Noon.AddDays(1)).State.FailingSince);
        Assert.Equal(Enabled, failing.Succeed(isVerification: false).State);
    }

    [Fact]
    public void An_endpoint_is_disabled_once_when_it_is_gone_or_has_failed_for_too_long()
    {
        var gone = Enabled.Fail(Noon, isGone: true, Days, Noon);
        Assert.Equal((WebhookStatus.Disabled, DisabledBecause.Gone), (gone.State.Status, gone.State.DisabledBecause));
        Assert.Equal([WebhookEvent.Disabled], gone.Events);
        Assert.Empty(gone.State.Fail(Noon, isGone: true, Days, Noon).Events);
        Assert.Empty(Enabled.Fail(Noon, isGone: false, Days, Noon.Add(Days).AddTicks(-1)).Events);
        Assert.Equal(DisabledBecause.Failing, Enabled.Fail(Noon, isGone: false, Days, Noon.Add(Days)).State.DisabledBecause);
    }

    [Fact]
    public void An_endpoint_is_enabled_by_its_answer_to_a_challenge_alone()
    {
        var verifying = Enabled.Fail(Noon, isGone: true, Days, Noon).State.Enable().Value;
        Assert.Equal(new WebhookState(Enabled.Secrets), verifying.State);
        Assert.Equal([WebhookEvent.VerificationStarted], verifying.Events);
        Assert.Equal(WebhookStatus.Unverified, verifying.State.Succeed(isVerification: false).State.Status);
        Assert.Equal(Enabled, verifying.State.Succeed(isVerification: true).State);
        Assert.Equal(AccessErrors.WebhookEnabled, Enabled.Enable().Error);
    }
}
