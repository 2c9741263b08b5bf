using System.Net;
using System.Net.Sockets;

namespace Platform.Access.Domain.Webhooks;

/// <summary>
/// The rule for which addresses are on the public Internet. Through any other address a webhook could reach our own network. The ranges
/// come from IANA's registries of special-purpose addresses (RFC 6890) and of the IPv6 address space.
/// </summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] SpecialV4 =
    [
        .. new[]
        {
            "0.0.0.0/8", // this network, RFC 791
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16", // private, RFC 1918
            "100.64.0.0/10", // behind a carrier's NAT, RFC 6598
            "127.0.0.0/8", // loopback, RFC 1122
            "169.254.0.0/16", // link-local, RFC 3927: also the metadata services of clouds, which hand out credentials
            "192.0.0.0/24", // protocol assignments, RFC 6890
            "192.0.2.0/24",
            "198.51.100.0/24",
            "203.0.113.0/24", // documentation, RFC 5737
            "192.88.99.0/24", // 6to4 relays, RFC 7526
            "198.18.0.0/15", // benchmarks, RFC 2544
            "224.0.0.0/4", // multicast, RFC 5771
            "240.0.0.0/4", // reserved, RFC 1112, and broadcast
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>
    /// The only range that is allocated as global unicast (RFC 4291). Outside it are loopback, unspecified, unique local, link-local,
    /// site-local and multicast addresses, and those that embed an IPv4 address (mapped ::ffff:0:0/96, compatible ::/96, NAT64
    /// 64:ff9b::/96 and 64:ff9b:1::/48).
    /// </summary>
    private static readonly IPNetwork GlobalV6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] SpecialV6 =
    [
        .. new[]
        {
            "2001::/23", // protocol assignments, RFC 2928: includes Teredo, which embeds an IPv4 address
            "2001:db8::/32",
            "3fff::/20", // documentation, RFC 3849, RFC 9637
            "2002::/16", // 6to4, RFC 3056: embeds an IPv4 address
        }.Select(IPNetwork.Parse),
    ];

    public static bool Is(IPAddress address) =>
        address.AddressFamily switch
        {
            AddressFamily.InterNetwork => !SpecialV4.Any(network => network.Contains(address)),
            // IPNetwork evaluates the IPv4 address inside a mapped IPv6 address.
            AddressFamily.InterNetworkV6 => !address.IsIPv4MappedToIPv6
                && GlobalV6.Contains(address)
                && !SpecialV6.Any(network => network.Contains(address)),
            _ => false,
        };
}
