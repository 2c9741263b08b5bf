using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Sqlite.Design.Internal;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace Platform.Migrations;

/// <summary>How the model is written down in designer files and in the snapshot: no store types, identity for both databases.</summary>
internal sealed class PortableAnnotations(AnnotationCodeGeneratorDependencies dependencies) : SqliteAnnotationCodeGenerator(dependencies)
{
    public const string Autoincrement = "Sqlite:Autoincrement";
    public const string ValueGenerationStrategy = "Npgsql:ValueGenerationStrategy";

    public static bool IsIdentity(IReadOnlyProperty property) =>
        SqlitePropertyExtensions.GetValueGenerationStrategy(property) == SqliteValueGenerationStrategy.Autoincrement;

    /// <remarks>PostgreSQL's model has the strategy on the model itself too; without it here, its model would differ for ever.</remarks>
    public override IReadOnlyList<MethodCallCodeFragment> GenerateFluentApiCalls(IModel model, IDictionary<string, IAnnotation> annotations)
    {
        annotations[ValueGenerationStrategy] = ByDefault();
        return base.GenerateFluentApiCalls(model, annotations);
    }

    public override IReadOnlyList<MethodCallCodeFragment> GenerateFluentApiCalls(IProperty property, IDictionary<string, IAnnotation> annotations)
    {
        annotations.Remove(RelationalAnnotationNames.ColumnType);
        foreach (var name in annotations.Keys.Where(name => name.StartsWith("Sqlite:", StringComparison.Ordinal)).ToList())
        {
            annotations.Remove(name);
        }

        if (IsIdentity(property))
        {
            annotations[Autoincrement] = new Annotation(Autoincrement, true);
            annotations[ValueGenerationStrategy] = ByDefault();
        }

        return base.GenerateFluentApiCalls(property, annotations);
    }

    public static Annotation ByDefault() => new(ValueGenerationStrategy, NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);
}
