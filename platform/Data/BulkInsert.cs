using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Platform.Data;

/// <summary>
/// Inserts many new rows at once, according to the model, in the open transaction: with COPY on PostgreSQL, with one prepared statement
/// on SQLite. There is no change tracking, so a row with a version must have it set.
/// </summary>
public static class BulkInsert
{
    /// <summary>Inserts the rows; afterwards they are the same as saved rows.</summary>
    /// <typeparam name="T">The kind of row.</typeparam>
    /// <param name="db">The context, with an open transaction.</param>
    /// <param name="rows">New rows, not tracked.</param>
    /// <param name="cancellationToken">Cancels the insert.</param>
    public static async Task InsertAsync<T>(this DbContext db, IReadOnlyCollection<T> rows, CancellationToken cancellationToken)
        where T : class
    {
        if (rows.Count == 0)
        {
            return;
        }

        var entity = db.Model.FindEntityType(typeof(T))!;
        // The database generates these numbers.
        Column[] columns =
        [
            .. entity
                .GetProperties()
                .Where(property => property.ValueGenerated != ValueGenerated.OnAdd)
                .Select(property => new Column(property)),
        ];
        var names = string.Join(", ", columns.Select(column => $"\"{column.Name}\""));
        if (db.Database.GetDbConnection() is NpgsqlConnection postgres)
        {
            await CopyAsync(
                postgres,
                $"COPY \"{entity.GetTableName()}\" ({names}) FROM STDIN (FORMAT BINARY)",
                columns,
                rows,
                cancellationToken
            );
        }
        else
        {
            await InsertEachAsync(
                db,
                $"INSERT INTO \"{entity.GetTableName()}\" ({names}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})",
                columns,
                rows,
                cancellationToken
            );
        }
    }

    private static async Task CopyAsync<T>(
        NpgsqlConnection connection,
        string command,
        Column[] columns,
        IEnumerable<T> rows,
        CancellationToken cancellationToken
    )
        where T : class
    {
        await using var copy = await connection.BeginBinaryImportAsync(command, cancellationToken);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancellationToken);
            foreach (var column in columns)
            {
                // Each value is written by its own type, because the type of an object would be looked up for every value.
                await (
                    column.ValueOf(row) switch
                    {
                        null => copy.WriteNullAsync(cancellationToken),
                        string text => copy.WriteAsync(text, column.StoreType, cancellationToken),
                        Guid id => copy.WriteAsync(id, column.StoreType, cancellationToken),
                        long number => copy.WriteAsync(number, column.StoreType, cancellationToken),
                        int number => copy.WriteAsync(number, column.StoreType, cancellationToken),
                        bool yes => copy.WriteAsync(yes, column.StoreType, cancellationToken),
                        DateTime instant => copy.WriteAsync(instant, column.StoreType, cancellationToken),
                        DateOnly date => copy.WriteAsync(date, column.StoreType, cancellationToken),
                        var other => copy.WriteAsync(other, column.StoreType, cancellationToken),
                    }
                );
            }
        }

        await copy.CompleteAsync(cancellationToken);
    }

    private static async Task InsertEachAsync<T>(
        DbContext db,
        string text,
        Column[] columns,
        IEnumerable<T> rows,
        CancellationToken cancellationToken
    )
        where T : class
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = text;
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        DbParameter[] parameters =
        [
            .. columns.Select(
                (_, i) =>
                {
                    var parameter = command.CreateParameter();
                    parameter.ParameterName = $"@p{i}";
                    command.Parameters.Add(parameter);
                    return parameter;
                }
            ),
        ];
        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Length; i++)
            {
                parameters[i].Value = columns[i].ValueOf(row) ?? DBNull.Value;
            }

            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private sealed class Column(IProperty property)
    {
        private readonly IClrPropertyGetter getter = property.GetGetter();
        private readonly Func<object?, object?>? convert = property.GetTypeMapping().Converter?.ConvertToProvider;

        public string Name { get; } = property.GetColumnName();

        public string StoreType { get; } = property.GetColumnType();

        public object? ValueOf(object row) =>
            getter.GetClrValue(row) is { } value
                ? convert is null
                    ? value
                    : convert(value)
                : null;
    }
}
