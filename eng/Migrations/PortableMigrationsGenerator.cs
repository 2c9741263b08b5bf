using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Design;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace Platform.Migrations;

/// <summary>Writes migration, designer and snapshot so that PostgreSQL and SQLite both accept them, or refuses.</summary>
internal sealed partial class PortableMigrationsGenerator(
    MigrationsCodeGeneratorDependencies dependencies, CSharpMigrationsGeneratorDependencies csharp)
    : CSharpMigrationsGenerator(dependencies, csharp)
{
    public override string GenerateMigration(
        string? migrationNamespace,
        string migrationName,
        IReadOnlyList<MigrationOperation> upOperations,
        IReadOnlyList<MigrationOperation> downOperations)
    {
        foreach (var operation in upOperations.Concat(downOperations))
        {
            MakePortable(operation);
        }

        return Checked(base.GenerateMigration(migrationNamespace, migrationName, upOperations, downOperations), $"{migrationName}.cs");
    }

    public override string GenerateMetadata(
        string? migrationNamespace, Type contextType, string migrationName, string migrationId, IModel targetModel) =>
        Checked(base.GenerateMetadata(migrationNamespace, contextType, migrationName, migrationId, targetModel), $"{migrationName}.Designer.cs");

    public override string GenerateSnapshot(string? modelSnapshotNamespace, Type contextType, string modelSnapshotName, IModel model) =>
        Checked(base.GenerateSnapshot(modelSnapshotNamespace, contextType, modelSnapshotName, model), $"{modelSnapshotName}.cs");

    protected override IEnumerable<string> GetNamespaces(IModel model) =>
        base.GetNamespaces(model).Append(typeof(NpgsqlValueGenerationStrategy).Namespace!);

    private static void MakePortable(MigrationOperation operation)
    {
        switch (operation)
        {
            case CreateTableOperation table:
                table.Columns.ForEach(MakePortable);
                break;
            case AlterColumnOperation altered:
                MakePortable((ColumnOperation)altered);
                MakePortable(altered.OldColumn);
                break;
            case ColumnOperation column:
                MakePortable(column);
                break;
            case InsertDataOperation insert:
                insert.ColumnTypes = null;
                break;
            case UpdateDataOperation update:
                update.ColumnTypes = null;
                update.KeyColumnTypes = null;
                break;
            case DeleteDataOperation delete:
                delete.KeyColumnTypes = null;
                break;
        }
    }

    private static void MakePortable(ColumnOperation column)
    {
        column.ColumnType = null;
        if (column[PortableAnnotations.Autoincrement] is true)
        {
            column[PortableAnnotations.ValueGenerationStrategy] = PortableAnnotations.ByDefault().Value;
        }
    }

    /// <summary>The last line of defence: whatever only one provider understands stops the tool, with the line.</summary>
    internal static string Checked(string code, string file)
    {
        var lines = code.Split('\n');
        for (var number = 0; number < lines.Length; number++)
        {
            var rest = Portable().Replace(lines[number], "");
            if (ProviderSpecific().Match(rest) is { Success: true, Value: var culprit })
            {
                throw new RefusedException(
                    $"{file}({number + 1}): {culprit.Trim()} is understood by one database only: {lines[number].Trim()}");
            }
        }

        return code;
    }

    [GeneratedRegex("""
        "Sqlite:Autoincrement",\ true
        |"Npgsql:ValueGenerationStrategy",\ NpgsqlValueGenerationStrategy\.IdentityByDefaultColumn
        |^using\ Npgsql\.EntityFrameworkCore\.PostgreSQL\.Metadata;
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Portable();

    [GeneratedRegex(
        @"Sqlite\w*|Npgsql\w*|SqlServer\w*|\b(old)?[tT]ype: ""|HasColumnType|columnTypes?:|keyColumnTypes?:|"
        + @"\w*[dD]efaultValueSql|\w*[cC]omputedColumnSql|\b[cC]ollation|UseCollation|migrationBuilder\.Sql|ContainerColumn\w*")]
    private static partial Regex ProviderSpecific();
}
