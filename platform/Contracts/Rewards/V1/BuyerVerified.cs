namespace Platform.Contracts.Rewards.V1;

/// <summary>A reviewer verified the identity of a buyer: its purchases can now be accepted.</summary>
[EventType("rewards.buyer-verified")]
public sealed record BuyerVerified
{
    /// <summary>Identifies the buyer.</summary>
    public required Guid BuyerId { get; init; }

    /// <summary>The party that the buyer belongs to.</summary>
    public required string BuyerParty { get; init; }

    /// <summary>The buyer's unified business number, when it has one.</summary>
    public string? Ubn { get; init; }

    /// <summary>The buyer's name.</summary>
    public required Bilingual Name { get; init; }

    /// <summary><c>agency</c>, <c>stateEnterprise</c>, <c>company</c>, <c>foundation</c>, <c>school</c> or <c>other</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Whether it is a small or medium-sized enterprise.</summary>
    public required bool IsSme { get; init; }

    /// <summary>When it was verified.</summary>
    public required DateTimeOffset VerifiedAt { get; init; }

    /// <summary>The reviewer's remark.</summary>
    public string? Reason { get; init; }
}
