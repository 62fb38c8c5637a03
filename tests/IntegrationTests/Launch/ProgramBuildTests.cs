using System.Text.Json;
using Accounts.Hosting;
using Accounts.Local;
using Accounts.Local.Launch;

namespace Accounts.IntegrationTests.Launch;

public sealed class ProgramBuildTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("accounts-test-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string LogFile => Path.Combine(_folder.FullName, "logs", "build.log");

    private string RecordFile => Path.Combine(_folder.FullName, "record");

    [Fact]
    public async Task A_failed_build_reports_its_errors_once_its_exit_code_and_the_log()
    {
        // An error as the compiler reports it: in the output and again in the summary, with the project appended.
        var project = Write(
            "Broken.proj",
            """
            <Project>
              <Target Name="Build"><Error Code="CS1002" File="$(MSBuildProjectDirectory)/Broken.cs" Text="; expected" /></Target>
              <Target Name="Restore" />
            </Project>
            """);

        var failure = await Should.ThrowAsync<LaunchException>(() => Build(project).RunAsync(Ct));

        failure.Message.ShouldStartWith("The build failed with exit code 1:\n");
        failure.Message.Split('\n').Count(line => line.EndsWith("Broken.cs : error CS1002: ; expected", StringComparison.Ordinal)).ShouldBe(1);
        failure.Message.ShouldEndWith($"Correct the errors and run the command again. The complete output is in {LogFile}.");
        (await File.ReadAllTextAsync(LogFile, Ct)).ShouldContain("CS1002");
        File.Exists(RecordFile).ShouldBeFalse();
    }

    [Fact]
    public async Task A_successful_build_is_not_repeated_until_a_source_changes()
    {
        var build = Build(Write("Empty.proj", """<Project><Target Name="Build" /><Target Name="Restore" /></Project>"""));
        build.IsUpToDate.ShouldBeFalse();

        await build.RunAsync(Ct);

        build.IsUpToDate.ShouldBeTrue();
        await File.WriteAllTextAsync(RecordFile, "an earlier state of the sources", Ct);
        build.IsUpToDate.ShouldBeFalse();
    }

    [Fact]
    public void Adding_changing_and_deleting_a_source_changes_the_state_and_output_folders_do_not()
    {
        var code = Write("src/Api/Program.cs", "class A;");
        var before = SourceState.Compute(_folder.FullName);

        var output = Write("src/Api/obj/Api.dll", "binary");
        Write("src/Dashboard/dist/index.html", "page");
        Write("src/Dashboard/node_modules/react/index.js", "package");
        SourceState.Compute(_folder.FullName).ShouldBe(before);
        var added = Write("tests/Simulators/Page.cs", "class B;");
        SourceState.Compute(_folder.FullName).ShouldNotBe(before);
        File.Delete(added);
        var page = Write("src/Dashboard/src/features/Overview/OverviewPage.tsx", "page");
        SourceState.Compute(_folder.FullName).ShouldNotBe(before);
        File.Delete(page);
        SourceState.Compute(_folder.FullName).ShouldBe(before);
        File.WriteAllText(code, "class AA;");
        SourceState.Compute(_folder.FullName).ShouldNotBe(before);
        File.Exists(output).ShouldBeTrue();
    }

    [Fact]
    public void The_build_covers_exactly_the_programs_that_are_started()
    {
        using var filter = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "deploy/Local/Programs.slnf")));

        filter.RootElement.GetProperty("solution").GetProperty("projects").EnumerateArray().Select(project => project.GetString())
            .ShouldBe(["src/Api/Api.csproj", "tests/Simulators/Simulators.csproj"]);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private ProgramBuild Build(string target) => new(target, LogFile, RecordFile);

    private string Write(string name, string text)
    {
        var file = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }
}
