using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Platform.Registry.Data.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Appeals",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    Version = table.Column<long>(nullable: false),
                    Party = table.Column<string>(nullable: false),
                    ApplicationId = table.Column<Guid>(nullable: true),
                    OrganisationId = table.Column<Guid>(nullable: true),
                    DecisionId = table.Column<Guid>(nullable: false),
                    Text = table.Column<string>(nullable: false),
                    Status = table.Column<string>(nullable: false),
                    Reason = table.Column<string>(nullable: true),
                    FiledAt = table.Column<DateTime>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Appeals", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Applications",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    Version = table.Column<long>(nullable: false),
                    Party = table.Column<string>(nullable: false),
                    Status = table.Column<string>(nullable: false),
                    Facts = table.Column<string>(nullable: false),
                    LiveIdentifier = table.Column<string>(nullable: true),
                    Assignee = table.Column<string>(nullable: true),
                    Notes = table.Column<string>(nullable: false),
                    Reason = table.Column<string>(nullable: true),
                    OrganisationId = table.Column<Guid>(nullable: true),
                    CreatedAt = table.Column<DateTime>(nullable: false),
                    SubmittedAt = table.Column<DateTime>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Applications", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Changes",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SubjectId = table.Column<Guid>(nullable: false),
                    At = table.Column<DateTime>(nullable: false),
                    ByRole = table.Column<string>(nullable: false),
                    By = table.Column<string>(nullable: false),
                    What = table.Column<string>(nullable: false),
                    Reason = table.Column<string>(nullable: true),
                    Fields = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Changes", x => new { x.SubjectId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "Claims",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    Version = table.Column<long>(nullable: false),
                    OrganisationId = table.Column<Guid>(nullable: false),
                    Party = table.Column<string>(nullable: false),
                    Evidence = table.Column<string>(nullable: false),
                    Text = table.Column<string>(nullable: true),
                    Status = table.Column<string>(nullable: false),
                    LiveKey = table.Column<string>(nullable: true),
                    Reason = table.Column<string>(nullable: true),
                    FiledAt = table.Column<DateTime>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Claims", x => x.Id);
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
                name: "ImportErrors",
                columns: table => new
                {
                    ImportId = table.Column<Guid>(nullable: false),
                    Line = table.Column<int>(nullable: false),
                    Code = table.Column<string>(nullable: false),
                    Zh = table.Column<string>(nullable: false),
                    En = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportErrors", x => new { x.ImportId, x.Line });
                });

            migrationBuilder.CreateTable(
                name: "Imports",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    Version = table.Column<long>(nullable: false),
                    By = table.Column<string>(nullable: false),
                    Status = table.Column<string>(nullable: false),
                    DocumentId = table.Column<Guid>(nullable: false),
                    MediaType = table.Column<string>(nullable: false),
                    Position = table.Column<long>(nullable: false),
                    Line = table.Column<int>(nullable: false),
                    Encoding = table.Column<string>(nullable: true),
                    Attempts = table.Column<int>(nullable: false),
                    FailureCode = table.Column<string>(nullable: true),
                    FailureZh = table.Column<string>(nullable: true),
                    FailureEn = table.Column<string>(nullable: true),
                    IsSearchable = table.Column<bool>(nullable: false),
                    Total = table.Column<int>(nullable: false),
                    Accepted = table.Column<int>(nullable: false),
                    Updated = table.Column<int>(nullable: false),
                    Unchanged = table.Column<int>(nullable: false),
                    Rejected = table.Column<int>(nullable: false),
                    CreatedAt = table.Column<DateTime>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Imports", x => x.Id);
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
                name: "IndustryPartners",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    Version = table.Column<long>(nullable: false),
                    Party = table.Column<string>(nullable: false),
                    Ubn = table.Column<string>(nullable: false),
                    Name = table.Column<string>(nullable: false),
                    Pledge = table.Column<string>(nullable: false),
                    Until = table.Column<DateOnly>(nullable: false),
                    CreatedAt = table.Column<DateTime>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IndustryPartners", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Organisations",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    Version = table.Column<long>(nullable: false),
                    OwnerParty = table.Column<string>(nullable: true),
                    Facts = table.Column<string>(nullable: false),
                    LiveIdentifier = table.Column<string>(nullable: true),
                    Ubn = table.Column<string>(nullable: true),
                    Status = table.Column<string>(nullable: false),
                    Light = table.Column<string>(nullable: false),
                    Tier = table.Column<string>(nullable: true),
                    TierVerdict = table.Column<string>(nullable: true),
                    SettledOn = table.Column<DateOnly>(nullable: false),
                    SettledBy = table.Column<string>(nullable: false),
                    DueOn = table.Column<DateOnly>(nullable: false),
                    LegalForm = table.Column<string>(nullable: false),
                    Stage = table.Column<string>(nullable: false),
                    County = table.Column<string>(nullable: false),
                    SdgMask = table.Column<int>(nullable: false),
                    Procurement = table.Column<string>(nullable: false),
                    CreatedAt = table.Column<DateTime>(nullable: false),
                    ImportId = table.Column<Guid>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Organisations", x => x.Id);
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
                name: "Reports",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    OrganisationId = table.Column<Guid>(nullable: false),
                    Year = table.Column<int>(nullable: false),
                    Summary = table.Column<string>(nullable: false),
                    Beneficiaries = table.Column<long>(nullable: true),
                    Jobs = table.Column<long>(nullable: true),
                    Documents = table.Column<string>(nullable: false),
                    FiledAt = table.Column<DateTime>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Reports", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SearchEntries",
                columns: table => new
                {
                    Number = table.Column<long>(nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn)
                        .Annotation("Sqlite:Autoincrement", true),
                    OrganisationId = table.Column<Guid>(nullable: false),
                    Name = table.Column<string>(nullable: false),
                    All = table.Column<string>(nullable: false),
                    Tokens = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SearchEntries", x => x.Number);
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
                name: "PartnerLink",
                columns: table => new
                {
                    PartnerId = table.Column<Guid>(nullable: false),
                    OrganisationId = table.Column<Guid>(nullable: false),
                    LinkedAt = table.Column<DateTime>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PartnerLink", x => new { x.PartnerId, x.OrganisationId });
                    table.ForeignKey(
                        name: "FK_PartnerLink_IndustryPartners_PartnerId",
                        column: x => x.PartnerId,
                        principalTable: "IndustryPartners",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "StatusPoints",
                columns: table => new
                {
                    OrganisationId = table.Column<Guid>(nullable: false),
                    EffectiveOn = table.Column<DateOnly>(nullable: false),
                    Status = table.Column<string>(nullable: false),
                    RecordedAt = table.Column<DateTime>(nullable: false),
                    Reason = table.Column<string>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StatusPoints", x => new { x.OrganisationId, x.EffectiveOn });
                    table.ForeignKey(
                        name: "FK_StatusPoints_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Appeals_DecisionId",
                table: "Appeals",
                column: "DecisionId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Appeals_Party_Id",
                table: "Appeals",
                columns: new[] { "Party", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Appeals_Status_Id",
                table: "Appeals",
                columns: new[] { "Status", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Applications_LiveIdentifier",
                table: "Applications",
                column: "LiveIdentifier",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Applications_Party_Id",
                table: "Applications",
                columns: new[] { "Party", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Applications_Status_Id",
                table: "Applications",
                columns: new[] { "Status", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Claims_LiveKey",
                table: "Claims",
                column: "LiveKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Claims_OrganisationId_Id",
                table: "Claims",
                columns: new[] { "OrganisationId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Claims_Party_Id",
                table: "Claims",
                columns: new[] { "Party", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Claims_Status_Id",
                table: "Claims",
                columns: new[] { "Status", "Id" });

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
                name: "IX_Idempotency_CreatedAt",
                table: "Idempotency",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Imports_Status_Id",
                table: "Imports",
                columns: new[] { "Status", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Inbox_ConsumedAt",
                table: "Inbox",
                column: "ConsumedAt");

            migrationBuilder.CreateIndex(
                name: "IX_IndustryPartners_Ubn",
                table: "IndustryPartners",
                column: "Ubn",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Organisations_County_Id",
                table: "Organisations",
                columns: new[] { "County", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Organisations_DueOn",
                table: "Organisations",
                column: "DueOn");

            migrationBuilder.CreateIndex(
                name: "IX_Organisations_Light_Id",
                table: "Organisations",
                columns: new[] { "Light", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Organisations_LiveIdentifier",
                table: "Organisations",
                column: "LiveIdentifier",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Organisations_Status_Id",
                table: "Organisations",
                columns: new[] { "Status", "Id" },
                filter: "\"Status\" <> 'registered'");

            migrationBuilder.CreateIndex(
                name: "IX_Organisations_Tier_Id",
                table: "Organisations",
                columns: new[] { "Tier", "Id" },
                filter: "\"Tier\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Organisations_Ubn",
                table: "Organisations",
                column: "Ubn");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_Lane_Sequence",
                table: "Outbox",
                columns: new[] { "Lane", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_Reports_OrganisationId_Year",
                table: "Reports",
                columns: new[] { "OrganisationId", "Year" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SearchEntries_OrganisationId",
                table: "SearchEntries",
                column: "OrganisationId",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Appeals");

            migrationBuilder.DropTable(
                name: "Applications");

            migrationBuilder.DropTable(
                name: "Changes");

            migrationBuilder.DropTable(
                name: "Claims");

            migrationBuilder.DropTable(
                name: "DeadLetters");

            migrationBuilder.DropTable(
                name: "Decisions");

            migrationBuilder.DropTable(
                name: "DocumentParts");

            migrationBuilder.DropTable(
                name: "Idempotency");

            migrationBuilder.DropTable(
                name: "ImportErrors");

            migrationBuilder.DropTable(
                name: "Imports");

            migrationBuilder.DropTable(
                name: "Inbox");

            migrationBuilder.DropTable(
                name: "Outbox");

            migrationBuilder.DropTable(
                name: "PartnerLink");

            migrationBuilder.DropTable(
                name: "Reports");

            migrationBuilder.DropTable(
                name: "SearchEntries");

            migrationBuilder.DropTable(
                name: "StatusPoints");

            migrationBuilder.DropTable(
                name: "Documents");

            migrationBuilder.DropTable(
                name: "IndustryPartners");

            migrationBuilder.DropTable(
                name: "Organisations");
        }
    }
}
