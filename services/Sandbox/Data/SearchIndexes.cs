using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Platform.Search;

namespace Platform.Sandbox.Data;

/// <summary>Creates the index of the text search.</summary>
[DbContext(typeof(SandboxDbContext))]
[Migration("20270101000000_SearchIndexes")]
internal sealed class SearchIndexes : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateSearchIndex();

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropSearchIndex();
}
