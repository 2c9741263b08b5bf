using Microsoft.EntityFrameworkCore;
using Platform.Sandbox.Data;
using Platform.Sandbox.Domain;

namespace Platform.Sandbox.Features.AuthorityRegister;

/// <summary>
/// The present list of authorities: the built-in ones, and those that an operator replaced or added. The list is built once for each
/// change, not for each request.
/// </summary>
internal sealed class AuthorityList
{
    private static readonly Authorities BuiltIn = AuthoritiesFile.Read();

    private volatile Built built = new("", BuiltIn);

    public async Task<Authorities> ReadAsync(SandboxDbContext db, CancellationToken cancellationToken)
    {
        var rows = await db.Authorities.AsNoTracking().OrderBy(row => row.Code).ToListAsync(cancellationToken);
        var signature = string.Join(',', rows.Select(row => $"{row.Code}:{row.Version}"));
        var cached = built;
        if (cached.Signature == signature)
        {
            return cached.Authorities;
        }

        var authorities = rows.Aggregate(BuiltIn, (all, row) => all.With(
                new Authority
                {
                    Code = row.Code,
                    Name = row.Name,
                    ValidFrom = row.ValidFrom,
                    ValidTo = row.ValidTo,
                    Successor = row.Successor,
                }
            ));
        built = new(signature, authorities);
        return authorities;
    }

    private sealed record Built(string Signature, Authorities Authorities);
}
