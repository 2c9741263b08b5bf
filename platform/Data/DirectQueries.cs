using System.Data.Common;

namespace Platform.Data;

/// <summary>
/// Runs queries without a context, on connections of the same pool, for the few reads that are so frequent that the context would cost as
/// much as the query. Everything else uses the context.
/// </summary>
/// <param name="connection">Creates a connection without opening it.</param>
public sealed class DirectQueries(Func<DbConnection> connection)
{
    /// <summary>Returns the first row of a statement that is the same on both databases, or the default when there is none.</summary>
    /// <param name="statement">SQL with named parameters.</param>
    /// <param name="parameters">The names and values of the parameters.</param>
    /// <param name="read">Reads the row.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
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
