using System.Globalization;

namespace Accounts.UnitTests.TokenProtection;

/// <summary>
/// Test vectors of the Fernet specification. Source: github.com/fernet/spec, commit 20dead475f53f11d20592baf29ad697163afc0cd
/// (generate.json, verify.json, invalid.json), all under one key.
/// </summary>
internal static class FernetVectors
{
    public const string Key = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=";
    public const string Hello = "gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==";

    public static readonly TimeSpan Ttl = TimeSpan.FromSeconds(60);
    public static readonly DateTimeOffset Generated = At("1985-10-26T01:20:00-07:00");
    public static readonly DateTimeOffset Verified = At("1985-10-26T01:20:01-07:00");
    public static readonly byte[] Iv = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

    /// <summary>Tokens that are refused with the time to live. The last two fail only the clock checks and are valid without it.</summary>
    public static readonly Invalid[] Refused =
    [
        new("wrong MAC", "gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAl1-szkFVzXTuGb4hR8AKtwcaX1YdykQUFBQUFBQUFBQQ==", Verified),
        new("too short", "gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPA==", Verified),
        new("not base64", "%%%%%%%%%%%%%AECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAl1-szkFVzXTuGb4hR8AKtwcaX1YdykRtfsH-p1YsUD2Q==", Verified),
        new("ciphertext not in whole blocks", "gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPOm73QeoCk9uGib28Xe5vz6oxq5nmxbx_v7mrfyudzUm",
            Verified),
        new("bad padding under a right MAC", "gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0ODz4LEpdELGQAad7aNEHbf-JkLPIpuiYRLQ3RtXatOYREu2FWke6CnJNYIbkuKNqOhw==",
            Verified),
        new("wrong IV under a right MAC", "gAAAAAAdwJ6xBQECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAkLhFLHpGtDBRLRTZeUfWgHSv49TF2AUEZ1TIvcZjK1zQ==",
            Verified),
        new("from the future", "gAAAAAAdwStRAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAnja1xKYyhd-Y6mSkTOyTGJmw2Xc2a6kBd-iX9b_qXQcw==", Verified,
            OnlyByClock: true),
        new("too old", "gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAl1-szkFVzXTuGb4hR8AKtwcaX1YdykRtfsH-p1YsUD2Q==",
            At("1985-10-26T01:21:31-07:00"), OnlyByClock: true),
    ];

    /// <summary>Written by Python's cryptography 48.0.0 under a throw-away key. The column contains such tokens from an earlier service.</summary>
    public const string PythonKey = "CzBVep_E6Q4zWH2ix-wRNluApcrvFDleg6jN8hc8YYY=";
    public const string PythonToken =
        "gAAAAABlU_EAAi6RZ0OtTdy6xKa8Az8zmJ_Q4B_iv4C3-NNSsoO2W_Peisx8DWgDY7STqxj"
        + "YhVeafUyKn2CSSRm_50yq6NYPgsb0ej_GbwT-5aR996nT-TtYfBwXK6BGgky2KDdBAEUm";
    public const string PythonPlaintext = "Atzr|IwEBIA-throw-away_fixture=/+é";

    private static DateTimeOffset At(string iso) => DateTimeOffset.Parse(iso, CultureInfo.InvariantCulture);

    internal sealed record Invalid(string Why, string Token, DateTimeOffset Now, bool OnlyByClock = false)
    {
        public override string ToString() => Why;
    }
}
