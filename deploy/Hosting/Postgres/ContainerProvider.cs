namespace Accounts.Hosting.Postgres;

/// <summary>PostgreSQL in a container, if a Docker engine answers and has, or can pull, the image.</summary>
internal sealed class ContainerProvider(string? address = null, string? image = null) : IPostgresProvider
{
    private const string DefaultImage = "postgres:17-alpine";

    private readonly string? _address = address ?? Environment.GetEnvironmentVariable("DOCKER_HOST");
    private readonly string _image = image
        ?? (Environment.GetEnvironmentVariable("ACCOUNTS_POSTGRES_IMAGE") is { Length: > 0 } configured ? configured : DefaultImage);

    public async Task<RunningPostgres> StartAsync(PostgresOptions options, CancellationToken ct)
    {
        if (options is { IsTemporary: false, Fresh: false } && PersistentFolder.HasCluster(options))
        {
            throw new PostgresUnavailableException(
                $"container: the data in {options.Folder} was created without a container; --fresh deletes it and uses one");
        }

        var engine = ContainerEngine.At(_address);
        try
        {
            var info = await engine.InfoAsync(ct);
            await engine.EnsureImageAsync(_image, options.Report, ct);
            return await Container.StartAsync(engine, info, _image, options, ct);
        }
        catch (Exception e)
        {
            engine.Dispose();
            if (e is HttpRequestException or IOException)
                throw new PostgresUnavailableException($"container: the engine failed ({e.GetBaseException().Message})", e);
            throw;
        }
    }
}
