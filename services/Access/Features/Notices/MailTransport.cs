using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Platform.Access.Features.Notices;

/// <summary>A way to send mails.</summary>
internal interface IMailTransport
{
    /// <summary>Opens a connection for several mails.</summary>
    Task<IMailConnection> ConnectAsync(CancellationToken cancellationToken);
}

/// <summary>An open connection for mails.</summary>
internal interface IMailConnection : IAsyncDisposable
{
    /// <summary>Sends a mail. Returns why the server refused it permanently, or <see langword="null"/>.</summary>
    Task<string?> SendAsync(MimeMessage mail, CancellationToken cancellationToken);
}

/// <summary>Sends mails by SMTP (RFC 5321), with TLS and a login when they are configured.</summary>
internal sealed class SmtpTransport(MailOptions options) : IMailTransport
{
    public async Task<IMailConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var client = new SmtpClient();
        try
        {
            if (options.TrustedCertificate is { } file)
            {
                client.ServerCertificateValidationCallback = (_, certificate, received, errors) =>
                    errors == SslPolicyErrors.None
                    || errors == SslPolicyErrors.RemoteCertificateChainErrors && IsSignedBy(file, certificate, received);
            }

            await client.ConnectAsync(options.Host!, options.Port, options.Security, cancellationToken);
            if (!string.IsNullOrEmpty(options.User))
            {
                if (!client.IsSecure)
                {
                    throw new AuthenticationException(
                        $"{options.Host}:{options.Port} offers no TLS; the password is not sent in the clear."
                    );
                }

                await client.AuthenticateAsync(options.User, options.Password ?? "", cancellationToken);
            }

            return new Connection(client);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Returns whether a certificate chains up to a certificate authority.</summary>
    /// <param name="file">The PEM file with the authority's certificate.</param>
    /// <param name="certificate">The certificate of the server.</param>
    /// <param name="received">The chain that the server sent with it.</param>
    internal static bool IsSignedBy(string file, X509Certificate? certificate, X509Chain? received)
    {
        using var authority = X509CertificateLoader.LoadCertificateFromFile(file);
        using var chain = new X509Chain
        {
            ChainPolicy =
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { authority },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        };
        if (received is not null)
        {
            // The intermediate certificates that the server sent.
            chain.ChainPolicy.ExtraStore.AddRange(received.ChainPolicy.ExtraStore);
        }

        return certificate is not null && chain.Build(new X509Certificate2(certificate));
    }

    private sealed class Connection(SmtpClient client) : IMailConnection
    {
        public async Task<string?> SendAsync(MimeMessage mail, CancellationToken cancellationToken)
        {
            try
            {
                await client.SendAsync(mail, cancellationToken);
                return null;
            }
            catch (SmtpCommandException refused)
                when ((int)refused.StatusCode >= 500
                    && client.IsConnected
                    && refused.ErrorCode is (SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted)
                )
            {
                // RFC 5321, section 4.2.1: a 5yz answer is permanent. A refused sender is a wrong setting and affects every mail.
                return $"{(int)refused.StatusCode} {refused.Message}";
            }
        }

        public async ValueTask DisposeAsync()
        {
            if (client.IsConnected)
            {
                await client.DisconnectAsync(quit: true);
            }

            client.Dispose();
        }
    }
}

/// <summary>Writes each mail as an <c>.eml</c> file, for Development.</summary>
internal sealed class FolderTransport(string folder) : IMailTransport, IMailConnection
{
    public Task<IMailConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        return Task.FromResult<IMailConnection>(this);
    }

    public async Task<string?> SendAsync(MimeMessage mail, CancellationToken cancellationToken)
    {
        // The rename makes sure that a program that watches the folder sees only complete files.
        var file = Path.Combine(folder, $"{Guid.NewGuid():N}.eml");
        await mail.WriteToAsync(file + ".part", cancellationToken);
        File.Move(file + ".part", file, overwrite: true);
        return null;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
