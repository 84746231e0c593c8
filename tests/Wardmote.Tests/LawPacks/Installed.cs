using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Powers;
using Wardmote.Store.LawPacks;
using Xunit;

namespace Wardmote.Tests.LawPacks;

/// <summary>The installed law, read once, and where things lie.</summary>
internal static class Installed
{
    private static readonly Lazy<LawInForce> Read = new(() => LawReader.ReadInstalled(Root));

    public static LawInForce Law => Read.Value;

    /// <summary>Top of the checkout.</summary>
    public static string Checkout { get; } = Find();

    /// <summary>Folder of the packs.</summary>
    public static string Root => Path.Combine(Checkout, "law");

    public static LawPack Pack(string id) => Law.Packs.Single(p => p.Id == id);

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd");

    /// <summary>A file of the gathered material; the test is skipped where it is absent.</summary>
    public static string Shared(string path)
    {
        foreach (var folder in new[] { Environment.GetEnvironmentVariable("WARDMOTE_SHARED"), Path.Combine(Checkout, "..", "shared") })
        {
            if (!string.IsNullOrEmpty(folder) && (File.Exists(Path.Combine(folder, path)) || Directory.Exists(Path.Combine(folder, path))))
            {
                return Path.Combine(folder, path);
            }
        }

        Assert.Skip($"{path} is not here: set WARDMOTE_SHARED to the folder of the gathered material");
        return "";
    }

    /// <summary>Who may act, asked of the installed law.</summary>
    public static PowerAnswer Ask(string item, string locality, string act, string? filed = null, string? known = null, string? on = null, string? organ = null) =>
        Law.Catalogue.Ask(new PowerQuestion(
            new ItemCode(item),
            locality,
            Day(act),
            Day(filed ?? act),
            known is null ? null : ShanghaiTime.Start(Day(known).AddDays(1)).AddTicks(-1),
            on is null ? null : Day(on),
            organ));

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Wardmote.slnx")))
            {
                return at.FullName;
            }
        }

        throw new InvalidOperationException("the tests run inside a checkout");
    }
}
