using Accounts.Domain.Accounts;

namespace Accounts.UnitTests.Accounts;

public sealed class AlternateIdTests
{
    [Fact]
    public void Profile_and_entity_of_one_country_become_one() =>
        Merged(new("US", "1", null), new("US", null, "ENTITY1"), new("UK", null, "ENTITY2"), new("UK", "2", null))
            .ShouldBe([new("US", "1", "ENTITY1"), new("UK", "2", "ENTITY2")]);

    [Fact]
    public void One_that_is_whole_already_stays_as_it_is() =>
        Merged(new AlternateId("US", "1", "ENTITY1")).ShouldBe([new("US", "1", "ENTITY1")]);

    [Fact]
    public void Half_of_one_stays_half() =>
        Merged(new("US", "1", null), new("DE", null, "ENTITY2")).ShouldBe([new("US", "1", null), new("DE", null, "ENTITY2")]);

    [Fact]
    public void A_country_with_more_profiles_than_entities_loses_none() =>
        Merged(new("US", "1", null), new("US", "2", null), new("US", null, "ENTITY1")).ShouldBe([new("US", "1", "ENTITY1"), new("US", "2", null)]);

    [Fact]
    public void The_same_entry_twice_counts_once() =>
        Merged(new("US", "1", "ENTITY1"), new("US", "1", "ENTITY1")).ShouldBe([new("US", "1", "ENTITY1")]);

    [Fact]
    public void An_entry_without_any_id_says_nothing() => Merged(new AlternateId("US", null, null)).ShouldBeEmpty();

    [Fact]
    public void Nothing_stays_nothing() => Merged().ShouldBeEmpty();

    private static IReadOnlyList<AlternateId> Merged(params AlternateId[] entries) => AlternateId.MergePerCountry(entries);
}
