namespace Platform.Rewards.Domain;

internal enum PurchaseStatus
{
    Declared,
    Confirmed,
    Disputed,
    Accepted,
    Rejected,
    Reversed,
}

/// <summary>The series of a purchase. Totals of social and start-up procurement are never added up.</summary>
internal enum Series
{
    Social,
    Startup,
}

internal enum Cooperation
{
    SupplyChain,
    Channel,
    SustainabilityProject,
    Investment,
    Marketing,
}

internal enum BuyerKind
{
    Agency,
    StateEnterprise,
    Company,
    Foundation,
    School,
    Other,
}

internal enum BuyerStatus
{
    Pending,
    Verified,
    Refused,
}

/// <summary>The machine-readable reason of a rejection or a reversal.</summary>
internal enum ReasonCode
{
    Other,
    InsufficientEvidence,
    SelfPurchase,
    Affiliate,
    OutOfPeriod,
    SupplierNotRegistered,
    Duplicate,
    Refund,
}
