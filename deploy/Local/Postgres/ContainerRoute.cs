namespace Accounts.Local.Postgres;

/// <summary>PostgreSQL in a container, where a Docker engine answers and has, or can pull, the image.</summary>
internal sealed class ContainerRoute(string? engine = null, string? image = null) : IPostgresRoute
{
    private const string DefaultImage = "postgres:17-alpine";

    private readonly string? _engine = engine ?? Environment.GetEnvironmentVariable("DOCKER_HOST");
    private readonly string _image = image ?? (Environment.GetEnvironmentVariable("ACCOUNTS_POSTGRES_IMAGE") is { Length: > 0 } named ? named : DefaultImage);

    public async Task<RunningPostgres> TakeAsync(PostgresOptions options, CancellationToken ct)
    {
        if (options is { ThrowAway: false, Fresh: false } && KeptFolder.HasCluster(options))
        {
            throw new PostgresMissingException($"container: the data in {options.Folder} is kept without one; --fresh starts anew in a container");
        }

        var found = ContainerEngine.At(_engine);
        try
        {
            var info = await found.InfoAsync(ct);
            await found.EnsureImageAsync(_image, options.Say, ct);
            return await Container.StartAsync(found, info, _image, options, ct);
        }
        catch (Exception e)
        {
            found.Dispose();
            if (e is HttpRequestException or IOException) throw new PostgresMissingException($"container: the engine failed ({e.GetBaseException().Message})", e);
            throw;
        }
    }
}
