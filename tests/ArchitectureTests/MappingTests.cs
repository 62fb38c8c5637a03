using System.Collections;
using AutoMapper;
using AutoMapper.Internal;

namespace Accounts.ArchitectureTests;

/// <summary>AutoMapper only maps entities to read records.</summary>
public sealed class MappingTests
{
    private static readonly Profile[] Profiles =
    [
        .. typeof(Application.DependencyInjection).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Profile)))
            .Select(type => (Profile)Activator.CreateInstance(type)!),
    ];

    private static readonly MapperConfiguration Configuration = new(maps => maps.AddProfiles(Profiles));

    [Fact]
    public void Every_member_of_every_read_record_is_mapped()
    {
        Profiles.ShouldNotBeEmpty();
        Configuration.AssertConfigurationIsValid();
    }

    [Fact]
    public void A_profile_is_nested_in_the_record_that_it_maps_to() =>
        Profiles.ShouldAllBe(profile => profile.GetType().DeclaringType != null && profile.GetType().Name == "Map");

    /// <summary>AutoMapper 14 overflows the stack on such types (GHSA-rvv3-g6hj-g44x).</summary>
    [Fact]
    public void No_mapped_type_references_itself()
    {
        var mapped = new MapperConfiguration(maps => maps.AddProfiles(Profiles)).Internal().GetAllTypeMaps()
            .SelectMany(map => new[] { map.SourceType, map.DestinationType });

        mapped.Distinct().Where(type => Reaches(type, type, [])).ShouldBeEmpty();
        Reaches(typeof(Node), typeof(Node), []).ShouldBeTrue();
    }

    private static bool Reaches(Type from, Type target, HashSet<Type> seen) =>
        from.GetProperties().Select(property => ElementOf(property.PropertyType)).Where(type => type.Assembly != typeof(string).Assembly)
            .Any(type => type == target || (seen.Add(type) && Reaches(type, target, seen)));

    private static Type ElementOf(Type type) =>
        Nullable.GetUnderlyingType(type)
        ?? (type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable)) ? type.GetGenericArguments()[^1] : type.GetElementType() ?? type);

    private sealed record Node(IReadOnlyList<Node> Children);
}
