using Microsoft.EntityFrameworkCore;
using Platform.Domain;
using Platform.Sandbox.Data;
using Platform.Sandbox.Domain;
using Platform.Sandbox.Features.Deadlines;
using Platform.Web.Commands;

namespace Platform.Sandbox.Features.AuthorityRegister;

/// <summary>The present list of authorities: the built-in ones, and those that an operator replaced or added.</summary>
internal sealed class AuthorityList(SandboxDbContext db, AuthorityCache cache, WatchSignal watcher)
{
    public async Task<Authorities> ReadAsync(CancellationToken cancellationToken)
    {
        var rows = await db.Authorities.AsNoTracking().OrderBy(row => row.Code).ToListAsync(cancellationToken);
        var signature = string.Join(',', rows.Select(row => $"{row.Code}:{row.Version}"));
        if (cache.Built is var (builtFrom, built) && builtFrom == signature)
        {
            return built;
        }

        var authorities = rows.Aggregate(AuthorityCache.BuiltIn, (all, row) => all.With(
                new Authority
                {
                    Code = row.Code,
                    Name = row.Name,
                    ValidFrom = row.ValidFrom,
                    ValidTo = row.ValidTo,
                    Successor = row.Successor,
                }
            ));
        cache.Built = new(signature, authorities);
        return authorities;
    }

    /// <summary>Replaces or adds an authority; returns its version.</summary>
    public async Task<Result<long>> ReplaceAsync(Authority authority, Command command)
    {
        await db.AcquireAuthoritiesAsync(command.Aborted);
        if ((await ReadAsync(command.Aborted)).Refusal(authority, command.Today) is { } refused)
        {
            return refused;
        }

        var row = await db.Authorities.SingleOrDefaultAsync(existing => existing.Code == authority.Code, command.Aborted);
        if (command.IfMatch.Refuses(row?.Version ?? 0) is { } stale)
        {
            return stale;
        }

        if (row is null)
        {
            row = new AuthorityRow
            {
                Id = Guid.CreateVersion7(),
                Code = authority.Code,
                Name = authority.Name,
            };
            db.Add(row);
        }

        row.Name = authority.Name;
        row.ValidFrom = authority.ValidFrom;
        row.ValidTo = authority.ValidTo;
        row.Successor = authority.Successor;
        db.WakeOnCommit(watcher);
        await db.SaveChangesAsync(command.Aborted);
        return row.Version;
    }
}

/// <summary>Holds the list that was built last, so that it is built once for each change and not for each request.</summary>
internal sealed class AuthorityCache
{
    public static Authorities BuiltIn { get; } = AuthoritiesFile.Read();

    public Entry Built { get; set; } = new("", BuiltIn);

    /// <param name="Signature">The codes and versions of the rows that the list was built from.</param>
    /// <param name="Authorities">The list.</param>
    internal sealed record Entry(string Signature, Authorities Authorities);
}
