using Accounts.IntegrationTests.Harness;

namespace Accounts.IntegrationTests.Connections;

/// <summary>A small world with a known encryption key, for instances that add another key.</summary>
public class ConnectedWorld(TestServers servers) : ApiWorld(servers)
{
    public string Key { get; } = ApiSettings.NewKey();

    protected override int Accounts => 20;

    protected override (string Name, string Value)[] Changes => [("TokenEncryption:Keys:0", Key)];
}
