namespace Platform.Gateway;

internal static class Docs
{
    /// <summary>The documentation to browse and try, served from here: no outside address.</summary>
    public static void UseDocs(this WebApplication app) =>
        app.UseWhen(
            http => http.Request.Path.StartsWithSegments("/docs"),
            documented =>
                documented.UseSwaggerUI(docs =>
                {
                    docs.RoutePrefix = "docs";
                    docs.DocumentTitle = "Social Innovation Platform – API";
                    docs.SwaggerEndpoint("/openapi.json", "Social Innovation Platform v1");
                })
        );
}
