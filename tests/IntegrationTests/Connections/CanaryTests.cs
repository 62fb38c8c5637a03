using System.Net;

namespace Accounts.IntegrationTests.Connections;

/// <summary>Runs every operation on a connection, including failures, with the most detailed logging; then searches logs, tables and
/// responses for its secrets.</summary>
public sealed class CanaryTests(CanaryRun run) : IClassFixture<CanaryRun>
{
    [Fact]
    public void No_secret_is_logged()
    {
        var lines = run.Lines;

        lines.Count.ShouldBeGreaterThan(500);
        lines.ShouldContain(line => line.Contains("Handled CompleteAuthorizationCommand"));
        lines.ShouldContain(line => line.Contains("/api/v1/auth/amazon/callback"));
        lines.ShouldContain(line => line.Contains("INSERT INTO public.auth_audit_log"));
        run.Flow.Secrets.Where(s => lines.Any(line => Mentions(line, s.Text))).Select(s => s.Name).Distinct().ShouldBeEmpty();
        lines.Where(line => line.Contains("Atza|") || line.Contains("Atzr|") || line.Contains("eyJhbGci")).ShouldBeEmpty();
    }

    [Fact]
    public async Task No_secret_is_stored_in_plaintext()
    {
        var tables = await run.World.Database.Owner.ScalarAsync<string[]>(
            "select array_agg(format('%I.%I', schemaname, tablename)) from pg_tables where schemaname in ('public', 'app', 'accounts_internal')");
        tables!.Length.ShouldBeGreaterThan(10);
        (await FoundAsync(tables, run.Flow.PersonId)).ShouldContain("public.users");

        foreach (var (name, secret) in run.Flow.Secrets) (await FoundAsync(tables, secret)).ShouldBeEmpty(name);
        foreach (var prefix in new[] { "Atza|", "Atzr|", "eyJhbGci" }) (await FoundAsync(tables, prefix)).ShouldBeEmpty(prefix);
    }

    [Fact]
    public void No_response_contains_a_secret()
    {
        run.Flow.Answers.Count.ShouldBeGreaterThan(15);
        run.Flow.Answers.Count(a => a.Status >= HttpStatusCode.BadRequest).ShouldBeGreaterThan(4);
        foreach (var answer in run.Flow.Answers)
        {
            var text = $"{answer.Text}\n{string.Join('\n', answer.Headers.Where(h => h.Key != "Set-Cookie").Select(h => h.Value))}";
            run.Flow.Secrets.Where(s => Mentions(text, s.Text)).Select(s => s.Name).ShouldBeEmpty(text);
            text.ShouldNotContain("Atza|");
            text.ShouldNotContain("Atzr|");
        }
    }

    private static bool Mentions(string text, string secret) =>
        text.Contains(secret, StringComparison.Ordinal) || text.Contains(Uri.EscapeDataString(secret), StringComparison.OrdinalIgnoreCase);

    /// <summary>The tables that contain the text in any column, as text or as bytes.</summary>
    private async Task<List<string>> FoundAsync(string[] tables, string text)
    {
        var found = new List<string>();
        var hex = Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(text));
        foreach (var table in tables)
        {
            var rows = await run.World.Database.Owner.ScalarAsync<long>(
                $"select count(*) from {table} t where strpos(t::text, $1) > 0 or strpos(t::text, $2) > 0", text, hex);
            if (rows > 0) found.Add(table);
        }

        return found;
    }
}
