namespace Accounts.DashboardTests.Harness;

/// <summary>The size and theme in which a page is opened. Motion is always reduced.</summary>
public sealed record Look(int Width, int Height, ColorScheme Theme)
{
    public static readonly Look Desktop = new(1280, 800, ColorScheme.Light);
    public static readonly Look Phone = new(360, 740, ColorScheme.Light);

    /// <summary>The width at which content must reflow (WCAG 1.4.10).</summary>
    public static readonly Look Narrow = new(320, 740, ColorScheme.Light);

    public static IReadOnlyList<Look> All { get; } = [Desktop, Desktop.Dark, Phone, Phone.Dark, Narrow];

    public Look Dark => this with { Theme = ColorScheme.Dark };

    public override string ToString() => $"{Width}-{Theme.ToString().ToLowerInvariant()}";
}
