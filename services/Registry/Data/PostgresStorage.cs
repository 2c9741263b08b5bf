using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Platform.Registry.Data;

/// <summary>
/// Storage settings of PostgreSQL. Its default compression of long values is slower than its disks, so the files and events of a large
/// import use LZ4, or no compression where the server was built without LZ4. The foreign key of status points is dropped: organisations
/// are never deleted, and checking the key for each point takes a fourteenth of the time of an import.
/// </summary>
[DbContext(typeof(RegistryDbContext))]
[Migration("20270101000001_PostgresStorage")]
internal sealed class PostgresStorage : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        if (migrationBuilder.IsNpgsql())
        {
            migrationBuilder.Sql(
                """
                DO $$ BEGIN
                  ALTER TABLE "DocumentParts" ALTER "Bytes" SET COMPRESSION lz4;
                  ALTER TABLE "Outbox" ALTER "Body" SET COMPRESSION lz4;
                EXCEPTION WHEN feature_not_supported OR invalid_parameter_value THEN
                  ALTER TABLE "DocumentParts" ALTER "Bytes" SET STORAGE EXTERNAL;
                  ALTER TABLE "Outbox" ALTER "Body" SET STORAGE EXTERNAL;
                END $$;
                ALTER TABLE "StatusPoints" DROP CONSTRAINT "FK_StatusPoints_Organisations_OrganisationId";
                """
            );
        }
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        if (migrationBuilder.IsNpgsql())
        {
            migrationBuilder.Sql(
                """
                ALTER TABLE "StatusPoints" ADD CONSTRAINT "FK_StatusPoints_Organisations_OrganisationId" FOREIGN KEY ("OrganisationId") REFERENCES "Organisations" ("Id") ON DELETE CASCADE;
                ALTER TABLE "DocumentParts" ALTER "Bytes" SET COMPRESSION default, ALTER "Bytes" SET STORAGE EXTENDED;
                ALTER TABLE "Outbox" ALTER "Body" SET COMPRESSION default, ALTER "Body" SET STORAGE EXTENDED;
                """
            );
        }
    }
}
