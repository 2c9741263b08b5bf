using System.Data.Common;

namespace Platform.ServiceDefaults.Data;

/// <summary>
/// Connections without a context, out of the same pool: for the few questions that are asked so often that the context would cost as much
/// as the answer. They only read; everything else goes through the context.
/// </summary>
/// <param name="connection">Makes one that is not open yet.</param>
public sealed class DirectQueries(Func<DbConnection> connection)
{
    /// <summary>The first row of a statement that is the same on both databases, or the default where there is none.</summary>
    /// <param name="statement">SQL with named parameters.</param>
    /// <param name="parameters">Their names and values.</param>
    /// <param name="read">Reads the row.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<T?> FirstAsync<T>(
        string statement,
        IEnumerable<(string Name, object Value)> parameters,
        Func<DbDataReader, T> read,
        CancellationToken cancellationToken
    )
        where T : class
    {
        await using var open = connection();
        await open.OpenAsync(cancellationToken);
        await using var command = open.CreateCommand();
        command.CommandText = statement;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? read(reader) : null;
    }
}
