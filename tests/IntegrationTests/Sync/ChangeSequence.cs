using Accounts.IntegrationTests.Harness;
using Accounts.Simulators.Control;
using Accounts.Simulators.Worlds;
using FsCheck;
using FsCheck.Fluent;

namespace Accounts.IntegrationTests.Sync;

/// <summary>A sequence of changes to a world, with a sync after each.</summary>
internal sealed record ChangeSequence(int Accounts, IReadOnlyList<Change> Changes)
{
    public static readonly Gen<ChangeSequence> Any =
        from accounts in Gen.Choose(80, 300)
        from changes in Gen.ListOf(Change.Any)
        select new ChangeSequence(accounts, [.. changes.Take(6)]);

    public override string ToString() => $"{Accounts} accounts; {string.Join("; ", Changes)}";
}

/// <summary>A change at Amazon and a fault that the next sync meets.</summary>
internal sealed record Change(string Edit, string Login, int Start, int Count, string? Route, FaultKind Kind, int Status, int Skip, int? Times)
{
    private static readonly string[] Edits = ["none", "rename", "status", "remove", "restore", "advertisers", "agency", "managers", "all back"];
    private static readonly string?[] Routed = [null, null, Routes.ListAccounts, Routes.ListProfiles, Routes.ListManagers, Routes.ListAdvertisers,
        Routes.Token];

    public static readonly Gen<Change> Any =
        from edit in Gen.Elements(Edits)
        from login in Gen.Elements("northwind", "contoso")
        from start in Gen.Choose(60, 200) // past those that both logins see: each may only be changed as a whole
        from count in Gen.Choose(1, 40)
        from route in Gen.Elements(Routed)
        from kind in Gen.Elements(FaultKind.Status, FaultKind.Status, FaultKind.Reset, FaultKind.Cut, FaultKind.Truncate, FaultKind.After)
        from status in Gen.Elements(401, 403, 404, 429, 500, 503)
        from skip in Gen.Choose(0, 4)
        from times in Gen.Elements<int?>(1, 2, 7, null)
        select new Change(edit, login, start, count, route, kind, status, skip, times);

    public void Apply(ApiWorld world)
    {
        world.Amazon.ClearFaults();
        if (Route is not null) world.Amazon.Inject(new Fault { Route = Route, Kind = Kind, Status = Status, Skip = Skip, Times = Times });

        var amazon = world.Amazon.World(Login);
        string[] some = [.. amazon.Accounts.Skip(Start).Take(Count).Select(a => a.Id)];
        switch (Edit)
        {
            case "rename":
                foreach (var id in some) amazon.Rename(id, $"Renamed {Start} {id[^4..]}");
                break;
            case "status":
                foreach (var id in some) amazon.SetStatus(id, Count % 2 == 0 ? "DISABLED" : "CREATED");
                break;
            case "remove":
                amazon.Remove(some);
                break;
            case "restore" or "all back":
                Restore(amazon);
                break;
            case "advertisers":
                amazon.RemoveAdvertisers([.. amazon.Advertisers(OwnAgency(amazon).Id).Skip(Count).Take(30).Select(a => a.Id)]);
                break;
            case "agency":
                amazon.RemoveProfiles(OwnAgency(amazon).Id);
                break;
            case "managers":
                amazon.RemoveManagers([.. amazon.Managers(Enum.GetValues<AdsRegion>()[Count % 3]).Take(1).Select(m => m.Id)]);
                break;
        }
    }

    public override string ToString() =>
        $"{Edit} {Login} {Start}+{Count}" + (Route is null ? "" : $" with {Kind} {Status} of {Route} after {Skip}, {Times?.ToString() ?? "ever"}");

    /// <summary>The last entry is never one that both logins see.</summary>
    private static WorldProfile OwnAgency(AmazonWorld amazon) => Enum.GetValues<AdsRegion>().SelectMany(amazon.Agencies).Last();

    private static void Restore(AmazonWorld amazon)
    {
        var statuses = amazon.Accounts.ToDictionary(a => a.Id, a => a.Status);
        amazon.ClearEdits();
        foreach (var account in amazon.Accounts.ToArray()) amazon.SetStatus(account.Id, statuses.GetValueOrDefault(account.Id, account.Status));
    }
}
