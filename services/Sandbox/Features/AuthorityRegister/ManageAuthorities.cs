using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts;
using Platform.Sandbox.Data;
using Platform.Sandbox.Domain;
using Platform.Web.Commands;
using Platform.Web.Errors;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Sandbox.Features.AuthorityRegister;

/// <summary>
/// The register of authorities that a provision can name and that can be consulted. Agencies are renamed and reorganised: an operator sets
/// the last day of one and names its successor. On the day after that, the watcher hands over what the authority still owes.
/// </summary>
internal static class ManageAuthorities
{
    internal sealed record AuthorityView : IVersionedView
    {
        public required string Code { get; init; }

        public required Bilingual Name { get; init; }

        public DateOnly? ValidFrom { get; init; }

        public DateOnly? ValidTo { get; init; }

        public string? Successor { get; init; }

        /// <summary>0 until an operator has replaced the built-in authority.</summary>
        public required long Version { get; init; }
    }

    internal sealed record AuthorityBody
    {
        public Bilingual? Name { get; init; }

        public DateOnly? ValidFrom { get; init; }

        /// <summary>The last day; absent while no end is planned.</summary>
        public DateOnly? ValidTo { get; init; }

        /// <summary>The code of the authority to which open work passes after the last day.</summary>
        public string? Successor { get; init; }
    }

    internal sealed class AuthorityBodyValidator : AbstractValidator<AuthorityBody>
    {
        public AuthorityBodyValidator()
        {
            RuleFor(body => body.Name).Bilingual(Texts.ShortText);
            RuleFor(body => body.Successor).MaximumLength(100);
        }
    }

    public static void Map(RouteGroupBuilder api)
    {
        var authorities = api.MapGroup("/authorities").WithTags("Authorities");
        authorities
            .MapGet("", ListAsync)
            .ForAnyone()
            .WithSummary("Ministries and local governments, with their periods of validity and successors");
        authorities.MapGet("{code}", GetAsync).ForAnyone().WithSummary("One authority");
        authorities
            .MapPut("{code}", ReplaceAsync)
            .For(Roles.PlatformAdmin)
            .Refuses("sandbox.authority-code-invalid", "sandbox.validity-invalid", "sandbox.successor-cycle", "sandbox.authority-unknown")
            .WithSummary("Replace an authority, or add one (If-Match: \"0\"); what an ended one still owes goes to its successor");
    }

    private static async Task<Answer<Page<AuthorityView>>> ListAsync(
        SandboxDbContext db,
        AuthorityList list,
        CancellationToken cancellationToken
    )
    {
        var versions = await db.Authorities.AsNoTracking().ToDictionaryAsync(row => row.Code, row => row.Version, cancellationToken);
        var authorities = await list.ReadAsync(cancellationToken);
        return new Page<AuthorityView>(
            [.. authorities.All.Select(authority => ToView(authority, versions.GetValueOrDefault(authority.Code)))],
            null
        );
    }

    private static async Task<Answer<AuthorityView>> GetAsync(
        string code,
        SandboxDbContext db,
        AuthorityList list,
        CancellationToken cancellationToken
    )
    {
        if ((await list.ReadAsync(cancellationToken)).Find(code) is not { } authority)
        {
            return PlatformErrors.NotFound;
        }

        return ToView(
            authority,
            await db.Authorities.Where(row => row.Code == code).Select(row => row.Version).SingleOrDefaultAsync(cancellationToken)
        );
    }

    private static async Task<Answer<AuthorityView>> ReplaceAsync(string code, AuthorityBody body, Command command, AuthorityList list)
    {
        var authority = new Authority
        {
            Code = code,
            Name = body.Name!,
            ValidFrom = body.ValidFrom,
            ValidTo = body.ValidTo,
            Successor = body.Successor,
        };
        return (await list.ReplaceAsync(authority, command)).Map(version => ToView(authority, version));
    }

    private static AuthorityView ToView(Authority authority, long version) =>
        new()
        {
            Code = authority.Code,
            Name = authority.Name,
            ValidFrom = authority.ValidFrom,
            ValidTo = authority.ValidTo,
            Successor = authority.Successor,
            Version = version,
        };
}
