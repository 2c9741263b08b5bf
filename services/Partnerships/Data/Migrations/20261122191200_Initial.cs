using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Platform.Partnerships.Data.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
                name: "OfficeYears",
                columns: table => new
                {
                    Year = table.Column<int>(nullable: false),
                    SnapshotVersion = table.Column<long>(nullable: false),
                    Provisional = table.Column<bool>(nullable: false),
                    Closed = table.Column<string>(nullable: false),
                    Workdays = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OfficeYears", x => x.Year);
                });

            migrationBuilder.CreateTable(
                name: "Organisations",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SnapshotVersion = table.Column<long>(nullable: false),
                    OwnerParty = table.Column<string>(nullable: true),
                    Name = table.Column<string>(nullable: false),
                    Sdgs = table.Column<string>(nullable: false),
                    Stage = table.Column<string>(nullable: true),
                    RegisteredPeriods = table.Column<string>(nullable: false)
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
                name: "Profiles",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    Version = table.Column<long>(nullable: false),
                    Party = table.Column<string>(nullable: false),
                    OrganisationId = table.Column<Guid>(nullable: true),
                    Content = table.Column<string>(nullable: false),
                    Contact = table.Column<string>(nullable: false),
                    VettingState = table.Column<string>(nullable: false),
                    VettingReason = table.Column<string>(nullable: true),
                    VettedUntil = table.Column<DateOnly>(nullable: true),
                    ActiveFrom = table.Column<DateOnly>(nullable: true),
                    ActiveUntil = table.Column<DateOnly>(nullable: true),
                    Kind = table.Column<string>(nullable: false),
                    Economy = table.Column<string>(nullable: false),
                    SdgMask = table.Column<int>(nullable: false),
                    Terms = table.Column<string>(nullable: false),
                    RemindedOf = table.Column<DateOnly>(nullable: true),
                    ListingVersion = table.Column<long>(nullable: false),
                    CreatedAt = table.Column<DateTime>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Profiles", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Programmes",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    Version = table.Column<long>(nullable: false),
                    Code = table.Column<string>(nullable: false),
                    Programme = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Programmes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Sessions",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    Version = table.Column<long>(nullable: false),
                    Name = table.Column<string>(nullable: false),
                    Programme = table.Column<string>(nullable: true),
                    Frame = table.Column<string>(nullable: false),
                    By = table.Column<string>(nullable: false),
                    CreatedAt = table.Column<DateTime>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Sessions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Terms",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    Version = table.Column<long>(nullable: false),
                    Kind = table.Column<string>(nullable: false),
                    Code = table.Column<string>(nullable: false),
                    Term = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Terms", x => x.Id);
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
                name: "Introductions",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    Version = table.Column<long>(nullable: false),
                    FromProfileId = table.Column<Guid>(nullable: false),
                    ToProfileId = table.Column<Guid>(nullable: false),
                    Message = table.Column<string>(nullable: false),
                    Programme = table.Column<string>(nullable: true),
                    State = table.Column<string>(nullable: false),
                    RequestedOn = table.Column<DateOnly>(nullable: false),
                    AnswerDays = table.Column<int>(nullable: false),
                    ExpiresOn = table.Column<DateOnly>(nullable: false),
                    RemindOn = table.Column<DateOnly>(nullable: false),
                    Reminded = table.Column<bool>(nullable: false),
                    AnsweredOn = table.Column<DateOnly>(nullable: true),
                    Reason = table.Column<string>(nullable: true),
                    Outcomes = table.Column<string>(nullable: false),
                    Commitments = table.Column<string>(nullable: false),
                    HeardOn = table.Column<DateOnly>(nullable: true),
                    Light = table.Column<string>(nullable: true),
                    NextOn = table.Column<DateOnly>(nullable: true),
                    LivePair = table.Column<string>(nullable: true),
                    CreatedAt = table.Column<DateTime>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Introductions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Introductions_Profiles_FromProfileId",
                        column: x => x.FromProfileId,
                        principalTable: "Profiles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Introductions_Profiles_ToProfileId",
                        column: x => x.ToProfileId,
                        principalTable: "Profiles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Participants",
                columns: table => new
                {
                    SessionId = table.Column<Guid>(nullable: false),
                    ProfileId = table.Column<Guid>(nullable: false),
                    AvailableSlots = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Participants", x => new { x.SessionId, x.ProfileId });
                    table.ForeignKey(
                        name: "FK_Participants_Profiles_ProfileId",
                        column: x => x.ProfileId,
                        principalTable: "Profiles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Participants_Sessions_SessionId",
                        column: x => x.SessionId,
                        principalTable: "Sessions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Schedules",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    Version = table.Column<long>(nullable: false),
                    Status = table.Column<string>(nullable: false),
                    Progress = table.Column<int>(nullable: false),
                    Total = table.Column<long>(nullable: false),
                    UpperBound = table.Column<long>(nullable: false),
                    Meetings = table.Column<string>(nullable: false),
                    Unplaced = table.Column<string>(nullable: false),
                    UnplacedCount = table.Column<int>(nullable: false),
                    RequestedAt = table.Column<DateTime>(nullable: false),
                    Run = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Schedules", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Schedules_Sessions_Id",
                        column: x => x.Id,
                        principalTable: "Sessions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CitedDocuments",
                columns: table => new
                {
                    DocumentId = table.Column<Guid>(nullable: false),
                    IntroductionId = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CitedDocuments", x => new { x.DocumentId, x.IntroductionId });
                    table.ForeignKey(
                        name: "FK_CitedDocuments_Introductions_IntroductionId",
                        column: x => x.IntroductionId,
                        principalTable: "Introductions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Milestones",
                columns: table => new
                {
                    IntroductionId = table.Column<Guid>(nullable: false),
                    Stage = table.Column<string>(nullable: false),
                    On = table.Column<DateOnly>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Milestones", x => new { x.IntroductionId, x.Stage });
                    table.ForeignKey(
                        name: "FK_Milestones_Introductions_IntroductionId",
                        column: x => x.IntroductionId,
                        principalTable: "Introductions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_CitedDocuments_IntroductionId",
                table: "CitedDocuments",
                column: "IntroductionId");

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
                name: "IX_Inbox_ConsumedAt",
                table: "Inbox",
                column: "ConsumedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Introductions_FromProfileId_State",
                table: "Introductions",
                columns: new[] { "FromProfileId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_Introductions_LivePair",
                table: "Introductions",
                column: "LivePair",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Introductions_NextOn",
                table: "Introductions",
                column: "NextOn");

            migrationBuilder.CreateIndex(
                name: "IX_Introductions_ToProfileId_RequestedOn",
                table: "Introductions",
                columns: new[] { "ToProfileId", "RequestedOn" });

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_Lane_Sequence",
                table: "Outbox",
                columns: new[] { "Lane", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_Participants_ProfileId",
                table: "Participants",
                column: "ProfileId");

            migrationBuilder.CreateIndex(
                name: "IX_Profiles_Economy_Id",
                table: "Profiles",
                columns: new[] { "Economy", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Profiles_ListingVersion",
                table: "Profiles",
                column: "ListingVersion");

            migrationBuilder.CreateIndex(
                name: "IX_Profiles_OrganisationId",
                table: "Profiles",
                column: "OrganisationId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Profiles_Party_Id",
                table: "Profiles",
                columns: new[] { "Party", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Profiles_VettedUntil",
                table: "Profiles",
                column: "VettedUntil");

            migrationBuilder.CreateIndex(
                name: "IX_Programmes_Code",
                table: "Programmes",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Schedules_Status",
                table: "Schedules",
                column: "Status");

            migrationBuilder.CreateIndex(
                name: "IX_Terms_Kind_Code",
                table: "Terms",
                columns: new[] { "Kind", "Code" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CitedDocuments");

            migrationBuilder.DropTable(
                name: "DeadLetters");

            migrationBuilder.DropTable(
                name: "Decisions");

            migrationBuilder.DropTable(
                name: "DocumentParts");

            migrationBuilder.DropTable(
                name: "Idempotency");

            migrationBuilder.DropTable(
                name: "Inbox");

            migrationBuilder.DropTable(
                name: "Milestones");

            migrationBuilder.DropTable(
                name: "OfficeYears");

            migrationBuilder.DropTable(
                name: "Organisations");

            migrationBuilder.DropTable(
                name: "Outbox");

            migrationBuilder.DropTable(
                name: "Participants");

            migrationBuilder.DropTable(
                name: "Programmes");

            migrationBuilder.DropTable(
                name: "Schedules");

            migrationBuilder.DropTable(
                name: "Terms");

            migrationBuilder.DropTable(
                name: "Documents");

            migrationBuilder.DropTable(
                name: "Introductions");

            migrationBuilder.DropTable(
                name: "Sessions");

            migrationBuilder.DropTable(
                name: "Profiles");
        }
    }
}
