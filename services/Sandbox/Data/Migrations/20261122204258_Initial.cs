using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Platform.Sandbox.Data.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Authorities",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    Version = table.Column<long>(nullable: false),
                    Code = table.Column<string>(nullable: false),
                    Name = table.Column<string>(nullable: false),
                    ValidFrom = table.Column<DateOnly>(nullable: true),
                    ValidTo = table.Column<DateOnly>(nullable: true),
                    Successor = table.Column<string>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Authorities", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CalendarYears",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    Version = table.Column<long>(nullable: false),
                    Year = table.Column<int>(nullable: false),
                    Provisional = table.Column<bool>(nullable: false),
                    Closed = table.Column<string>(nullable: false),
                    Workdays = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CalendarYears", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CaseCounters",
                columns: table => new
                {
                    Year = table.Column<int>(nullable: false),
                    Last = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseCounters", x => x.Year);
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
                name: "Organisations",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SnapshotVersion = table.Column<long>(nullable: false),
                    OwnerParty = table.Column<string>(nullable: true)
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
                name: "Requests",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    Version = table.Column<long>(nullable: false),
                    CaseNo = table.Column<string>(nullable: false),
                    Party = table.Column<string>(nullable: false),
                    Status = table.Column<string>(nullable: false),
                    Assignee = table.Column<string>(nullable: true),
                    ReceivedOn = table.Column<DateOnly>(nullable: false),
                    Confidential = table.Column<bool>(nullable: false),
                    WatchOn = table.Column<DateOnly>(nullable: true),
                    HasOpenDeadlines = table.Column<bool>(nullable: false),
                    OwedBy = table.Column<DateOnly>(nullable: false),
                    Relief = table.Column<string>(nullable: false),
                    Outcome = table.Column<string>(nullable: true),
                    DecidedOn = table.Column<DateOnly>(nullable: true),
                    BusinessDaysTaken = table.Column<int>(nullable: true),
                    AnsweredTooLate = table.Column<bool>(nullable: false),
                    PublishedOn = table.Column<DateOnly>(nullable: true),
                    Case = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Requests", x => x.Id);
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
                name: "CitedDocuments",
                columns: table => new
                {
                    DocumentId = table.Column<Guid>(nullable: false),
                    RequestId = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CitedDocuments", x => new { x.DocumentId, x.RequestId });
                    table.ForeignKey(
                        name: "FK_CitedDocuments_Requests_RequestId",
                        column: x => x.RequestId,
                        principalTable: "Requests",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ConcernedAuthorities",
                columns: table => new
                {
                    RequestId = table.Column<Guid>(nullable: false),
                    Authority = table.Column<string>(nullable: false),
                    Sees = table.Column<bool>(nullable: false),
                    HasOpenWork = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ConcernedAuthorities", x => new { x.Authority, x.RequestId });
                    table.ForeignKey(
                        name: "FK_ConcernedAuthorities_Requests_RequestId",
                        column: x => x.RequestId,
                        principalTable: "Requests",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Likenesses",
                columns: table => new
                {
                    Mark = table.Column<int>(nullable: false),
                    RequestId = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Likenesses", x => new { x.Mark, x.RequestId });
                    table.ForeignKey(
                        name: "FK_Likenesses_Requests_RequestId",
                        column: x => x.RequestId,
                        principalTable: "Requests",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Phases",
                columns: table => new
                {
                    DeadlineId = table.Column<Guid>(nullable: false),
                    RequestId = table.Column<Guid>(nullable: false),
                    Kind = table.Column<string>(nullable: false),
                    BusinessDays = table.Column<int>(nullable: false),
                    Missed = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Phases", x => x.DeadlineId);
                    table.ForeignKey(
                        name: "FK_Phases_Requests_RequestId",
                        column: x => x.RequestId,
                        principalTable: "Requests",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Provisions",
                columns: table => new
                {
                    RequestId = table.Column<Guid>(nullable: false),
                    Number = table.Column<int>(nullable: false),
                    Law = table.Column<string>(nullable: false),
                    LawKey = table.Column<string>(nullable: false),
                    Article = table.Column<string>(nullable: false),
                    ArticleKey = table.Column<string>(nullable: false),
                    Authority = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Provisions", x => new { x.RequestId, x.Number });
                    table.ForeignKey(
                        name: "FK_Provisions_Requests_RequestId",
                        column: x => x.RequestId,
                        principalTable: "Requests",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SearchEntries",
                columns: table => new
                {
                    Number = table.Column<long>(nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn)
                        .Annotation("Sqlite:Autoincrement", true),
                    RequestId = table.Column<Guid>(nullable: false),
                    All = table.Column<string>(nullable: false),
                    Precedent = table.Column<string>(nullable: false),
                    Tokens = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SearchEntries", x => x.Number);
                    table.ForeignKey(
                        name: "FK_SearchEntries_Requests_RequestId",
                        column: x => x.RequestId,
                        principalTable: "Requests",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Timeline",
                columns: table => new
                {
                    RequestId = table.Column<Guid>(nullable: false),
                    Version = table.Column<long>(nullable: false),
                    Number = table.Column<int>(nullable: false),
                    At = table.Column<DateTime>(nullable: false),
                    Kind = table.Column<string>(nullable: false),
                    View = table.Column<string>(nullable: false),
                    By = table.Column<string>(nullable: false),
                    ByRole = table.Column<string>(nullable: false),
                    Authority = table.Column<string>(nullable: true),
                    About = table.Column<Guid>(nullable: true),
                    Detail = table.Column<string>(nullable: true),
                    DueOn = table.Column<DateOnly>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Timeline", x => new { x.RequestId, x.Version, x.Number });
                    table.ForeignKey(
                        name: "FK_Timeline_Requests_RequestId",
                        column: x => x.RequestId,
                        principalTable: "Requests",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Authorities_Code",
                table: "Authorities",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CalendarYears_Year",
                table: "CalendarYears",
                column: "Year",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CitedDocuments_RequestId",
                table: "CitedDocuments",
                column: "RequestId");

            migrationBuilder.CreateIndex(
                name: "IX_ConcernedAuthorities_RequestId",
                table: "ConcernedAuthorities",
                column: "RequestId");

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
                name: "IX_Likenesses_RequestId",
                table: "Likenesses",
                column: "RequestId");

            migrationBuilder.CreateIndex(
                name: "IX_Organisations_OwnerParty",
                table: "Organisations",
                column: "OwnerParty");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_Lane_Sequence",
                table: "Outbox",
                columns: new[] { "Lane", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_Phases_Kind_BusinessDays_Missed",
                table: "Phases",
                columns: new[] { "Kind", "BusinessDays", "Missed" });

            migrationBuilder.CreateIndex(
                name: "IX_Phases_RequestId",
                table: "Phases",
                column: "RequestId");

            migrationBuilder.CreateIndex(
                name: "IX_Requests_Assignee_OwedBy_Id",
                table: "Requests",
                columns: new[] { "Assignee", "OwedBy", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Requests_Assignee_Status_Id",
                table: "Requests",
                columns: new[] { "Assignee", "Status", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Requests_CaseNo",
                table: "Requests",
                column: "CaseNo",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Requests_OwedBy_Id",
                table: "Requests",
                columns: new[] { "OwedBy", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Requests_Party_Id",
                table: "Requests",
                columns: new[] { "Party", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Requests_PublishedOn_Id",
                table: "Requests",
                columns: new[] { "PublishedOn", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Requests_Status_Id",
                table: "Requests",
                columns: new[] { "Status", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Requests_WatchOn",
                table: "Requests",
                column: "WatchOn");

            migrationBuilder.CreateIndex(
                name: "IX_SearchEntries_RequestId",
                table: "SearchEntries",
                column: "RequestId",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Authorities");

            migrationBuilder.DropTable(
                name: "CalendarYears");

            migrationBuilder.DropTable(
                name: "CaseCounters");

            migrationBuilder.DropTable(
                name: "CitedDocuments");

            migrationBuilder.DropTable(
                name: "ConcernedAuthorities");

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
                name: "Likenesses");

            migrationBuilder.DropTable(
                name: "Organisations");

            migrationBuilder.DropTable(
                name: "Outbox");

            migrationBuilder.DropTable(
                name: "Phases");

            migrationBuilder.DropTable(
                name: "Provisions");

            migrationBuilder.DropTable(
                name: "SearchEntries");

            migrationBuilder.DropTable(
                name: "Timeline");

            migrationBuilder.DropTable(
                name: "Documents");

            migrationBuilder.DropTable(
                name: "Requests");
        }
    }
}
