using Wardmote.Store;

namespace Wardmote.Web.Tests;

/// <summary>Where things lie in the checkout the tests were built from.</summary>
internal static class House
{
    /// <summary>Root of the checkout.</summary>
    internal static string Root { get; } = Above("Wardmote.slnx");

    /// <summary>Source of the host.</summary>
    internal static string Web { get; } = Path.Combine(Root, "src", "Wardmote.Web");

    /// <summary>axe-core, as the test script fetches it; null when it could not be fetched.</summary>
    internal static string? Axe { get; } = Path.Combine(Root, "tests", "axe", "node_modules", "axe-core", "axe.min.js") is var path && File.Exists(path) ? path : null;

    /// <summary>Chromium; null when it is not installed.</summary>
    internal static string? Chromium { get; } = PdfPrinter.Find("chromium");

    private static string Above(string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, file)))
            {
                return folder.FullName;
            }
        }

        throw new FileNotFoundException($"{file} is not above {AppContext.BaseDirectory}");
    }
}
