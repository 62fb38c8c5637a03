using Accounts.Api.Auth;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Accounts.UnitTests.Auth;

public sealed class PermissionSettingsTests
{
    [Fact]
    public void By_default_no_role_is_required() =>
        Enum.GetValues<Permission>().ShouldAllBe(permission => Read().GrantedBy(permission).Count == 0);

    [Fact]
    public void Each_permission_has_a_list_of_roles_and_permissions()
    {
        var options = Read(
            ("ReadSeats:0", "org:admin"), ("ReadSeats:1", "buyer"), ("RefreshSeats:0", "org:seats:refresh"), ("ChangeCampaigns:0", "a"));

        options.GrantedBy(Permission.ReadSeats).ShouldBe(["org:admin", "buyer"]);
        options.GrantedBy(Permission.RefreshSeats).ShouldBe(["org:seats:refresh"]);
        options.GrantedBy(Permission.ChangeCampaigns).ShouldBe(["a"]);
    }

    /// <summary>An ignored setting would grant the permission to everyone.</summary>
    [Theory]
    [InlineData("ReadSeats", "admin")]
    [InlineData("ReadSeats:0", "")]
    [InlineData("ReadSeats:0", "admin, buyer")]
    [InlineData("ReadSeats:0", "org:a:b:c")]
    [InlineData("ReadSeat:0", "admin")]
    public void A_setting_that_cannot_be_used_ends_the_start(string name, string value) =>
        Should.Throw<OptionsValidationException>(() => Read((name, value))).Message.ShouldStartWith("Permissions");

    private static PermissionOptions Read(params (string Name, string? Value)[] settings)
    {
        var values = settings.Select(s => KeyValuePair.Create("Permissions:" + s.Name, s.Value));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        return new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddClerkSignIn().BuildServiceProvider()
            .GetRequiredService<IOptions<PermissionOptions>>().Value;
    }
}
