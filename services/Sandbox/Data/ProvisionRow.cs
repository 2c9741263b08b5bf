using Platform.Sandbox.Domain;

namespace Platform.Sandbox.Data;

/// <summary>A provision that a request is about, for search by law and for statistics.</summary>
internal sealed class ProvisionRow
{
    public required Guid RequestId { get; set; }

    public required int Number { get; set; }

    public required string Law { get; set; }

    /// <summary>The normalised name of the law.</summary>
    public required string LawKey { get; set; }

    public required string Article { get; set; }

    /// <summary>The normalised article.</summary>
    public required string ArticleKey { get; set; }

    public required string Authority { get; set; }

    public static IEnumerable<ProvisionRow> Of(RegulatoryCase filed) =>
        filed.Filing.Provisions.Select(
            (provision, number) =>
                new ProvisionRow
                {
                    RequestId = filed.Id,
                    Number = number,
                    Law = provision.Law,
                    LawKey = SearchText.Normalise(provision.Law),
                    Article = provision.Article,
                    ArticleKey = SearchText.Normalise(provision.Article),
                    Authority = provision.Authority,
                }
        );
}
