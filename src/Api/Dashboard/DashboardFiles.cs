namespace Accounts.Api.Dashboard;

/// <summary>The files of the built dashboard.</summary>
/// <param name="folder">Null, or a folder without a page, if it has not been built.</param>
internal sealed class DashboardFiles(string? folder)
{
    public const string Index = "index.html";

    /// <summary>Where the build copies them. Without Node it does not.</summary>
    public static DashboardFiles BesideTheApi { get; } = new(Path.Combine(AppContext.BaseDirectory, "dashboard"));

    public string? Folder { get; } = folder is not null && File.Exists(Path.Combine(folder, Index)) ? folder : null;
}
