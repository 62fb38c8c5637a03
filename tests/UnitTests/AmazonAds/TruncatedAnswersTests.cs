using System.Net;
using System.Web;
using Accounts.Application.Common.Ports;
using Accounts.Application.Profiles;
using Accounts.Domain.Common;
using Accounts.Domain.Sync;

namespace Accounts.UnitTests.AmazonAds;

/// <summary>Amazon returns only part of a long list. Decision 0008 has the limits.</summary>
public sealed class TruncatedAnswersTests
{
    private const int Limit = 5000;

    [Theory]
    [InlineData(Limit - 1, 1)]
    [InlineData(Limit, 4)]
    public async Task A_full_answer_of_profiles_is_requested_again_by_type(int entries, int calls)
    {
        using var amazon = Profiles(type => type is null ? (entries, "seller") : (1, type));

        var profiles = (await ListAsync(amazon)).Value;

        (profiles.Complete, amazon.Sent.Count).ShouldBe((true, calls));
        amazon.Sent.Select(s => HttpUtility.ParseQueryString(new Uri(s.Url).Query)).ShouldAllBe(q => q["accessLevel"] == "view");
        amazon.Sent.Skip(1).Select(s => HttpUtility.ParseQueryString(new Uri(s.Url).Query)["profileTypeFilter"])
            .ShouldBe(calls == 1 ? [] : ["agency", "seller", "vendor"]);
    }

    [Fact]
    public async Task The_answers_for_all_types_and_the_full_one_are_united_without_duplicates()
    {
        using var amazon = Profiles(type => type switch
        {
            null => (Limit, "seller"),
            "vendor" => (2, "vendor"),
            "agency" => (3, "agency"),
            _ => (Limit - 1, "seller"),
        });

        var profiles = (await ListAsync(amazon)).Value;

        (profiles.Complete, profiles.Profiles.Count).ShouldBe((true, Limit + 2 + 3));
        profiles.Profiles.Count(p => p.IsDspEntity).ShouldBe(3);
    }

    [Theory]
    [InlineData("agency")]
    [InlineData("seller")]
    [InlineData("vendor")]
    public async Task Profiles_are_incomplete_if_one_type_alone_fills_an_answer(string full)
    {
        using var amazon = Profiles(type => type is null ? (Limit, "seller") : (type == full ? Limit : 1, type));

        var profiles = (await ListAsync(amazon)).Value;

        (profiles.Complete, profiles.Profiles.Count).ShouldBe((false, full == "seller" ? Limit + 2 : (2 * Limit) + 1));
    }

    [Fact]
    public async Task Profiles_are_incomplete_if_a_full_answer_has_a_type_that_no_filter_selects()
    {
        using var amazon = Profiles(type => type is null ? (Limit, "author") : (1, type));

        (await ListAsync(amazon)).Value.Complete.ShouldBeFalse();
    }

    [Fact]
    public async Task A_type_that_cannot_be_listed_fails_the_whole_list()
    {
        using var amazon = new AmazonDouble(request => request.RequestUri!.Query.Contains("vendor", StringComparison.Ordinal)
            ? AmazonDouble.Answer(HttpStatusCode.Forbidden) : AmazonDouble.Answer(HttpStatusCode.OK, Json(Limit, "seller")));

        (await ListAsync(amazon)).Error.ShouldBe(AmazonErrors.Forbidden);
    }

    [Fact]
    public async Task Advertisers_beyond_the_last_page_are_too_many_and_Amazon_is_not_asked()
    {
        using var amazon = new AmazonDouble(_ =>
            AmazonDouble.Answer(HttpStatusCode.OK, """{"totalResults":30001,"response":[{"advertiserId":"1"}]}"""));
        var ct = TestContext.Current.CancellationToken;

        var last = await amazon.Advertisers.ListAsync(Region.EU, AmazonDouble.Login, "7", 29_900, ct);
        var beyond = await amazon.Advertisers.ListAsync(Region.EU, AmazonDouble.Login, "7", last.Value.Next!.Value, ct);

        (last.Value.Next, beyond.Error, amazon.Sent.Count).ShouldBe((29_901, SyncErrors.ListingTooLong, 1));
    }

    private static Task<Result<RemoteProfiles>> ListAsync(AmazonDouble amazon) =>
        amazon.Profiles.ListAsync(Region.EU, AmazonDouble.Login, ProfileAccess.View, TestContext.Current.CancellationToken);

    /// <summary>Amazon with a number of profiles of one type for each value of the filter; null is no filter.</summary>
    private static AmazonDouble Profiles(Func<string?, (int Count, string Type)> answer) => new(request =>
    {
        var (count, type) = answer(HttpUtility.ParseQueryString(request.RequestUri!.Query)["profileTypeFilter"]);
        return AmazonDouble.Answer(HttpStatusCode.OK, Json(count, type));
    });

    /// <summary>The ids of a type begin with the number of its first letter.</summary>
    private static string Json(int count, string type) =>
        $"[{string.Join(',', Enumerable.Range(1, count).Select(i =>
            $$$"""{"profileId":"{{{(int)type[0]}}}{{{i}}}","accountInfo":{"type":"{{{type}}}"}}"""))}]";
}
