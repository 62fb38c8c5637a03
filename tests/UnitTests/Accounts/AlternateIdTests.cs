using Accounts.Domain.Accounts;

namespace Accounts.UnitTests.Accounts;

public sealed class AlternateIdTests
{
    [Fact]
    public void A_profile_and_an_entity_of_one_country_are_merged() =>
        Merged(new("US", "1", null), new("US", null, "ENTITY1"), new("UK", null, "ENTITY2"), new("UK", "2", null))
            .ShouldBe([new("US", "1", "ENTITY1"), new("UK", "2", "ENTITY2")]);

    [Fact]
    public void An_entry_with_both_ids_is_unchanged() =>
        Merged(new AlternateId("US", "1", "ENTITY1")).ShouldBe([new("US", "1", "ENTITY1")]);

    [Fact]
    public void An_entry_without_a_counterpart_is_unchanged() =>
        Merged(new("US", "1", null), new("DE", null, "ENTITY2")).ShouldBe([new("US", "1", null), new("DE", null, "ENTITY2")]);

    [Fact]
    public void A_country_with_more_profiles_than_entities_keeps_every_profile() =>
        Merged(new("US", "1", null), new("US", "2", null), new("US", null, "ENTITY1")).ShouldBe([new("US", "1", "ENTITY1"), new("US", "2", null)]);

    [Fact]
    public void Duplicate_entries_are_merged() =>
        Merged(new("US", "1", "ENTITY1"), new("US", "1", "ENTITY1")).ShouldBe([new("US", "1", "ENTITY1")]);

    [Fact]
    public void An_entry_without_ids_is_dropped() => Merged(new AlternateId("US", null, null)).ShouldBeEmpty();

    [Fact]
    public void An_empty_list_stays_empty() => Merged().ShouldBeEmpty();

    private static IReadOnlyList<AlternateId> Merged(params AlternateId[] entries) => AlternateId.MergePerCountry(entries);
}
