using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Platform.Architecture.Tests;

/// <summary>The rules for names and lines: docs/glossary.md has the verbs that are used instead of the banned ones.</summary>
internal static partial class SourceStyle
{
    private const int MaxColumns = 139;

    private static readonly HashSet<string> BannedTerms = new(
        (
            "settle settles settled settling take takes taken took taking keep keeps kept keeping tell tells told telling say says said "
            + "saying hear hears heard hearing become becomes became becoming shine shines shining hold holds held holding know knows known "
            + "knew knowing ask asks asked asking word words wording turn turns turned turning patience"
        ).Split(' '),
        StringComparer.OrdinalIgnoreCase
    );

    // Names of the public contract, which never change.
    private static readonly HashSet<string> PublicNames = ["HeardOn", "AskOpinions"];

    /// <summary>Returns each declared name that has a banned word, and each line that is too long.</summary>
    /// <param name="path">Where the source is, for the messages.</param>
    /// <param name="source">C#.</param>
    public static IEnumerable<string> Violations(string path, string source)
    {
        var tree = CSharpSyntaxTree.ParseText(source);
        var text = tree.GetText();
        var names = tree.GetRoot()
            .DescendantNodes()
            .SelectMany(DeclaredIn)
            .Where(name => !PublicNames.Contains(name.ValueText) && CamelCaseParts().Matches(name.ValueText).Any(IsBanned))
            .Select(name => $"{path}:{LineOf(text, name.SpanStart)} {name.ValueText} has a banned word");
        // A text is not broken for its length.
        var texts = tree.GetRoot().DescendantTokens().Where(IsText).Select(token => token.Span).ToList();
        var lines = text
            .Lines.Where(line => line.Span.Length > MaxColumns)
            .Where(line => line.Span.Length - texts.Sum(span => line.Span.Intersection(span)?.Length ?? 0) > MaxColumns)
            .Select(line => $"{path}:{line.LineNumber + 1} has {line.Span.Length} columns");
        return names.Concat(lines);
    }

    private static bool IsBanned(Match part) => BannedTerms.Contains(part.Value);

    private static int LineOf(SourceText text, int position) => text.Lines.GetLineFromPosition(position).LineNumber + 1;

    /// <summary>Returns the names that a node declares; names of tests are sentences.</summary>
    private static IEnumerable<SyntaxToken> DeclaredIn(SyntaxNode node) =>
        node switch
        {
            MethodDeclarationSyntax { AttributeLists.Count: > 0 } method when IsTest(method) => [],
            MethodDeclarationSyntax method => [method.Identifier],
            BaseTypeDeclarationSyntax type => [type.Identifier],
            DelegateDeclarationSyntax type => [type.Identifier],
            PropertyDeclarationSyntax property => [property.Identifier],
            EventDeclarationSyntax @event => [@event.Identifier],
            EnumMemberDeclarationSyntax member => [member.Identifier],
            VariableDeclaratorSyntax variable => [variable.Identifier],
            SingleVariableDesignationSyntax variable => [variable.Identifier],
            ForEachStatementSyntax loop => [loop.Identifier],
            ParameterSyntax parameter => [parameter.Identifier],
            TypeParameterSyntax parameter => [parameter.Identifier],
            LocalFunctionStatementSyntax function => [function.Identifier],
            TupleElementSyntax element => [element.Identifier],
            FromClauseSyntax clause => [clause.Identifier],
            LetClauseSyntax clause => [clause.Identifier],
            _ => [],
        };

    private static bool IsTest(MethodDeclarationSyntax method) =>
        method.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString() is "Fact" or "Theory");

    private static bool IsText(SyntaxToken token) =>
        token.Kind()
            is SyntaxKind.StringLiteralToken
                or SyntaxKind.Utf8StringLiteralToken
                or SyntaxKind.InterpolatedStringTextToken
                or SyntaxKind.SingleLineRawStringLiteralToken
                or SyntaxKind.MultiLineRawStringLiteralToken;

    [GeneratedRegex("[A-Z]?[a-z]+|[A-Z]+(?![a-z])")]
    private static partial Regex CamelCaseParts();
}
