using System.Globalization;
using Accounts.Api.Dashboard;
using Accounts.IntegrationTests.Harness;

namespace Accounts.IntegrationTests.Dashboard;

/// <summary>An instance with a small dashboard of its own, so that the tests depend neither on Node nor on the real one.</summary>
public class DashboardWorld : ApiWorld
{
    public const string Font = "a font that cannot become smaller";
    public const string Theme = "document.documentElement.dataset.theme = 'dark'";
    public const string Secret = "hidden or outside";

    private const string Page =
        """<!doctype html><meta name="accounts" content="{}" /><script type="module" src="/app/assets/index-1a2b.js"></script>""";

    public DashboardWorld(TestServers servers)
        : base(servers)
    {
        var assets = Parent.CreateSubdirectory("dashboard").CreateSubdirectory("assets");
        Write("secret.txt", Secret);
        Write("dashboard/.env", Secret);
        Write("dashboard/index.html", Page);
        Write("dashboard/theme.js", Theme);
        Write("dashboard/assets/index-1a2b.js", Script);
        Write("dashboard/assets/inter-3c4d.woff2", string.Concat(Enumerable.Repeat(Font, 100)));
    }

    /// <summary>The files of a build.</summary>
    protected DirectoryInfo Parent { get; } = Directory.CreateTempSubdirectory("accounts-dashboard-");

    public static string Script { get; } =
        string.Concat(Enumerable.Range(0, 500).Select(n => string.Create(CultureInfo.InvariantCulture, $"export const n{n} = {n};\n")));

    private protected override DashboardFiles Dashboard => new(Path.Combine(Parent.FullName, "dashboard"));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Parent.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    protected void Write(string name, string text)
    {
        var file = Path.Combine(Parent.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    /// <summary>Sends exactly this path: <see cref="Uri"/> would resolve the dots in it.</summary>
    internal async Task<(HttpResponseMessage Response, string Text)> SendAsync(
        string method, string address, params (string Name, string Value)[] headers)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Address.ToString().TrimEnd('/') + address));
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        var response = await client.SendAsync(request);
        return (response, await response.Content.ReadAsStringAsync());
    }
}
