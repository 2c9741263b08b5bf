using System.Net;
using Platform.Access.Domain;
using Platform.ServiceDefaults.Errors;

namespace Platform.Access.Features.Webhooks;

/// <summary>Asks the name servers for a host's addresses.</summary>
internal delegate Task<IPAddress[]> ResolveHost(string host, CancellationToken cancellationToken);

/// <summary>A host has an address that is not on the public Internet.</summary>
internal sealed class AddressRefusedException() : IOException("The host has an address that webhooks do not go to.");

/// <summary>Where webhooks may go.</summary>
internal sealed class WebhookAddresses(WebhookSettings settings, ResolveHost resolve)
{
    private static readonly TimeSpan ResolveTimeout = TimeSpan.FromSeconds(2);

    /// <summary>
    /// What is wrong with an address that is subscribed. Only for a quick answer where names are concerned: they may lead elsewhere a
    /// moment later, so that what counts is <see cref="ResolveAsync"/>. A name that nobody knows now may be known soon.
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
            // No name that a host can have: RFC 1035 §2.3.4, RFC 5891.
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

    /// <summary>The addresses to connect to: these, and no others that the name may have a moment later.</summary>
    /// <exception cref="AddressRefusedException">One of them is not on the public Internet.</exception>
    public async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancellationToken);
        return settings.AllowPrivateAddresses || addresses.All(PublicAddress.Is) ? addresses : throw new AddressRefusedException();
    }
}
