using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MailKit.Security;
using MimeKit;

namespace Platform.Access.Features.Notices;

/// <summary>The configuration section <c>Smtp</c>: how notices are mailed.</summary>
internal sealed class MailOptions
{
    public const string Section = "Smtp";

    /// <summary>The mail server; without one, Development writes <c>.eml</c> files and every other environment sends no mail.</summary>
    public string? Host { get; set; }

    /// <summary>The port of the server: 587 is for submission (RFC 6409), 465 for TLS from the first byte (RFC 8314).</summary>
    public int Port { get; set; } = 25;

    /// <summary>
    /// How the connection is protected. The default is <c>StartTlsWhenAvailable</c>. <c>StartTls</c> and <c>SslOnConnect</c> send nothing
    /// to a server that does not offer TLS or whose certificate is not trusted.
    /// </summary>
    public SecureSocketOptions Security { get; set; } = SecureSocketOptions.StartTlsWhenAvailable;

    /// <summary>The user name for the login. Without one there is no login.</summary>
    public string? User { get; set; }

    /// <summary>The password of <see cref="User"/>.</summary>
    public string? Password { get; set; }

    /// <summary>
    /// A PEM file with the certificate authority of the mail server, needed when the machine does not trust it already.
    /// </summary>
    public string? TrustedCertificate { get; set; }

    /// <summary>The sender's address.</summary>
    public string From { get; set; } = "platform@platform.example";

    /// <summary>Reads the section. Returns one line about the first invalid setting, if there is one.</summary>
    public static (MailOptions Options, string? Wrong) Read(IConfiguration configuration)
    {
        var options = new MailOptions();
        try
        {
            configuration.GetSection(Section).Bind(options);
        }
        catch (InvalidOperationException exception)
        {
            return (
                options,
                $"{exception.Message} Smtp:Security is one of {string.Join(", ", Enum.GetNames<SecureSocketOptions>())}; Smtp:Port is a number."
            );
        }

        var error = options switch
        {
            { Port: < 1 or > 65535 } => $"Smtp:Port is a number from 1 to 65535, not {options.Port}.",
            _ when !Enum.IsDefined(options.Security) =>
                $"Smtp:Security is one of {string.Join(", ", Enum.GetNames<SecureSocketOptions>())}, not {options.Security}.",
            _ when !MailboxAddress.TryParse(options.From, out var from) || from.Domain.Length == 0 =>
                $"Smtp:From is an address such as platform@platform.example, not {options.From}.",
            { TrustedCertificate: { } file } when ReasonToRefuse(file) is { } reason =>
                $"Smtp:TrustedCertificate is a PEM file with a certificate, not {file}: {reason}",
            { User: { Length: > 0 }, Security: SecureSocketOptions.None } =>
                "Smtp:User with Smtp:Security None would send the password in the clear: set Smtp:Security to StartTls or SslOnConnect.",
            _ => null,
        };
        return (options, error);
    }

    private static string? ReasonToRefuse(string certificateFile)
    {
        try
        {
            X509CertificateLoader.LoadCertificateFromFile(certificateFile).Dispose();
            return null;
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return exception.Message;
        }
    }
}
