using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Platform.Access.Domain.Webhooks;
using Platform.Access.Features.Webhooks;
using Platform.Web;

namespace Platform.Access.Tests;

public sealed class WebhookAddressTests
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("10.0.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.255")]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.8.8")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.8")]
    [InlineData("192.0.2.1")]
    [InlineData("192.88.99.1")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.19.255.255")]
    [InlineData("198.51.100.7")]
    [InlineData("203.0.113.7")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.255")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::8.8.8.8")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::127.0.0.1")]
    [InlineData("64:ff9b::8.8.8.8")]
    [InlineData("64:ff9b:1::10.0.0.1")]
    [InlineData("100::1")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("3fff::1")]
    [InlineData("5f00::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void An_address_that_is_not_on_the_public_Internet_is_refused(string address) =>
        Assert.False(PublicAddress.Is(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("168.95.1.1")]
    [InlineData("223.255.255.255")]
    [InlineData("2001:4860:4860::8888")]
    [InlineData("2001:b000:168::1")]
    [InlineData("2606:4700:4700::1111")]
    public void A_public_address_is_not(string address) => Assert.True(PublicAddress.Is(IPAddress.Parse(address)));

    [Theory]
    [InlineData("http://partner.example/hook", "access.webhook-url-invalid")]
    [InlineData("https://user@partner.example/hook", "access.webhook-url-invalid")]
    [InlineData("https://", "access.webhook-url-invalid")]
    [InlineData("https://xn--a/hook", null)]
    [InlineData("https://partner.example:22/hook", "access.webhook-port-refused")]
    [InlineData("https://127.0.0.1/hook", "access.webhook-address-refused")]
    [InlineData("https://2130706433/hook", "access.webhook-address-refused")]
    [InlineData("https://0x7f.1/hook", "access.webhook-address-refused")]
    [InlineData("https://[::1]/hook", "access.webhook-address-refused")]
    [InlineData("https://[::ffff:10.0.0.1]/hook", "access.webhook-address-refused")]
    [InlineData("https://inside.example/hook", "access.webhook-address-refused")]
    [InlineData("https://both.example/hook", "access.webhook-address-refused")]
    [InlineData("https://partner.example/hook", null)]
    [InlineData("https://partner.example:8443/hook", null)]
    [InlineData("https://unknown.example/hook", null)]
    public async Task An_address_is_refused_when_it_is_subscribed(string url, string? code) =>
        Assert.Equal(code, (await new WebhookAddresses(new(), ResolveAsync).RefusalAsync(url, CancellationToken.None))?.Code);

    [Fact]
    public async Task A_name_that_no_host_can_have_is_refused() =>
        Assert.Equal(
            "access.webhook-url-invalid",
            (
                await new WebhookAddresses(new(), System.Net.Dns.GetHostAddressesAsync).RefusalAsync(
                    $"https://{string.Join('.', Enumerable.Repeat(new string('a', 60), 8))}/",
                    CancellationToken.None
                )
            )?.Code
        );

    [Fact]
    public async Task A_name_that_is_public_when_it_is_subscribed_and_leads_inside_afterwards_is_not_connected_to()
    {
        await using var inside = await WebhookReceiver.StartAsync();
        var answers = new Queue<IPAddress>([IPAddress.Parse("1.1.1.1"), IPAddress.Loopback, IPAddress.IPv6Loopback]);
        var addresses = new WebhookAddresses(new(), (_, _) => Task.FromResult<IPAddress[]>([answers.Dequeue()]));
        Assert.Null(await addresses.RefusalAsync("https://partner.example/hook", CancellationToken.None));
        using var client = new WebhookClient(new(), addresses);
        var url = new UriBuilder(inside.Url) { Host = "partner.example" }.Uri.ToString();
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal("addressRefused", (await client.PostAsync(url, [Secret], "1", "{}"u8.ToArray(), readsAnswer: false)).Error);
        }

        Assert.Empty(answers);
        Assert.Equal("addressRefused", (await client.PostAsync(inside.Url, [Secret], "1", "{}"u8.ToArray(), readsAnswer: false)).Error);
        Assert.Empty(inside.Events);
    }

    [Fact]
    public async Task The_address_that_was_checked_is_the_one_connected_to()
    {
        await using var there = await WebhookReceiver.StartAsync();
        var resolved = 0;
        var settings = new WebhookSettings { AllowPrivateAddresses = true };
        using var client = new WebhookClient(
            settings,
            new(settings, (_, _) => Task.FromResult<IPAddress[]>([resolved++ == 0 ? IPAddress.Loopback : IPAddress.Parse("192.0.2.1")]))
        );
        var url = new UriBuilder(there.Url) { Host = "partner.example" }.Uri.ToString();
        Assert.True((await client.PostAsync(url, [Secret], "1", """{ "type": "x" }"""u8.ToArray(), readsAnswer: false)).Succeeded);
        Assert.Equal(1, resolved);
    }

    [Theory]
    [InlineData("Production", "AllowPrivateAddresses", "true", "AllowPrivateAddresses")]
    [InlineData("Production", "Timeout", "soon", "Timeout")]
    public async Task A_service_does_not_start_with_a_setting_that_cannot_be_meant(
        string environment,
        string name,
        string value,
        string named
    )
    {
        var data = Directory.CreateTempSubdirectory("platform-test-").FullName;
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration["Platform:Data"] = data;
        builder.Configuration["Access:Webhooks:" + name] = value;
        builder.AddAccess();
        await using var app = builder.Build();
        app.MapAccess();
        var wrong = await Assert.ThrowsAsync<InvalidSettingException>(() => app.StartPlatformAsync());
        Assert.Contains(named, wrong.Message, StringComparison.Ordinal);
        Directory.Delete(data, recursive: true);
    }

    /// <summary>The example that the specification's own libraries are tested with.</summary>
    [Fact]
    public void A_signature_is_as_Standard_Webhooks_says() =>
        Assert.Equal(
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            WebhookSignature.Of(
                ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1614265330,
                """{"test": 2432232314}"""u8.ToArray()
            )
        );

    [Fact]
    public void Pauses_grow_as_promised_are_never_shorter_and_end()
    {
        var pauses = Enumerable.Range(1, 7).Select(attempt => RetrySchedule.After(RetrySchedule.Default, attempt, 0)!.Value.TotalSeconds);
        Assert.Equal([5, 60, 300, 1_800, 7_200, 28_800, 86_400], pauses);
        Assert.Equal(TimeSpan.FromSeconds(6), RetrySchedule.After(RetrySchedule.Default, 1, 1));
        Assert.Null(RetrySchedule.After(RetrySchedule.Default, 8, 0.5));
    }

    private static string Secret => WebhookSecrets.New(DateTimeOffset.UnixEpoch).Text;

    private static Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) =>
        host switch
        {
            "partner.example" => Task.FromResult<IPAddress[]>([IPAddress.Parse("1.1.1.1"), IPAddress.Parse("2606:4700:4700::1111")]),
            "inside.example" => Task.FromResult<IPAddress[]>([IPAddress.Parse("10.1.2.3")]),
            "both.example" => Task.FromResult<IPAddress[]>([IPAddress.Parse("1.1.1.1"), IPAddress.Parse("127.0.0.1")]),
            _ => throw new SocketException((int)SocketError.HostNotFound),
        };
}
