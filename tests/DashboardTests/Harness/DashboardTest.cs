namespace Accounts.DashboardTests.Harness;

/// <summary>The base of all tests: opens pages, and closes them at the end of the test, which fails if a page reported an error.</summary>
public abstract class DashboardTest(DashboardWorld world) : IAsyncLifetime
{
    private readonly List<DashboardPage> _pages = [];
    private readonly List<Person> _persons = [];

    protected DashboardWorld World => world;

    public virtual ValueTask InitializeAsync()
    {
        Assert.SkipWhen(world.Browser is null, Chromium.Missing);
        return ValueTask.CompletedTask;
    }

    protected Person NewPerson()
    {
        _persons.Add(world.NewPerson());
        return _persons[^1];
    }

    /// <summary>A new person whose Amazon login is connected and synced.</summary>
    protected async Task<Person> ConnectedPersonAsync(string login = "northwind")
    {
        var person = NewPerson();
        await person.ConnectAndSyncAsync(login);
        return person;
    }

    /// <summary>A browser in which nobody is signed in.</summary>
    internal async Task<DashboardPage> NewBrowserAsync(Look? look = null)
    {
        _pages.Add(await DashboardPage.OpenAsync(world, look ?? Look.Desktop));
        return _pages[^1];
    }

    /// <summary>Opens a page of a signed-in person and waits until its data is shown.</summary>
    internal async Task<DashboardPage> OpenAsync(Person person, string path = "/", Look? look = null)
    {
        var page = await NewBrowserAsync(look);
        await page.SignInAsync(person);
        await page.GoToAsync(path);
        return page;
    }

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var person in _persons) person.Dispose();
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
            foreach (var page in _pages) await page.DescribeAsync();
        foreach (var page in _pages) await page.DisposeAsync();
        GC.SuppressFinalize(this);
        _pages.SelectMany(page => page.Findings).ShouldBeEmpty("A page reported errors.");
    }
}
