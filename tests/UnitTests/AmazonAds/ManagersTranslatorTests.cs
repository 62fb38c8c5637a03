using System.Text;
using Accounts.Application.Managers;
using Accounts.Infrastructure.AmazonAds.Http;
using Accounts.Infrastructure.AmazonAds.Managers;

namespace Accounts.UnitTests.AmazonAds;

public sealed class ManagersTranslatorTests
{
    [Fact]
    public void A_documented_manager_account_is_read_completely()
    {
        var manager = Read("""
            {"managerAccounts":[{"managerAccountId":"amzn1.ads1.ma1.x","managerAccountName":"Agency X","linkedAccounts":[
              {"accountId":"ENTITY3G3R","accountName":"Brand DSP","accountType":"DSP_ADVERTISING_ACCOUNT","dspAdvertiserId":"123456789012345678",
              "marketplaceId":"ATVPDKIKX0DER","profileId":""},
              {"accountId":"ENTITY28","accountName":"Brand","accountType":"VENDOR","dspAdvertiserId":null,"marketplaceId":"ATVPDKIKX0DER",
              "profileId":"1234509876543210"},
              {"accountId":"ENTITYAMC","accountName":"Cloud","accountType":"MARKETING_CLOUD","dspAdvertiserId":"","profileId":null}]}]}
            """).Managers.ShouldHaveSingleItem();

        (manager.Id, manager.Name, manager.LinksComplete).ShouldBe(("amzn1.ads1.ma1.x", "Agency X", true));
        manager.Links.ShouldBe(
        [
            new("DSP_ADVERTISING_ACCOUNT", "ENTITY3G3R", "Brand DSP", "123456789012345678", null, "ATVPDKIKX0DER"),
            new("VENDOR", "ENTITY28", "Brand", null, "1234509876543210", "ATVPDKIKX0DER"),
            new("MARKETING_CLOUD", "ENTITYAMC", "Cloud", null, null, null),
        ]);
        manager.Links.Select(l => l.Key).ShouldBe(["123456789012345678", "1234509876543210", "ENTITYAMC"]);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"managerAccounts":null}""")]
    [InlineData("""{"managerAccounts":{}}""")]
    public void A_response_without_a_list_is_refused(string json) =>
        Should.Throw<AmazonContractException>(() => Read(json));

    [Theory]
    [InlineData(0, true)]
    [InlineData(49, true)]
    [InlineData(50, false)]
    public void Fifty_links_are_marked_as_an_incomplete_list(int links, bool complete)
    {
        var entries = string.Join(',', Enumerable.Range(1, links).Select(i => $$"""{"accountType":"SELLER","profileId":"{{i}}"}"""));

        Read($$"""{"managerAccounts":[{"managerAccountId":"m","linkedAccounts":[{{entries}}]}]}""").Managers.ShouldHaveSingleItem().LinksComplete
            .ShouldBe(complete);
    }

    [Theory]
    [InlineData("""{"accountType":"SELLER"}""")]
    [InlineData("{}")]
    [InlineData("7")]
    public void An_unreadable_link_makes_the_list_incomplete(string link)
    {
        var read = Read($$"""{"managerAccounts":[{"managerAccountId":"m","linkedAccounts":[{{link}},{"accountType":"SELLER","profileId":"8"}]}]}""");

        read.Skipped.ShouldBe(1);
        var manager = read.Managers.ShouldHaveSingleItem();
        (manager.LinksComplete, manager.Links.ShouldHaveSingleItem().Key).ShouldBe((false, "8"));
    }

    [Theory]
    [InlineData("""{"profileId":"7"}""", "7")]
    [InlineData("""{"accountId":"ENTITY7","accountType":null}""", "ENTITY7")]
    [InlineData("""{"dspAdvertiserId":"7","accountType":5}""", "7")]
    public void A_link_without_a_type_is_kept_and_makes_the_list_incomplete(string link, string key)
    {
        var read = Read($$"""{"managerAccounts":[{"managerAccountId":"m","linkedAccounts":[{{link}}]}]}""");

        read.Skipped.ShouldBe(0);
        var manager = read.Managers.ShouldHaveSingleItem();
        (manager.LinksComplete, manager.Links.ShouldHaveSingleItem().Key, manager.Links[0].Type).ShouldBe((false, key, null));
    }

    [Fact]
    public void A_manager_id_may_contain_an_underscore() =>
        Read("""{"managerAccounts":[{"managerAccountId":"amzn1.ads1.ma1.a_b-c"}]}""").Managers.ShouldHaveSingleItem().Id
            .ShouldBe("amzn1.ads1.ma1.a_b-c");

    [Theory]
    [InlineData("null", true)]
    [InlineData("{}", false)]
    [InlineData("\"\"", false)]
    public void Links_with_the_wrong_structure_make_the_list_incomplete(string links, bool complete) =>
        Read($$"""{"managerAccounts":[{"managerAccountId":"m","linkedAccounts":{{links}}}]}""").Managers.ShouldHaveSingleItem().LinksComplete
            .ShouldBe(complete);

    [Fact]
    public void A_manager_account_without_a_valid_id_is_skipped()
    {
        var read = Read("""{"managerAccounts":[{"managerAccountName":"x"},{"managerAccountId":"a b"},{"managerAccountId":"m"}]}""");

        (read.Skipped, read.Managers.ShouldHaveSingleItem().Id).ShouldBe((2, "m"));
    }

    private static RemoteManagerAccounts Read(string json)
    {
        AmazonJson.TryRead<ManagersResponse>(Encoding.UTF8.GetBytes(json), out var wire).ShouldBeTrue();
        return ManagersTranslator.ToManagers(wire!);
    }
}
