namespace Platform.Gateway;

internal static class Docs
{
    /// <summary>Serves the interactive API documentation from this process, without external addresses.</summary>
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
