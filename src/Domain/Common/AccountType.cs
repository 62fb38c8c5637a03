namespace Accounts.Domain.Common;

/// <summary>The kinds of advertising accounts, and what a sync can be limited to.</summary>
public enum AccountType
{
    /// <summary>Sponsored ads.</summary>
    Advertising,

    /// <summary>A DSP advertiser.</summary>
    Dsp,

    /// <summary>An Amazon Marketing Cloud instance.</summary>
    Amc,
}
