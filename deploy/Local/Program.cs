using Accounts.Local.Postgres;
using System.Diagnostics;
var w = Stopwatch.StartNew();
await using var p = await PostgresServer.StartAsync(new PostgresOptions { Say = Console.WriteLine, Folder = args.FirstOrDefault() }, default);
Console.WriteLine(p.Source + " " + w.ElapsedMilliseconds);
Console.WriteLine(await p.EnsureDatabaseAsync("accounts", default) + w.ElapsedMilliseconds);
if (args.Length > 1) await Task.Delay(100000);
