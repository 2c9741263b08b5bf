using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.Sandbox.Data.Migrations
{
    /// <inheritdoc />
    public partial class Decisions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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

            migrationBuilder.CreateIndex(
                name: "IX_Decisions_At",
                table: "Decisions",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_Decisions_Subject_Id",
                table: "Decisions",
                columns: new[] { "Subject", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Decisions");
        }
    }
}
