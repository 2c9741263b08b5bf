using Platform.Sandbox.Domain;
using Platform.Search;

namespace Platform.Sandbox.Data;

/// <summary>
/// The searchable text of a case: all of it for those who may see the case, and the open layer for everyone. The database maintains the
/// index over the tokens.
/// </summary>
internal sealed class SearchEntry
{
    /// <summary>The mark of a token that belongs to the open layer.</summary>
    public const string OfPrecedent = "Ｐ";

    /// <summary>The row number that SQLite's index refers to.</summary>
    public long Number { get; init; }

    public required Guid RequestId { get; init; }

    public required string All { get; set; }

    /// <summary>The open layer only; empty until it is published.</summary>
    public required string Precedent { get; set; }

    public required string Tokens { get; set; }

    public static SearchEntry Of(RegulatoryCase @case)
    {
        var filing = @case.Filing;
        string[] common = [@case.CaseNo, filing.Title, .. filing.Provisions.Select(provision => $"{provision.Law} {provision.Article}")];
        var all = SearchedText.Of([.. common, filing.BusinessModel, filing.Obstacle, filing.Question, filing.PublicBenefit]);
        var precedent = @case is { IsPrecedent: true, Ruling: { Public: { } open, Reference: var reference } }
            ? SearchedText.Of([.. common, open.Summary, open.Answer, reference])
            : SearchedText.Of();
        return new()
        {
            RequestId = @case.Id,
            All = all.Text,
            Precedent = precedent.Text,
            Tokens = string.Join(' ', all.Tokens.Concat(precedent.MarkedTokens(OfPrecedent))),
        };
    }

    /// <summary>Returns whether two states of a case have the same searchable text; most changes leave it as it is.</summary>
    public static bool IsOfBoth(RegulatoryCase before, RegulatoryCase next) =>
        before.Filing == next.Filing
        && before.IsPrecedent == next.IsPrecedent
        && before.Ruling?.Public == next.Ruling?.Public
        && before.Ruling?.Reference == next.Ruling?.Reference;

    public void Apply(SearchEntry next) => (All, Precedent, Tokens) = (next.All, next.Precedent, next.Tokens);
}
