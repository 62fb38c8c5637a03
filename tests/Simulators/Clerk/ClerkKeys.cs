namespace Accounts.Simulators.Clerk;

/// <summary>The signing keys: the current key, the previous key, and an unknown key.</summary>
internal sealed class ClerkKeys : IDisposable
{
    private readonly Lock _rotating = new();
    private readonly List<ClerkKey> _all = [];
    private ClerkKey[] _published;

    public ClerkKeys()
    {
        Current = New(ClerkIds.New("ins_"));
        _published = [Current];
    }

    public ClerkKey Current { get; private set; }

    public ClerkKey? Previous { get; private set; }

    public IReadOnlyList<ClerkKey> Published => _published;

    public void Rotate(bool keepOld)
    {
        lock (_rotating)
        {
            Previous = Current;
            Current = New(ClerkIds.New("ins_"));
            _published = keepOld ? [Current, Previous] : [Current];
        }
    }

    public ClerkKey Of(ClerkSigner signer) => signer switch
    {
        ClerkSigner.Current => Current,
        ClerkSigner.Previous => Previous ?? throw new InvalidOperationException("The key was never rotated."),
        ClerkSigner.Foreign => New(Current.Id),
        _ => throw new ArgumentOutOfRangeException(nameof(signer)),
    };

    public void Dispose()
    {
        lock (_rotating) _all.ForEach(key => key.Dispose());
    }

    private ClerkKey New(string id)
    {
        lock (_rotating)
        {
            var key = new ClerkKey(id);
            _all.Add(key);
            return key;
        }
    }
}
