using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MailKit.Security;
using Microsoft.Extensions.Configuration;
using MimeKit;
using Platform.Access.Features.Notices;
using Platform.Contracts.Registry.V1;
using Platform.Harness;
using Platform.LocalServers;
using Platform.Messaging;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.ComponentModel;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Platform.Access.Tests;

/// <summary>Notices by SMTP, with TLS and a login.</summary>
public sealed class MailTests(MailTests.MailingService access) : IClassFixture<MailTests.MailingService>
{
    private const string User = "platform",
        Password = "a secret of the test";

    [Fact]
    public async Task A_notice_is_mailed_over_TLS_after_a_login_with_a_Message_ID_of_its_own()
    {
        var subject = await access.NotifyAsync(Accounts.Partner1);
        var mail = await access.Server.MailAboutAsync(subject);
        Assert.True(mail.IsSecure);
        Assert.Equal(User, mail.User);
        Assert.Equal(["partner1@platform.example"], mail.Recipients);
        Assert.Equal("notices@platform.example", mail.Message.From.Mailboxes.Single().Address);
        Assert.EndsWith("@platform.example", mail.Message.MessageId, StringComparison.Ordinal);
        Assert.NotEqual(default, mail.Message.Date);
        Assert.Contains("/", mail.Message.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_the_server_refuses_for_good_holds_up_nobody_else_and_is_not_tried_again()
    {
        var refused = await access.NotifyAsync(Accounts.Partner2);
        var accepted = await access.NotifyAsync(Accounts.Partner1);
        await access.Server.MailAboutAsync(accepted);
        var next = await access.NotifyAsync(Accounts.Partner1);
        await access.Server.MailAboutAsync(next);
        Assert.Equal(1, access.Server.Refusals);
        Assert.DoesNotContain(access.Server.Mails, mail => mail.Message.TextBody!.Contains(refused, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_whose_certificate_is_not_trusted_is_sent_nothing()
    {
        var transport = new SmtpTransport(
            new()
            {
                Host = "localhost",
                Port = access.Server.Port,
                Security = SecureSocketOptions.StartTls,
                User = User,
                Password = Password,
            }
        );
        await Assert.ThrowsAsync<SslHandshakeException>(() => transport.ConnectAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_certificate_is_trusted_by_way_of_the_authorities_that_the_server_sends()
    {
        var (from, to) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using ECDsa rootKey = ECDsa.Create(),
            middleKey = ECDsa.Create(),
            leafKey = ECDsa.Create();
        using var root = Authority("CN=root", rootKey).CreateSelfSigned(from, to);
        using var issued = Authority("CN=middle", middleKey).Create(root, from, to, [1]);
        using var middle = issued.CopyWithPrivateKey(middleKey);
        using var leaf = new CertificateRequest("CN=localhost", leafKey, HashAlgorithmName.SHA256).Create(middle, from, to, [2]);
        var file = Path.GetTempFileName();
        File.WriteAllText(file, root.ExportCertificatePem());
        using X509Chain sent = new() { ChainPolicy = { ExtraStore = { middle } } },
            bare = new();

        Assert.True(SmtpTransport.IsSignedBy(file, leaf, sent));
        Assert.False(SmtpTransport.IsSignedBy(file, leaf, bare));
        Assert.False(SmtpTransport.IsSignedBy(access.Server.CertificateFile, leaf, sent));
        File.Delete(file);

        static CertificateRequest Authority(string name, ECDsa key) =>
            new(name, key, HashAlgorithmName.SHA256)
            {
                CertificateExtensions = { new X509BasicConstraintsExtension(true, false, 0, true) },
            };
    }

    [Fact]
    public async Task A_sender_that_the_server_refuses_is_an_error_and_no_notice_is_lost()
    {
        var transport = new SmtpTransport(
            new()
            {
                Host = "localhost",
                Port = access.Server.Port,
                Security = SecureSocketOptions.StartTls,
                User = User,
                Password = Password,
                TrustedCertificate = access.Server.CertificateFile,
            }
        );
        await using var connection = await transport.ConnectAsync(TestContext.Current.CancellationToken);
        using var mail = new MimeMessage
        {
            From = { MailboxAddress.Parse("refused@platform.example") },
            To = { MailboxAddress.Parse("partner1@platform.example") },
            Body = new TextPart("plain"),
        };
        await Assert.ThrowsAsync<MailKit.Net.Smtp.SmtpCommandException>(() =>
            connection.SendAsync(mail, TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task A_login_that_is_refused_is_an_error_and_not_a_mail_without_one()
    {
        var transport = new SmtpTransport(
            new()
            {
                Host = "localhost",
                Port = access.Server.Port,
                Security = SecureSocketOptions.StartTls,
                User = User,
                Password = "another",
                TrustedCertificate = access.Server.CertificateFile,
            }
        );
        await Assert.ThrowsAsync<AuthenticationException>(() => transport.ConnectAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("Port", "0", "Smtp:Port is a number from 1 to 65535, not 0.")]
    [InlineData("Port", "smtp", "Smtp:Port is a number.")]
    [InlineData("Security", "Perhaps", "Smtp:Security is one of None, Auto, SslOnConnect, StartTls, StartTlsWhenAvailable")]
    [InlineData("From", "nobody", "Smtp:From is an address such as platform@platform.example, not nobody.")]
    [InlineData("TrustedCertificate", "/nowhere.pem", "Smtp:TrustedCertificate is a PEM file with a certificate, not /nowhere.pem:")]
    [InlineData("TrustedCertificate", "/dev/null", "Smtp:TrustedCertificate is a PEM file with a certificate, not /dev/null:")]
    [InlineData("Security", "None", "Smtp:User with Smtp:Security None would send the password in the clear")]
    public void A_setting_that_cannot_be_meant_is_one_line(string name, string value, string line)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["Smtp:Host"] = "localhost",
                    ["Smtp:User"] = User,
                    [$"Smtp:{name}"] = value,
                }
            )
            .Build();
        var (_, wrong) = MailOptions.Read(configuration);
        Assert.Contains(line, wrong, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', wrong!);
    }

    /// <summary>Access with a mail server.</summary>
    public sealed class MailingService() : TestService(builder => builder.AddAccess(), app => app.MapAccess()), IAsyncLifetime
    {
        internal MailServer Server { get; } = new();

        protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
            [
                new("Smtp:Host", "localhost"),
                new("Smtp:Port", $"{Server.Port}"),
                new("Smtp:Security", "StartTls"),
                new("Smtp:User", User),
                new("Smtp:Password", Password),
                new("Smtp:TrustedCertificate", Server.CertificateFile),
                new("Smtp:From", "notices@platform.example"),
            ];

        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            Server.Start();
            await InitializeAsync();
        }

        async ValueTask IAsyncDisposable.DisposeAsync()
        {
            await DisposeAsync();
            await Server.DisposeAsync();
        }

        internal async Task<string> NotifyAsync(Account account)
        {
            var (subject, party) = (Guid.CreateVersion7().ToString(), Audience.Party(account.Party));
            await DeliverAsync(
                new ReportFiled { OrganisationId = Guid.CreateVersion7(), Year = 2026 },
                subject,
                audience: Audience.Of(party).Notifying(party)
            );
            return subject;
        }
    }

    internal sealed record ReceivedMail(MimeMessage Message, bool IsSecure, string User, IReadOnlyList<string> Recipients);

    /// <summary>A mail server that offers TLS, wants a login, and knows no partner2.</summary>
    internal sealed class MailServer : MessageStore, IUserAuthenticator, IMailboxFilter, IAsyncDisposable
    {
        private readonly CancellationTokenSource stop = new();
        private readonly X509Certificate2 certificate = CreateCertificate();
        private int refusals;
        private Task running = Task.CompletedTask;

        public int Port { get; } = Ports.Free();

        public string CertificateFile { get; } = Path.GetTempFileName();

        public ConcurrentQueue<ReceivedMail> Mails { get; } = new();

        public int Refusals => refusals;

        public void Start()
        {
            File.WriteAllText(CertificateFile, certificate.ExportCertificatePem());
            var services = new ServiceProvider();
            services.Add((IMessageStore)this);
            services.Add((IUserAuthenticator)this);
            services.Add((IMailboxFilter)this);
            var options = new SmtpServerOptionsBuilder()
                .ServerName("localhost")
                .Endpoint(endpoint =>
                    endpoint.Port(Port).Certificate(certificate).AuthenticationRequired().AllowUnsecureAuthentication(false)
                )
                .Build();
            running = new SmtpServer.SmtpServer(options, services).StartAsync(stop.Token);
        }

        public async Task<ReceivedMail> MailAboutAsync(string subject) =>
            await Eventually.ValueAsync(
                () => Task.FromResult(Mails.FirstOrDefault(mail => mail.Message.TextBody!.Contains(subject, StringComparison.Ordinal))),
                $"a mail about {subject}",
                TimeSpan.FromSeconds(60)
            );

        public Task<bool> AuthenticateAsync(ISessionContext context, string user, string password, CancellationToken cancellationToken) =>
            Task.FromResult(user == User && password == Password);

        public Task<bool> CanAcceptFromAsync(ISessionContext context, IMailbox @from, int size, CancellationToken cancellationToken) =>
            Task.FromResult(@from.User != "refused");

        public Task<bool> CanDeliverToAsync(ISessionContext context, IMailbox to, IMailbox @from, CancellationToken cancellationToken)
        {
            if (to.User != "partner2")
            {
                return Task.FromResult(true);
            }

            Interlocked.Increment(ref refusals);
            return Task.FromResult(false);
        }

        public override async Task<SmtpResponse> SaveAsync(
            ISessionContext context,
            IMessageTransaction transaction,
            ReadOnlySequence<byte> buffer,
            CancellationToken cancellationToken
        )
        {
            using var stream = new MemoryStream(buffer.ToArray());
            Mails.Enqueue(
                new(
                    await MimeMessage.LoadAsync(stream, cancellationToken),
                    context.Pipe!.IsSecure,
                    context.Authentication.User,
                    [.. transaction.To.Select(to => $"{to.User}@{to.Host}")]
                )
            );
            return SmtpResponse.Ok;
        }

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            stop.Dispose();
            certificate.Dispose();
            File.Delete(CertificateFile);
        }

        private static X509Certificate2 CreateCertificate()
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName("localhost");
            request.CertificateExtensions.Add(names.Build());
            return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        }
    }
}
