using System.Net;
using Platform.Access.Domain;
using Platform.Access.Domain.Webhooks;
using Platform.Domain;

namespace Platform.Access.Features.Webhooks;

/// <summary>Resolves a host name to its addresses.</summary>
internal delegate Task<IPAddress[]> ResolveHost(string host, CancellationToken cancellationToken);

/// <summary>Thrown when a host has an address that is not on the public Internet.</summary>
internal sealed class AddressRefusedException() : IOException("The host has an address that webhooks do not go to.");

/// <summary>The rule for which addresses webhooks may go to.</summary>
internal sealed class WebhookAddresses(WebhookSettings settings, ResolveHost resolve)
{
    private static readonly TimeSpan ResolveTimeout = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Returns what is wrong with the URL of a new webhook, or <see langword="null"/>. For a host name this is only an early answer: the
    /// name may resolve to another address a moment later, so the check that counts is <see cref="ResolveAsync"/>. A name that does not
    /// resolve is accepted, because it may resolve soon.
    /// </summary>
    public async Task<DomainError?> RefusalAsync(string text, CancellationToken cancellationToken)
    {
        if (
            !Uri.TryCreate(text, UriKind.Absolute, out var url)
            || url.Scheme != Uri.UriSchemeHttps && !(url.Scheme == Uri.UriSchemeHttp && settings.AllowPrivateAddresses)
            || url.UserInfo.Length > 0
            || url.Fragment.Length > 0
        )
        {
            return AccessErrors.WebhookUrlInvalid;
        }

        if (!settings.AllowPrivateAddresses && !settings.PortsAllowed.Contains(url.Port))
        {
            return AccessErrors.WebhookPortRefused(string.Join(", ", settings.PortsAllowed));
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(ResolveTimeout);
        try
        {
            await ResolveAsync(url.IdnHost, timeout.Token).WaitAsync(timeout.Token);
            return null;
        }
        catch (AddressRefusedException)
        {
            return AccessErrors.WebhookAddressRefused;
        }
        catch (Exception exception) when (exception is UriFormatException or ArgumentException)
        {
            // Not a valid host name: RFC 1035 §2.3.4, RFC 5891.
            return AccessErrors.WebhookUrlInvalid;
        }
        catch (Exception exception)
            when (exception is System.Net.Sockets.SocketException
                || exception is OperationCanceledException && !cancellationToken.IsCancellationRequested
            )
        {
            return null;
        }
    }

    /// <summary>
    /// Resolves the addresses to connect to. Only these may be used, because the name may resolve to others a moment later.
    /// </summary>
    /// <exception cref="AddressRefusedException">One of the addresses is not on the public Internet.</exception>
    public async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancellationToken);
        return settings.AllowPrivateAddresses || addresses.All(PublicAddress.Is) ? addresses : throw new AddressRefusedException();
    }
}
