using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Platform.Rewards.Data.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Awards",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    Party = table.Column<string>(nullable: false),
                    Version = table.Column<long>(nullable: false),
                    AwardNo = table.Column<string>(nullable: false),
                    Year = table.Column<int>(nullable: false),
                    Series = table.Column<string>(nullable: false),
                    Code = table.Column<string>(nullable: false),
                    Name = table.Column<string>(nullable: false),
                    Presenter = table.Column<string>(nullable: false),
                    BuyerId = table.Column<Guid>(nullable: false),
                    BuyerName = table.Column<string>(nullable: false),
                    Citation = table.Column<string>(nullable: true),
                    Versions = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Awards", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AwardYears",
                columns: table => new
                {
                    Year = table.Column<int>(nullable: false),
                    StandingsVersion = table.Column<long>(nullable: false),
                    ResultVersion = table.Column<int>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AwardYears", x => x.Year);
                });

            migrationBuilder.CreateTable(
                name: "Buyers",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    Party = table.Column<string>(nullable: false),
                    Version = table.Column<long>(nullable: false),
                    Ubn = table.Column<string>(nullable: true),
                    Name = table.Column<string>(nullable: false),
                    Kind = table.Column<string>(nullable: false),
                    IsSme = table.Column<bool>(nullable: false),
                    Affiliates = table.Column<string>(nullable: false),
                    Status = table.Column<string>(nullable: false),
                    RegisteredAt = table.Column<DateTime>(nullable: false),
                    DecidedAt = table.Column<DateTime>(nullable: true),
                    Reason = table.Column<string>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Buyers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DeadLetters",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    Consumer = table.Column<string>(nullable: false),
                    MessageId = table.Column<Guid>(nullable: false),
                    Type = table.Column<string>(nullable: false),
                    Subject = table.Column<string>(nullable: false),
                    Envelope = table.Column<string>(nullable: false),
                    Error = table.Column<string>(nullable: false),
                    FailedAt = table.Column<DateTime>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeadLetters", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Decisions",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    At = table.Column<DateTime>(nullable: false),
                    By = table.Column<string>(nullable: false),
                    ClientId = table.Column<string>(nullable: false),
                    Party = table.Column<string>(nullable: false),
                    Role = table.Column<string>(nullable: false),
                    Operation = table.Column<string>(nullable: false),
                    Subject = table.Column<string>(nullable: false),
                    About = table.Column<string>(nullable: true),
                    Chosen = table.Column<string>(nullable: false),
                    Reason = table.Column<string>(nullable: true),
                    TraceId = table.Column<string>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Decisions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Documents",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    Party = table.Column<string>(nullable: false),
                    Name = table.Column<string>(nullable: false),
                    MediaType = table.Column<string>(nullable: false),
                    Size = table.Column<long>(nullable: false),
                    Sha256 = table.Column<string>(nullable: false),
                    CreatedAt = table.Column<DateTime>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Documents", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Idempotency",
                columns: table => new
                {
                    Key = table.Column<string>(nullable: false),
                    BodyHash = table.Column<string>(nullable: false),
                    Status = table.Column<int>(nullable: false),
                    Body = table.Column<byte[]>(nullable: true),
                    ContentType = table.Column<string>(nullable: true),
                    ETag = table.Column<string>(nullable: true),
                    Location = table.Column<string>(nullable: true),
                    CreatedAt = table.Column<DateTime>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Idempotency", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "Inbox",
                columns: table => new
                {
                    Consumer = table.Column<string>(nullable: false),
                    MessageId = table.Column<Guid>(nullable: false),
                    ConsumedAt = table.Column<DateTime>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Inbox", x => new { x.Consumer, x.MessageId });
                });

            migrationBuilder.CreateTable(
                name: "Outbox",
                columns: table => new
                {
                    Sequence = table.Column<long>(nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn)
                        .Annotation("Sqlite:Autoincrement", true),
                    Id = table.Column<Guid>(nullable: false),
                    Lane = table.Column<int>(nullable: false),
                    Type = table.Column<string>(nullable: false),
                    Subject = table.Column<string>(nullable: false),
                    Version = table.Column<long>(nullable: false),
                    Time = table.Column<DateTime>(nullable: false),
                    Audience = table.Column<string>(nullable: false),
                    Body = table.Column<string>(nullable: false),
                    TraceParent = table.Column<string>(nullable: true),
                    Attempts = table.Column<int>(nullable: false),
                    NotBefore = table.Column<DateTime>(nullable: true),
                    LastError = table.Column<string>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Outbox", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "RuleSets",
                columns: table => new
                {
                    Year = table.Column<int>(nullable: false),
                    Version = table.Column<int>(nullable: false),
                    Body = table.Column<string>(nullable: false),
                    At = table.Column<DateTime>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RuleSets", x => new { x.Year, x.Version });
                });

            migrationBuilder.CreateTable(
                name: "SelfChecks",
                columns: table => new
                {
                    Year = table.Column<int>(nullable: false),
                    Night = table.Column<DateOnly>(nullable: false),
                    At = table.Column<DateTime>(nullable: false),
                    TookMilliseconds = table.Column<long>(nullable: false),
                    Purchases = table.Column<int>(nullable: false),
                    Differences = table.Column<int>(nullable: false),
                    Repaired = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SelfChecks", x => new { x.Night, x.Year });
                });

            migrationBuilder.CreateTable(
                name: "SupplierCounts",
                columns: table => new
                {
                    Year = table.Column<int>(nullable: false),
                    Series = table.Column<string>(nullable: false),
                    BuyerId = table.Column<Guid>(nullable: false),
                    SupplierUbn = table.Column<string>(nullable: false),
                    Purchases = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SupplierCounts", x => new { x.Year, x.Series, x.BuyerId, x.SupplierUbn });
                });

            migrationBuilder.CreateTable(
                name: "Suppliers",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    RegistryVersion = table.Column<long>(nullable: false),
                    Ubn = table.Column<string>(nullable: true),
                    OwnerParty = table.Column<string>(nullable: true),
                    Name = table.Column<string>(nullable: false),
                    County = table.Column<string>(nullable: false),
                    Sdgs = table.Column<string>(nullable: false),
                    StatusPoints = table.Column<string>(nullable: false),
                    TotalsVersion = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Suppliers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SupplierTotals",
                columns: table => new
                {
                    SupplierId = table.Column<Guid>(nullable: false),
                    Series = table.Column<string>(nullable: false),
                    AmountTwd = table.Column<long>(nullable: false),
                    Purchases = table.Column<int>(nullable: false),
                    DistinctBuyers = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SupplierTotals", x => new { x.SupplierId, x.Series });
                });

            migrationBuilder.CreateTable(
                name: "Tallies",
                columns: table => new
                {
                    Year = table.Column<int>(nullable: false),
                    Series = table.Column<string>(nullable: false),
                    BuyerId = table.Column<Guid>(nullable: false),
                    FromVersion = table.Column<long>(nullable: false),
                    UntilVersion = table.Column<long>(nullable: false),
                    TotalTwd = table.Column<long>(nullable: false),
                    Purchases = table.Column<int>(nullable: false),
                    Suppliers = table.Column<int>(nullable: false),
                    Excluded = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Tallies", x => new { x.Year, x.Series, x.BuyerId, x.FromVersion });
                });

            migrationBuilder.CreateTable(
                name: "YearResults",
                columns: table => new
                {
                    Year = table.Column<int>(nullable: false),
                    Version = table.Column<int>(nullable: false),
                    RuleVersion = table.Column<int>(nullable: false),
                    StandingsVersion = table.Column<long>(nullable: false),
                    InputHash = table.Column<string>(nullable: false),
                    PreviousHash = table.Column<string>(nullable: true),
                    Hash = table.Column<string>(nullable: false),
                    Purchases = table.Column<int>(nullable: false),
                    Special = table.Column<string>(nullable: false),
                    Awards = table.Column<string>(nullable: false),
                    Changes = table.Column<string>(nullable: false),
                    Reason = table.Column<string>(nullable: true),
                    At = table.Column<DateTime>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_YearResults", x => new { x.Year, x.Version });
                });

            migrationBuilder.CreateTable(
                name: "DocumentParts",
                columns: table => new
                {
                    DocumentId = table.Column<Guid>(nullable: false),
                    Number = table.Column<int>(nullable: false),
                    Bytes = table.Column<byte[]>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DocumentParts", x => new { x.DocumentId, x.Number });
                    table.ForeignKey(
                        name: "FK_DocumentParts_Documents_DocumentId",
                        column: x => x.DocumentId,
                        principalTable: "Documents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Purchases",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    Party = table.Column<string>(nullable: false),
                    Version = table.Column<long>(nullable: false),
                    BuyerId = table.Column<Guid>(nullable: false),
                    SupplierId = table.Column<Guid>(nullable: false),
                    SupplierUbn = table.Column<string>(nullable: false),
                    AmountTwd = table.Column<long>(nullable: false),
                    PurchasedOn = table.Column<DateOnly>(nullable: false),
                    Year = table.Column<int>(nullable: false),
                    VoucherNo = table.Column<string>(nullable: false),
                    Series = table.Column<string>(nullable: false),
                    Cooperation = table.Column<string>(nullable: false),
                    Description = table.Column<string>(nullable: false),
                    Evidence = table.Column<string>(nullable: false),
                    Status = table.Column<string>(nullable: false),
                    Flagged = table.Column<bool>(nullable: false),
                    Steps = table.Column<string>(nullable: false),
                    LiveVoucherKey = table.Column<string>(nullable: true),
                    CountedFrom = table.Column<long>(nullable: true),
                    CountedUntil = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Purchases", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Purchases_Buyers_BuyerId",
                        column: x => x.BuyerId,
                        principalTable: "Buyers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Purchases_Suppliers_SupplierId",
                        column: x => x.SupplierId,
                        principalTable: "Suppliers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "EvidenceClaims",
                columns: table => new
                {
                    PurchaseId = table.Column<Guid>(nullable: false),
                    Sha256 = table.Column<string>(nullable: false),
                    LiveSha256 = table.Column<string>(nullable: true),
                    DocumentId = table.Column<Guid>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EvidenceClaims", x => new { x.PurchaseId, x.Sha256 });
                    table.ForeignKey(
                        name: "FK_EvidenceClaims_Purchases_PurchaseId",
                        column: x => x.PurchaseId,
                        principalTable: "Purchases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Awards_AwardNo",
                table: "Awards",
                column: "AwardNo",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Awards_Year_Series_Code_BuyerId",
                table: "Awards",
                columns: new[] { "Year", "Series", "Code", "BuyerId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Buyers_Party",
                table: "Buyers",
                column: "Party");

            migrationBuilder.CreateIndex(
                name: "IX_DeadLetters_Consumer_MessageId",
                table: "DeadLetters",
                columns: new[] { "Consumer", "MessageId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Decisions_At",
                table: "Decisions",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_Decisions_Subject_Id",
                table: "Decisions",
                columns: new[] { "Subject", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_EvidenceClaims_DocumentId",
                table: "EvidenceClaims",
                column: "DocumentId");

            migrationBuilder.CreateIndex(
                name: "IX_EvidenceClaims_LiveSha256",
                table: "EvidenceClaims",
                column: "LiveSha256",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Idempotency_CreatedAt",
                table: "Idempotency",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Inbox_ConsumedAt",
                table: "Inbox",
                column: "ConsumedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_Lane_Sequence",
                table: "Outbox",
                columns: new[] { "Lane", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_Purchases_BuyerId_Year",
                table: "Purchases",
                columns: new[] { "BuyerId", "Year" });

            migrationBuilder.CreateIndex(
                name: "IX_Purchases_LiveVoucherKey",
                table: "Purchases",
                column: "LiveVoucherKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Purchases_Party_Id",
                table: "Purchases",
                columns: new[] { "Party", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Purchases_SupplierId_Status",
                table: "Purchases",
                columns: new[] { "SupplierId", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_Purchases_Year_Status_Id",
                table: "Purchases",
                columns: new[] { "Year", "Status", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Suppliers_OwnerParty",
                table: "Suppliers",
                column: "OwnerParty");

            migrationBuilder.CreateIndex(
                name: "IX_Suppliers_Ubn",
                table: "Suppliers",
                column: "Ubn");

            migrationBuilder.CreateIndex(
                name: "IX_Tallies_Year_Series_FromVersion",
                table: "Tallies",
                columns: new[] { "Year", "Series", "FromVersion" });

            migrationBuilder.CreateIndex(
                name: "IX_Tallies_Year_Series_UntilVersion",
                table: "Tallies",
                columns: new[] { "Year", "Series", "UntilVersion" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Awards");

            migrationBuilder.DropTable(
                name: "AwardYears");

            migrationBuilder.DropTable(
                name: "DeadLetters");

            migrationBuilder.DropTable(
                name: "Decisions");

            migrationBuilder.DropTable(
                name: "DocumentParts");

            migrationBuilder.DropTable(
                name: "EvidenceClaims");

            migrationBuilder.DropTable(
                name: "Idempotency");

            migrationBuilder.DropTable(
                name: "Inbox");

            migrationBuilder.DropTable(
                name: "Outbox");

            migrationBuilder.DropTable(
                name: "RuleSets");

            migrationBuilder.DropTable(
                name: "SelfChecks");

            migrationBuilder.DropTable(
                name: "SupplierCounts");

            migrationBuilder.DropTable(
                name: "SupplierTotals");

            migrationBuilder.DropTable(
                name: "Tallies");

            migrationBuilder.DropTable(
                name: "YearResults");

            migrationBuilder.DropTable(
                name: "Documents");

            migrationBuilder.DropTable(
                name: "Purchases");

            migrationBuilder.DropTable(
                name: "Buyers");

            migrationBuilder.DropTable(
                name: "Suppliers");
        }
    }
}
